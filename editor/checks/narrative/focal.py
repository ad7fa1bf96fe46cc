"""Whose scene it is: everybody in it is weighed by what the scene tells of them, as a whole.

Genette's internal focalization; the cues are those of Wiebe 1994 (private states), Uspensky 1973 (words of
estrangement) and of readers' habit: the first and the most frequent subject, whose kin the others are.  The choice
between the characters, and nobody, is a conditional logit (McFadden 1974); its weights are data in
``resources/narrative/heads.toml``, where it is said how they were fitted.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, log1p

from editor.checks.narrative.minds import Inside, Sign
from editor.checks.narrative.people import TELLER, Mentions, Who, follow
from editor.checks.narrative.scenes import Line, SceneText, Told
from editor.language.cast import Cast
from editor.resources import resource

_THIRDS = 3
_OPENED = (Inside.TAGGED, Inside.THOUGHT, Inside.FEELING, Inside.MOOD)
_NEAR_BY = {Inside.SENSE: 1.0, Inside.BODY: 1.0, Inside.WILL: 1.0, Inside.PAST: 0.5}


@cache
def weights(table: str) -> Mapping[str, float]:
    """The fitted weights of one decision, by the name of the cue."""
    with resource("narrative", "heads.toml").open("rb") as file:
        found: dict[str, float] = tomllib.load(file)[table]
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A sign of somebody's inner life (or of being looked at) at its place."""

    who: Who
    sign: Sign
    line: Line


@dataclass(slots=True, eq=False)
class Cues:
    """What a scene tells of one character: the cues of the choice, each of the order of one."""

    thoughts: float = 0.0
    tagged: float = 0.0
    nearby: float = 0.0
    outside: float = 0.0
    others_outside: float = 0.0
    spread: float = 0.0
    opened_first: float = 0.0
    first: float = 0.0
    subject: float = 0.0
    pronoun: float = 0.0
    kin: float = 0.0
    noun: float = 0.0

    @property
    def inside(self) -> bool:
        """Whether anything at all is told from within."""
        return self.thoughts + self.tagged + self.nearby > 0

    def score(self, weight: Mapping[str, float]) -> float:
        """The log-odds of these cues, up to a constant."""
        return sum((weight[name] * float(getattr(self, name)) for name in self.__slots__), 0.0)


@dataclass(slots=True, eq=False)
class Nobody:
    """What speaks for no single head: that few or many minds are opened."""

    always: float = 1.0
    crowd: float = 0.0
    silent: float = 0.0

    def score(self, weight: Mapping[str, float]) -> float:
        """The log-odds of there being no single head."""
        return sum((weight[f"nobody_{name}"] * float(getattr(self, name)) for name in self.__slots__), 0.0)


@dataclass(slots=True, eq=False)
class Scales:
    """Everybody's cues in one scene."""

    people: dict[str, Cues] = field(default_factory=dict)
    nobody: Nobody = field(default_factory=Nobody)
    readings: dict[str, Reading] = field(default_factory=dict)

    def chances(self, weight: Mapping[str, float]) -> dict[str, float]:
        """How likely each character is the scene's head, 0–1; what is missing to one is nobody's."""
        scores = {name: cues.score(weight) for name, cues in self.people.items()}
        nobody = self.nobody.score(weight)
        top = max([*scores.values(), nobody])
        total = sum(exp(score - top) for score in scores.values()) + exp(nobody - top)
        return {name: exp(score - top) / total for name, score in scores.items() if self.people[name].inside}


_CANDIDATES = 4  # more people than that are not read for


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A scene read for its people: everybody's words and signs, ``head`` being taken for the scene's."""

    mentions: Mentions
    seen: tuple[Seen, ...]

    @classmethod
    def of(cls, text: SceneText, cast: Cast, signs: Sequence[tuple[Line, Sign]], head: str = "") -> Reading:
        """Read a scene as that of ``head``, or as nobody's."""
        mentions = follow(text.lines, cast, head)
        found = [(mentions.at(line, sign.owner), sign, line) for line, sign in signs]
        return cls(mentions, tuple(Seen(who, sign, line) for who, sign, line in found if who is not None))


