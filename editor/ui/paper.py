"""How a text is laid on the page: first-line indents, narrow gaps for blank lines, headings, breaks.

The formats are given once, while the text is put in and before undo is switched on, so that no undo
step ever holds one.  What is typed later takes its format from the block it is typed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from editor.text.document import Kind
from editor.text.parse import Format, is_scene_break, parse

INDENT = 24.0
_GAP_PIXELS = 2
_HEADING_SPACE = 10.0


class Line(Enum):
    """What a line of the source is on the page."""

    PLAIN = auto()  # flush: the first of a text or a scene, or a line of hard-wrapped text
    INDENTED = auto()
    GAP = auto()  # the blank line between two paragraphs
    HEADING = auto()
    BREAK = auto()


def kinds_of(lines: Sequence[str], form: Format) -> list[Line]:
    """What each line is; Markdown's headings and those of plain text are told by the parser."""
    source = "\n".join(lines)
    document = parse(source, form)
    starts: dict[int, int] = {}
    at = 0
    for row, line in enumerate(lines):
        starts[at] = row
        at += len(line) + 1
    headings: set[int] = set()
    wrapped = False
    for paragraph, place in zip(document.paragraphs, document.places, strict=True):
        if paragraph.kind is Kind.HEADING:
            line_start = source.rfind("\n", 0, place.span.start) + 1
            headings.add(starts.get(line_start, -1))
        wrapped = wrapped or "\n" in source[place.span.start : place.span.end]
    kinds: list[Line] = []
    flush = True
    for row, line in enumerate(lines):
        blank = not line.strip()
        if blank:
            alone = 0 < row < len(lines) - 1 and lines[row - 1].strip() and lines[row + 1].strip()
            kinds.append(Line.GAP if alone and not wrapped else Line.PLAIN)
            flush = flush or not alone
        elif row in headings or is_scene_break(line):
            kinds.append(Line.HEADING if row in headings else Line.BREAK)
            flush = True
        else:
            kinds.append(Line.PLAIN if flush or wrapped else Line.INDENTED)
            flush = False
    return kinds


def block_format(kind: Line) -> QTextBlockFormat:
    """The paragraph format of a line."""
    style = QTextBlockFormat()
    style.setBottomMargin(0.0 if kind is Line.GAP else 3.0)
    if kind is Line.INDENTED:
        style.setTextIndent(INDENT)
    elif kind is Line.HEADING:
        style.setTopMargin(_HEADING_SPACE)
        style.setBottomMargin(_HEADING_SPACE)
    elif kind is Line.BREAK:
        style.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return style


def char_format(kind: Line) -> QTextCharFormat:
    """The character format of a line; empty for prose, which takes the page's own font."""
    style = QTextCharFormat()
    if kind is Line.HEADING:
        style.setFontWeight(QFont.Weight.Bold)
    elif kind is Line.GAP:
        style.setProperty(QTextCharFormat.Property.FontPixelSize, _GAP_PIXELS)
    return style


def is_gap(block: QTextBlock) -> bool:
    """Whether a block is the narrow line between two paragraphs."""
    return not block.text() and block.charFormat().hasProperty(QTextCharFormat.Property.FontPixelSize)


def is_body(block: QTextBlock) -> bool:
    """Whether a block is laid as prose, so that a paragraph begun in it looks like its neighbours."""
    style = block.blockFormat()
    return style.topMargin() == 0 and style.alignment() != Qt.AlignmentFlag.AlignHCenter and not is_gap(block)


def lay(document: QTextDocument, lines: Sequence[str], form: Format) -> bool:
    """Fill ``document`` with ``lines``, its undo history emptied; whether blank lines part the paragraphs."""
    kinds = kinds_of(lines, form)
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    blocks = {kind: block_format(kind) for kind in Line}
    chars = {kind: char_format(kind) for kind in Line}
    for row, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if row:
            cursor.insertBlock(blocks[kind], chars[kind])
        else:
            cursor.setBlockFormat(blocks[kind])
            cursor.setBlockCharFormat(chars[kind])
        if line:
            cursor.insertText(line, chars[kind])
    cursor.endEditBlock()
    document.setUndoRedoEnabled(True)
    document.setModified(False)
    return Line.GAP in kinds
