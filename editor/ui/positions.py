"""Places in a text: code points (Python and everything below the window) and UTF-16 units (Qt).

The two conversions live here and nowhere else: :func:`units_before` and :func:`points_before` within a
line, and a :class:`Ruler` made of them over a whole text.  A :class:`Drift` carries a place of a text
as it was reviewed to the text as it stands now.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from editor.text.span import Span


def units_before(text: str, offset: int) -> int:
    """How many UTF-16 units the first ``offset`` code points of ``text`` are."""
    head = text[:offset]
    return len(head) if head.isascii() else len(head.encode("utf-16-le", "surrogatepass")) // 2


def points_before(text: str, units: int) -> int:
    """How many code points begin within the first ``units`` UTF-16 units of ``text``.

    A place between the two halves of one character counts as the place before it.
    """
    if text.isascii():
        return min(units, len(text))
    head = text.encode("utf-16-le", "surrogatepass")[: 2 * units]
    if len(head) >= 2 and 0xD8 <= head[-1] <= 0xDB:
        head = head[:-2]
    return len(head.decode("utf-16-le", "surrogatepass"))


class Ruler:
    """A whole text measured in both ways; lines are joined by one line feed."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = list(lines)
        self._points = list(accumulate((len(line) + 1 for line in self._lines), initial=0))
        self._units = list(accumulate((units_before(line, len(line)) + 1 for line in self._lines), initial=0))

    @property
    def text(self) -> str:
        return "\n".join(self._lines)

    def unit_of(self, offset: int) -> int:
        """The UTF-16 unit at which code point ``offset`` of the text begins."""
        row = min(max(bisect_right(self._points, offset) - 1, 0), len(self._lines) - 1)
        return self._units[row] + units_before(self._lines[row], offset - self._points[row])

    def point_of(self, unit: int) -> int:
        """The code point that begins at or before ``unit``."""
        row = min(max(bisect_right(self._units, unit) - 1, 0), len(self._lines) - 1)
        return self._points[row] + points_before(self._lines[row], unit - self._units[row])


@dataclass(frozen=True, slots=True)
class Change:
    """At ``at``, ``removed`` units gave way to ``added``."""

    at: int
    removed: int
    added: int

    def carried(self, start: int, end: int) -> tuple[int, int] | None:
        """Where ``[start, end)`` stands after the change; None if the change touched its inside."""
        if self.at >= end and not (self.at == end == start and self.removed == 0):
            return start, end
        if self.at + self.removed <= start:
            by = self.added - self.removed
            return start + by, end + by
        return None


class Drift:
    """The text that was reviewed, and everything changed in it since."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.ruler = Ruler(lines)
        self._changes: list[Change] = []

    def add(self, change: Change) -> None:
        """Note a change; letters typed one after the other are kept as one."""
        last = self._changes[-1] if self._changes else None
        if last is not None and not change.removed and change.at == last.at + last.added:
            self._changes[-1] = Change(last.at, last.removed, last.added + change.added)
        else:
            self._changes.append(change)

    @property
    def moved(self) -> bool:
        """Whether anything was changed."""
        return bool(self._changes)

    def units_of(self, span: Span) -> tuple[int, int] | None:
        """Where ``span`` (code points, of the reviewed text) stands now, in UTF-16 units.

        None if the words under it were touched.
        """
        place: tuple[int, int] | None = self.ruler.unit_of(span.start), self.ruler.unit_of(span.end)
        for change in self._changes:
            if place is None:
                return None
            place = change.carried(*place)
        return place
