"""Taking fixes: verify that the flagged words still stand, edit last to first, settle overlaps once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.checks.rule import Edit, Finding, Fix
from editor.text.span import Span

_CELL = 512


@dataclass(frozen=True, slots=True)
class Choice:
    """A finding and the fix of it that is to be taken."""

    finding: Finding
    fix: Fix


def standing(finding: Finding, source: str) -> bool:
    """Whether the flagged words still stand where the finding says."""
    return finding.span.end <= len(source) and finding.span.of(source) == finding.text


def edits_of(choices: Iterable[Choice], source: str) -> tuple[tuple[Edit, ...], tuple[Choice, ...]]:
    """The edits of all choices that can be taken together, in order, and the choices taken.

    A choice whose words have changed, or whose edits touch those of an earlier choice, is left out; it
    is found again by the next review if it still stands.
    """
    taken: list[Choice] = []
    edits: list[Edit] = []
    at: dict[int, list[Edit]] = {}  # taken edits by every cell of text they touch: a novel has thousands
    for choice in sorted(choices, key=lambda c: (c.finding.span, c.finding.rule.id)):
        if not standing(choice.finding, source):
            continue
        if any(
            _collide(edit, other) for edit in choice.fix.edits for cell in _cells(edit) for other in at.get(cell, ())
        ):
            continue
        taken.append(choice)
        edits.extend(choice.fix.edits)
        for edit in choice.fix.edits:
            for cell in _cells(edit):
                at.setdefault(cell, []).append(edit)
    return tuple(sorted(set(edits))), tuple(taken)


def _cells(edit: Edit) -> range:
    return range(edit.span.start // _CELL, edit.span.end // _CELL + 1)


def _collide(a: Edit, b: Edit) -> bool:
    if a == b:
        return False
    # Two insertions at one place, or an insertion at the edge of a replacement, have no certain order.
    return a.span.start <= b.span.end and b.span.start <= a.span.end


def apply(edits: Sequence[Edit], source: str) -> str:
    """``source`` with the edits (sorted, not overlapping) made."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (source[at : edit.span.start], edit.replacement)
        at = edit.span.end
    pieces.append(source[at:])
    return "".join(pieces)


def narrowed(edit: Edit, text: str) -> Edit:
    """The same edit without the letters that stay: undo then shows what was changed, and no more."""
    old, new = edit.span.of(text), edit.replacement
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Edit(Span(edit.span.start + head, edit.span.end - tail), new[head : len(new) - tail])
