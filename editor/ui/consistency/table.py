"""The scenes as a table beside the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from editor.checks.narrative.model import SceneNarrative
from editor.press.scenes import MARK, declared_words, verdict_words
from editor.ui.consistency.sentences import (
    head_words,
    person_words,
    scene_name,
    share_words,
    tense_words,
)
from editor.ui.theme import SMALL, sans

_COLUMNS = ("Scene", "Tense", "Person", "Head", "Share", "Flags", "Verdict")
_ROW = 24
_TWO_LINES = 38
_CELL = 13  # pixels of a cell around its words
_WIDEST = 124

Index = QModelIndex | QPersistentModelIndex


class SceneTableModel(QAbstractTableModel):
    """A row a scene; ``flags`` are the flags of all families inside it."""

    def __init__(self) -> None:
        super().__init__()
        self._scenes: Sequence[SceneNarrative] = ()
        self._rows: list[tuple[str, ...]] = []

    @property
    def scenes(self) -> Sequence[SceneNarrative]:
        return self._scenes

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == int(Qt.ItemDataRole.DisplayRole):
            return self._rows[index.row()][index.column()]
        scene = self._scenes[index.row()]
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return _tip(scene)
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            told = self._rows[index.row()][index.column()].replace(MARK, "as you say")
            return f"{_COLUMNS[index.column()]}: {told}"
        if role == int(Qt.ItemDataRole.AccessibleDescriptionRole):
            return scene.verdict.reason
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation is Qt.Orientation.Horizontal:
            if role == int(Qt.ItemDataRole.DisplayRole):
                return _COLUMNS[section]
            if role == int(Qt.ItemDataRole.TextAlignmentRole):
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def replace(self, scenes: Sequence[SceneNarrative], flags: Sequence[int]) -> bool:
        """Show ``scenes``, each with its number of flags; rows that stay are updated in place.

        Whether any words have changed.
        """
        rows = [_cells(scene, count) for scene, count in zip(scenes, flags, strict=True)]
        before, old = self._rows, len(self._rows)
        if len(rows) < old:
            self.beginRemoveRows(QModelIndex(), len(rows), old - 1)
            self._scenes, self._rows = scenes, rows
            self.endRemoveRows()
        elif len(rows) > old:
            self.beginInsertRows(QModelIndex(), old, len(rows) - 1)
            self._scenes, self._rows = scenes, rows
            self.endInsertRows()
        changed = rows != before
        self._scenes, self._rows = scenes, rows
        if rows and changed:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(_COLUMNS) - 1))
        return changed


def _cells(scene: SceneNarrative, flags: int) -> tuple[str, ...]:
    name = f"{scene.number}  {scene.title}" if scene.title else f"{scene.number}"
    told = tense_words(scene), person_words(scene), head_words(scene), share_words(scene)
    return name, *told, f"{flags:,}", verdict_words(scene)


def _tip(scene: SceneNarrative) -> str:
    verbs = ""
    if scene.past_verbs or scene.present_verbs:
        verbs = f"{scene.past_verbs:,} past and {scene.present_verbs:,} present verbs in the narration."
    heads = ", ".join(f"{focal.name} {focal.share * 100:.0f} %" for focal in scene.focal if focal.share)
    opened = f"Minds opened: {heads}." if heads else ""
    parts = [f"{scene_name(scene)}, {scene.words:,} words.", scene.verdict.reason, verbs, opened, declared_words(scene)]
    return f"<p>{'<br>'.join(escape(part) for part in parts if part)}</p>"


class SceneTable(QTableView):
    """The table of scenes; Enter or a click on a row jumps to its scene.

    Signals:
        scene_chosen(int): the number (from 0) of the scene.
        menu_wanted(int, object): a menu was asked for on that scene, at this place of the screen.
    """

    scene_chosen = Signal(int)
    menu_wanted = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scenes = SceneTableModel()
        self.setModel(self.scenes)
        self.setAccessibleName("Scenes")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        # Seven columns beside the timeline in a window of 1280 pixels: smaller words, closer together.
        self.setStyleSheet(
            f"QTableView {{ font-size: {SMALL}px; }} QTableView::item {{ padding: 2px 2px; }}"
            "QHeaderView::section { padding: 3px 5px; }"
        )
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self._fitted = False
        self.show_scenes((), ())
        self.clicked.connect(lambda index: self.scene_chosen.emit(index.row()))

    def show_scenes(self, scenes: Sequence[SceneNarrative], flags: Sequence[int]) -> None:
        """Replace the rows; columns are as wide as their widest words."""
        if not self.scenes.replace(scenes, flags) and self._fitted:
            return
        self._fitted = True
        metrics = QFontMetrics(sans(SMALL, semibold=True))
        for column, title in enumerate(_COLUMNS[:-1]):
            words = {title} | {str(self.scenes.index(row, column).data()) for row in range(len(scenes))}
            width = max(metrics.horizontalAdvance(word) for word in words) + _CELL
            self.setColumnWidth(column, min(width, _WIDEST))
        self._fit_rows()

    def _fit_rows(self) -> None:
        """A verdict too long for one line gets two; the rest of it is in the tooltip."""
        last = len(_COLUMNS) - 1
        room = self.viewport().width() - self.columnViewportPosition(last) - _CELL
        metrics = QFontMetrics(sans(SMALL))
        for row in range(self.scenes.rowCount()):
            long = metrics.horizontalAdvance(str(self.scenes.index(row, last).data())) > room
            self.setRowHeight(row, _TWO_LINES if long else _ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def show_current(self, scene: int | None) -> None:
        """Mark the scene that the caret stands in; the writer's own place in the table is left alone."""
        if scene is not None and not self.hasFocus() and scene != self.currentIndex().row():
            self.selectRow(scene)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # Asked for with a key, it is about the row under the keyboard.
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            self.menu_wanted.emit(index.row(), place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.scene_chosen.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
