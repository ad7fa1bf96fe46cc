"""What the narrative checker says of a text: the model behind the timeline and the JSON.

Plain data.  Spans are of the document's source.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from editor.checks.intent import BOOK, NOTHING_SAID, Declaration, Meant, Passage, Place, Telling
from editor.text.span import Span


class Tense(StrEnum):
    """The narrative tense of a scene or a stretch."""

    PAST = "past"
    PRESENT = "present"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Person(StrEnum):
    """The grammatical person of the narration."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class VerdictState(StrEnum):
    """Whether a scene was judged, and how it came out."""

    CLEAN = "clean"
    FINDINGS = "findings"
    NOT_EVALUATED = "not-evaluated"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reason`` is a sentence for the writer; empty for a clean scene."""

    state: VerdictState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One coloured piece of a band: what it says (``past``, ``third``, ``Sakura``) and a tooltip.

    ``note`` is the evidence in the writer's words ("41 of 42 verbs here are present").
    """

    span: Span
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Focal:
    """A head that the narration looks into, and its share (0–1) of the minds opened in the scene."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class SceneNarrative:
    """One scene as the checker sees it; the three bands cover the scene without gaps.

    ``tense`` and ``person`` are those it was judged by: the declared ones where there are any.
    ``declared`` is what the writer says of it, of its chapter and of the book, put together; ``place`` and
    ``chapter`` are what it and its chapter would be declared by.
    """

    span: Span
    number: int
    title: str
    words: int
    tense: Tense
    person: Person
    focal: tuple[Focal, ...]
    verdict: Verdict
    past_verbs: int = 0
    present_verbs: int = 0
    tense_band: tuple[Stretch, ...] = ()
    person_band: tuple[Stretch, ...] = ()
    head_band: tuple[Stretch, ...] = ()
    declared: Telling = NOTHING_SAID
    place: Place = BOOK
    chapter: Place = BOOK


@dataclass(frozen=True, slots=True)
class SaidOf:
    """A declaration and where it was found: its place as it is ``now``, or None if it was not found.

    It holds for the scenes ``first`` to ``last`` (not included), counted from 0.
    """

    declaration: Declaration
    now: Place | None
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class MeantPassage:
    """A passage that is meant and where it was found: its words as they are ``now``; ``span`` None if it was not."""

    passage: Passage
    now: Passage | None
    span: Span | None

    @property
    def kind(self) -> Meant:
        return self.passage.kind


@dataclass(frozen=True, slots=True)
class Narrative:
    """The whole text, scene by scene; ``note`` is one sentence about all of it, or empty.

    ``said`` and ``meant`` are the writer's declarations, in their order, with where they were found.
    """

    scenes: tuple[SceneNarrative, ...] = ()
    note: str = ""
    said: tuple[SaidOf, ...] = ()
    meant: tuple[MeantPassage, ...] = ()
