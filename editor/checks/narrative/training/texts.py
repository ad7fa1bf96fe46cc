"""The clean texts that slips are put into, and the slips: any text file, or a folder of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from editor.checks.apply import apply
from editor.checks.narrative.training.corpus import Chapter, Shelf
from editor.checks.rule import Edit, Finding
from editor.text.parse import Format
from editor.text.span import Span

_SUFFIXES = {".md": Format.MARKDOWN, ".txt": Format.TEXT}
# Files shorter than this (in bytes) are title pages and dedications.
_SHORTEST = 1500


@dataclass(frozen=True, slots=True)
class PutIn:
    """A slip: what to call it, what the text is told in there, and its edits in the source (sorted)."""

    kind: str
    told: str
    edits: tuple[Edit, ...]


def texts(path: Path) -> list[Path]:
    """The file itself, or the Markdown and plain text files below a folder, sorted."""
    if path.is_file():
        return [path]
    found = (file for file in path.rglob("*") if file.suffix in _SUFFIXES and file.stat().st_size >= _SHORTEST)
    return sorted(found)


def form_of(path: Path) -> Format:
    """How a file is written, by its name; plain text where that says nothing."""
    return _SUFFIXES.get(path.suffix, Format.TEXT)


def read(shelf: Shelf, path: Path) -> Chapter:
    """A file as a story of its own."""
    return shelf.told(path.parent.name, path.stem, path.read_text(encoding="utf-8"), form_of(path))


def put_in(source: str, slips: Sequence[PutIn]) -> tuple[str, list[Span]]:
    """The source with its slips (sorted), and where each lies there (first edit to last)."""
    shift = 0
    spans: list[Span] = []
    for slip in slips:
        start = slip.edits[0].span.start + shift
        shift += sum(len(edit.replacement) - len(edit.span) for edit in slip.edits)
        spans.append(Span(start, slip.edits[-1].span.end + shift))
    return apply([edit for slip in slips for edit in slip.edits], source), spans


def apart(slips: Sequence[PutIn]) -> list[PutIn]:
    """The slips in order, without those that begin before the last one ends."""
    kept: list[PutIn] = []
    for slip in sorted(slips, key=lambda s: s.edits[0].span):
        if not kept or slip.edits[0].span.start > kept[-1].edits[-1].span.end:
            kept.append(slip)
    return kept


def about(findings: Sequence[Finding], rule: str, span: Span) -> Iterator[Finding]:
    """The findings of rules that begin with ``rule`` and touch ``span``."""
    for finding in findings:
        if finding.rule.id.startswith(rule) and any(s.overlaps(span) for s in (finding.span, *finding.places)):
            yield finding


def restores(finding: Finding, text: str, source: str, slips: Sequence[PutIn], slip: PutIn) -> bool:
    """Whether the first repair of a finding gives back what was printed where ``slip`` was put in."""
    others = apply([edit for other in slips if other is not slip for edit in other.edits], source)
    return bool(finding.fixes) and apply(finding.fixes[0].edits, text) == others
