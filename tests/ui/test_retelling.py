"""Convert tense and change person, from the menu to the undo."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from editor.checks.intent import Character
from editor.checks.narrative.model import Person, Tense
from editor.checks.narrative.rewrite.where import Reach
from editor.ui.retelling import PersonDialog, TenseDialog
from editor.ui.theme import DARK, LIGHT
from editor.ui.window import Window
from tests.review.desks import reading_desk
from tests.ui.opened import WAIT, opened

STORY = (
    "Ines unlocked the door and put the kettle on 🫖. She didn't sleep. “I was late,” she said. She counted the coins. "
    "The fog lay on the quay. She waited, and nobody came. The clock struck six.\n\n"
    "* * *\n\n"
    "Marlow stood by the winch. He was cold.\n"
)
PRESENT = (
    STORY.replace("unlocked", "unlocks")
    .replace("put ", "puts ")
    .replace("didn't", "doesn't")
    .replace("she said", "she says")
    .replace("counted", "counts")
    .replace("lay", "lies")
    .replace("waited", "waits")
    .replace("came", "comes")
    .replace("struck", "strikes")
)


@pytest.fixture
def window(qtbot: QtBot, home: Path, tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "quay.txt"
    path.write_text(STORY, "utf-8")
    with opened(qtbot, path, reading_desk) as window:
        yield window


def test_a_scene_is_converted_in_one_step(window: Window, qtbot: QtBot) -> None:
    window.menus.commands.actions["tense"].trigger()
    dialog = window.findChild(TenseDialog)
    assert dialog is not None and dialog.to is Tense.PRESENT and dialog.reach is Reach.SCENE
    with qtbot.waitSignal(window.checking.proposed, timeout=WAIT):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    review = window.orders.dialog
    assert review is not None and len(review.list.accepted) == len(review.list.proposals) == 7
    window.checking.check_now()  # a check runs meanwhile
    review.apply()
    assert window.page.text() == PRESENT
    window.page.undo()
    assert window.page.text() == STORY


def test_a_selection_is_told_in_the_first_person(window: Window, qtbot: QtBot) -> None:
    cursor = window.page.textCursor()
    cursor.setPosition(0)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    window.page.setTextCursor(cursor)
    window.menus.commands.actions["person"].trigger()
    dialog = window.findChild(PersonDialog)
    assert dialog is not None and dialog.to is Person.FIRST and dialog.reach is Reach.SELECTION
    dialog.name.setEditText("Ines")
    with qtbot.waitSignal(window.checking.proposed, timeout=WAIT):
        dialog.show_button.click()
    review = window.orders.dialog
    assert review is not None
    review.apply()
    text = window.page.text()
    assert text.startswith("I unlocked the door") and "“I was late,” I said. I counted" in text
    assert text.endswith("Marlow stood by the winch. He was cold.\n")


def test_somebody_who_is_not_there(window: Window, qtbot: QtBot) -> None:
    window.menus.commands.actions["person"].trigger()
    dialog = window.findChild(PersonDialog)
    assert dialog is not None
    dialog.name.setEditText("Robin")
    dialog.persons.choose(Person.FIRST.value)
    with qtbot.waitSignal(window.checking.proposed, timeout=WAIT):
        dialog.show_button.click()
    review = window.orders.dialog
    assert review is not None and review.sum.text() == "Nobody called Robin is named in this text."


def test_the_dialogs_offer_what_there_is(qtbot: QtBot) -> None:
    tense = TenseDialog(Tense.PAST, False, LIGHT)
    qtbot.addWidget(tense)
    assert (tense.to, tense.reach) == (Tense.PAST, Reach.SCENE)
    tense.reaches.choose(Reach.ALL.value)
    assert tense.reach is Reach.ALL
    cast = [Character("Mara", (), "she/her"), Character("Robin", (), "they/them")]
    person = PersonDialog(Person.THIRD, cast, True, DARK)
    qtbot.addWidget(person)
    assert (person.teller.name, person.teller.pronoun, person.reach) == ("Mara", "she", Reach.SELECTION)
    person.name.setCurrentText("Robin")
    assert person.teller.pronoun == "they"
    person.name.setEditText(" ")
    assert not person.show_button.isEnabled()
