"""The flagged words among their neighbours: what a card shows of the page.  Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from editor.checks.apply import apply
from editor.checks.rule import Edit, Finding, Fix
from editor.text.span import Span

# What a card has room for on one line: a few words before, the rest cut by its width.
_BEFORE = 26
_AFTER = 90
_SHORT = 60  # characters of a repair that are shown whole
_LINE_ENDS = "\n\r\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Context:
    """The words before the flag, the flagged words, the words after; cut at words, with an ellipsis."""

    before: str
    flagged: str
    after: str

    @property
    def text(self) -> str:
        return self.before + self.flagged + self.after


def context_of(source: str, span: Span) -> Context:
    """The surroundings of ``span`` (code points of ``source``) on its own line of the manuscript."""
    lowest = max(0, span.start - 4 * _BEFORE)
    start = max((source.rfind(end, lowest, span.start) for end in _LINE_ENDS), default=-1)
    start = lowest if start < 0 else start + 1
    before = source[start : span.start]
    if len(before) > _BEFORE or start == lowest > 0:
        cut = before[-_BEFORE:]
        space = cut.find(" ")
        before = "…" + (cut[space + 1 :] if 0 <= space < len(cut) - 1 else cut)
    after = source[span.end : span.end + _AFTER]
    ends = [at for at in (after.find(end) for end in _LINE_ENDS) if at >= 0]
    if ends:
        after = after[: min(ends)].rstrip()
    elif span.end + _AFTER < len(source):
        after = after.rsplit(" ", 1)[0] + "…"
    flagged = source[span.start : min(span.end, span.start + 4 * _AFTER)]
    for end in _LINE_ENDS:
        flagged = flagged.replace(end, " ")
    return Context(before.lstrip(), flagged, after)


def repaired(finding: Finding, fix: Fix, source: str) -> tuple[str, str] | None:
    """The flagged words and what ``fix`` makes of them; None where it reaches too far to be shown."""
    start = min([finding.span.start, *(edit.span.start for edit in fix.edits)])
    end = max([finding.span.end, *(edit.span.end for edit in fix.edits)])
    old = source[start:end]
    if not fix.edits or end > len(source) or len(old) > _SHORT or any(mark in old for mark in _LINE_ENDS):
        return None
    edits = [Edit(edit.span.shifted(-start), edit.replacement) for edit in sorted(fix.edits)]
    return old, apply(edits, old)
