"""One side of a difference, drawn: taken words struck out, new ones underlined, so colour is never all there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QTextCharFormat, QTextLayout, QTextOption

from editor.press.difference import Change, Piece
from editor.ui.positions import units_before
from editor.ui.theme import Theme, serif

_SIZE = 15


def side(pieces: Sequence[Piece], leaving: Change) -> str:
    """The words without the pieces of the kind ``leaving``."""
    return "".join(piece.text for piece in pieces if piece.change is not leaving)


def laid_out(pieces: Sequence[Piece], leaving: Change, width: float, theme: Theme) -> QTextLayout:
    """One side of the difference in lines of ``width`` pixels, without the pieces of the kind ``leaving``."""
    text = ""
    formats: list[QTextLayout.FormatRange] = []
    for piece in pieces:
        if piece.change is leaving:
            continue
        if piece.change is not Change.SAME:
            marked = QTextLayout.FormatRange()
            marked.start = units_before(text, len(text))
            marked.length = units_before(piece.text, len(piece.text))
            marked.format = _marked(piece.change, theme)
            formats.append(marked)
        text += piece.text
    layout = QTextLayout(text, serif(_SIZE))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height() + 1
    layout.endLayout()
    return layout


def _marked(change: Change, theme: Theme) -> QTextCharFormat:
    marked = QTextCharFormat()
    if change is Change.REMOVED:
        marked.setBackground(QColor(theme.removed))
        marked.setFontStrikeOut(True)
    else:
        marked.setBackground(QColor(theme.added))
        marked.setFontUnderline(True)
    return marked
