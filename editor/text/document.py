"""Paragraphs, scenes and the document they make: lossless, immutable, without position.

A :class:`Paragraph` is a value (same text, same findings), so whatever is found out about one can be
remembered.  A :class:`Document` keeps the source it was read from and knows where each paragraph lies
in it; the blank lines and markup between and inside paragraphs belong to the document alone.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from editor.text.quotes import QuoteStyle
from editor.text.span import Span


class Kind(StrEnum):
    """What a paragraph is on the page."""

    PROSE = "prose"
    HEADING = "heading"
    SCENE_BREAK = "scene break"
    QUOTATION = "quotation"  # a letter, verse, a sign: set off from the prose


class Style(StrEnum):
    """What a mark does to the words it covers."""

    ITALIC = "italic"
    BOLD = "bold"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words set off by a style; ``span`` is relative to the paragraph's text."""

    span: Span
    style: Style


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as a reader sees it: no markup, no position.

    ``level`` is the depth of a heading (1 the highest), 0 otherwise.  ``speech_open`` says that a
    speech of the paragraph before runs over into this one; ``speech_runs_on`` that the speech left
    open at the end of this one goes on in the next.
    """

    text: str
    kind: Kind = Kind.PROSE
    level: int = 0
    marks: tuple[Mark, ...] = ()
    speech_open: bool = False
    speech_runs_on: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph lies in the source.

    ``offsets`` has one entry for each code point of the paragraph's text and one for its end, or is
    None where the text stands in the source as it is.
    """

    span: Span
    offsets: tuple[int, ...] | None = None

    def to_source(self, span: Span) -> Span:
        """``span`` of the paragraph's text as a span of the source."""
        if self.offsets is None:
            return span.shifted(self.span.start)
        if span.start == span.end:
            return Span(self.offsets[span.start], self.offsets[span.start])
        # The end is one past the last covered code point, not the start of the next one:
        # markup that follows the words is not part of them.
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Scene:
    """A run of paragraphs between two breaks: ``paragraphs[first:last]``, ``span`` in the source."""

    number: int
    first: int
    last: int
    span: Span
    title: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text: its source as decoded, its paragraphs, and where they lie."""

    source: str
    paragraphs: tuple[Paragraph, ...]
    places: tuple[Place, ...]
    quotes: QuoteStyle
    scenes: tuple[Scene, ...] = field(default=())

    def to_source(self, index: int, span: Span) -> Span:
        """``span`` of paragraph number ``index`` as a span of the source."""
        return self.places[index].to_source(span)

    def paragraph_at(self, offset: int) -> int | None:
        """The number of the paragraph at (or last before) a source ``offset``; None before the first."""
        index = bisect_right(self.places, offset, key=lambda place: place.span.start) - 1
        return index if index >= 0 else None

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column (both from 1, columns in code points) of a source ``offset``."""
        before = self.source[:offset]
        breaks = before.count("\n") + before.count("\r") - before.count("\r\n")
        start = max(before.rfind("\n"), before.rfind("\r")) + 1
        return breaks + 1, offset - start + 1
