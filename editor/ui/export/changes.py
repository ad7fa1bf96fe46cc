"""The difference before it is written: each changed passage, old beside new, the changed words marked.

Taken words are struck out, new ones underlined: colour is never all there is.  Rows are measured a few
at a time, so that a novel's worth of repairs does not hold the window.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.press.difference import Change, Passage, Piece
from editor.ui.export.choices import excerpt
from editor.ui.sides import laid_out, side
from editor.ui.theme import SMALL, Theme, sans

_GAP, _PAD, _LINE = 24, 10, 44
_PIECES = int(Qt.ItemDataRole.UserRole)

Index = QModelIndex | QPersistentModelIndex


class _ChangeModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.passages: Sequence[Passage] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.passages)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self.passages):
            return None
        passage = self.passages[index.row()]
        if role == _PIECES:
            return excerpt(passage)
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            old, new = (side(excerpt(passage), leaving) for leaving in (Change.ADDED, Change.REMOVED))
            return f"Line {passage.line}. It was: {old} It becomes: {new}"
        return None

    def replace(self, passages: Sequence[Passage]) -> None:
        if passages == self.passages:
            return
        self.beginResetModel()
        self.passages = passages
        self.endResetModel()


class _ChangeDelegate(QStyledItemDelegate):
    def __init__(self, view: ChangeList, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self.theme = theme
        self._heights: dict[tuple[int, tuple[Piece, ...]], float] = {}

    def forget(self) -> None:
        """Measure everything anew: the theme or the width is another."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        pieces: tuple[Piece, ...] = index.data(_PIECES)
        height = self._heights.get((width, pieces))
        if height is None:
            column = _column_width(width)
            height = max(
                laid_out(pieces, leaving, column, self.theme).boundingRect().height()
                for leaving in (Change.ADDED, Change.REMOVED)
            )
            self._heights[(width, pieces)] = height
        return QSize(width, round(height) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QRectF = QRectF(option.rect)
        passage = self._view.passage(index.row())
        pieces: tuple[Piece, ...] = index.data(_PIECES)
        column = _column_width(round(row.width()))
        painter.save()
        painter.setClipRect(row)
        if index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            painter.fillRect(row, QColor(self.theme.soft))
        painter.setPen(QColor(self.theme.line))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        painter.setFont(sans(SMALL))
        painter.setPen(QColor(self.theme.quiet))
        top = row.top() + _PAD
        painter.drawText(QPointF(row.left() + 4, top + 15), f"{passage.line:,}")
        painter.setPen(QColor(self.theme.text))
        left = row.left() + _LINE
        for leaving in (Change.ADDED, Change.REMOVED):
            laid_out(pieces, leaving, column, self.theme).draw(painter, QPointF(left, top))
            left += column + _GAP
        painter.restore()


def _column_width(width: int) -> float:
    return max((width - _LINE - _GAP - 8) / 2, 60.0)


class ChangeList(QListView):
    """Old and new side by side, one row a passage."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes = _ChangeModel()
        self._drawing = _ChangeDelegate(self, theme)
        self.setAccessibleName("What will be different, passage by passage")
        self.setModel(self._changes)
        self.setItemDelegate(self._drawing)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(40)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def passages(self) -> Sequence[Passage]:
        return self._changes.passages

    def passage(self, row: int) -> Passage:
        return self._changes.passages[row]

    def set_theme(self, theme: Theme) -> None:
        self._drawing.theme = theme
        self.viewport().update()

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show the changed ``passages``; the place in sight stays."""
        at = self.verticalScrollBar().value()
        self._changes.replace(passages)
        if passages:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(at)

    def show_place(self, offset: int) -> None:
        """Bring the passage around ``offset`` (code points of the old text) into sight."""
        for row, passage in enumerate(self._changes.passages):
            if passage.old.start <= offset <= passage.old.end:
                self.scrollTo(self._changes.index(row))
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drawing.forget()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
