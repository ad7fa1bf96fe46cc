"""Zones: who is speaking at each place of a paragraph, the narrator or somebody else.

Only NARRATION is judged for tense and point of view; UNSURE is never flagged.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from editor.text.document import Kind, Paragraph, Style
from editor.text.quotes import Ending, QuoteStyle, Scan, System, scan
from editor.text.span import Span


class ZoneKind(StrEnum):
    """Whose words they are."""

    NARRATION = "narration"
    SPEECH = "speech"
    THOUGHT = "thought"
    DOCUMENT = "document"  # a heading, a letter, verse, a sign
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of one paragraph and whose words it holds."""

    span: Span
    kind: ZoneKind


# An italic run this long is a thought or a quotation rather than emphasis (narrative.md 3.1.5).
_THOUGHT_WORDS = 3


_KINDS = tuple(ZoneKind)
_CODE = {kind: code for code, kind in enumerate(_KINDS)}


def scan_of(paragraph: Paragraph, style: QuoteStyle) -> Scan:
    """The quotations of ``paragraph`` (none in a heading or a scene break)."""
    if paragraph.kind in (Kind.HEADING, Kind.SCENE_BREAK):
        return Scan(())
    return scan(paragraph.text, style, paragraph.speech_runs_on)


def zones_of(paragraph: Paragraph, style: QuoteStyle) -> tuple[Zone, ...]:
    """The zones of ``paragraph``: in order, without gaps, covering its text."""
    text = paragraph.text
    if not text:
        return ()
    if paragraph.kind is not Kind.PROSE:
        return (Zone(Span(0, len(text)), ZoneKind.DOCUMENT),)
    kinds = bytearray(len(text))  # indices of _KINDS, one for each code point
    edges = {0}  # where a zone may begin

    def paint(span: Span, kind: ZoneKind) -> None:
        kinds[span.start : span.end] = bytes((_CODE[kind],)) * len(span)
        edges.add(span.start)
        edges.add(span.end)

    for mark in paragraph.marks:
        if mark.style is Style.ITALIC and len(mark.span.of(text).split()) >= _THOUGHT_WORDS:
            paint(mark.span, ZoneKind.THOUGHT)
    found = scan_of(paragraph, style)
    doubt = next((q.span.start for q in found.quotations if q.ending is Ending.UNCLOSED), None)
    if doubt is not None:
        # Nobody can say where an unclosed speech ends: the rest of the paragraph is in doubt.
        paint(Span(doubt, len(text)), ZoneKind.UNSURE)
    for quotation in found.quotations:
        if quotation.ending is not Ending.UNCLOSED:
            paint(quotation.span, ZoneKind.SPEECH)
    ends = [quotation.span.end for quotation in found.quotations]
    settled = 0
    for stray in found.strays:
        # What a stray mark closes may have begun anywhere since the last quotation.
        before = bisect_right(ends, stray.start)
        settled = max(settled, ends[before - 1] if before else 0)
        paint(Span(settled, stray.end), ZoneKind.UNSURE)
        settled = stray.end
    if style.system is System.DASH and text.lstrip()[:1] in ("—", "–", "―"):
        # Where a dash speech ends is not marked; a tag inside it is not told apart yet.
        paint(Span(0, len(text)), ZoneKind.UNSURE)
    edges.discard(len(text))
    zones: list[Zone] = []
    start = 0
    for edge in sorted(edges):
        if kinds[edge] != kinds[start]:
            zones.append(Zone(Span(start, edge), _KINDS[kinds[start]]))
            start = edge
    zones.append(Zone(Span(start, len(text)), _KINDS[kinds[start]]))
    return tuple(zones)


def zone_at(zones: tuple[Zone, ...], offset: int) -> ZoneKind:
    """The kind of the zone that holds ``offset`` (the last one at the very end)."""
    for zone in zones:
        if offset < zone.span.end:
            return zone.kind
    return zones[-1].kind if zones else ZoneKind.NARRATION
