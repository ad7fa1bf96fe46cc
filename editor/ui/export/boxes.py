"""Boxes to tick in the theme's own colours; the desktop style's are all but lost on a dark ground."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.ui.theme import Theme


class BoxDelegate(QStyledItemDelegate):
    """Draws an item as usual and its box anew: empty, a bar (some), or a tick (all)."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            return
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        widget: QWidget | None = full.widget
        style = widget.style() if widget is not None else QApplication.style()
        place = QRectF(style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, full, widget))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(place.adjusted(-1, -1, 1, 1), QColor(self.theme.card))
        painted_box(painter, place.adjusted(0.5, 0.5, -0.5, -0.5), Qt.CheckState(state), self.theme)
        painter.restore()


def painted_box(painter: QPainter, box: QRectF, state: Qt.CheckState, theme: Theme) -> None:
    """Draw a box to tick in ``box``: empty, a bar (some), or a tick (all)."""
    empty = state == Qt.CheckState.Unchecked
    painter.setPen(QPen(QColor(theme.quiet if empty else theme.accent), 1.2))
    painter.setBrush(QColor(theme.card if empty else theme.accent))
    painter.drawRoundedRect(box, 3, 3)
    if empty:
        return
    painter.setPen(QPen(QColor(theme.on_accent), 1.8))
    if state == Qt.CheckState.PartiallyChecked:
        points = [(0.26, 0.5), (0.74, 0.5)]
    else:
        points = [(0.22, 0.53), (0.42, 0.73), (0.78, 0.3)]
    at = [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in points]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(at))
