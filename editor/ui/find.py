"""The find bar under the page: find as you type, replace one, replace all in one undo step."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from editor.checks.rule import Edit
from editor.text.span import Span
from editor.ui.page import Page
from editor.ui.search import Query, SearchError, find_all, replacements

_PAUSE = 150


class FindBar(QWidget):
    """Finds and replaces in ``page``; ``said`` carries a sentence for the status line."""

    said = Signal(str)

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._found: list[Span] = []
        self._revision = -1
        self.wanted = QLineEdit()
        self.wanted.setPlaceholderText("Find")
        self.wanted.setAccessibleName("Find")
        self.wanted.setClearButtonEnabled(False)
        self.replacement = QLineEdit()
        self.replacement.setPlaceholderText("Replace with")
        self.replacement.setAccessibleName("Replace with")
        self.count = QLabel()
        self.count.setProperty("role", "quiet")
        self.count.setMinimumWidth(120)
        self.case = QCheckBox("Match case")
        self.words = QCheckBox("Whole words")
        self.regex = QCheckBox("Regular expression")
        self.previous = QPushButton("Previous")
        self.next = QPushButton("Next")
        self.close_button = QPushButton("Close")
        self.replace_one = QPushButton("Replace")
        self.replace_all = QPushButton("Replace all")
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._search_from_caret)
        self.wanted.textChanged.connect(self._pause.start)
        for box in (self.case, self.words, self.regex):
            box.toggled.connect(self._search_from_caret)
        self.next.clicked.connect(lambda: self.step(1))
        self.previous.clicked.connect(lambda: self.step(-1))
        self.close_button.clicked.connect(self.close_bar)
        self.replace_one.clicked.connect(self.take_one)
        self.replace_all.clicked.connect(self.take_all)
        self.wanted.installEventFilter(self)
        self.replacement.installEventFilter(self)
        page.edited.connect(self._text_changed)
        self.hide()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 16, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.wanted, 0, 0)
        grid.addWidget(self.replacement, 1, 0)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (first, (self.previous, self.next, self.count, self.close_button)),
            (second, (self.replace_one, self.replace_all, self.case, self.words, self.regex)),
        ):
            row.setSpacing(8)
            for widget in widgets:
                if widget is self.close_button:
                    row.addStretch(1)
                row.addWidget(widget)
            if row is second:
                row.addStretch(1)
        grid.addLayout(first, 0, 1)
        grid.addLayout(second, 1, 1)
        self._second = (self.replacement, self.replace_one, self.replace_all)

    def open_bar(self, replace: bool) -> None:
        """Show the bar; what is selected on the page is looked for."""
        selected = self._page.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self.wanted.setText(selected)
        for widget in self._second:
            widget.setVisible(replace)
        self.show()
        self.wanted.setFocus()
        self.wanted.selectAll()
        self._search()

    def close_bar(self) -> None:
        """Hide the bar and go back to the text."""
        self.hide()
        self._found = []
        self._page.set_found([])
        self._page.setFocus()

    @property
    def query(self) -> Query:
        return Query(self.wanted.text(), self.regex.isChecked(), self.case.isChecked(), self.words.isChecked())

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place, around the end of the text."""
        self._fresh()
        if not self._found:
            return
        cursor = self._page.textCursor()
        ruler = self._page.ruler()
        start = ruler.point_of(cursor.selectionStart())
        index = bisect_left(self._found, start, key=lambda span: span.start)
        if by > 0:
            here = index < len(self._found) and self._found[index].start == start and cursor.hasSelection()
            index = index + 1 if here else index
        else:
            index -= 1
        self._show(index % len(self._found))

    def take_one(self) -> None:
        """Replace the selected place and go to the next."""
        self._fresh()
        ruler = self._page.ruler()
        cursor = self._page.textCursor()
        selected = Span(ruler.point_of(cursor.selectionStart()), ruler.point_of(cursor.selectionEnd()))
        edit = next((edit for edit in self._edits() if edit.span == selected), None)
        if edit is not None:
            self._page.apply_edits([edit])
            self._page.go_to_units(self._page.ruler().unit_of(selected.start + len(edit.replacement)))
        self.step(1)

    def take_all(self) -> None:
        """Replace every place, in one undo step."""
        edits = self._edits()
        if edits:
            self._page.apply_edits(edits)
            self.said.emit(f"{_places(len(edits))} replaced. Undo takes all of them back.")

    def _edits(self) -> list[Edit]:
        try:
            return replacements(self.query, self._page.text(), self.replacement.text())
        except SearchError as error:
            self._say(str(error))
            return []

    def _text_changed(self) -> None:
        if self.isVisible():
            self._pause.start()

    def _search_from_caret(self) -> None:
        self._search()
        if self._found and self.wanted.hasFocus():
            start = self._page.ruler().point_of(self._page.textCursor().selectionStart())
            index = bisect_left(self._found, start, key=lambda span: span.start)
            self._show(index % len(self._found))

    def _fresh(self) -> None:
        waiting = self._pause.isActive()
        self._pause.stop()
        if waiting or self._revision != self._page.revision:
            self._search()

    def _search(self) -> None:
        if not self.isVisible():
            return
        self._revision = self._page.revision
        try:
            self._found = find_all(self.query, self._page.text())
        except SearchError as error:
            self._found = []
            self._say(str(error))
        else:
            self._say("" if not self.query.text else _places(len(self._found)) if self._found else "Not found")
        ruler = self._page.ruler()
        self._page.set_found([(ruler.unit_of(s.start), ruler.unit_of(s.end)) for s in self._found])
        for button in (self.next, self.previous, self.replace_one, self.replace_all):
            button.setEnabled(bool(self._found))

    def _show(self, index: int) -> None:
        ruler, span = self._page.ruler(), self._found[index]
        self._page.go_to_units(ruler.unit_of(span.start), ruler.unit_of(span.end))
        self._say(f"{index + 1:,} of {len(self._found):,}")

    def _say(self, words: str) -> None:
        self.count.setText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys:
            if watched is self.replacement:
                self.take_one()
            else:
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        return super().eventFilter(watched, event)


def _places(count: int) -> str:
    return f"{count:,} place{'s' if count != 1 else ''}"
