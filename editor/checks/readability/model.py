"""What the readability panel and the JSON show: plain data, no arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

from editor.text.span import Span


@dataclass(frozen=True, slots=True)
class Score:
    """One formula's result.

    ``key`` is the JSON key (``flesch_reading_ease``); ``value`` None where the text is too short for
    the formula, and then ``caution`` says so; ``meaning`` is a sentence for the writer.
    """

    key: str
    name: str
    value: float | None
    meaning: str
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores and counts of one stretch of text; ``reading_seconds`` at 238 words a minute."""

    label: str
    scores: tuple[Score, ...]
    words: int
    sentences: int
    syllables: int
    long_words: int
    difficult_words: int
    reading_seconds: float


@dataclass(frozen=True, slots=True)
class HardSentence:
    """A sentence that makes the scores what they are, and why; ``span`` of the document's source."""

    span: Span
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Readability:
    """The whole text, its scenes, and dialogue and narration apart (None where there is none)."""

    whole: Scores
    scenes: tuple[Scores, ...] = ()
    dialogue: Scores | None = None
    narration: Scores | None = None
    hardest: tuple[HardSentence, ...] = ()
