"""What a scene shows of its characters' minds, and whose scene it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from editor.checks.narrative.focal import Reading, Scales, Seen, weigh_heads, weights
from editor.checks.narrative.minds import Inside, signs_of
from editor.checks.narrative.model import Focal, Person
from editor.checks.narrative.people import ADDRESSED, TELLER, Who
from editor.checks.narrative.scenes import Line, SceneText
from editor.language.cast import Cast

# How much a sign weighs in the shares of the heads and in their band.
_WEIGHT = {
    Inside.TAGGED: 4.0,
    Inside.THOUGHT: 2.0,
    Inside.FEELING: 2.0,
    Inside.MOOD: 2.0,
    Inside.SENSE: 1.0,
    Inside.BODY: 1.0,
    Inside.WILL: 1.0,
    Inside.PAST: 0.0,
    Inside.OUTSIDE: -2.0,
}
_CALLED = {Person.FIRST: TELLER, Person.SECOND: ADDRESSED}
_STORY = 2.0  # log-odds for who leads all the other scenes
_BY_NOUN = 0.85  # "the waiter" is easily mistaken for another man
_SHARE = 0.1  # a head with less of the scene is not named


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
        return self.who.known and (not self.who.by_noun or self.who.confidence >= _BY_NOUN)


@dataclass(slots=True, eq=False)
class SceneHeads:
    """A scene read for its people; ``chance`` (0–1) is how surely it is the scene of ``head``.

    ``declared``: the writer says whose scene it is; ``heads`` are then all the heads that it may look into.
    """

    text: SceneText
    reading: Reading
    head: str
    chance: float
    heads: frozenset[str]
    declared: bool = False

    @property
    def traces(self) -> list[Trace]:
        """The signs of heads, in order."""
        return [_trace(seen) for seen in self.reading.seen if _WEIGHT[seen.sign.inside]]

    def bare(self) -> Counter[str]:
        """How often each mind is opened to the reader as a fact."""
        return Counter(seen.who.name for seen in self.reading.seen if seen.sign.bare and seen.who.known)

    def words(self, name: str) -> tuple[str, ...]:
        """The first verbs that open a mind, as they are written."""
        verbs = [
            _word(seen)
            for seen in self.reading.seen
            if seen.who.name == name and seen.sign.inside in (Inside.THOUGHT, Inside.FEELING, Inside.TAGGED)
        ]
        return tuple(dict.fromkeys(verbs))[:3]

    def focal(self) -> tuple[Focal, ...]:
        """The heads the scene looks into: the one whose scene it is, then the others by their share."""
        weight: dict[str, float] = defaultdict(float)
        for trace in self.traces:
            if trace.weight > 0 and trace.clear:
                weight[trace.who.name] += trace.weight
        total = sum(weight.values())
        return tuple(
            Focal(name, round(points / total, 2))
            for name, points in sorted(weight.items(), key=lambda item: (item[0] != self.head, -item[1], item[0]))
            if points / total >= _SHARE
        )


def _word(seen: Seen) -> str:
    return seen.line.sentence.tree.tokens[seen.sign.at].text


def _trace(seen: Seen) -> Trace:
    return Trace(seen.who, seen.line, _WEIGHT[seen.sign.inside], _word(seen), seen.sign.main)


class ScenePeople:
    """One scene read for its people in every way that is asked for; each reading is made once."""

    def __init__(self, text: SceneText, cast: Cast) -> None:
        self.text, self.cast = text, cast
        self._signs = [(line, sign) for line in text.lines for sign in signs_of(line.sentence)]
        self._scales: Scales | None = None
        self._readings: dict[str, Reading] = {}

    def chances(self) -> dict[str, float]:
        """How likely each character is the scene's head by the scene alone, 0–1."""
        if self._scales is None:
            self._scales = weigh_heads(self.text, self.cast, self._signs)
            self._readings.update(self._scales.readings)
        return self._scales.chances(weights("focal"))

    def read_as(self, head: str) -> Reading:
        """The scene read as that of ``head``."""
        if head not in self._readings:
            self._readings[head] = Reading.of(self.text, self.cast, self._signs, head)
        return self._readings[head]


def settle_heads(
    scenes: Sequence[ScenePeople], persons: Sequence[Person], declared: Sequence[Sequence[str]]
) -> list[SceneHeads]:
    """Find out whose each scene of a story is.

    ``declared`` are the names of the heads that the writer allows a scene, if any; the head of a scene told of "I" or
    "you" is the one so called.  Who leads the other scenes is likelier to lead this one.
    """
    chances = {n: scene.chances() for n, scene in enumerate(scenes) if not declared[n] and persons[n] not in _CALLED}
    found: list[SceneHeads] = []
    for n, scene in enumerate(scenes):
        if declared[n]:
            names = frozenset(name for head in declared[n] for name in scene.cast.canonical(head))
            member = next((name for name in sorted(names & scene.cast.people)), declared[n][0])
            found.append(SceneHeads(scene.text, scene.read_as(member), declared[n][0], 1.0, names, True))
        elif persons[n] in _CALLED:
            head = _CALLED[persons[n]]
            found.append(SceneHeads(scene.text, scene.read_as(head), head, 1.0, frozenset({head})))
        else:
            own = _with_the_story(chances[n], [other for m, other in chances.items() if m != n])
            head = max(own, key=lambda name: (own[name], name), default="")
            reading = scene.read_as(head)
            found.append(SceneHeads(scene.text, reading, head, own.get(head, 0.0), frozenset({head} - {""})))
    return found


def _with_the_story(chances: Mapping[str, float], others: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The chances of a scene's people, given whose the other scenes are."""
    if not others:
        return dict(chances)
    leads = {name: sum(other.get(name, 0.0) for other in others) / len(others) for name in chances}
    weighed = {name: chance * exp(_STORY * leads[name]) for name, chance in chances.items()}
    total = sum(weighed.values()) + 1 - sum(chances.values())
    return {name: weight / total for name, weight in weighed.items()}
