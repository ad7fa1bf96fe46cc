"""Whose head each scene looks into, and where it looks into another one.

Only third-person scenes with one clear head are judged; a narrator who knows everybody (omniscient) is
recognised over the whole story and left alone (Genette's zero focalization).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex

from editor.checks.narrative.clauses import Sentence
from editor.checks.narrative.minds import (
    BODY,
    FEELING,
    SENSING,
    THINKING,
    Inside,
    Opening,
    is_mood,
    opening,
    seen_from_outside,
    tags_thought,
)
from editor.checks.narrative.model import Focal, Person
from editor.checks.narrative.people import TELLER, Resolver, Who, named_in
from editor.checks.narrative.scenes import Line, SceneText, Told
from editor.language.cast import HE, SHE, Cast
from editor.language.verbs import Form

_KNOWN = 0.6  # a mention resolved worse than this counts for nobody
_BY_NOUN = 0.9  # "the waiter" is easily mistaken for another man
_ENOUGH = 6.0
_SHARE = 0.5
_OPENS_FIRST = 0.6  # of the most opened head's points: enough for the one opened first
_LEAD = 1.25
_ENTERED = 2  # sentences inside a head before another one can be a hop from it
_FEW_SCENES = 2
_MOST = 3  # findings a scene; beyond that it is a habit, not a slip
_intrusive = regex.compile(r"\b(?:the reader|let us|you will have|dear reader|may as well say)\b")
# "I" so near that a first-person teller is plainly present.
_NEAR = 3
_teller_guesses = regex.compile(
    r"\b(?:i|me|we) (?:knew|could|saw|think|suppose|thought|felt|guess|believe|told|imagine|fancy|fancied|"
    r"perceived|know)\b"
)
_TOLD_TO_ME = frozenset("know want remember decide understand forget like enjoy wish hope believe".split())
_SHOWN = frozenset("sure certain glad anxious proud sorry curious".split())


@dataclass(frozen=True, slots=True, eq=False)
class Mind:
    """A mind opened at a place."""

    told: Told
    who: Who
    opening: Opening


@dataclass(frozen=True, slots=True, eq=False)
class Hop:
    """A look into another head than the scene's."""

    mind: Mind
    focal: str
    before: tuple[str, ...]  # verbs that opened the focal character's mind
    opens: bool = False  # the scene opens inside the focal character but is more inside another one
    declared: bool = False  # the writer says whose scene it is


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """A sign of whose head we are in; less than nothing for a person seen from outside."""

    who: Who
    line: Line
    weight: float
    word: str
    main: bool = True  # told in a clause of its own

    @property
    def clear(self) -> bool:
        """Whether it is certain enough to name its owner."""
        return self.who.known and self.who.confidence >= (_BY_NOUN if self.who.by_noun else _KNOWN)


@dataclass(slots=True, eq=False)
class SceneHeads:
    """What a scene shows of its characters' minds."""

    text: SceneText
    minds: list[Mind] = field(default_factory=list)
    points: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    traces: list[Trace] = field(default_factory=list)
    frequency: Counter[str] = field(default_factory=Counter)
    first: str = ""
    others: set[str] = field(default_factory=set)  # nouns that are somebody new: "a boy"
    pronouns: Counter[tuple[str, str]] = field(default_factory=Counter)  # name and pronoun

    @property
    def positive(self) -> dict[str, float]:
        return {name: points for name, points in self.points.items() if points > 0 and name != TELLER}

    @property
    def top(self) -> str:
        """The character with most points, or an empty string."""
        found = self.positive
        return max(found, key=lambda name: (found[name], name)) if found else ""

    @property
    def home(self) -> str:
        """Whose scene it is: the head opened first, unless another one is opened far more; or an empty string.

        A scene tells its reader early whose eyes to look through.
        """
        found = self.positive
        for trace in self.traces:
            name = trace.who.name
            if trace.weight <= 0 or not trace.clear or trace.who.by_noun or name not in found:
                continue
            if found[name] >= _OPENS_FIRST * found[self.top] and len(self.entered(name)) >= _ENTERED:
                return name
        return self.top

    def entered(self, name: str) -> set[int]:
        """The sentences inside a character's head, by number."""
        return {t.line.number for t in self.traces if t.who.name == name and t.weight >= 2}

    def focal(self) -> tuple[Focal, ...]:
        """The heads the scene looks into: the one whose scene it is, then the others by their share."""
        weights: dict[str, float] = defaultdict(float)
        for trace in self.traces:
            if trace.weight > 0 and trace.clear:
                weights[trace.who.name] += trace.weight
        total, home = sum(weights.values()), self.home
        return tuple(
            Focal(name, round(points / total, 2))
            for name, points in sorted(weights.items(), key=lambda item: (item[0] != home, -item[1], item[0]))
            if points / total >= 0.1
        )


