"""Where a teller who says "I" is suddenly called *he*, *she* or by name.

A pronoun is the teller's when grammar binds it to "I" (``I pressed her lips together``) or when nobody else of its
kind is there whom it could mean; a name when others call the teller by it and the narration never does.
"""

from __future__ import annotations

import tomllib
from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from editor.checks.narrative.clauses import Clause, Sentence
from editor.checks.narrative.people import PRONOUNS, follow
from editor.checks.narrative.person import FIRST_WORDS, PersonSlip
from editor.checks.narrative.scenes import Line, SceneText
from editor.language.cast import Cast
from editor.language.persons import FEMALE_TITLES, HE, PERSON_NOUNS, SHE, noun_pronoun, plain_title
from editor.resources import resource
from editor.text.zones import ZoneKind

_BODY = frozenset(
    "hand heart ear lip arm shoulder tooth tongue finger neck nose foot knee breath lap mouth stomach jaw fist brow "
    "wrist throat palm".split()
)
_INSIDE = frozenset("heart pulse blood breath voice".split())
_WITHIN = frozenset("ear throat temple skull mouth chest".split())
_FELT = frozenset("feel hear taste".split())
_LONG_AGO = 4  # paragraphs since anybody of that kind was narrated
_NEVER = 99
_ANYBODY = frozenset("every any no each some".split())
_RARELY = 2  # sentences of narration that may name the teller
_REMEMBERED = 1_000  # scenes: a long novel has some three hundred
_OPENING = 3  # paragraphs in which somebody may still be called *she* before being introduced


@cache
def _own() -> dict[str, frozenset[str]]:
    with resource("narrative", "own.toml").open("rb") as file:
        data: dict[str, str] = tomllib.load(file)
    return {verb: frozenset(nouns.split()) for verb, nouns in data.items()}


@dataclass(slots=True)
class _Seen:
    """Where a man and a woman were last spoken of, as paragraph numbers; whose things are whose; who is which."""

    start: int  # the story's first paragraph
    own: frozenset[str]  # the teller's names
    kinds: Mapping[str, str]  # the pronoun that the text uses of a name or noun
    narrated: dict[str, int] = field(default_factory=lambda: {HE: -_NEVER, SHE: -_NEVER})
    anywhere: dict[str, int] = field(default_factory=lambda: {HE: -_NEVER, SHE: -_NEVER})
    mine: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()

    def at(self, paragraph: int) -> _State:
        """What is known there, said so that it is the same wherever the scene stands."""
        places = (self.narrated[HE], self.narrated[SHE], self.anywhere[HE], self.anywhere[SHE])
        far = tuple(max(place - paragraph, -_NEVER) if place >= 0 else None for place in places)
        return far, self.mine, self.theirs

    def resume(self, paragraph: int, state: _State) -> None:
        """Go on from a state that was taken ``at`` this paragraph."""
        far, self.mine, self.theirs = state
        places = [-_NEVER if away is None else max(paragraph + away, 0) for away in far]
        self.narrated = {HE: places[0], SHE: places[1]}
        self.anywhere = {HE: places[2], SHE: places[3]}


_State = tuple[tuple[int | None, ...], frozenset[str], frozenset[str]]


@dataclass(slots=True)
class _Scene:
    """One scene's names and kinds of people, and what was found in it the last time, from where."""

    cast: Cast
    names: _Names
    kinds: dict[str, str]
    came: object = None
    went: _State | None = None
    found: list[PersonSlip] = field(default_factory=list)


