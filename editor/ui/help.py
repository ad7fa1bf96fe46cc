"""Help that needs no net: the keys, and what this program is made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from editor import __version__
from editor.ui.theme import STEP, sans

_HEADINGS = {1: 22, 2: 17}  # pixels
_ROOM = {1: 0, 2: 4 * STEP, 3: 2 * STEP}
_ABOUT = f"""
<p><b>Blue Pencil {__version__}</b><br>An editor for fiction writers with a draft to revise.</p>
<p>Your text never leaves this machine. Every check runs here; nothing is sent anywhere, and nothing is
learned from what you write. Only “Get LanguageTool” uses the net, when you ask for it, to fetch a program.</p>
<p>Blue Pencil is free software under the GNU General Public License, version 3 or later.</p>
<p>It stands on the work of others:</p>
<ul>
<li>Qt and PySide6 (LGPL-3.0)</li>
<li>Harper, grammar and spelling in English (Apache-2.0)</li>
<li>LanguageTool, where you have fetched it (LGPL-2.1 or later)</li>
<li>textstat (MIT) and the CMU Pronouncing Dictionary (BSD) for readability</li>
<li>ONNX Runtime (MIT), which runs the language model</li>
<li>Charis SIL and Inter, the two typefaces (SIL Open Font License 1.1)</li>
</ul>
"""


def _dialog(parent: QWidget, title: str, content: QWidget, width: int, height: int) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(content)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
    column.addWidget(area)
    column.addWidget(buttons)
    dialog.resize(width, height)
    return dialog


def about(parent: QWidget, model: str) -> QDialog:
    """What the program is; ``model`` is the attribution of the language model, Markdown of our own."""
    label = QLabel(_ABOUT)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    attribution = QLabel(model)
    attribution.setTextFormat(Qt.TextFormat.MarkdownText)
    attribution.setProperty("role", "quiet")
    attribution.setWordWrap(True)
    for part in (label, attribution):
        part.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(STEP, STEP, STEP, STEP)
    column.addWidget(label)
    if model:
        column.addWidget(attribution)
    column.addStretch(1)
    return _dialog(parent, "About Blue Pencil", content, 560, 520)


def page(parent: QWidget, title: str, words: str) -> QDialog:
    """A page of the manual to read beside the text; ``words`` are Markdown of our own."""
    reader = QTextBrowser()
    reader.setFrameShape(QTextBrowser.Shape.NoFrame)
    reader.setMarkdown(words)
    _space(reader)
    reader.setAccessibleName(title)
    dialog = _dialog(parent, title, reader, 680, 640)
    dialog.setModal(False)
    return dialog


def _space(reader: QTextBrowser) -> None:
    """Room around the headings and examples of a page: Qt sets Markdown solid."""
    block = reader.document().begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        room = QTextBlockFormat()
        room.setTopMargin(_ROOM.get(level, 4) if block.blockNumber() else 0)
        cursor.mergeBlockFormat(room)
        if level:
            heading = QTextCharFormat()
            heading.setFont(sans(_HEADINGS.get(level, 13), semibold=True))
            cursor.mergeCharFormat(heading)
        block = block.next()


def shortcuts(parent: QWidget, keys: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> QDialog:
    """Every action that has a key, by menu."""
    content = QWidget()
    grid = QGridLayout(content)
    grid.setContentsMargins(STEP, STEP, STEP, STEP)
    grid.setHorizontalSpacing(4 * STEP)
    grid.setVerticalSpacing(STEP // 2)
    grid.setColumnStretch(0, 1)
    row = 0
    for title, pairs in keys:
        heading = QLabel(title)
        heading.setProperty("role", "title")
        if row:
            grid.setRowMinimumHeight(row, 2 * STEP)
            row += 1
        grid.addWidget(heading, row, 0)
        for words, key in pairs:
            row += 1
            shown = QLabel(key)
            shown.setProperty("role", "quiet")
            grid.addWidget(QLabel(words), row, 0)
            grid.addWidget(shown, row, 1)
        row += 1
    grid.setRowStretch(row, 1)
    return _dialog(parent, "Keyboard shortcuts", content, 520, 640)
