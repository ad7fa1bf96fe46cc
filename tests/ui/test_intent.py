""" "Say what is meant…": the editor, the list of what was said, and the window that keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from editor.checks.anchors import spots_of
from editor.checks.intent import BOOK, Declaration, Intent, Meant, Passage, Telling, View
from editor.checks.narrative.model import MeantPassage, Narrative, Person, SaidOf, Tense
from editor.checks.telling import telling_of
from editor.manuscript.notebook import Notebook
from editor.text.parse import Format, parse
from editor.text.span import Span
from editor.ui.intent.declaring import Declaring
from editor.ui.intent.dialog import IntentDialog
from editor.ui.intent.form import TellingForm
from editor.ui.intent.targets import lines_of, targets_of
from editor.ui.page import Page
from editor.ui.window import Window
from tests.ui.made import NARRATIVE, SECOND, STORY
from tests.ui.novel import novel
from tests.ui.opened import WAIT, opened

CHAPTERS, SCENES = spots_of(parse(STORY))
PLACED = replace(
    NARRATIVE,
    scenes=tuple(
        replace(scene, place=spot.place, chapter=CHAPTERS[0].place)
        for scene, spot in zip(NARRATIVE.scenes, SCENES, strict=True)
    ),
)
PAST_MARA = telling_of("past, close third, Mara")


# The fields


@pytest.mark.parametrize(
    "said",
    [
        "past, close third, Mara",
        "omniscient",
        "second person present",
        "letters",
        "narration, past and present, first and third person",
        "first person, Ruben Hale and the boy",
    ],
)
def test_the_fields_hold_every_telling(qtbot: QtBot, said: str) -> None:
    form = TellingForm(["Mara"])
    qtbot.addWidget(form)
    form.show_telling(telling_of(said), Telling())
    assert form.telling() == telling_of(said)


def test_what_is_not_said_shows_what_holds_around_it(qtbot: QtBot) -> None:
    form = TellingForm([])
    qtbot.addWidget(form)
    form.show_telling(Telling(), PAST_MARA)
    assert form.tense.currentText() == "not said: past, as around it"
    assert form.person.currentText() == "not said: third person, as around it"
    assert form.heads.placeholderText() == "Mara" and not form.telling()


def test_letters_and_omniscience_leave_nothing_else_to_say(qtbot: QtBot) -> None:
    form = TellingForm([])
    qtbot.addWidget(form)
    form.show_telling(PAST_MARA, Telling())
    form.view.setCurrentIndex(2)
    assert form.telling() == Telling(Tense.PAST, Person.THIRD, View.OMNISCIENT) and not form.heads.isEnabled()
    form.kind.setCurrentIndex(2)
    assert form.telling() == Telling(letters=True) and not form.tense.isEnabled()


# What can be spoken of


def test_the_story_the_chapter_and_the_scene_can_be_spoken_of() -> None:
    narrative = novel(30)[1].narrative
    targets = targets_of(narrative, 13)
    assert [target.words for target in targets] == ["The whole story", "“Chapter 2”", "Scene 14"]
    assert targets[0].telling == targets[1].outer == telling_of("past, close third")
    assert targets[2].hint.startswith("As I read it: 40 past and 2 present verbs")
    assert [t.words for t in targets_of(PLACED, 1)] == ["The whole story", "Scene 2 “The winch”"]
    assert [t.words for t in targets_of(Narrative(), 0)] == ["The whole story"]


def test_what_was_said_is_listed_in_the_order_of_the_text_and_the_lost_last() -> None:
    assert [line.words for line in lines_of(novel(30)[1].narrative)] == [
        "The whole story: past, close third",
        "Dream: “ines walked along quay 60”, Scene 2",
        "A scene, “it rained all night”: present (not found in the text now)",
    ]


# The editor


@pytest.fixture
def dialog(qtbot: QtBot) -> IntentDialog:
    book = Declaration(BOOK, telling_of("present"))
    lost = Declaration(replace(SCENES[0].place, opening="gone", closing="gone"), telling_of("letters"))
    said = (SaidOf(book, BOOK, 0, 2), SaidOf(lost, None))
    dialog = IntentDialog(replace(PLACED, said=said), 1, ["Ines"])
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_editor_opens_on_the_scene_and_says_what_would_hold(dialog: IntentDialog, qtbot: QtBot) -> None:
    assert dialog.about.currentText() == "Scene 2 “The winch”"
    assert not dialog.say_button.isEnabled()
    dialog.form.view.setCurrentIndex(1)
    qtbot.keyClicks(dialog.form.heads, "Marlow and Ines")
    assert dialog._told.text() == "Told: present, close, Marlow and Ines."
    with qtbot.waitSignal(dialog.telling_said) as signal:
        qtbot.mouseClick(dialog.say_button, Qt.MouseButton.LeftButton)
    target, telling = signal.args
    assert target.place == SCENES[1].place and telling == telling_of("close, Marlow and Ines")


def test_a_line_of_the_list_can_be_taken_up_and_forgotten(dialog: IntentDialog, qtbot: QtBot) -> None:
    dialog.list.setCurrentRow(0)
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.about.currentText() == "The whole story" and dialog.form.telling() == telling_of("present")
    with qtbot.waitSignal(dialog.jump) as signal:
        dialog.go_button.click()
    assert signal.args == [0]
    dialog.list.setCurrentRow(1)
    assert not dialog.go_button.isEnabled() and "Forget it, or undo" in dialog.list.item(1).toolTip()
    with qtbot.waitSignal(dialog.unsaid) as signal:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert signal.args[0].telling == Telling(letters=True) and dialog.list.count() == 1


def test_a_report_does_not_undo_half_filled_fields(dialog: IntentDialog) -> None:
    dialog.form.tense.setCurrentIndex(1)
    dialog.show_narrative(replace(dialog._narrative, note="A new one."))
    assert dialog.form.telling() == telling_of("past")


def test_selected_words_can_be_meant(qtbot: QtBot) -> None:
    dialog = IntentDialog(PLACED, 0, [], "The  ferry\nis late")
    qtbot.addWidget(dialog)
    assert dialog.about.currentText() == "The selected words: “The ferry is late”"
    dialog.kind.setCurrentIndex(1)
    with qtbot.waitSignal(dialog.passage_meant) as signal:
        dialog.say_button.click()
    assert signal.args == [Meant.DREAM]


# What is noted


@pytest.fixture
def declaring(qtbot: QtBot) -> tuple[Declaring, Page, Notebook, list[object]]:
    holder = QWidget()
    qtbot.addWidget(holder)
    page, notebook = Page(holder), Notebook.open(None)
    page.load(STORY, Format.TEXT)
    answers: list[object] = []
    made = Declaring(page, lambda: notebook, lambda words, undo: answers.append(undo), holder)
    made.show_narrative(PLACED)
    return made, page, notebook, answers


Desk = tuple[Declaring, Page, Notebook, list[object]]


def test_saying_is_noted_replaced_and_taken_back(declaring: Desk) -> None:
    made, _, notebook, answers = declaring
    place = SCENES[1].place
    assert made.say(place, PAST_MARA, "Scene 2") and made.say(place, telling_of("omniscient"), "Scene 2")
    assert notebook.intent().declarations == (Declaration(place, telling_of("omniscient")),)
    assert not made.say(place, telling_of("omniscient"), "Scene 2")
    for undo, left in zip(reversed(answers), ((Declaration(place, PAST_MARA),), ()), strict=True):
        undo()  # type: ignore[operator]
        assert notebook.intent().declarations == left
    made.say(place, PAST_MARA, "Scene 2")
    made.say(place, Telling(), "Scene 2")
    assert notebook.intent() == Intent()


def select(page: Page, words: str) -> None:
    cursor = page.textCursor()
    cursor.setPosition(page.ruler().unit_of(STORY.index(words)))
    cursor.setPosition(page.ruler().unit_of(STORY.index(words) + len(words)), QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)


def test_selected_words_are_noted_by_what_they_say(declaring: Desk, qtbot: QtBot) -> None:
    made, page, notebook, _ = declaring
    with qtbot.waitSignal(made.said) as said:
        assert not made.mean(Meant.DREAM)
    assert "Select the words" in said.args[0]
    select(page, "Marlow waits by the winch 🙂 and the gulls screams.")
    menu = QMenu()
    made.fill_selection_menu(menu)
    with qtbot.waitSignal(made.intent_changed):
        next(action for action in menu.actions() if action.text() == "Meant: historic present").trigger()
    (passage,) = notebook.intent().passages
    assert (
        passage.kind is Meant.HISTORIC_PRESENT and passage.opening == "marlow waits by the winch and the gulls screams"
    )
    assert made.mean(Meant.DREAM)
    assert [p.kind for p in notebook.intent().passages] == [Meant.DREAM]
    assert made.unsay(notebook.intent().passages[0]) and notebook.intent() == Intent()


def test_a_report_brings_what_is_noted_up_to_date(declaring: Desk) -> None:
    made, _, notebook, answers = declaring
    old = SCENES[1].place
    made.say(old, PAST_MARA, "Scene 2")
    noted = notebook.intent().declarations[0]
    new = replace(old, opening="a new beginning")
    passage = Passage(Meant.DREAM, "she folds", "the map", "", "", 4)
    notebook.set_declared((noted,), (passage,))
    now = replace(passage, before="that yesterday")
    reported = replace(
        PLACED, said=(SaidOf(noted, new, 1, 2),), meant=(MeantPassage(passage, now, Span(SECOND, SECOND + 4)),)
    )
    made.show_narrative(reported)
    assert notebook.intent().declarations == (Declaration(new, PAST_MARA),)
    assert notebook.intent().passages == (now,)
    made.say(new, telling_of("omniscient"), "Scene 2")
    newer = replace(new, number=7)
    made.show_narrative(
        replace(PLACED, said=(SaidOf(Declaration(new, telling_of("omniscient")), newer, 1, 2),), meant=())
    )
    answers[-1]()  # type: ignore[operator]
    assert notebook.intent().declarations == (Declaration(new, PAST_MARA),)


# The window

TALE = "Clara carried the tray out. Ben remembered the fire. The clock struck four and nobody came.\n"


@pytest.fixture
def window(qtbot: QtBot, home: Path, tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "tale.txt"
    path.write_text(TALE, "utf-8")
    with opened(qtbot, path) as window:
        yield window


def hops(window: Window) -> list[str]:
    assert window.report is not None
    return [finding.text for finding in window.report.findings if finding.rule.id == "pov.head-hop"]


def test_what_is_said_in_the_window_is_judged_by_kept_and_taken_back(qtbot: QtBot, window: Window) -> None:
    assert hops(window) == []
    window.menus.commands.actions["say-meant"].trigger()
    dialog = window.declaring.dialog
    assert dialog is not None
    dialog.about.setCurrentIndex(0)
    dialog.form.heads.setText("Clara")
    with qtbot.waitSignal(window.checking.reported, timeout=WAIT):
        dialog.say_button.click()
    assert window.declaring.dialog is None
    assert hops(window) == ["Ben remembered"]
    assert window.consistency.table.scenes.index(0, 3).data() == "Clara ✓"
    select_all = window.page.textCursor()
    select_all.select(QTextCursor.SelectionType.Document)
    window.page.setTextCursor(select_all)
    with qtbot.waitSignal(window.checking.reported, timeout=WAIT):
        window.declaring.mean(Meant.FLASHBACK)
    assert hops(window) == []
    for left in (["Ben remembered"], []):
        with qtbot.waitSignal(window.checking.reported, timeout=WAIT):
            window.repairs.take_back()
        assert hops(window) == left
    assert window.desk.notebook.intent().declarations == ()