class TellerWatch:
    """Finds ``he`` and ``his`` for the teller of a first-person story, or the teller's own name.

    A scene is read again only when it, the cast or what came before it has changed.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[SceneText, _Scene] = OrderedDict()

    def slips(self, texts: Sequence[SceneText], cast: Cast) -> list[PersonSlip]:
        """The slips of scenes that "I" tells, in order."""
        told = [text for text in texts if text.lines]
        if not told:
            return []
        scenes = [self._scene(text, cast) for text in told]
        kinds = {name: kind for scene in scenes for name, kind in scene.kinds.items()}
        seen = _Seen(told[0].lines[0].paragraph, _own_names([scene.names for scene in scenes]), kinds)
        found: list[PersonSlip] = []
        for text, scene in zip(told, scenes, strict=True):
            here = text.scene.first
            came = (seen.at(here), min(here - seen.start, _OPENING + 1), seen.own, kinds)
            if scene.went is None or scene.came != came:
                scene.found = list(_slips(text, seen, cast))
                scene.came, scene.went = came, seen.at(text.scene.last)
            seen.resume(text.scene.last, scene.went)
            found += scene.found
        while len(self._known) > max(_REMEMBERED, len(told)):
            self._known.popitem(last=False)
        return found

    def _scene(self, text: SceneText, cast: Cast) -> _Scene:
        known = self._known.get(text)
        if known is None or known.cast != cast:
            known = self._known[text] = _Scene(cast, _names(text.lines), dict(_kinds(text, cast)))
        self._known.move_to_end(text)
        return known


def _slips(text: SceneText, seen: _Seen, cast: Cast) -> Iterator[PersonSlip]:
    for number, line in enumerate(text.lines):
        slip = _name_slip(line, seen.own) or _pronoun_slip(line, text.lines, number, seen, cast)
        if slip is not None:
            yield slip
        _remember(line, seen, cast, slip)


# Names


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of one scene: called in speech beside an "I", by the teller, told of, and of those who speak."""

    called: Counter[str] = field(default_factory=Counter)
    by_teller: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    speaking: set[str] = field(default_factory=set)


def _names(lines: Sequence[Line]) -> _Names:
    found = _Names()
    own = {line.inside for line in lines if _says_i(line.sentence)}
    teller_speaks = {
        line.inside for line in lines for clause in line.sentence.clauses if clause.tag and clause.subject_word == "i"
    }
    for line in lines:
        tokens = line.sentence.tree.tokens
        for name in set(_called(line.sentence)):
            near = {line.inside, line.inside + 1}
            (found.by_teller if line.inside in teller_speaks else found.called)[name] += bool(near & own)
        for name in {tokens[i].text for i in _narration(line.sentence) if tokens[i].tag == "NNP"}:
            found.told[name] += 1
        for clause in line.sentence.clauses:
            if clause.tag and clause.subject is not None:
                found.speaking.add(tokens[clause.subject].text)
    return found


def _own_names(scenes: Sequence[_Names]) -> frozenset[str]:
    """Names that others call the teller by, and that the narration hardly ever tells of."""
    whole = _Names()
    for scene in scenes:
        whole.called.update(scene.called)
        whole.by_teller.update(scene.by_teller)
        whole.told.update(scene.told)
        whole.speaking.update(scene.speaking)
    return frozenset(
        name
        for name, number in whole.called.items()
        if number and not whole.by_teller[name] and whole.told[name] <= _RARELY and name not in whole.speaking
    )


def _called(sentence: Sentence) -> Iterator[str]:
    """The names that somebody is called by in the speech of a sentence."""
    tokens = sentence.tree.tokens
    for i in range(sentence.start, sentence.end):
        if sentence.zones[i] is not ZoneKind.SPEECH or tokens[i].tag != "NNP":
            continue
        after = tokens[i + 1].text if i + 1 < len(tokens) else ""
        before = tokens[i - 1].text if i else ""
        ends = after in (",", ".", "!", "?", "”", '"', "’", "'") or i + 1 == len(tokens)
        begins = before in (",", "“", '"', "‘", "'")
        if (ends and begins) or tokens[i].relation == "vocative" or (ends and _addresses(sentence, i)):
            yield tokens[i].text


def _addresses(sentence: Sentence, index: int) -> bool:
    """``Thank you for coming Nadia``: a name at the end of a speech that says *you*, its comma forgotten."""
    words = sentence.lower[sentence.start : index]
    before = sentence.tree.tokens[index - 1].tag
    return "you" in words and before not in ("IN", "TO", "CC", "NNP", "DT")


def _name_slip(line: Line, names: frozenset[str]) -> PersonSlip | None:
    """A name of the teller as the subject of the narration, no "I" beside it."""
    tokens = line.sentence.tree.tokens
    for clause in line.sentence.clauses:
        if clause.subject is None or not clause.main or clause.tag or tokens[clause.subject].text not in names:
            continue
        titled = clause.subject and tokens[clause.subject - 1].tag == "NNP"
        if not titled and (_after_i(line) or not _says_i(line.sentence)):
            return PersonSlip(line, clause.subject)
    return None


# Pronouns


