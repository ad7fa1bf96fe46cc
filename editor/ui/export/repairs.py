"""The tree of repairs that may go into the cleaned text: families, and in each its repairs to tick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from editor.checks.apply import Choice
from editor.checks.rule import Applicability, Family, Finding
from editor.ui.export.boxes import BoxDelegate
from editor.ui.flags.context import repaired
from editor.ui.theme import FAMILY_NAMES, Theme

_NUMBER = int(Qt.ItemDataRole.UserRole)
_CHECKED = Qt.CheckState.Checked
_LONGEST = 60


class RepairTree(QTreeView):
    """Offers by family, safe ones ticked at first.

    Signals:
        chosen_changed(): other repairs are ticked; see :attr:`chosen`.
        repair_reached(int): the number of the offer that the writer looks at.
    """

    chosen_changed = Signal()
    repair_reached = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = BoxDelegate(theme, self)
        self.setItemDelegate(self._boxes)
        self.set_theme(theme)
        self._offers: Sequence[Choice] = ()
        self._items: list[QStandardItem] = []
        self._siblings: dict[Finding, list[int]] = {}
        self._families: dict[Family, QStandardItem] = {}
        self._tree = QStandardItemModel(0, 2, self)
        self._tree.setHorizontalHeaderLabels(["Repair", ""])
        self.setModel(self._tree)
        self.setAccessibleName("Repairs for the cleaned text")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(18)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._tree.itemChanged.connect(self._ticked)
        self.selectionModel().currentChanged.connect(self._reached)

    def set_theme(self, theme: Theme) -> None:
        """Put on ``theme``."""
        frame = f"background: {theme.card}; border: 1px solid {theme.edge}; border-radius: 7px; padding: 6px;"
        self.setStyleSheet(f"RepairTree {{ {frame} }}")
        self._boxes.theme = theme

    @property
    def chosen(self) -> frozenset[int]:
        """The numbers of the ticked offers."""
        return frozenset(n for n, item in enumerate(self._items) if item.checkState() == _CHECKED)

    def show_offers(self, offers: Sequence[Choice], chosen: frozenset[int], source: str) -> None:
        """List ``offers``, whose places lie in ``source``; those in ``chosen`` are ticked."""
        self._tree.blockSignals(True)
        self._offers = offers
        self._items = []
        for number, offer in enumerate(offers):
            self._siblings.setdefault(offer.finding, []).append(number)
            item = QStandardItem(_words(offer, source))
            item.setData(number, _NUMBER)
            item.setCheckable(True)
            item.setCheckState(_CHECKED if number in chosen else Qt.CheckState.Unchecked)
            item.setToolTip(f"<p>{escape(offer.finding.message)}<br>{escape(offer.fix.title)}</p>")
            self._items.append(item)
        for family in FAMILY_NAMES:
            rows = [n for n, offer in enumerate(offers) if offer.finding.family is family]
            if not rows:
                continue
            head = QStandardItem()
            head.setCheckable(True)
            self._families[family] = head
            for number in rows:
                safe = offers[number].fix.applicability is Applicability.SAFE
                note = QStandardItem("safe" if safe else "")
                note.setEnabled(False)
                head.appendRow([self._items[number], note])
            self._tree.appendRow([head, QStandardItem()])
        self._tree.blockSignals(False)
        self._sum_up()
        self._tree.layoutChanged.emit()
        self.expandAll()

    def tick(self, number: int, on: bool) -> None:
        """Tick or clear one offer."""
        self._items[number].setCheckState(_CHECKED if on else Qt.CheckState.Unchecked)

    def tick_family(self, family: Family, on: bool) -> None:
        """Tick the first repair of each flag of ``family``, or clear them all."""
        self._families[family].setCheckState(_CHECKED if on else Qt.CheckState.Unchecked)

    def _ticked(self, item: QStandardItem) -> None:
        if item.column():
            return
        number = item.data(_NUMBER)
        self._tree.blockSignals(True)
        if number is None:
            family = next(f for f, head in self._families.items() if head is item)
            self._set_family(family, item.checkState() == _CHECKED)
        elif item.checkState() == _CHECKED:
            # Two repairs of one flag exclude each other.
            self._set((n for n in self._siblings[self._offers[number].finding] if n != number), on=False)
        self._tree.blockSignals(False)
        self._sum_up()
        self.viewport().update()
        self.chosen_changed.emit()

    def _set_family(self, family: Family, on: bool) -> None:
        for finding, numbers in self._siblings.items():
            if finding.family is not family:
                continue
            ticked = [n for n in numbers if self._items[n].checkState() == _CHECKED]
            if on and not ticked:
                self._set(numbers[:1], on=True)
            elif not on:
                self._set(ticked, on=False)

    def _set(self, numbers: Iterable[int], on: bool) -> None:
        for number in numbers:
            self._items[number].setCheckState(_CHECKED if on else Qt.CheckState.Unchecked)

    def _sum_up(self) -> None:
        """Each family's own tick, and how many of its flags are repaired."""
        self._tree.blockSignals(True)
        for family, head in self._families.items():
            flags = [numbers for finding, numbers in self._siblings.items() if finding.family is family]
            done = sum(any(self._items[n].checkState() == _CHECKED for n in numbers) for numbers in flags)
            whole = Qt.CheckState.PartiallyChecked if done else Qt.CheckState.Unchecked
            head.setCheckState(_CHECKED if done == len(flags) else whole)
            head.setText(f"{FAMILY_NAMES[family]}   {done:,} of {len(flags):,}")
        self._tree.blockSignals(False)

    def _reached(self) -> None:
        number = self.currentIndex().siblingAtColumn(0).data(_NUMBER)
        if number is not None:
            self.repair_reached.emit(number)


def _words(offer: Choice, source: str) -> str:
    """``comes.” says  →  comes,” says``, or what the repair is called where it reaches further."""
    if offer.finding.places:
        return offer.fix.title  # one repair for many places: its first says little
    words = repaired(offer.finding, offer.fix, source)
    if words is not None:
        return f"{words[0]}  →  {words[1] or 'nothing'}"
    text = " ".join(offer.finding.text.split())
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"{text}  →  {offer.fix.title}"
