"""One style for the whole text: asked for, shown, made in one step, taken back in one."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.checks.checker import Story
from editor.checks.consistency.census import census
from editor.checks.consistency.restyle import Glyphs, Speech, Target, Typography
from editor.checks.intent import Intent
from editor.text.parse import Format, parse
from editor.ui.page import Page
from editor.ui.proposals import ProposalsDialog
from editor.ui.theme import LIGHT
from editor.ui.typography import TypographyDialog
from tests.dialogue.reviewing import facts_of

STORY = '“It’s late,” said Marit… “Go.”\n\n"No -- not yet..." Osman\'s plank was 6\'2" long.\n\nRain fell, and fell…\n'
CURLY = "“It’s late,” said Marit… “Go.”\n\n“No—not yet…” Osman’s plank was 6'2\" long.\n\nRain fell, and fell…\n"


@pytest.fixture
def dialog(qtbot: QtBot) -> TypographyDialog:
    dialog = TypographyDialog(census(STORY), LIGHT)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_what_most_of_the_text_does_is_chosen(dialog: TypographyDialog) -> None:
    assert dialog.target == Target(None, Speech.DOUBLE, "…", " -- ")
    assert TypographyDialog(census("“No,” he said. “It’s late.” It's."), LIGHT).target.glyphs is Glyphs.CURLY


def test_the_choice_is_told(dialog: TypographyDialog, qtbot: QtBot) -> None:
    dialog.glyphs.choose(Glyphs.CURLY.value)
    dialog.dashes.choose("—")
    dialog.speech.choose("")
    with qtbot.waitSignal(dialog.chosen) as signal:
        qtbot.mouseClick(dialog.show_button, Qt.MouseButton.LeftButton)
    assert signal.args == [Target(Glyphs.CURLY, None, "…", "—")]


def test_where_nothing_is_wanted_there_is_nothing_to_see(dialog: TypographyDialog) -> None:
    for row in (dialog.glyphs, dialog.speech, dialog.ellipses, dialog.dashes):
        row.choose("")
    assert not dialog.show_button.isEnabled()
    dialog.ellipses.choose("...")
    assert dialog.show_button.isEnabled()


def test_speech_behind_dashes_has_no_marks_to_choose(qtbot: QtBot) -> None:
    dialog = TypographyDialog(census("— It is late.\n\n— It is not.\n\n— Go.\n"), LIGHT)
    qtbot.addWidget(dialog)
    assert not dialog.speech.isEnabled() and dialog.target.system is None


def test_the_changes_are_made_in_one_step_and_taken_back_in_one(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    page.load(STORY, Format.TEXT)
    document = parse(STORY)
    facts = tuple(facts_of(document, paragraph) for paragraph in document.paragraphs)
    proposals = Typography(Target(Glyphs.CURLY, None, "…", "—")).propose(Story(document, facts, Intent()))
    assert [proposal.span.of(STORY)[:4] for proposal in proposals] == ['"No ']
    review = ProposalsDialog(page, "Typography", "One style.", LIGHT)
    qtbot.addWidget(review)
    review.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    review.show_proposals(proposals, page.begin_review())
    review.apply()
    assert page.text() == CURLY
    page.undo()
    assert page.text() == STORY