def _pronoun_slip(line: Line, lines: Sequence[Line], number: int, seen: _Seen, cast: Cast) -> PersonSlip | None:
    sentence = line.sentence
    own = [c for c in sentence.clauses if c.subject_word == "i"]
    met: dict[str, int] = {}
    for i in _narration(sentence):
        kind = _kind(sentence, i, cast, seen.kinds)
        lower = sentence.lower[i]
        if kind is not None and lower not in PRONOUNS:
            met.setdefault(kind, i)
            continue
        if lower not in ("he", "she", "his", "her"):
            continue
        pronoun = PRONOUNS[lower]
        if any(k in (pronoun, "") and at < i for k, at in met.items()):
            continue
        token = sentence.tree.tokens[i]
        if token.relation == "nmod:poss" and token.head >= 0 and lower in ("his", "her"):
            if _bound(sentence, own, i) or _theirs_by_habit(line, own, i, seen, pronoun):
                return PersonSlip(line, i)
            if _nobody_else(line, seen, pronoun) and _body_alone(line, own, i):
                return PersonSlip(line, i)
        elif token.relation.startswith("nsubj") and _nobody_else(line, seen, pronoun):
            goes_on = _goes_on(lines, number, pronoun, seen, cast)
            if _in_place_of_i(line, own, i, seen, pronoun, goes_on):
                return PersonSlip(line, i)
    return None


def _bound(sentence: Sentence, own: Sequence[Clause], index: int) -> bool:
    """``I folded her arms``, ``I could feel her heart beating in her ears``: nobody's but the teller's."""
    tokens = sentence.tree.tokens
    owned = tokens[index].head
    verb = tokens[owned].head
    if verb < 0:
        return False
    lemma, noun = tokens[verb].lemma.lower(), _lemma(sentence, owned)
    if noun in _own().get(lemma, frozenset()):
        return _done_by_teller(sentence, own, verb)
    if noun in _INSIDE and any(c.verb.lemma in _FELT and c.verb.head < index for c in own):
        within = [i for i in range(owned + 1, sentence.end) if _lemma(sentence, i) in _WITHIN]
        return any(sentence.tree.words_below(i) & {"her", "his", "my"} for i in within)
    return False


def _done_by_teller(sentence: Sentence, own: Sequence[Clause], verb: int) -> bool:
    heads = {c.verb.head for c in own}
    token = sentence.tree.tokens[verb]
    joined = token.relation in ("xcomp", "conj", "advcl") and token.head in heads
    return verb in heads or (joined and not sentence.tree.has(verb, "nsubj"))


def _theirs_by_habit(line: Line, own: Sequence[Clause], index: int, seen: _Seen, pronoun: str) -> bool:
    """``I shut his case``, when it was *my case* so far and no man was spoken of lately."""
    sentence = line.sentence
    owned = sentence.tree.tokens[index].head
    thing = sentence.lower[owned]
    far = line.paragraph - seen.narrated[pronoun] > 2
    known = thing in seen.mine and thing not in seen.theirs
    return far and known and _done_by_teller(sentence, own, sentence.tree.tokens[owned].head)


def _nobody_else(line: Line, seen: _Seen, pronoun: str) -> bool:
    """Whether nobody of that kind has been told of for a while, nor is brought in right after."""
    if line.paragraph - seen.narrated[pronoun] <= _LONG_AGO and seen.narrated[pronoun] >= 0:
        return False
    return not (line.paragraph - seen.start <= _OPENING and seen.anywhere[pronoun] >= 0)


def _body_alone(line: Line, own: Sequence[Clause], index: int) -> bool:
    """``The brass key was still in her hand``: a hand, and nobody there but the teller."""
    sentence = line.sentence
    speech = any(zone is ZoneKind.SPEECH for zone in sentence.zones[sentence.start : sentence.end])
    body = _lemma(sentence, sentence.tree.tokens[index].head) in _BODY
    return body and not speech and line.previous is not None and (_after_i(line) or not own)


def _in_place_of_i(line: Line, own: Sequence[Clause], index: int, seen: _Seen, pronoun: str, goes_on: bool) -> bool:
    """``I drove home. She parked under the elm``; ``I turned right, and she put her foot down``."""
    sentence = line.sentence
    if line.paragraph - seen.anywhere[pronoun] <= 3 and seen.anywhere[pronoun] >= 0:
        return False
    if any(c.subject == index and (c.tag or not c.main) for c in sentence.clauses):
        return False
    if any(c.main and c.verb.head < index for c in own):
        return True
    speech = any(zone is ZoneKind.SPEECH for zone in sentence.zones[sentence.start : sentence.end])
    return index <= sentence.start + 2 and _after_i(line) and not speech and not goes_on


