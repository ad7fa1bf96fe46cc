"""The sheet a text is written on: a book's type in a centred column, zoom, and what comes in and goes out.

Only plain words come in, and the paragraphs of a new line look like their neighbours.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetricsF,
    QKeyEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from editor.ui import paper
from editor.ui.theme import LIGHT, PAGE, SERIF, Theme, serif

ZOOMS = (70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""The steps of the zoom, in per cent."""

# The column in ems: at most about seventy characters of the page's font.
_COLUMN = 32.0
_MARGIN = 40
_NARROW_MARGIN = 20
# Looking for a place to break 300,000 letters takes three seconds a key; breaking them anywhere, 60 ms.
_LONG_RUN = 10_000


class Sheet(QTextEdit):
    """A text edit that looks like a page of a book."""

    file_dropped = Signal(Path)
    zoom_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setCursorWidth(2)
        self.document().setDocumentMargin(_MARGIN)
        self._theme = LIGHT
        self._zoom = 100
        self._spaced = False
        self._set_font()

    # --- looks

    def set_theme(self, theme: Theme) -> None:
        """Put on ``theme``."""
        self._theme = theme
        self._set_font()

    @property
    def zoom(self) -> int:
        """Per cent."""
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """One of :data:`ZOOMS`, or the nearest within them."""
        self._zoom = min(max(percent, ZOOMS[0]), ZOOMS[-1])
        self._set_font()
        self.zoom_changed.emit(self._zoom)

    def zoom_step(self, by: int) -> None:
        """The next larger (1) or smaller (-1) step."""
        steps = [z for z in ZOOMS if (z > self._zoom if by > 0 else z < self._zoom)]
        if steps:
            self.set_zoom(steps[0] if by > 0 else steps[-1])

    def _set_font(self) -> None:
        pixels = round(PAGE * self._zoom / 100)
        theme = self._theme
        # The widget's own sheet: the font must survive every time the program is dressed anew.
        self.setStyleSheet(
            f'#page {{ font-family: "{SERIF}"; font-size: {pixels}px; color: {theme.text}; background: {theme.page};'
            f" selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}"
        )
        self.document().setDefaultFont(serif(pixels))
        self._center()

    def _center(self) -> None:
        column = _COLUMN * PAGE * self._zoom / 100
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        margin = _MARGIN if room >= column + 2 * _MARGIN else _NARROW_MARGIN
        if self.document().documentMargin() != margin:
            self.document().setDocumentMargin(margin)
        side = max(0, int(room - column - 2 * margin) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)

    def characters_a_line(self) -> float:
        """How many characters of ordinary prose fit a line."""
        sample = "She walks the rows with her lamp held low, and the leaves curl. "
        metrics = QFontMetricsF(self.document().defaultFont())
        width = self.viewport().width() - 2 * self.document().documentMargin()
        return width / (metrics.horizontalAdvance(sample) / len(sample))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._center()
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    # --- keys, what is pasted and dropped

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            self._new_paragraph(plain=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        super().keyPressEvent(event)

    def _new_paragraph(self, plain: bool) -> None:
        """A new line; a new paragraph where blank lines part paragraphs, unless a ``plain`` line is asked for."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        block = cursor.block()
        style = block.blockFormat() if paper.is_body(block) else paper.block_format(paper.Line.PLAIN)
        if self._spaced and not plain and block.text().strip():
            gap = paper.Line.GAP
            cursor.insertBlock(paper.block_format(gap), paper.char_format(gap))
            style = paper.block_format(paper.Line.INDENTED if paper.is_body(block) else paper.Line.PLAIN)
        cursor.insertBlock(style, QTextCharFormat())
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def mind_long_runs(self, text: str) -> None:
        """Break lines anywhere once a text holds a run without spaces so long that Qt would stand still."""
        if any(len(run) > _LONG_RUN for run in text.split()):
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        # Only plain words come in: rich text would bring fonts along, and fetch what it names.
        if source.hasText():
            text = source.text().replace("\r\n", "\n")
            for end in "\r\u2028\u2029":
                text = text.replace(end, "\n")
            self.mind_long_runs(text)
            self.textCursor().insertText(text, QTextCharFormat())
            self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return data

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)
        else:
            super().dropEvent(event)


def dropped_file(data: QMimeData) -> Path | None:
    """The first file of what is dragged; None if there is none."""
    for url in data.urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return None
