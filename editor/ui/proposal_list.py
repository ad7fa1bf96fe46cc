"""The list of proposed changes: a box to tick, the line, the words as they are and as they would be, a note.

Rows are measured a few at a time, so that a novel's worth of proposals does not hold the window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.checks.proposal import Proposal
from editor.press.difference import Change, Piece, pieces_of
from editor.ui.export.boxes import painted_box
from editor.ui.export.choices import shortened
from editor.ui.sides import laid_out, side
from editor.ui.theme import SMALL, Theme, sans

_GAP, _PAD, _BOX, _LEFT = 24, 10, 15, 84
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

Index = QModelIndex | QPersistentModelIndex
_CHECKED, _OPEN = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class _ProposalModel(QAbstractListModel):
    """The proposals, which are ticked, and which are shown (all, or the unsure ones)."""

    def __init__(self) -> None:
        super().__init__()
        self.proposals: tuple[Proposal, ...] = ()
        self.ticked: list[bool] = []
        self.shown: list[int] = []
        self._lines: list[int] = []
        self._source = ""

    def replace(self, proposals: tuple[Proposal, ...], source: str) -> None:
        self.beginResetModel()
        self.proposals, self._source = proposals, source
        self.ticked = [proposal.sure for proposal in proposals]
        self.shown = list(range(len(proposals)))
        self._lines = []
        line, counted = 1, 0
        for proposal in proposals:
            line += source.count("\n", counted, proposal.span.start)
            counted = proposal.span.start
            self._lines.append(line)
        self.endResetModel()

    def show_only(self, numbers: Iterable[int]) -> None:
        self.beginResetModel()
        self.shown = list(numbers)
        self.endResetModel()

    def proposal(self, row: int) -> Proposal:
        return self.proposals[self.shown[row]]

    def line(self, row: int) -> int:
        return self._lines[self.shown[row]]

    def pieces(self, row: int) -> tuple[Piece, ...]:
        proposal = self.proposal(row)
        return shortened(pieces_of(self._source, proposal.span, proposal.edits))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self.shown):
            return None
        row = index.row()
        if role == int(Qt.ItemDataRole.CheckStateRole):
            return _CHECKED if self.ticked[self.shown[row]] else _OPEN
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            pieces = self.pieces(row)
            old, new = (side(pieces, leaving) for leaving in (Change.ADDED, Change.REMOVED))
            words = f"Line {self.line(row)}. It is: {old} It would be: {new}"
            return f"{words} {self.proposal(row).note}".rstrip()
        return None

    def tick(self, ticks: Iterable[tuple[int, bool]]) -> None:
        for number, on in ticks:
            self.ticked[number] = on
        if self.shown:
            self.dataChanged.emit(self.index(0), self.index(len(self.shown) - 1), [Qt.ItemDataRole.CheckStateRole])


class _ProposalDelegate(QStyledItemDelegate):
    def __init__(self, view: ProposalList, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self.theme = theme
        self._heights: dict[tuple[int, Proposal], int] = {}

    def forget(self) -> None:
        """Measure everything anew: the text or the width is another."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        proposal = self._view.proposal_at(index.row())
        height = self._heights.get((width, proposal))
        if height is None:
            column = _column(width)
            pieces = self._view.pieces_at(index.row())
            words = max(
                laid_out(pieces, leaving, column, self.theme).boundingRect().height()
                for leaving in (Change.ADDED, Change.REMOVED)
            )
            height = round(words) + 2 * _PAD + self._note_height(proposal.note, width)
            self._heights[(width, proposal)] = height
        return QSize(width, height)

    @staticmethod
    def _note_height(note: str, width: int) -> int:
        if not note:
            return 0
        room = round(width - _LEFT - 8)
        return QFontMetrics(sans(SMALL)).boundingRect(0, 0, room, 10_000, _WRAPPED, note).height() + 4

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QRectF = QRectF(option.rect)
        theme, proposal = self.theme, self._view.proposal_at(index.row())
        pieces = self._view.pieces_at(index.row())
        column = _column(round(row.width()))
        painter.save()
        painter.setClipRect(row)
        if index.row() == self._view.currentIndex().row():
            painter.fillRect(row, QColor(theme.soft))
            if self._view.hasFocus():
                painter.fillRect(QRectF(row.left(), row.top(), 3, row.height()), QColor(theme.accent))
        painter.setPen(QColor(theme.line))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        top = row.top() + _PAD
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        painted_box(painter, QRectF(row.left() + 10.5, top + 3.5, _BOX, _BOX), self._view.is_ticked(index.row()), theme)
        painter.setFont(sans(SMALL))
        painter.setPen(QColor(theme.quiet))
        painter.drawText(QPointF(row.left() + 38, top + 15), f"{self._view.line_at(index.row()):,}")
        painter.setPen(QColor(theme.text))
        left = row.left() + _LEFT
        for leaving in (Change.ADDED, Change.REMOVED):
            laid_out(pieces, leaving, column, theme).draw(painter, QPointF(left, top))
            left += column + _GAP
        if proposal.note:
            room = round(row.width() - _LEFT - 8)
            height = self._note_height(proposal.note, round(row.width()))
            painter.setPen(QColor(theme.quiet if proposal.sure else theme.text))
            painter.drawText(
                round(row.left() + _LEFT),
                round(row.bottom() - _PAD - height + 4),
                room,
                height,
                _WRAPPED,
                proposal.note,
            )
        painter.restore()


