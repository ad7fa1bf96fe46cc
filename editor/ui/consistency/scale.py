"""From places in the text to pixels and back: the part of the story that is in sight.  Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

_CLOSEST = 400  # code points in sight at the closest zoom


@dataclass(frozen=True, slots=True)
class Scale:
    """``first`` is the code point at pixel ``left``; ``shown`` code points fill ``width`` pixels."""

    length: int
    left: float
    width: float
    first: float
    shown: float

    @classmethod
    def whole(cls, length: int, left: float, width: float) -> Scale:
        """All of a text of ``length`` code points."""
        return cls(max(length, 1), left, max(width, 1.0), 0.0, float(max(length, 1)))

    @property
    def zoomed(self) -> bool:
        return self.shown < self.length

    def x(self, offset: float) -> float:
        """The pixel of a place."""
        return self.left + (offset - self.first) / self.shown * self.width

    def offset(self, x: float) -> int:
        """The place under a pixel, inside the text."""
        at = self.first + (x - self.left) / self.width * self.shown
        return int(min(max(at, 0), self.length))

    def fitted(self, length: int, left: float, width: float) -> Scale:
        """The same view of a text that has become ``length`` long, in other room."""
        length = max(length, 1)
        shown = length if not self.zoomed else min(self.shown, length)
        return Scale(length, left, max(width, 1.0), 0, shown).moved_to(self.first)

    def zoomed_by(self, factor: float, at: int) -> Scale:
        """Closer (``factor`` above 1) or further off; the place ``at`` stays under its pixel."""
        shown = min(max(self.shown / factor, min(_CLOSEST, self.length)), self.length)
        part = (at - self.first) / self.shown
        return Scale(self.length, self.left, self.width, 0, shown).moved_to(at - part * shown)

    def moved_to(self, first: float) -> Scale:
        """With ``first`` at the left edge, as far as the text goes."""
        first = min(max(first, 0.0), self.length - self.shown)
        return Scale(self.length, self.left, self.width, first, self.shown)

    def holding(self, offset: int) -> Scale:
        """Moved no more than it takes for ``offset`` to be in sight."""
        if self.first <= offset <= self.first + self.shown:
            return self
        return self.moved_to(offset - self.shown / 2)
