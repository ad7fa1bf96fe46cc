"""The list of cards: closed ones are painted, only the open one is a widget.

So five thousand flags cost no more than the dozen in sight.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.checks.rule import Finding
from editor.ui.flags.card import HEAD_HEIGHT, OpenCard, paint_card, paint_head, repairs
from editor.ui.flags.list_model import FINDING_ROLE, FlagListModel, Index, same_flag
from editor.ui.theme import Theme

_GAP = 7
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class _CardDelegate(QStyledItemDelegate):
    """Paints closed cards and gives the open one its room."""

    def __init__(self, view: FlagList, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self.theme = theme
        self.measure(0, -1, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # Asked for every row at every layout: it must cost next to nothing.
        return self.open_size if index.row() == self.open_row else self.closed_size

    def measure(self, width: int, open_row: int, open_height: int) -> None:
        """The sizes to answer until further notice; ``open_row`` -1 while all cards are closed."""
        self.open_row = open_row
        self.closed_size = QSize(width, HEAD_HEIGHT + _GAP)
        self.open_size = QSize(width, open_height + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.row() == self.open_row:
            return
        finding = index.data(FINDING_ROLE)
        box = QRectF(_sheet(option.rect))
        painter.save()
        paint_card(painter, box, self.theme, active=False)
        paint_head(painter, box, finding, self._view.flags.context(finding), self.theme)
        painter.restore()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(_sheet(option.rect))


def _sheet(row: QRect) -> QRect:
    return row.adjusted(0, 0, 0, -_GAP)


class FlagList(QListView):
    """Cards in the order of the text, one of them open.

    Signals:
        chosen(Finding): the writer opened this card.
        fix_chosen(Finding, Fix): a repair of the open card.
        dismissal_chosen(Finding, Scope): "It's meant" on the open card.
    """

    chosen = Signal(object)
    fix_chosen = Signal(object, object)
    dismissal_chosen = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.flags = FlagListModel()
        self.card: OpenCard | None = None
        self._open = QPersistentModelIndex()
        self._cards = _CardDelegate(self, theme)
        self.setObjectName("flag-list")
        self.setAccessibleName("Flags in the order of the text")
        self.setModel(self.flags)
        self.setItemDelegate(self._cards)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setTabKeyNavigation(False)

    @property
    def active(self) -> Finding | None:
        """The flag whose card is open."""
        return self.card.finding if self.card is not None else None

    @property
    def open_row(self) -> int:
        """The row of the open card, -1 when all are closed."""
        return self._open.row() if self.card is not None else -1

    def set_theme(self, theme: Theme) -> None:
        self._theme = self._cards.theme = theme
        if self.card is not None:
            self.card.set_theme(theme)
        self._measure()

    def show_findings(self, findings: Sequence[Finding], source: str) -> None:
        """Replace the cards; the open one stays open and what is in sight stays where it is."""
        before, why = self.active, self.card is not None and self.card.why.isChecked()
        top = QPersistentModelIndex(self.indexAt(self.viewport().rect().topLeft()))
        offset = self.visualRect(self.flags.index(top.row())).top() if top.isValid() else 0
        self.flags.replace(findings, source)
        if before is not None:
            if self._open.isValid():
                self._renew(self.flags.findings[self._open.row()])
            else:
                self._forget()
                again = [f for f in findings if same_flag(f, before)]
                if again:
                    self._unfold(min(again, key=lambda f: abs(f.span.start - before.span.start)), why)
        self._measure()
        if top.isValid():
            self.executeDelayedItemsLayout()
            moved = self.visualRect(self.flags.index(top.row())).top() - offset
            if moved:
                self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)

    def activate_flag(self, finding: Finding | None) -> bool:
        """Open the card of ``finding`` (None closes the open one); whether it is there to open."""
        if finding is None:
            self._fold()
            return True
        if finding is self.active:
            return True
        row = self.flags.row_of(finding)
        if row is None:
            self._fold()
            return False
        self._unfold(finding)
        return True

    def choose_row(self, row: int) -> None:
        """The writer opens card number ``row``."""
        finding = self.flags.findings[row]
        self.activate_flag(finding)
        self.chosen.emit(finding)

    def take_fix(self, number: int) -> None:
        """Choose repair ``number`` of the open card, where it has so many."""
        if self.card is not None and number < len(self.card.fix_buttons):
            self.card.fix_buttons[number].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = len(self.flags.findings)
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and rows:
            if self.card is not None:
                self.take_fix(0)
            else:
                self.choose_row(max(self.currentIndex().row(), 0))
        elif key in _STEPS and rows:
            self.choose_row(min(max(self.open_row + _STEPS[key], 0), rows - 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and rows:
            self.choose_row(0 if key == Qt.Key.Key_Home else rows - 1)
        elif key == Qt.Key.Key_Escape and self.card is not None:
            self._fold()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.row() != self.open_row:
            self.choose_row(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """Lay the rows out again, once, when Qt next comes to it."""
        width = self.viewport().width()
        height = self.card.heightForWidth(width) if self.card is not None else 0
        self._cards.measure(width, self.open_row, height)
        self.scheduleDelayedItemsLayout()

    def _unfold(self, finding: Finding, why: bool = False) -> None:
        had_focus = self._fold()
        row = self.flags.row_of(finding)
        if row is None:
            return
        index = self.flags.index(row)
        results = [self.flags.result(finding, fix) for fix in repairs(finding)]
        card = OpenCard(finding, self.flags.context(finding), results, self._theme, self.viewport())
        card.fix_taken.connect(lambda fix: self.fix_chosen.emit(card.finding, fix))
        card.dismissed.connect(lambda scope: self.dismissal_chosen.emit(card.finding, scope))
        card.left.connect(self.setFocus)
        card.why.setChecked(why)
        card.resized.connect(self._measure)
        self._open = QPersistentModelIndex(index)
        self.card = card
        self._measure()
        self.setIndexWidget(index, card)
        self.setCurrentIndex(index)
        last: QWidget = self
        for stop in card.stops:
            QWidget.setTabOrder(last, stop)
            last = stop
        if had_focus:
            self.setFocus()
        self.executeDelayedItemsLayout()
        self.updateEditorGeometries()
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _fold(self) -> bool:
        """Close the open card; whether the keyboard was in it."""
        card = self.card
        if card is None:
            return False
        focused = card.isAncestorOf(focus) if (focus := self.window().focusWidget()) is not None else False
        if focused:
            self.setFocus()
        index = self.flags.index(self._open.row())
        self._forget()
        self._measure()
        if index.isValid():
            card.hide()
            self.setIndexWidget(index, None)  # type: ignore[arg-type]
        return focused

    def _forget(self) -> None:
        self.card = None
        self._open = QPersistentModelIndex()

    def _renew(self, finding: Finding) -> None:
        """Give the open card what the new report says of its flag."""
        card = self.card
        if card is None:
            return
        if card.fits(finding):
            card.refresh(finding, self.flags.context(finding))
        else:
            self._unfold(finding, card.why.isChecked())