def weigh_heads(text: SceneText, cast: Cast, signs: Sequence[tuple[Line, Sign]]) -> Scales:
    """The cues of everybody who acts, thinks or is looked at in a scene; the teller of "I" is left out.

    Whose a *he* is depends on whose scene it is: for those most spoken of, the scene is read as theirs.
    """
    scales = Scales()
    plain = Reading.of(text, cast, signs)
    people = _cues(text, plain)
    spoken_of = Counter(who.name for who in plain.mentions.who.values() if who.known and who.name != TELLER)
    scales.people = {name: cues for name, cues in people.items() if name != TELLER}
    scales.readings[""] = plain
    for name, _ in spoken_of.most_common(_CANDIDATES):
        scales.readings[name] = Reading.of(text, cast, signs, name)
        mine = _cues(text, scales.readings[name])
        if name in mine:
            scales.people[name] = mine[name]
    minds = Counter(s.who.name for s in plain.seen if s.sign.bare and s.who.known and s.who.name != TELLER)
    most = max(minds.values(), default=0) / max(1, sum(minds.values()))
    scales.nobody.crowd = log1p(max(0, len(minds) - 2)) * (1 - most)
    scales.nobody.silent = float(not minds)
    return scales


def _cues(text: SceneText, reading: Reading) -> dict[str, Cues]:
    mentions = reading.mentions
    people: dict[str, Cues] = defaultdict(Cues)
    subjects, pronouns, counts, first = _roles(text, mentions)
    total = sum(subjects.values())
    for name, number in subjects.items():
        people[name].subject = number / total
    if first:
        people[first].first = 1.0
    _count_signs(text, reading.seen, people)
    outside = sum(cues.outside for cues in people.values())
    for name, cues in people.items():
        cues.others_outside = log1p(outside - cues.outside)
        cues.outside = log1p(cues.outside)
        cues.pronoun = pronouns[name] / counts[name] if counts[name] else 0.0
        cues.kin = log1p(mentions.kin[name])
        cues.noun = float(name.startswith("the "))
    return people


def _roles(text: SceneText, mentions: Mentions) -> tuple[Counter[str], Counter[str], Counter[str], str]:
    """Main-clause subjects, mentions by pronoun and all mentions of everybody, and the first subject."""
    subjects: Counter[str] = Counter()
    pronouns: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    first = ""
    for line in text.lines:
        for clause in line.sentence.clauses:
            who = mentions.subject(Told(clause, line))
            if who is None or not who.known or not clause.main or who.name == TELLER:
                continue
            subjects[who.name] += 1
            if not clause.tag:
                first = first or who.name
    numbered = {line.number: line for line in text.lines}
    for (number, index), who in mentions.who.items():
        if who.known:
            counts[who.name] += 1
            pronouns[who.name] += numbered[number].sentence.tree.tokens[index].tag.startswith("PRP")
    return subjects, pronouns, counts, first


def _count_signs(text: SceneText, seen: Sequence[Seen], people: dict[str, Cues]) -> None:
    paragraphs = sorted({line.paragraph for line in text.lines})
    place = {paragraph: _THIRDS * at // len(paragraphs) for at, paragraph in enumerate(paragraphs)}
    parts: dict[str, set[int]] = defaultdict(set)
    opened_first = ""
    for one in seen:
        who, sign = one.who, one.sign
        if not who.known:
            continue
        cues, sure = people[who.name], who.confidence
        if sign.inside is Inside.OUTSIDE:
            cues.outside += sure
            continue
        parts[who.name].add(place[one.line.paragraph])
        if sign.inside is Inside.TAGGED:
            cues.tagged += sure
        elif sign.inside in _OPENED:
            weight = (1.0 if sign.main else 0.5) * (0.5 if sign.standing else 1.0)
            cues.thoughts += weight * sure
        else:
            cues.nearby += _NEAR_BY[sign.inside] * sure
        if not opened_first and sign.inside in _OPENED and who.name != TELLER:
            opened_first = who.name
    if opened_first:
        people[opened_first].opened_first = 1.0
    for name, cues in people.items():
        cues.spread = len(parts[name]) / _THIRDS
        cues.thoughts, cues.tagged, cues.nearby = log1p(cues.thoughts), log1p(cues.tagged), log1p(cues.nearby)
