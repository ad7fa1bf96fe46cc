"""The Flags panel: filters, cards, keys, states."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from editor.checks.intent import Scope
from editor.checks.report import Failure, Report
from editor.checks.rule import Edit, Family, Finding, Fix, Level
from editor.text.span import Span
from editor.ui.flags.card import OpenCard
from editor.ui.flags.context import context_of, repaired
from editor.ui.flags.panel import FlagsPanel
from editor.ui.theme import DARK, LIGHT
from tests.ui.made import EMPTY, FINDINGS, READABILITY, REPORT, SHOWN, STOP, STORY, WISHED, finding, rule


@pytest.fixture
def panel(qtbot: QtBot) -> FlagsPanel:
    panel = FlagsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(430, 560)
    panel.show()
    panel.show_report(REPORT, STORY)
    return panel


def card_of(panel: FlagsPanel) -> OpenCard:
    assert panel.list.card is not None
    return panel.list.card


def shown(panel: FlagsPanel) -> list[Finding]:
    return list(panel.list.flags.findings)


def collect(panel: FlagsPanel) -> list[Finding]:
    chosen: list[Finding] = []
    panel.chosen.connect(chosen.append)
    return chosen


# What is shown


def test_advice_is_off_the_panel_until_asked_for(panel: FlagsPanel) -> None:
    assert shown(panel) == list(SHOWN)
    assert panel.count == len(SHOWN)
    panel.set_level(Level.ADVICE)
    assert shown(panel) == list(FINDINGS)
    panel.set_level(Level.MISTAKE)
    assert {f.severity for f in shown(panel)} == {Level.MISTAKE}
    assert not panel.shows(WISHED)


def test_each_family_has_a_chip_with_its_count(panel: FlagsPanel) -> None:
    assert panel.all_chip.text() == f"All  {len(SHOWN)}"
    assert panel.chips[Family.DIALOGUE].text() == "Dialogue  3"
    assert panel.chips[Family.CONSISTENCY].accessibleName() == "Consistency, 2"
    assert not panel.chips[Family.STYLE].isVisible()


def test_a_chip_filters_and_all_shows_all_again(panel: FlagsPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.filter_changed):
        qtbot.mouseClick(panel.chips[Family.DIALOGUE], Qt.MouseButton.LeftButton)
    assert {f.family for f in shown(panel)} == {Family.DIALOGUE}
    assert panel.shows(SHOWN[1]) and not panel.shows(WISHED)
    assert panel.count == len(SHOWN)
    qtbot.mouseClick(panel.all_chip, Qt.MouseButton.LeftButton)
    assert shown(panel) == list(SHOWN)
    assert panel.all_chip.isChecked() and not panel.chips[Family.DIALOGUE].isChecked()


def test_a_filter_with_nothing_left_falls_back_to_all(panel: FlagsPanel) -> None:
    panel.show_family(Family.GRAMMAR)
    panel.show_report(replace(REPORT, findings=(WISHED,)), STORY)
    assert shown(panel) == [WISHED]
    assert panel.all_chip.isChecked()


# Cards


def test_the_card_follows_the_caret_and_says_nothing(panel: FlagsPanel) -> None:
    chosen = collect(panel)
    panel.activate(WISHED)
    card = card_of(panel)
    assert panel.active is WISHED
    assert WISHED.message in [label.text() for label in card.findChildren(QLabel)]
    assert WISHED.evidence in [label.text() for label in card.findChildren(QLabel)]
    assert [button.text() for button in card.stops] == ["wishes", "is wishing", "It’s meant ▾", "Why?"]
    panel.activate(None)
    assert panel.active is None
    assert chosen == []


def test_a_click_on_a_card_chooses_its_flag(panel: FlagsPanel, qtbot: QtBot) -> None:
    place = panel.list.visualRect(panel.list.flags.index(2)).center()
    with qtbot.waitSignal(panel.chosen) as signal:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert signal.args == [SHOWN[2]]
    assert panel.active is SHOWN[2]


def test_next_and_previous_go_round(panel: FlagsPanel) -> None:
    chosen = collect(panel)
    panel.activate(SHOWN[-1])
    panel.next()
    assert panel.active is SHOWN[0]
    panel.previous()
    assert panel.active is SHOWN[-1]
    assert chosen == [SHOWN[0], SHOWN[-1]]


def test_with_no_card_open_next_goes_on_from_the_caret(panel: FlagsPanel) -> None:
    panel.next(SHOWN[3].span.start - 1)
    assert panel.active is SHOWN[3]
    panel.activate(None)
    panel.previous(SHOWN[3].span.start)
    assert panel.active is SHOWN[2]
    panel.activate(None)
    panel.next(len(STORY))
    assert panel.active is SHOWN[0]


def test_enter_takes_the_first_repair_and_the_next_card_opens(panel: FlagsPanel, qtbot: QtBot) -> None:
    taken: list[tuple[Finding, object]] = []
    panel.fix_taken.connect(lambda flag, fix: taken.append((flag, fix)))
    chosen = collect(panel)
    qtbot.keyClick(panel.list, Qt.Key.Key_Home)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert taken == [(SHOWN[0], SHOWN[0].fixes[0]), (SHOWN[1], SHOWN[1].fixes[0])]
    assert chosen == list(SHOWN[:3])
    assert shown(panel) == list(SHOWN[2:])
    assert panel.count == len(SHOWN) - 2


def test_after_the_last_repair_the_first_flag_opens(panel: FlagsPanel) -> None:
    panel.activate(SHOWN[-1])
    panel.take_fix()
    assert panel.active is SHOWN[0]


def test_the_only_flag_repaired_leaves_nothing(panel: FlagsPanel) -> None:
    panel.show_report(replace(REPORT, findings=(WISHED,)), STORY)
    panel.activate(WISHED)
    panel.take_fix(1)
    assert shown(panel) == [] and panel.active is None


def test_advice_without_a_repair_has_no_button_for_it(panel: FlagsPanel) -> None:
    panel.set_level(Level.ADVICE)
    dull = next(f for f in FINDINGS if f.severity is Level.ADVICE)
    panel.activate(dull)
    assert card_of(panel).fix_buttons == []
    assert "Perhaps: He carries" in [label.text() for label in card_of(panel).findChildren(QLabel)]
    panel.take_fix()
    assert panel.active is dull


@pytest.mark.parametrize("scope", list(Scope))
def test_meant_is_said_here_for_the_word_or_for_the_rule(panel: FlagsPanel, qtbot: QtBot, scope: Scope) -> None:
    marks = [f for f in SHOWN if f.family is Family.CONSISTENCY]
    panel.activate(marks[0])
    menu = card_of(panel).meant.menu()
    action = menu.actions()[list(Scope).index(scope)]
    with qtbot.waitSignal(panel.dismissed) as signal:
        action.trigger()
    assert signal.args == [marks[0], scope]
    gone = marks if scope is Scope.RULE else marks[:1]
    assert shown(panel) == [f for f in SHOWN if f not in gone]


def test_a_repair_tells_what_becomes_of_the_words(panel: FlagsPanel) -> None:
    panel.activate(WISHED)
    button = card_of(panel).fix_buttons[0]
    assert button.accessibleDescription() == "“wished” becomes “wishes”"
    assert button.toolTip() == "<p>“wished” becomes “wishes”</p>"


def test_why_opens_and_tells_the_rule(panel: FlagsPanel, qtbot: QtBot) -> None:
    panel.activate(WISHED)
    card = card_of(panel)
    closed = card.height()
    qtbot.mouseClick(card.why, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.height() > closed)
    told = " ".join(label.text() for label in card.findChildren(QLabel))
    for words in (WISHED.rule.why, WISHED.rule.right, WISHED.rule.wrong, WISHED.rule.source):
        assert words in told


def test_the_words_of_the_manuscript_are_never_read_as_html(panel: FlagsPanel) -> None:
    odd = replace(WISHED, message="<b>wished</b> & co.", rule=replace(WISHED.rule, why="<img src=x> & such"))
    panel.show_report(replace(REPORT, findings=(odd,)), STORY)
    panel.activate(odd)
    labels = card_of(panel).findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels if "<b>" in label.text())
    assert any("&lt;img src=x&gt;" in label.text() for label in labels)


def test_escape_goes_from_the_buttons_to_the_list_and_then_closes(panel: FlagsPanel, qtbot: QtBot) -> None:
    panel.activate(WISHED)
    card_of(panel).why.setFocus()
    qtbot.keyClick(card_of(panel).why, Qt.Key.Key_Escape)
    assert panel.window().focusWidget() is panel.list
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert panel.active is None


# A new report


def test_a_new_report_leaves_the_open_card_and_the_place_alone(panel: FlagsPanel) -> None:
    panel.resize(430, 300)
    panel.activate(SHOWN[5])
    card = card_of(panel)
    place = panel.list.visualRect(panel.list.flags.index(5)).top()
    moved = tuple(f.moved(lambda span: span.shifted(4)) for f in FINDINGS if f is not SHOWN[0])
    panel.show_report(replace(REPORT, findings=moved), "Now " + STORY)
    assert panel.list.card is card
    assert panel.active is not None and panel.active.span == SHOWN[5].span.shifted(4)
    assert panel.list.visualRect(panel.list.flags.index(4)).top() == place


def test_a_repair_taken_after_an_edit_elsewhere_has_its_new_place(panel: FlagsPanel) -> None:
    panel.activate(WISHED)
    moved = tuple(f.moved(lambda span: span.shifted(4)) for f in FINDINGS)
    panel.show_report(replace(REPORT, findings=moved), "Now " + STORY)
    taken = []
    panel.fix_taken.connect(lambda flag, fix: taken.append(fix))
    panel.take_fix()
    assert taken[0].edits[0].span == WISHED.span.shifted(4)


def test_a_card_whose_flag_is_gone_closes(panel: FlagsPanel) -> None:
    panel.activate(WISHED)
    panel.show_report(replace(REPORT, findings=SHOWN[2:]), STORY)
    assert panel.active is None
    panel.grab()


def test_new_evidence_reaches_the_open_card(panel: FlagsPanel) -> None:
    panel.activate(WISHED)
    known = replace(WISHED, evidence="10 of 11 verbs of the narration here are present.")
    panel.show_report(replace(REPORT, findings=(known, *SHOWN[1:])), STORY)
    assert known.evidence in [label.text() for label in card_of(panel).findChildren(QLabel)]


# States


def test_nothing_found_says_so_with_the_time(panel: FlagsPanel) -> None:
    panel.show_report(EMPTY, STORY)
    words = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert len(words) == 1
    assert words[0].startswith("Nothing to flag in 1,153 words. Last checked ")


def test_checking_shows_a_line_that_takes_no_room(qtbot: QtBot) -> None:
    panel = FlagsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(430, 560)
    panel.show()
    panel.show_progress(0, 40)
    assert "Checking…" in [label.text() for label in panel.findChildren(QLabel)]
    panel.show_report(replace(REPORT, findings=FINDINGS[:3]), STORY, finished=False)
    top = panel.list.mapTo(panel, panel.list.rect().topLeft())
    panel.show_report(REPORT, STORY)
    assert panel.list.mapTo(panel, panel.list.rect().topLeft()).x() == top.x()
    before = panel.list.geometry()
    panel.show_progress(3, 40)
    assert panel.list.geometry() == before


def test_a_checker_that_is_down_says_so_and_can_be_started_again(panel: FlagsPanel, qtbot: QtBot) -> None:
    panel.show_down("The checker stopped twice. Nothing you wrote is lost.")
    assert panel.restart_button.isVisible()
    with qtbot.waitSignal(panel.restart_requested):
        qtbot.mouseClick(panel.restart_button, Qt.MouseButton.LeftButton)
    panel.show_report(REPORT, STORY)
    assert not panel.restart_button.isVisible()


def test_failures_are_one_quiet_line(panel: FlagsPanel) -> None:
    failures = (Failure("a", "The first check could not finish."), Failure("b", "The second could not either."))
    panel.show_report(replace(REPORT, failures=failures), STORY)
    lines = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert lines == ["The first check could not finish. 1 more could not finish."]


def test_fix_all_safe_counts_the_safe_repairs(panel: FlagsPanel, qtbot: QtBot) -> None:
    assert panel.safe_button.text() == "Fix all safe (4)"
    with qtbot.waitSignal(panel.fix_all_safe):
        qtbot.mouseClick(panel.safe_button, Qt.MouseButton.LeftButton)
    panel.show_report(replace(REPORT, findings=(WISHED,)), STORY)
    assert not panel.safe_button.isVisible()


def test_everything_to_press_has_a_name(panel: FlagsPanel) -> None:
    panel.activate(WISHED)
    for button in panel.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text()
    said = panel.list.flags.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Tense: one verb against the scene. …") and "wished" in said


def test_both_themes_can_be_put_on_and_off(panel: FlagsPanel) -> None:
    panel.activate(WISHED)
    light = panel.grab().toImage()
    panel.set_theme(DARK)
    assert panel.grab().toImage() != light
    panel.set_theme(LIGHT)
    assert panel.grab().toImage() == light


def test_five_thousand_flags_cost_one_card(qtbot: QtBot) -> None:
    line = "She said “hello” and left.\n"
    text = line * 5000
    flags = tuple(
        replace(WISHED, span=Span(n * len(line) + 9, n * len(line) + 16), text="“hello”") for n in range(5000)
    )
    panel = FlagsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(430, 700)
    panel.show()
    panel.show_report(Report(flags, READABILITY, REPORT.narrative, 25_000), text)
    panel.activate(flags[2500])
    panel.next()
    assert panel.active is flags[2501]
    assert len(panel.findChildren(OpenCard)) <= 2  # the one before goes with the event loop
    card = card_of(panel)
    assert panel.list.viewport().rect().intersects(card.geometry())


# The words around a flag


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("One two three.", "One", ("", "One", " two three.")),
        ("First line.\nHe ran home.\nLast.", "ran", ("He ", "ran", " home.")),
        ("He waved 🙂 and 🙂 went on.", "went", ("He waved 🙂 and 🙂 ", "went", " on.")),
        (
            "It was a long and winding sentence about nothing at all really.",
            "really",
            ("…about nothing at all ", "really", "."),
        ),
        ("Old Mac line\rnext one\rlast", "next", ("", "next", " one")),
        ("x" * 400 + " end", "end", ("…" + "x" * 25 + " ", "end", "")),
    ],
)
def test_context_keeps_to_the_line_and_to_whole_words(text: str, words: str, expected: tuple[str, str, str]) -> None:
    at = text.index(words)
    context = context_of(text, Span(at, at + len(words)))
    assert (context.before, context.flagged, context.after) == expected


def test_context_of_a_place_between_words() -> None:
    context = context_of("He ran", Span(6, 6))
    assert (context.before, context.flagged, context.after) == ("He ran", "", "")


def test_a_flag_over_a_line_end_stays_on_one_line() -> None:
    assert context_of("one\ntwo", Span(2, 5)).flagged == "e t"


def test_a_name_with_an_ampersand_is_shown_whole(panel: FlagsPanel) -> None:
    odd = finding(
        rule("grammar.x", Family.GRAMMAR, Level.MISTAKE, "x"), "the map", ("R&D", WISHED.fixes[0].applicability)
    )
    panel.show_report(replace(REPORT, findings=(odd,)), STORY)
    panel.activate(odd)
    assert card_of(panel).fix_buttons[0].text() == "R&&D"


def test_a_repair_beyond_the_flagged_words_is_shown_whole() -> None:
    flag = finding(STOP, "comes.” says")
    at = flag.span.start + 5
    early = Fix("Take “It” away", (Edit(Span(at - 14, at - 5), ""), Edit(Span(at, at + 1), ",")))
    assert repaired(flag, early, STORY) == ("It never comes.” says", "comes,” says")
    far = Fix("Make them all curly", (*early.edits, Edit(Span(200, 201), "’")))
    assert repaired(flag, far, STORY) is None