def heads_of(text: SceneText, cast: Cast) -> SceneHeads:
    """Follow the characters of one scene and collect the minds that are opened."""
    scene = SceneHeads(text)
    resolver = Resolver(cast, text.lines)
    for line in text.lines:
        for clause in line.sentence.clauses:
            told = Told(clause, line)
            who = resolver.subject(told)
            if who is None:
                continue
            scene.pronouns[who.name, who.pronoun] += 1
            if clause.main and who.known:
                scene.frequency[who.name] += 1
                if not scene.first and who.confidence >= _KNOWN and who.name != TELLER:
                    scene.first = who.name
            found = opening(clause)
            if found is not None:
                scene.minds.append(Mind(told, who, found))
            weight = _trace(told)
            if weight:
                word = line.sentence.tree.tokens[clause.verb.carrier].text
                scene.traces.append(Trace(who, line, weight, word, clause.main or clause.promoted))
        _bodies(line, resolver, scene)
    for trace in scene.traces:
        if trace.who.confidence >= _KNOWN and trace.who.known:
            scene.points[trace.who.name] += trace.weight * (0.5 if trace.who.by_noun else 1.0)
    scene.others = resolver.strangers
    # Tie-breakers: the first subject of the scene and the most frequent one are usually its head.
    if scene.first:
        scene.points[scene.first] += 2
    most = [n for n, _ in scene.frequency.most_common(3) if n != TELLER and not n.startswith("the ")]
    if most:
        scene.points[most[0]] += 2
    return scene


def _trace(told: Told) -> float:
    """How much a clause says of whose head we are in; less than nothing for a person seen from outside."""
    clause = told.clause
    if tags_thought(clause):
        return 4.0
    lemma = clause.verb.lemma
    if lemma in ("seem", "appear"):
        return -2.0
    if clause.tag:
        return 0.0
    if lemma == "forget" and clause.verb.form in (Form.PRESENT_PERFECT, Form.PAST_PERFECT):
        return 0.0  # "she has tucked a pencil into her braid and forgotten it": anybody sees that
    if lemma in THINKING or lemma in FEELING or is_mood(clause):
        return -1.0 if seen_from_outside(clause) else 2.0
    if (clause.verb.form is Form.MODAL and clause.verb.negated) or (lemma == "have" and _must(told)):
        return 1.0  # "she can't face him", "he has to leave": felt by whoever must
    return 1.0 if lemma in SENSING else 0.0


def _must(told: Told) -> bool:
    return told.clause.sentence.tree.has(told.clause.verb.head, "xcomp")


def _bodies(line: Line, resolver: Resolver, scene: SceneHeads) -> None:
    """``Her pulse quickened``: felt from inside."""
    tree = line.sentence.tree
    for index in range(line.sentence.start, line.sentence.end):
        if tree.lower[index] not in BODY or not line.sentence.narrated(index):
            continue
        if not tree.tokens[index].relation.startswith("nsubj"):
            continue
        owner = next((tree.lower[c] for c in tree.children(index) if tree.lower[c] in ("his", "her")), None)
        who = resolver.recent(HE if owner == "his" else SHE, line.number) if owner else None
        if who is not None:
            scene.traces.append(Trace(Who(who.name, who.pronoun, 0.8), line, 1.0, tree.tokens[index].text))


def omniscient(scenes: Sequence[SceneHeads]) -> bool:
    """Whether the narrator of the whole story looks into everybody, or speaks to the reader."""
    rich = many = crowded = 0
    for scene in scenes:
        minds = Counter(
            m.who.name
            for m in scene.minds
            if m.who.confidence >= _KNOWN and m.who.known and m.opening.points >= 3 and m.who.name != TELLER
        )
        total = sum(minds.values())
        if total >= 3:
            rich += 1
            many += len(minds) >= 3 and minds.most_common(1)[0][1] / total < 0.6
            crowded += len(minds) >= 4 and minds.most_common(1)[0][1] / total < 0.5
    # One scene or two are too little to tell a method from slips, unless the minds are a crowd.
    if many >= 0.4 * rich and (many if rich > _FEW_SCENES else crowded):
        return True
    return any(_intrusive.search(line.sentence.words) for scene in scenes for line in scene.text.lines)


def hops(scene: SceneHeads, cast: Cast, person: Person) -> list[Hop]:
    """The head-hops of one scene, at most three."""
    found = _from_the_teller(scene) if person is Person.FIRST else _from_the_focal(scene, cast)
    return found[:_MOST]


