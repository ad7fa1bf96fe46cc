"""What the narrative checker says of a text: the model behind the timeline and the JSON.

Plain data.  Spans are of the document's source.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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
    """One scene as the checker sees it; the three bands cover the scene without gaps."""

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


@dataclass(frozen=True, slots=True)
class Narrative:
    """The whole text, scene by scene; ``note`` is one sentence about all of it, or empty."""

    scenes: tuple[SceneNarrative, ...] = ()
    note: str = ""