def _after_i(line: Line) -> bool:
    """Whether the sentence before, in the same paragraph, is about the teller."""
    before = line.previous
    if before is None or before.paragraph != line.paragraph:
        return False
    if any(c.main and c.subject_word == "i" for c in before.sentence.clauses[-1:]):
        return True
    return "my" in before.sentence.lower[before.sentence.start : before.sentence.start + 2]


def _goes_on(lines: Sequence[Line], number: int, pronoun: str, seen: _Seen, cast: Cast) -> bool:
    """Whether somebody called so is told of again in the next paragraphs: then it is a person brought in late."""
    here = lines[number]
    for line in lines[number + 1 :]:
        if line.paragraph > here.paragraph + 2:
            return False
        for i in _narration(line.sentence):
            lower = line.sentence.lower[i]
            kind = _kind(line.sentence, i, cast, seen.kinds)
            if kind in (pronoun, "") and lower not in PRONOUNS:
                return False  # somebody else is brought in
            subject = line.sentence.tree.tokens[i].relation.startswith("nsubj")
            if line.paragraph > here.paragraph and subject and PRONOUNS.get(lower) == pronoun:
                return True
    return False


# What is told of whom


def _narration(sentence: Sentence) -> Iterator[int]:
    return (i for i in range(sentence.start, sentence.end) if sentence.narrated(i))


def _says_i(sentence: Sentence) -> bool:
    return any(sentence.lower[i] in FIRST_WORDS for i in _narration(sentence))


def _lemma(sentence: Sentence, index: int) -> str:
    return sentence.tree.tokens[index].lemma.lower()


def _kinds(scene: SceneText, cast: Cast) -> Iterator[tuple[str, str]]:
    """The pronouns of the people of a scene, by name or noun."""
    mentions = follow(scene.lines, cast)
    for name in list(mentions.pronouns):
        if mentions.pronoun(name):
            yield name, mentions.pronoun(name)


def _kind(sentence: Sentence, index: int, cast: Cast, kinds: Mapping[str, str]) -> str | None:
    """HE, SHE, "" for a person of either kind, None for no person."""
    lower, token = sentence.lower[index], sentence.tree.tokens[index]
    if plain_title(lower) in FEMALE_TITLES and token.tag == "NNP":
        return SHE
    if lower in PRONOUNS:
        return PRONOUNS[lower]
    if token.tag == "NN" and lower in PERSON_NOUNS:
        determiners = {sentence.lower[c] for c in sentence.tree.related(index, "det")}
        return None if determiners & _ANYBODY else noun_pronoun(lower) or kinds.get(f"the {lower}", "")
    member = cast.named(sentence.tree, index) if token.tag == "NNP" else None
    return (member.pronoun or kinds.get(member.name, "")) if member is not None else None


def _remember(line: Line, seen: _Seen, cast: Cast, slip: PersonSlip | None) -> None:
    sentence = line.sentence
    tokens = sentence.tree.tokens
    owned: dict[str, set[str]] = {"my": set(), "his": set()}
    for i in range(sentence.start, sentence.end):
        kind = _kind(sentence, i, cast, seen.kinds)
        lower = sentence.lower[i]
        spoken = sentence.zones[i] is ZoneKind.SPEECH
        mine = tokens[i].text in seen.own or (slip is not None and lower in PRONOUNS)
        if kind is not None and not mine:
            for pronoun in (HE, SHE) if kind == "" else (kind,):
                if pronoun in seen.narrated:
                    seen.anywhere[pronoun] = line.paragraph
                    if not spoken:
                        seen.narrated[pronoun] = line.paragraph
        if spoken or tokens[i].head < 0:
            continue
        if lower == "my":
            owned["my"].add(sentence.lower[tokens[i].head])
        if lower in ("his", "her") and slip is None:
            owned["his"].add(sentence.lower[tokens[i].head])
    if owned["my"] - seen.mine:
        seen.mine |= owned["my"]
    if owned["his"] - seen.theirs:
        seen.theirs |= owned["his"]
