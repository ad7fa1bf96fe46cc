"""The Readability panel: which words, the grade in words, each score, the hardest sentences."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.ui.readability.panel import ReadabilityPanel, Stretch
from editor.ui.readability.words import counts_of, headline, reading_time
from editor.ui.theme import DARK, LIGHT
from tests.ui.made import READABILITY, REPORT, SECOND, STORY, scores


@pytest.fixture
def panel(qtbot: QtBot) -> ReadabilityPanel:
    panel = ReadabilityPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(430, 700)
    panel.show()
    panel.show_report(REPORT, STORY)
    return panel


def said(panel: ReadabilityPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible() and label.text()]


def test_the_grade_and_the_time_come_first(panel: ReadabilityPanel) -> None:
    assert panel.headline.text() == "Grade 5 · 5 min to read"
    assert "A ten-year-old reads this." in said(panel)
    for words in ("1,153", "Flesch reading ease", "88.2", "Easy."):
        assert words in said(panel)
    assert "Consensus grade" not in said(panel)


def test_a_score_that_cannot_be_computed_says_why(panel: ReadabilityPanel) -> None:
    assert "–" in said(panel)
    assert "Too short for SMOG: it wants 30 sentences." in said(panel)


def test_this_scene_is_the_one_around_the_caret(panel: ReadabilityPanel, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.chips[Stretch.SCENE], Qt.MouseButton.LeftButton)
    assert "738" in said(panel)
    panel.set_caret(SECOND + 3)
    assert "415" in said(panel) and "738" not in said(panel)
    visible = [card.sentence for card in panel.sentence_cards if card.isVisible()]
    assert visible == [READABILITY.hardest[1]]


def test_what_there_is_none_of_cannot_be_chosen(panel: ReadabilityPanel) -> None:
    assert panel.chips[Stretch.DIALOGUE].isEnabled()
    assert not panel.chips[Stretch.NARRATION].isEnabled()


def test_the_selection_comes_and_goes(panel: ReadabilityPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.stretch_chosen):
        panel.choose(Stretch.SELECTION)
    assert panel.wants_selection
    assert any(words.startswith("Select some words") for words in said(panel))
    panel.show_selection(scores("Selection", 12))
    assert panel.headline.text() == "Grade 5 · less than a minute to read"
    panel.show_selection(None)
    assert "1,153" in said(panel) and panel.chips[Stretch.SELECTION].isChecked()


def test_a_press_on_a_hard_sentence_jumps(panel: ReadabilityPanel, qtbot: QtBot) -> None:
    card = panel.sentence_cards[0]
    with qtbot.waitSignal(panel.jump) as signal:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert signal.args == [READABILITY.hardest[0].span.start]
    with qtbot.waitSignal(panel.jump):
        qtbot.keyClick(panel.sentence_cards[1], Qt.Key.Key_Space)
    assert card.accessibleName().startswith("Ines counts the lamps")


def test_a_new_report_reuses_what_is_drawn(panel: ReadabilityPanel) -> None:
    cards = list(panel.sentence_cards)
    fewer = replace(READABILITY, whole=scores("Whole text", 1154), hardest=READABILITY.hardest[:1])
    panel.show_report(replace(REPORT, readability=fewer), STORY)
    assert panel.sentence_cards == cards
    assert [card.isVisible() for card in cards] == [True, False]
    assert "1,154" in said(panel)


def test_no_words_and_no_report_are_said_plainly(qtbot: QtBot) -> None:
    panel = ReadabilityPanel(DARK)
    qtbot.addWidget(panel)
    panel.show()
    assert said(panel)[-1].startswith("Open a story")
    nothing = replace(READABILITY, whole=replace(scores("Whole text", 0), scores=()), scenes=(), hardest=())
    panel.show_report(replace(REPORT, readability=nothing), "")
    assert panel.headline.text() == "No words yet"
    panel.set_theme(LIGHT)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "nothing to read"),
        (20, "less than a minute to read"),
        (290, "5 min to read"),
        (3600, "1 h to read"),
        (3590, "1 h to read"),
        (24_000, "6 h 40 min to read"),
    ],
)
def test_times_are_words(seconds: float, words: str) -> None:
    assert reading_time(seconds) == words


def test_one_is_not_many() -> None:
    one = replace(scores("Selection", 1), sentences=1, syllables=1, long_words=1, difficult_words=1)
    assert [label for _, label in counts_of(one)] == [
        "word",
        "sentence",
        "words a sentence",
        "syllable",
        "long word",
        "difficult word",
    ]
    assert headline(replace(one, scores=())) == "Too short for a grade · less than a minute to read"
