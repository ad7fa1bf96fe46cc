"""The text as a page: a book's type, a centred column, flags drawn under the words.

The page shows the source as it was typed and never changes it by itself.  It keeps a mirror of its
lines, so that nothing walks through a whole novel after a key, and draws only what is in sight.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from weakref import WeakSet

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip, QWidget

from editor.checks.report import Report
from editor.checks.rule import Edit, Finding, Level
from editor.text.parse import Format
from editor.text.span import Span
from editor.ui import paper
from editor.ui.marks import Marks
from editor.ui.positions import Change, Drift, Ruler, units_before
from editor.ui.sheet import Sheet
from editor.ui.theme import PAGE, Theme
from editor.ui.underline import painted_underline

_FADED = 165
_TINT = 45
# So many places found are drawn in one paragraph.
_MOST_FOUND = 500


class Page(Sheet):
    """The writer's text."""

    edited = Signal()
    """The text changed: by a key, a repair, an undo."""
    flag_reached = Signal(object)
    """The caret came into a flag (its Finding), or left the last one (None)."""
    menu_wanted = Signal(object, object)
    """A menu was asked for over a flag: (the menu to add to, the Finding)."""
    selection_menu_wanted = Signal(object)
    """A menu was asked for while words are selected: the menu to add to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Manuscript")
        self.setAccessibleDescription("The text of the story. F8 goes to the next flag.")
        self._lines: list[str] = [""]
        self._form = Format.TEXT
        self._loading = False
        self._planned: list[Change] = []
        self._marks = Marks()
        self._drift = Drift(self._lines)
        # Whoever holds a drift has it follow the text; one that nobody holds any more is gone.
        self._drifts: WeakSet[Drift] = WeakSet([self._drift])
        self._report: Report | None = None
        self._shows: Callable[[Finding], bool] = lambda finding: finding.severity > Level.ADVICE
        self._found: Sequence[tuple[int, int]] = ()
        self._active: Finding | None = None
        self._typing = False
        self._focused_only = False
        self.revision = 0
        self._counted, self._words = -1, 0
        self.document().contentsChange.connect(self._follow)
        self.cursorPositionChanged.connect(self._caret_moved)

    # --- the text

    def load(self, text: str, form: Format) -> None:
        """Show a text whose lines end in ``\\n``; the undo history begins anew."""
        self._loading = True
        self._form = form
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.mind_long_runs(text)
        self._spaced = paper.lay(self.document(), text.split("\n"), form)
        self._loading = False
        self._lines = self._read_lines(0, self.document().blockCount() - 1)
        self.revision += 1
        self._marks = Marks()
        self._drift = Drift(self._lines)
        self._drifts = WeakSet([self._drift])
        self._report = None
        self.set_active(None)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.viewport().update()

    @property
    def form(self) -> Format:
        """How the text is written."""
        return self._form

    def text(self) -> str:
        """The whole text; lines end in ``\\n``."""
        return "\n".join(self._lines)

    def words(self) -> int:
        """How many words the text has; counted once for each revision."""
        if self._counted != self.revision:
            self._counted, self._words = self.revision, sum(len(line.split()) for line in self._lines)
        return self._words

    def lines(self) -> Sequence[str]:
        return self._lines

    def ruler(self) -> Ruler:
        """The text as it is now, measured."""
        return Ruler(self._lines)

    def offset(self) -> int:
        """The caret's place in code points."""
        cursor = self.textCursor()
        block = cursor.block()
        ruler = Ruler([block.text()])
        before = sum(map(len, self._lines[: block.blockNumber()])) + block.blockNumber()
        return before + ruler.point_of(cursor.positionInBlock())

    def visible(self) -> Span:
        """What is in sight, in code points."""
        first, last = self._visible_blocks()
        start = sum(map(len, self._lines[:first])) + first
        return Span(start, start + sum(map(len, self._lines[first : last + 1])) + last - first)

    def _read_lines(self, first: int, last: int) -> list[str]:
        # toPlainText() would turn no-break spaces into spaces and lose U+2028.
        lines: list[str] = []
        block = self.document().findBlockByNumber(first)
        for _ in range(last - first + 1):
            lines.append(block.text())
            block = block.next()
        return lines

    def _follow(self, at: int, removed: int, added: int) -> None:
        if self._loading:
            return
        document = self.document()
        first = document.findBlock(at).blockNumber()
        last_block = document.findBlock(at + added)
        last = last_block.blockNumber() if last_block.isValid() else document.blockCount() - 1
        old = (last - first + 1) - (document.blockCount() - len(self._lines))
        new_lines = self._read_lines(first, last)
        if new_lines == self._lines[first : first + old]:
            return  # a format changed, no word did
        self._lines[first : first + old] = new_lines
        for change in self._planned or [Change(at, removed, added)]:
            self._marks.follow(change)
            for drift in self._drifts:
                drift.add(change)
        self.revision += 1
        self._typing = True
        self.edited.emit()
        self.viewport().update()

    # --- changes made by the program, each one undo step

    def apply_edits(self, edits: Sequence[Edit], ruler: Ruler | None = None) -> None:
        """Make edits (code points, sorted, not overlapping), last to first, in one undo step."""
        ruler = ruler if ruler is not None else self.ruler()
        units = [(ruler.unit_of(e.span.start), ruler.unit_of(e.span.end), e.replacement) for e in edits]
        self.replace_units(units)

    def replace_units(self, edits: Sequence[tuple[int, int, str]]) -> None:
        """The same, in UTF-16 units."""
        # Qt tells of a block of edits as one change from the first to the last; flags between them stay.
        self._planned = [
            Change(start, end - start, units_before(replacement, len(replacement)))
            for start, end, replacement in reversed(edits)
        ]
        cursor = QTextCursor(self.document())
        # Where the block begins is where undo puts the caret.
        cursor.setPosition(edits[0][0] if len(edits) == 1 else self.textCursor().position())
        cursor.beginEditBlock()
        for start, end, replacement in reversed(edits):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(replacement)
        cursor.endEditBlock()
        self._planned = []
        self._typing = False

    # --- flags

    def begin_review(self) -> Drift:
        """Remember the text as it is now, so that what is found in it can be carried to later edits."""
        drift = Drift(self._lines)
        self._drifts.add(drift)
        return drift

    def show_report(self, report: Report, drift: Drift) -> None:
        """Underline what a review of ``drift``'s text found."""
        self._drift = drift
        self._drifts.add(drift)
        self._report = report
        self._remark()

    def _remark(self) -> None:
        if self._report is not None:
            self._marks = Marks(filter(self._shows, self._report.findings), self._drift)
        self._show_active()
        self.viewport().update()

    @property
    def marks(self) -> Marks:
        return self._marks

    @property
    def drift(self) -> Drift:
        """The text of the report that is shown, and what changed since."""
        return self._drift

    def set_active(self, finding: Finding | None) -> None:
        """Highlight one flag softly."""
        self._active = finding
        self._show_active()

    def _show_active(self) -> None:
        selections: list[QTextEdit.ExtraSelection] = []
        mark = self._marks.of(self._active) if self._active is not None else None
        if mark is not None:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(mark.start)
            cursor.setPosition(max(mark.end, mark.start), QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            style = QTextCharFormat()
            style.setBackground(QColor(self._theme.soft))
            selection.format = style
            selections.append(selection)
        self.setExtraSelections(selections)

    def set_found(self, places: Sequence[tuple[int, int]]) -> None:
        """Tint what the find bar found (UTF-16 units, in order)."""
        self._found = places
        self.viewport().update()

    def set_filter(self, shows: Callable[[Finding], bool]) -> None:
        """Which flags are underlined; the Flags panel decides."""
        self._shows = shows
        self._remark()

    def drop_flags(self, gone: Callable[[Finding], bool]) -> None:
        """Take the lines of answered flags away, without waiting for the next review."""
        self._marks.drop(gone)
        self._show_active()
        self.viewport().update()

    def go_to_units(self, start: int, end: int | None = None) -> None:
        """Put the caret at ``start`` (selecting to ``end``) and bring it into sight, not at the very edge."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        if end is not None:
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        rect, height = self.cursorRect(), self.viewport().height()
        if rect.top() < height // 8 or rect.bottom() > height * 7 // 8:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + rect.center().y() - height // 3)

    def go_to(self, finding: Finding) -> bool:
        """Put the caret into a flag; False if its words are gone."""
        mark = self._marks.of(finding)
        place = (mark.start, mark.end) if mark is not None else self._drift.units_of(finding.span)
        if place is None:
            return False
        self._typing = False
        self.go_to_units(place[0])
        return True

    def _caret_moved(self) -> None:
        cursor = self.textCursor()
        block = cursor.block()
        if not block.text() and block.charFormat().propertyCount():
            # Words typed into a gap or under a heading are prose, whatever the block was.
            self.setCurrentCharFormat(QTextCharFormat())
        if self._typing:
            self._typing = False
            return
        mark = self._marks.at(cursor.position())
        self.flag_reached.emit(mark.finding if mark is not None else None)
        self.viewport().update()

    # --- painting

    def _visible_blocks(self) -> tuple[int, int]:
        top = self.cursorForPosition(self.viewport().rect().topLeft()).block().blockNumber()
        bottom = self.cursorForPosition(self.viewport().rect().bottomRight()).block().blockNumber()
        return min(top, bottom), max(top, bottom)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not len(self._marks) and not self._focused_only and not self._found:
            return
        painter = QPainter(self.viewport())
        painter.translate(0, -self.verticalScrollBar().value())
        first, last = self._visible_blocks()
        block = self.document().findBlockByNumber(first)
        here = self.textCursor().block()
        while block.isValid() and block.blockNumber() <= last:
            self._paint_found(painter, block)
            self._paint_marks(painter, block)
            if self._focused_only and block != here:
                veil = QColor(self._theme.page)
                veil.setAlpha(_FADED)
                painter.fillRect(self.document().documentLayout().blockBoundingRect(block), veil)
            block = block.next()
        painter.end()

    def _paint_marks(self, painter: QPainter, block: QTextBlock) -> None:
        caret = self.textCursor().position()
        low = 0.24 * PAGE * self._zoom / 100
        for mark in self._marks.between(block.position(), block.position() + block.length() - 1):
            if self._typing and mark.start <= caret <= mark.end:
                continue  # no line under the word being typed
            for rect in rects_of(block, mark.start, mark.end):
                painted_underline(painter, mark.finding.family, rect.adjusted(0, 0, 0, low), self._theme)

    def _paint_found(self, painter: QPainter, block: QTextBlock) -> None:
        tint = QColor(self._theme.accent)
        tint.setAlpha(_TINT)
        row = bisect_left(self._found, block.position(), key=lambda place: place[1])
        for start, end in self._found[row : row + _MOST_FOUND]:
            if start >= block.position() + block.length():
                break
            for rect in rects_of(block, start, end):
                painter.fillRect(rect.adjusted(0, 4, 0, 4), tint)

    # --- looks, menus, tooltips

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._show_active()

    def set_focus_mode(self, on: bool) -> None:
        """Fade every paragraph but the one with the caret."""
        self._focused_only = on
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        cursor = self.cursorForPosition(event.pos())
        mark = self._marks.at(cursor.position())
        menu: QMenu = self.createStandardContextMenu()
        if mark is not None:
            self.menu_wanted.emit(menu, mark.finding)
        if self.textCursor().hasSelection():
            self.selection_menu_wanted.emit(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._marks.at(self.cursorForPosition(event.pos()).position())
            if mark is not None:
                QToolTip.showText(event.globalPos(), mark.finding.message, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)


def rects_of(block: QTextBlock, start: int, end: int) -> list[QRectF]:
    """The words ``[start, end)`` (UTF-16 units of the text) in ``block``, a rectangle for each line.

    A rectangle reaches from the top of the line to the baseline.
    """
    layout = block.layout()
    start = max(start - block.position(), 0)
    end = min(end - block.position(), block.length() - 1)
    rects: list[QRectF] = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        line_end = line.textStart() + line.textLength()
        if line.textStart() > end or (line_end <= start and not (start == end == line_end)):
            continue
        x = _x(line, max(start, line.textStart()))
        # The space that a line is broken at hangs over its end; no line is drawn under it.
        x_end = _x(line, end) if end < line_end else line.naturalTextRect().right()
        top = layout.position().y() + line.y()
        rects.append(QRectF(layout.position().x() + x, top, x_end - x, line.ascent()))
    return rects


def _x(line: QTextLine, position: int) -> float:
    """Where ``position`` of the block stands on its line, in pixels."""
    found = line.cursorToX(position)  # PySide answers with a pair (x, position), whatever its stub says
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]
