"""A thin line of progress that is always in its place, so that nothing jumps when it comes and goes."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from editor.ui.theme import Theme


class ProgressLine(QWidget):
    """Two pixels high; empty while nothing goes on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._part: float | None = None
        self.setFixedHeight(2)
        self.setAccessibleName("Progress of the check")

    @property
    def going(self) -> bool:
        return self._part is not None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_part(self, done: int, total: int) -> None:
        """``done`` of ``total`` steps are made."""
        self._part = min(max(done / total, 0.0), 1.0) if total > 0 else 0.0
        self.setAccessibleDescription(f"{self._part:.0%} checked")
        self.update()

    def finish(self) -> None:
        self._part = None
        self.setAccessibleDescription("")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._part is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.line))
        painter.fillRect(QRectF(0, 0, self.width() * self._part, self.height()), QColor(self._theme.accent))