def _column(width: int) -> float:
    return max((width - _LEFT - _GAP - 8) / 2, 60.0)


class ProposalList(QListView):
    """Old and new side by side with a box to tick; Space ticks, the arrows move.

    Signals:
        ticked_changed(): another set is ticked; see :attr:`accepted`.
        reached(Proposal): the writer looks at this one.
    """

    ticked_changed = Signal()
    reached = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proposals = _ProposalModel()
        self._drawing = _ProposalDelegate(self, theme)
        self.setAccessibleName("Proposed changes: Space accepts or declines one")
        self.setModel(self._proposals)
        self.setItemDelegate(self._drawing)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(40)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._moved)

    # --- what is in it

    def show_proposals(self, proposals: tuple[Proposal, ...], source: str) -> None:
        """List ``proposals`` of ``source``; the sure ones are ticked."""
        self._drawing.forget()
        self._proposals.replace(proposals, source)
        self._to_row(0)
        self.ticked_changed.emit()

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        return self._proposals.proposals

    @property
    def accepted(self) -> tuple[Proposal, ...]:
        """The ticked proposals, in order of place."""
        pairs = zip(self.proposals, self._proposals.ticked, strict=True)
        return tuple(proposal for proposal, on in pairs if on)

    def tick(self, number: int, on: bool) -> None:
        """Accept or decline the proposal with this number."""
        self._proposals.tick([(number, on)])
        self.ticked_changed.emit()

    def tick_where(self, wanted: Callable[[Proposal], bool]) -> None:
        """Accept the proposals that are ``wanted`` and decline the others."""
        self._proposals.tick([(number, wanted(proposal)) for number, proposal in enumerate(self.proposals)])
        self.ticked_changed.emit()

    def show_unsure(self, only: bool) -> None:
        """Show the unsure proposals alone, or all of them."""
        self._proposals.show_only(n for n, p in enumerate(self.proposals) if not only or not p.sure)
        self._to_row(0)

    def _to_row(self, row: int) -> None:
        if 0 <= row < self._proposals.rowCount():
            self.setCurrentIndex(self._proposals.index(row))

    # --- for the drawing

    def proposal_at(self, row: int) -> Proposal:
        return self._proposals.proposal(row)

    def pieces_at(self, row: int) -> Sequence[Piece]:
        return self._proposals.pieces(row)

    def line_at(self, row: int) -> int:
        return self._proposals.line(row)

    def is_ticked(self, row: int) -> Qt.CheckState:
        return _CHECKED if self._proposals.ticked[self._proposals.shown[row]] else _OPEN

    def set_theme(self, theme: Theme) -> None:
        """Put on ``theme``."""
        self._drawing.theme = theme
        self.viewport().update()

    # --- keys and mouse

    def _toggle(self, row: int) -> None:
        number = self._proposals.shown[row]
        self.tick(number, not self._proposals.ticked[number])

    def _moved(self, current: QModelIndex, _: QModelIndex) -> None:
        self.viewport().update()
        if current.isValid():
            self.reached.emit(self.proposal_at(current.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton and event.position().x() < _LEFT - 16:
            self._toggle(index.row())
        super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drawing.forget()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
