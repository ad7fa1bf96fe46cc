"""Flagged words in their surroundings, as they are and as a fix would leave them, on one line."""

from __future__ import annotations

from dataclasses import dataclass

from editor.checks.apply import apply
from editor.checks.rule import Edit, Finding, Fix, Level
from editor.text.document import Document
from editor.text.span import Span

# Longer stretches (a paragraph in the wrong tense) are shown by their two ends.
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words in question, and what stands before and after them in the same paragraph."""

    before: str
    words: str
    after: str

    def marked(self, opening: str, closing: str) -> str:
        """On one line, the words between two marks."""
        return f"{self.before}{opening}{self.words}{closing}{self.after}"


def excerpt(document: Document, span: Span, reach: int = 44) -> Excerpt:
    """``span`` of the source with about ``reach`` code points of its paragraph on either side."""
    start, end = _paragraph(document, span)
    source = document.source
    return Excerpt(
        _cut_before(source[start : span.start], reach),
        _shortened(source[span.start : span.end]),
        _cut_after(source[span.end : end], reach),
    )


def repaired(document: Document, finding: Finding, fix: Fix, reach: int = 44) -> Excerpt | None:
    """The same place with ``fix`` made; None for a fix without edits or all over the text."""
    if not fix.edits:
        return None
    start = min(finding.span.start, *(edit.span.start for edit in fix.edits))
    end = max(finding.span.end, *(edit.span.end for edit in fix.edits))
    if end - start > _LONGEST:
        return None
    edits = sorted(Edit(edit.span.shifted(-start), edit.replacement) for edit in fix.edits)
    around = excerpt(document, Span(start, end), reach)
    return Excerpt(around.before, _flat(apply(edits, document.source[start:end])), around.after)


def tally(findings: tuple[Finding, ...] | list[Finding]) -> str:
    """How many findings of each level, in words: ``3 mistakes, 1 question``; "nothing to flag" for none."""
    counts = [(level, sum(f.severity is level for f in findings)) for level in sorted(Level, reverse=True)]
    plural = {Level.MISTAKE: "mistakes", Level.QUESTION: "questions", Level.ADVICE: "pieces of advice"}
    single = {Level.MISTAKE: "mistake", Level.QUESTION: "question", Level.ADVICE: "piece of advice"}
    said = [f"{count:,} {single[level] if count == 1 else plural[level]}" for level, count in counts if count]
    return ", ".join(said) if said else "nothing to flag"


def duration(seconds: float) -> str:
    """A reading time in a writer's words: ``5 min``, ``1 h 20 min``."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute" if seconds else "no time"
    hours, minutes = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "") if part)


def _paragraph(document: Document, span: Span) -> tuple[int, int]:
    first = document.paragraph_at(span.start)
    last = document.paragraph_at(max(span.start, span.end - 1))
    if first is None or last is None:
        return span.start, span.end
    start, end = document.places[first].span.start, document.places[last].span.end
    return min(start, span.start), max(end, span.end)


def _flat(text: str) -> str:
    """With every run of spaces and line ends, and every invisible control character, as one space."""
    if not text:
        return ""
    clean = "".join(char if char.isprintable() or char.isspace() else "\N{REPLACEMENT CHARACTER}" for char in text)
    flat = " ".join(clean.split())
    return f"{' ' if clean[0].isspace() and flat else ''}{flat}{' ' if clean[-1].isspace() else ''}"


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return _flat(text)
    half = _LONGEST // 2
    return f"{_cut_after(text[: half + 40], half)} {_cut_before(text[-half - 40 :], half)}"


def _cut_before(text: str, reach: int) -> str:
    """The end of ``text``, cut between words."""
    if len(text) <= reach:
        return _flat(text)
    kept = text[-reach:]
    space = next((at for at, char in enumerate(kept[: reach // 2]) if char.isspace()), None)
    return "…" + _flat(kept if space is None else kept[space + 1 :])


def _cut_after(text: str, reach: int) -> str:
    if len(text) <= reach:
        return _flat(text)
    kept = text[:reach]
    space = next((at for at in range(reach - 1, reach // 2, -1) if kept[at].isspace()), None)
    return _flat(kept if space is None else kept[:space]) + "…"