def _from_the_teller(scene: SceneHeads) -> list[Hop]:
    """A first-person teller knows no other mind: what looks like one is a slip unless it is a guess."""
    present = {
        line.paragraph
        for line in scene.text.lines
        if any(w in ("i", "me", "my", "mine", "myself") for w in line.sentence.words.split())
    }
    found: list[Hop] = []
    for mind in scene.minds:
        clause = mind.told.clause
        if mind.who.name == TELLER or mind.opening.points < 3:
            continue
        content = clause.sentence.tree.has(clause.verb.head, "ccomp")
        if clause.verb.lemma in _TOLD_TO_ME and not content:
            continue
        if clause.verb.lemma in ("suppose", "guess", "consider"):
            continue
        if clause.verb.copular and clause.sentence.lower[clause.verb.head] in _SHOWN:
            continue
        here = mind.told.line.paragraph
        if not any(p in present for p in range(here - _NEAR, here + _NEAR)):
            continue
        if _teller_guesses.search(clause.sentence.words):
            continue
        found.append(Hop(mind, TELLER, ()))
    return found


def _from_the_focal(scene: SceneHeads, cast: Cast) -> list[Hop]:
    points = scene.positive
    top = scene.home
    if not top or points[top] < _ENOUGH:
        return []
    if top == scene.top:
        if points[top] < _SHARE * sum(points.values()):
            return []
        if any(points[top] < _LEAD * other for name, other in points.items() if name != top):
            return []
    if len(scene.entered(top)) < _ENTERED:
        return []
    pronoun = _pronoun_of(scene, top)
    if pronoun and _rare(scene.text.lines, pronoun):
        return []
    openings = [t.line for t in scene.traces if t.who.name == top and t.weight > 0 and t.who.confidence >= _KNOWN]
    verbs = tuple(
        dict.fromkeys(
            m.told.clause.sentence.tree.tokens[m.told.clause.verb.carrier].text
            for m in scene.minds
            if m.who.name == top and not m.told.clause.verb.copular
        )
    )
    found: list[Hop] = []
    for mind in scene.minds:
        if mind.who.name == top or mind.opening.points < 3 or mind.opening.inside is Inside.SENSE:
            continue
        if not _surely_other(mind, scene, cast, top, pronoun):
            continue
        told = [hop.mind for hop in found if hop.mind.told.line is mind.told.line]
        if any(other.who.name == mind.who.name for other in told):
            continue  # one question a sentence is enough
        if not _handed_over(mind, scene, openings):
            found.append(Hop(mind, top, verbs[:3], top != scene.top))
    return found


def _handed_over(mind: Mind, scene: SceneHeads, openings: Sequence[Line]) -> bool:
    """Whether the scene goes on in the other head from a new paragraph on, and never comes back."""
    here = mind.told.line
    if any(line.number > here.number or line.paragraph == here.paragraph for line in openings):
        return False
    kept = {t.line.paragraph for t in scene.traces if t.who.name == mind.who.name and t.weight >= 2}
    return len({paragraph for paragraph in kept if paragraph >= here.paragraph}) > 1


def _pronoun_of(scene: SceneHeads, name: str) -> str:
    """The pronoun that stands for a character in this scene, or an empty string if that is in doubt."""
    he, she = scene.pronouns[name, HE], scene.pronouns[name, SHE]
    return HE if he > 2 * she else SHE if she > 2 * he else ""


def _rare(lines: Iterable[Line], pronoun: str) -> bool:
    """Whether the supposed head's pronoun is rarer than the other one: then it is hardly the head."""
    count: Counter[str] = Counter()
    for line in lines:
        tree = line.sentence.tree
        for i in range(line.sentence.start, line.sentence.end):
            if tree.lower[i] in (HE, SHE) and line.sentence.narrated(i):
                count[tree.lower[i]] += tree.tokens[i].relation.startswith("nsubj")
    return count[pronoun] < 0.6 * count[SHE if pronoun == HE else HE]


def _surely_other(mind: Mind, scene: SceneHeads, cast: Cast, top: str, pronoun: str) -> bool:
    """Whether the opened mind is certainly not the focal character's own."""
    clause, who = mind.told.clause, mind.who
    assert clause.subject is not None
    if cast.named(clause.sentence.tree, clause.subject) is not None:
        return True
    if clause.subject_word not in (HE, SHE):
        return who.name in scene.others or (bool(pronoun) and who.pronoun not in ("", pronoun))
    if not pronoun:
        return False
    if who.pronoun != pronoun:
        return True
    if who.by_noun:
        here = [s for line in scene.text.lines if (s := line.sentence) and _before_here(line, mind.told.line)]
        return who.name in scene.others and who.confidence > 0.8 and all(top not in named_in(s, cast) for s in here)
    near = [name for sentence in _near(scene, mind.told.line) for name in named_in(sentence, cast)]
    return who.confidence >= 0.92 and top not in near and not who.by_noun and who.name in near


def _before_here(line: Line, here: Line) -> bool:
    return line.paragraph == here.paragraph and line.number <= here.number


def _near(scene: SceneHeads, line: Line) -> list[Sentence]:
    return [
        other.sentence
        for other in scene.text.lines
        if line.number - 3 <= other.number <= line.number and other.paragraph >= line.paragraph - 1
    ]
