"""The review of proposed changes: accepting, declining, the place, one undo step, and text that moves meanwhile."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from editor.checks.proposal import Proposal
from editor.checks.rule import Edit
from editor.text.parse import Format
from editor.text.span import Span
from editor.ui.page import Page
from editor.ui.proposals import ProposalsDialog
from editor.ui.theme import DARK, LIGHT

TEXT = "Ines counted the lamps 🙂.\nMarlow waited by the winch.\nThe gulls put up a fight."


def proposed(sentence: str, old: str, new: str, note: str = "", sure: bool = True) -> Proposal:
    start = TEXT.index(sentence)
    at = TEXT.index(old, start)
    return Proposal(Span(start, start + len(sentence)), (Edit(Span(at, at + len(old)), new),), note, sure)


PROPOSALS = (
    proposed("Ines counted the lamps 🙂.", "counted", "counts"),
    proposed("Marlow waited by the winch.", "waited", "waits"),
    proposed("The gulls put up a fight.", "put", "are putting", "put may be past or present.", sure=False),
)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.load(TEXT, Format.TEXT)
    page.show()
    return page


@pytest.fixture
def dialog(qtbot: QtBot, page: Page) -> ProposalsDialog:
    dialog = ProposalsDialog(page, "Convert tense", "From the past to the present tense.", LIGHT)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    drift = page.begin_review()
    dialog.start()
    dialog.show_progress(1, 3)
    assert not dialog.apply_button.isEnabled()
    dialog.show_proposals(PROPOSALS, drift)
    return dialog


def test_the_sure_ones_start_accepted_and_the_others_say_why(dialog: ProposalsDialog) -> None:
    assert dialog.list.accepted == PROPOSALS[:2]
    assert dialog.apply_button.text() == "Make 2 changes"
    said = dialog.list.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == (
        "Line 3. It is: The gulls put up a fight. It would be: The gulls are putting up a fight. "
        "put may be past or present."
    )


def test_the_changes_are_one_undo_step(dialog: ProposalsDialog, page: Page, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.applied) as told:
        dialog.apply_button.click()
    assert page.text() == TEXT.replace("counted", "counts").replace("waited", "waits")
    assert told.args == ["2 changes made. Undo takes all of them back."]
    page.undo()
    assert page.text() == TEXT
    assert not dialog.isVisible()


def test_space_accepts_and_the_arrows_show_the_place(dialog: ProposalsDialog, page: Page, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.list.accepted == PROPOSALS[1:2]
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert page.textCursor().selectedText() == "Marlow waited by the winch."
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.list.accepted == PROPOSALS[1:]


def test_a_click_on_the_box_accepts(dialog: ProposalsDialog, qtbot: QtBot) -> None:
    at = dialog.list.visualRect(dialog.list.model().index(0, 0)).topLeft()
    at.setX(at.x() + 18)
    at.setY(at.y() + 18)
    qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert PROPOSALS[0] not in dialog.list.accepted


def test_all_none_and_the_sure_ones(dialog: ProposalsDialog) -> None:
    dialog.accept_all.click()
    assert dialog.list.accepted == PROPOSALS
    dialog.decline_all.click()
    assert dialog.list.accepted == () and not dialog.apply_button.isEnabled()
    dialog.accept_sure.click()
    assert dialog.list.accepted == PROPOSALS[:2]


def test_the_unsure_ones_can_be_seen_alone(dialog: ProposalsDialog) -> None:
    dialog.unsure.click()
    assert dialog.list.model().rowCount() == 1
    assert dialog.list.proposal_at(0) is PROPOSALS[2]
    dialog.every.click()
    assert dialog.list.model().rowCount() == 3


def test_typing_meanwhile_moves_the_places_and_spares_what_was_touched(
    dialog: ProposalsDialog, page: Page, qtbot: QtBot
) -> None:
    cursor = QTextCursor(page.document())
    cursor.insertText("Dusk. ")
    cursor.setPosition(page.document().findBlockByNumber(1).position() + 3)
    cursor.insertText("x")
    page.begin_review()  # a check may run meanwhile
    with qtbot.waitSignal(dialog.applied) as told:
        dialog.apply()
    assert page.text().split("\n")[:2] == ["Dusk. Ines counts the lamps 🙂.", "Marxlow waited by the winch."]
    assert told.args == ["1 change made. Undo takes it back. 1 left out: the words there had changed meanwhile."]


def test_nothing_to_change(dialog: ProposalsDialog, page: Page) -> None:
    dialog.show_proposals((), page.begin_review())
    assert dialog.sum.text() == "Nothing to change here."
    assert not dialog.apply_button.isEnabled()


def test_another_theme_and_another_width(dialog: ProposalsDialog, qtbot: QtBot) -> None:
    dialog.set_theme(DARK)
    dialog.resize(700, 500)
    qtbot.waitExposed(dialog)
    assert not dialog.grab().isNull()
