"""The page without a window: places, paragraphs, what is pasted, and its mirror of the text."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor, QTextOption
from pytestqt.qtbot import QtBot

from editor.text.parse import Format
from editor.text.span import Span
from editor.ui.page import Page
from editor.ui.positions import Change, Drift, Ruler, points_before, units_before
from editor.ui.theme import DARK, LIGHT

TEXT = st.text(alphabet="ab é“’\u00a0\u2003😀👩‍🚀\n", max_size=60)


@given(TEXT)
def test_places_go_to_units_and_back(text: str) -> None:
    for offset in range(len(text) + 1):
        assert points_before(text, units_before(text, offset)) == offset
    ruler = Ruler(text.split("\n"))
    assert ruler.text == text
    for offset in range(len(text) + 1):
        assert ruler.unit_of(offset) == units_before(text, offset)
        assert ruler.point_of(ruler.unit_of(offset)) == offset


def test_a_drift_carries_a_place_over_edits_before_it_and_drops_a_touched_one() -> None:
    drift = Drift(["She laughed, and left."])
    place = Span(4, 11)
    drift.add(Change(0, 0, 3))
    assert drift.units_of(place) == (7, 14)
    drift.add(Change(30, 1, 0))
    assert drift.units_of(place) == (7, 14)
    drift.add(Change(8, 1, 1))
    assert drift.units_of(place) is None


def whole(page: Page) -> str:
    lines, block = [], page.document().begin()
    while block.isValid():
        lines.append(block.text())
        block = block.next()
    return "\n".join(lines)


def test_the_mirror_follows_every_edit_undo_and_redo(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    page.load("One 😀 two.\n\nThree.\n* * *\nFour\u00a0five.", Format.TEXT)
    chance = random.Random(4)
    states = [page.text()]
    for _ in range(120):
        cursor = QTextCursor(page.document())
        size = page.document().characterCount() - 1
        start = chance.randint(0, size)
        cursor.setPosition(start)
        cursor.setPosition(min(size, start + chance.randint(0, 6)), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(chance.choice(["", "x", "a\nb", "😀", "\n\n", "“No,”"]))
        assert page.text() == whole(page)
        states.append(page.text())
    while page.document().isUndoAvailable():
        page.undo()
        assert page.text() == whole(page)
    assert page.text() == states[0]
    while page.document().isRedoAvailable():
        page.redo()
        assert page.text() == whole(page)
    assert page.text() == states[-1]


def test_a_new_paragraph_keeps_to_the_way_paragraphs_are_parted(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    page.load("One.\n\nTwo.\n\nThree.", Format.MARKDOWN)
    page.go_to_units(4)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.keyClicks(page, "New.")
    assert page.text() == "One.\n\nNew.\n\nTwo.\n\nThree."
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(page, "Line.")
    assert page.text() == "One.\n\nNew.\nLine.\n\nTwo.\n\nThree."
    page.load("One.\nTwo.\nThree.", Format.TEXT)
    page.go_to_units(4)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert page.text() == "One.\n\nTwo.\nThree."


def test_only_plain_words_are_pasted(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    data = QMimeData()
    data.setHtml("<b>Bold</b><img src='file:///secret'>")
    data.setText("Bold\r\nand\u2028more")
    page.insertFromMimeData(data)
    assert page.text() == "Bold\nand\nmore"


def test_a_run_without_spaces_does_not_stop_the_keys(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    page.load("x" * 100_000, Format.TEXT)
    assert page.wordWrapMode() is QTextOption.WrapMode.WrapAnywhere
    page.load("x y", Format.TEXT)
    assert page.wordWrapMode() is QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def test_no_break_spaces_survive(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    page.load("a\u00a0b\u202fc", Format.TEXT)
    assert page.text() == "a\u00a0b\u202fc"
    page.selectAll()
    assert page.createMimeDataFromSelection().text() == "a\u00a0b\u202fc"


def test_words_on_every_ground_can_be_read() -> None:
    from editor.press.palette import contrast

    for theme in (LIGHT, DARK):
        for ground in (theme.page, theme.surface, theme.card):
            assert contrast(theme.text, ground) >= 7
            assert contrast(theme.quiet, ground) >= 4.5
            assert contrast(theme.accent, ground) >= 4.5
            for color in theme.families.values():
                assert contrast(color, ground) >= 4.5
        for band in (theme.present, theme.past, theme.neutral, *theme.heads):
            assert contrast(theme.text, band) >= 4.5
