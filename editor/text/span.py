"""A stretch of text: half-open, counted in code points.

Everything in the core counts code points.  Qt and LanguageTool count UTF-16 units; each of them
converts at its own border and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open stretch ``[start, end)`` in code points.

    Raises:
        ValueError: if ``start`` is negative or behind ``end``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}–{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        # An empty span is still a place (an insertion), so it must not read as "nothing".
        return True

    def of(self, text: str) -> str:
        """The words of ``text`` under this span."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same stretch ``by`` code points further on."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point, or one is an insertion strictly inside the other."""
        if self.start == self.end or other.start == other.end:
            return (self.start < other.end and other.start < self.end) or self == other
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end
