"""Where flags stand on the page, in UTF-16 units of the text as it is now."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from editor.checks.rule import Family, Finding
from editor.text.span import Span
from editor.ui.positions import Change, Drift


@dataclass(slots=True)
class Mark:
    """One underlined stretch of a finding; ``first`` is false for a finding's further places."""

    start: int
    end: int
    finding: Finding
    first: bool = True


class Marks:
    """All marks of a text in order; they follow every edit, and an edit inside one takes it away."""

    def __init__(self, findings: Iterable[Finding] = (), drift: Drift | None = None) -> None:
        self._marks: list[Mark] = []
        self._longest = 0
        if drift is None:
            return
        for finding in findings:
            for number, span in enumerate(_stretches(finding)):
                place = drift.units_of(span)
                if place is not None:
                    self._marks.append(Mark(*place, finding, number == 0))
        self._marks.sort(key=lambda mark: (mark.start, bool(mark.finding.places), mark.end))
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)

    def follow(self, change: Change) -> None:
        """Carry every mark over an edit."""
        touched = False
        at, behind, by = change.at, change.at + change.removed, change.added - change.removed
        for mark in self._marks:
            if behind <= mark.start and at < mark.end:
                mark.start += by
                mark.end += by
            elif at < mark.end:
                mark.end = -1
                touched = True
        if touched:
            self._marks = [mark for mark in self._marks if mark.end >= 0]

    def drop(self, gone: Callable[[Finding], bool]) -> None:
        """Take away the marks of some findings."""
        self._marks = [mark for mark in self._marks if not gone(mark.finding)]

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks that touch ``[start, end]``."""
        first = bisect_left(self._marks, start - self._longest, key=lambda mark: mark.start)
        last = bisect_left(self._marks, end + 1, key=lambda mark: mark.start)
        return [mark for mark in self._marks[first:last] if mark.end >= start]

    def at(self, unit: int) -> Mark | None:
        """The shortest mark that ``unit`` lies in or touches; one place's flag before one of the whole text."""
        return min(
            self.between(unit, unit),
            key=lambda mark: (bool(mark.finding.places), mark.end - mark.start),
            default=None,
        )

    def of(self, finding: Finding) -> Mark | None:
        """The first mark of ``finding``; None if its words were touched."""
        return next((mark for mark in self._marks if mark.finding == finding and mark.first), None)

    def after(self, unit: int) -> Mark | None:
        """The next flag behind ``unit``, or the first of all."""
        flags = [mark for mark in self._marks if mark.first]
        return next((mark for mark in flags if mark.start > unit), flags[0] if flags else None)

    def before(self, unit: int) -> Mark | None:
        """The last flag that begins before ``unit``, or the last of all."""
        flags = [mark for mark in self._marks if mark.first]
        return next((mark for mark in reversed(flags) if mark.start < unit), flags[-1] if flags else None)


def _stretches(finding: Finding) -> tuple[Span, ...]:
    """What is underlined: the flagged words, and of a form used here and there only what would change."""
    if finding.family is Family.CONSISTENCY and finding.fixes:
        changed = tuple(edit.span for edit in sorted(finding.fixes[0].edits) if edit.span.start < edit.span.end)
        if changed:
            return changed
    return (finding.span, *(place for place in finding.places if place != finding.span))
