"""Declared chapters, scenes and passages found again in a text that has been edited since.

Nothing is kept by its offset.  A chapter or a scene is known by its first and last words, by the heading
over it, and by its number there; each of them may change, and the others then find it.  A number alone is
believed only while there are as many scenes as before: after a scene was taken out, the next one must not
inherit what was said of it.  Whoever finds a place again gets its :class:`Place` as it is now, so that a
keeper can bring its notes up to date while the change is still small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from editor.checks.intent import Place, Reach, fold
from editor.text.document import Document, Kind

# Words at each end that a place is known by.
_WORDS = 12
# The share of those words that must still stand there.
_ALIKE = 0.6
# What speaks for a place, in points: its ends, its heading, its number.
_OPENS, _CLOSES, _HEADING, _NUMBER = 4.0, 3.0, 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of today's text: its scenes ``first`` to ``last`` (not included), counted from 0."""

    place: Place
    first: int
    last: int


def spots_of(document: Document) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """The chapters and the scenes of a text; a chapter begins with each heading."""
    scenes = document.scenes
    starts = [number for number, scene in enumerate(scenes) if scene.title or not number]
    ends = [*starts[1:], len(scenes)] if starts else []
    ends_of = [(_words(document, s.first, s.last), _words(document, s.first, s.last, -1)) for s in scenes]
    chapters: list[Spot] = []
    inside: list[Spot] = []
    for number, (first, last) in enumerate(zip(starts, ends, strict=True), 1):
        title = scenes[first].title
        place = Place(Reach.CHAPTER, title, number, len(starts), ends_of[first][0], ends_of[last - 1][1])
        chapters.append(Spot(place, first, last))
        for nth, at in enumerate(range(first, last), 1):
            place = Place(Reach.SCENE, title, nth, last - first, *ends_of[at])
            inside.append(Spot(place, at, at + 1))
    return tuple(chapters), tuple(inside)


def _words(document: Document, first: int, last: int, step: int = 1) -> str:
    """The first (or last) words of some paragraphs, headings left out."""
    found: list[str] = []
    for index in range(first, last)[::step]:
        paragraph = document.paragraphs[index]
        if paragraph.kind in (Kind.HEADING, Kind.SCENE_BREAK):
            continue
        wanted = _WORDS - len(found)
        if step > 0:
            found += paragraph.text.split(maxsplit=wanted)[:wanted]
        else:
            found[:0] = paragraph.text.rsplit(maxsplit=wanted)[-wanted:]
        if len(found) >= _WORDS:
            break
    return fold(" ".join(found))


def find_places(wanted: Sequence[Place], spots: Sequence[Spot]) -> list[Spot | None]:
    """Today's spot of each place, or None; no two places are found at one spot.

    ``wanted`` are chapters or scenes, ``spots`` all of the same reach.
    """
    by_opening: dict[str, list[int]] = {}
    for number, spot in enumerate(spots):
        by_opening.setdefault(spot.place.opening, []).append(number)
    found: list[Spot | None] = [None] * len(wanted)
    free = set(range(len(spots)))
    # What still begins with the same words first: in most texts that is all, and the rest is not compared.
    for same_opening in (True, False):
        marks: list[tuple[float, int, int]] = []
        for at, place in enumerate(wanted):
            if found[at] is not None or (same_opening and not place.opening):
                continue
            for number in by_opening.get(place.opening, ()) if same_opening else free:
                points = _likeness(place, spots[number].place)
                if points:
                    marks.append((-points, at, number))
        for _, at, number in sorted(marks):
            if found[at] is None and number in free:
                found[at] = spots[number]
                free.discard(number)
    return found


def _likeness(then: Place, now: Place) -> float:
    """How much speaks for ``now`` being ``then``, in points; 0 where it is not enough."""
    opens, closes = _share(then.opening, now.opening), _share(then.closing, now.closing)
    heading = bool(then.chapter) and fold(then.chapter) == fold(now.chapter)
    same_heading = heading or (not then.chapter and not now.chapter)
    numbered = bool(then.number) and then.number == now.number and then.of in (0, now.of)
    # A heading stands over one chapter, but over many scenes.
    by_name = heading or numbered if then.reach is Reach.CHAPTER else same_heading and numbered
    enough = by_name or opens >= _ALIKE or closes >= _ALIKE
    points = _OPENS * opens + _CLOSES * closes + _HEADING * same_heading + _NUMBER * numbered
    return points if enough else 0.0


def _share(then: str, now: str) -> float:
    """The share of words that two openings have in common."""
    if not then or not now:
        return 0.0
    if then == now:
        return 1.0
    one, other = Counter(then.split()), Counter(now.split())
    return (one & other).total() / max(one.total(), other.total())
