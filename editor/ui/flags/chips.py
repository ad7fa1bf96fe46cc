"""Chips: small round buttons of which one is chosen, and the flowing row they stand in."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QSizePolicy, QWidget

from editor.checks.rule import Family
from editor.ui.theme import SMALL, Theme, sans
from editor.ui.underline import painted_underline

SAMPLE = 20
"""Pixels that an underline sample takes before its words."""
_PAD, _HEIGHT, _GAP = 10, 24, 6


class Chip(QAbstractButton):
    """A choice with an optional underline sample before its words and an optional count behind them."""

    def __init__(self, words: str, theme: Theme, family: Family | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._family = family
        self._words = words
        self._count: int | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def set_count(self, count: int | None) -> None:
        """Show ``count`` behind the words (None shows none)."""
        if count != self._count:
            self._count = count
            self._name()
            self.updateGeometry()
            self.update()

    def _name(self) -> None:
        self.setText(self._words if self._count is None else f"{self._words}  {self._count:,}")
        self.setAccessibleName(self._words if self._count is None else f"{self._words}, {self._count:,}")

    def sizeHint(self) -> QSize:
        width = QFontMetrics(sans(SMALL)).horizontalAdvance(self.text()) + 2 * _PAD
        if self._family is not None:
            width += SAMPLE
        return QSize(width, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        hovered = self.underMouse() and self.isEnabled()
        fill = theme.soft if self.isChecked() else theme.button_hover if hovered else theme.button
        painter.setPen(QPen(QColor(theme.accent), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(box, _HEIGHT / 2, _HEIGHT / 2)
        left = _PAD
        if self._family is not None:
            painted_underline(painter, self._family, QRectF(left - 2, 0, SAMPLE - 3, _HEIGHT / 2 + 1), theme)
            left += SAMPLE
        painter.setFont(sans(SMALL))
        painter.setPen(QColor(theme.text if self.isEnabled() else theme.quiet))
        painter.drawText(QRect(left, 0, self.width() - left, _HEIGHT), Qt.AlignmentFlag.AlignVCenter, self.text())


class FlowLayout(QLayout):
    """Lays its items side by side and breaks the row where the width ends."""

    def __init__(self, parent: QWidget | None = None, gap: int = _GAP) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.sizeHint())
        return size

    def _lay(self, rect: QRect, move: bool) -> int:
        """Place the items in ``rect`` (or only measure) and return the height they take."""
        x, y, row = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.x() + rect.width():
                x, y, row = rect.x(), y + row + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            row = max(row, size.height())
        return y + row - rect.y()
