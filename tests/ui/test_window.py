"""The window, end to end: a real reviewing process, a real file, the keys a writer presses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from editor.checks.intent import Scope
from editor.checks.narrative.model import Narrative
from editor.checks.readability.model import Readability, Scores
from editor.checks.report import Report
from editor.checks.rule import Applicability, Edit, Family, Finding, Fix, Level, Rule
from editor.review.protocol import EngineState, State
from editor.text.span import Span
from editor.ui import ask
from editor.ui.marks import Marks
from editor.ui.positions import Drift
from editor.ui.theme import Choice
from editor.ui.window import Window
from tests.ui.opened import WAIT, opened

EMPTY = Rule("dialogue.empty-quotation", Family.DIALOGUE, Level.MISTAKE, "empty", "Why.", "A", "B", True, "")
MIXED = Rule("consistency.quotation-marks", Family.CONSISTENCY, Level.QUESTION, "mixed", "Why.", "A", "B", True, "")
STORY = (
    "The kettle sang 🫖 and nobody moved. Ines watched the steam.\n\n"
    "“We should go.” said Ines 😀, and took her coat.\n\n"
    "“No,” he said. “Not until the rain has stopped.”\n\n"
    "“Then I will wait.” said Tomas, and sat down again by the stove.\n"
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "kettle.txt"
    path.write_text(STORY, "utf-8")
    return path


@pytest.fixture
def window(qtbot: QtBot, home: Path) -> Iterator[Window]:
    with opened(qtbot) as window:
        yield window


@pytest.fixture
def reviewed(qtbot: QtBot, window: Window, story: Path) -> Window:
    with qtbot.waitSignal(window.checking.reported, timeout=WAIT):
        window.open(story)
    return window


def fixable(window: Window) -> tuple[Finding, Fix]:
    assert window.report is not None
    for finding in window.report.findings:
        for fix in finding.fixes:
            if fix.applicability > Applicability.SHOW:
                return finding, fix
    raise AssertionError("nothing to repair")


def test_opening_a_story_shows_its_flags(reviewed: Window) -> None:
    assert reviewed.report is not None
    assert reviewed.report.findings
    assert len(reviewed.page.marks)
    assert reviewed.flags.count > 0
    assert reviewed.page.text() == STORY


def test_a_repair_is_one_undo_step_and_byte_exact(qtbot: QtBot, reviewed: Window) -> None:
    finding, fix = fixable(reviewed)
    reviewed._take(finding, fix)
    changed = reviewed.page.text()
    assert changed != STORY
    edit = fix.edits[0]
    assert changed[: edit.span.start] == STORY[: edit.span.start]
    reviewed.page.undo()
    assert reviewed.page.text() == STORY
    reviewed.page.redo()
    assert reviewed.page.text() == changed


def test_all_safe_repairs_are_one_undo_step(reviewed: Window) -> None:
    reviewed.fix_all_safe()
    assert reviewed.page.text() != STORY
    reviewed.page.undo()
    assert reviewed.page.text() == STORY


def test_a_repair_finds_its_words_after_typing_before_them(qtbot: QtBot, reviewed: Window) -> None:
    finding, fix = fixable(reviewed)
    reviewed.page.go_to_units(0)
    qtbot.keyClicks(reviewed.page, "Oh. ")
    reviewed._take(finding, fix)
    edit = fix.edits[0]
    expected = STORY[: edit.span.start] + edit.replacement + STORY[edit.span.end :]
    if len(fix.edits) == 1:
        assert reviewed.page.text() == "Oh. " + expected


def test_a_repair_whose_words_changed_is_refused(reviewed: Window) -> None:
    finding, fix = fixable(reviewed)
    start, end = reviewed.page.drift.ruler.unit_of(finding.span.start), finding.span.end
    reviewed.page.replace_units([(start, reviewed.page.drift.ruler.unit_of(end), "other words")])
    before = reviewed.page.text()
    reviewed._take(finding, fix)
    assert reviewed.page.text() == before


def test_the_next_flag_is_reached_by_key_and_wraps_around(qtbot: QtBot, reviewed: Window) -> None:
    reached = []
    for _ in range(reviewed.flags.count + 1):
        reviewed.menus.commands.actions["next"].trigger()
        assert reviewed.flags.active is not None
        reached.append(reviewed.flags.active)
    assert reached[0] == reached[-1]
    offset = reviewed.page.offset()
    assert offset == reached[-1].span.start


def test_a_jump_from_the_timeline_puts_the_caret_there(reviewed: Window) -> None:
    place = STORY.index("Not until")
    reviewed.consistency.jump.emit(place)
    assert reviewed.page.offset() == place


def test_a_dismissed_flag_is_gone_until_it_is_taken_back(qtbot: QtBot, reviewed: Window) -> None:
    assert reviewed.report is not None
    finding = reviewed.report.findings[0]
    with qtbot.waitSignal(reviewed.checking.reported, timeout=WAIT):
        reviewed.repairs.dismiss(finding, Scope.HERE)
    assert finding not in reviewed.report.findings
    with qtbot.waitSignal(reviewed.checking.reported, timeout=WAIT):
        reviewed.repairs.take_back()
    assert finding in reviewed.report.findings


def test_typing_starts_a_check_and_new_flags_appear(qtbot: QtBot, reviewed: Window) -> None:
    before = reviewed.flags.count
    reviewed.page.moveCursor(reviewed.page.textCursor().MoveOperation.End)
    with qtbot.waitSignal(reviewed.checking.reported, timeout=WAIT):
        reviewed.page.insertPlainText("“Stay.” said Ines.")
    assert reviewed.flags.count > before


def test_saving_and_saving_as(qtbot: QtBot, reviewed: Window, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    qtbot.keyClicks(reviewed.page, "Look. ")
    assert reviewed.desk.dirty and reviewed.isWindowModified()
    assert reviewed.desk.save()
    assert not reviewed.desk.dirty
    assert story.read_text("utf-8") == "Look. " + STORY
    other = story.with_name("other.md")
    monkeypatch.setattr(ask, "file_to_save", lambda *_: other)
    assert reviewed.desk.save_as()
    assert other.read_text("utf-8") == "Look. " + STORY
    assert reviewed.desk.name == "other.md"


def test_undoing_every_change_makes_the_text_clean_again(qtbot: QtBot, reviewed: Window) -> None:
    qtbot.keyClicks(reviewed.page, "x")
    assert reviewed.desk.dirty
    reviewed.page.undo()
    assert not reviewed.desk.dirty


def test_closing_with_unsaved_words_asks(qtbot: QtBot, reviewed: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    qtbot.keyClicks(reviewed.page, "x")
    monkeypatch.setattr(ask, "unsaved", lambda *_: ask.Unsaved.CANCEL)
    assert not reviewed.close()
    assert reviewed.isVisible()


def test_a_file_changed_by_another_program_is_not_overwritten(
    qtbot: QtBot, reviewed: Window, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.keyClicks(reviewed.page, "Mine. ")
    story.write_text("Theirs.\n", "utf-8")
    qtbot.waitUntil(lambda: reviewed.notice.topic == "disk", timeout=WAIT)
    monkeypatch.setattr(ask, "choose", lambda *_, **__: None)
    assert not reviewed.desk.save()
    assert story.read_text("utf-8") == "Theirs.\n"
    assert reviewed.page.text() == "Mine. " + STORY


def test_a_dropped_file_is_opened(qtbot: QtBot, window: Window, story: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(story))])
    drop = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(window.desk.opened, timeout=WAIT):
        window.dropEvent(drop)
    assert window.page.text() == STORY


def test_what_cannot_be_opened_is_said_and_nothing_is_lost(
    reviewed: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(ask, "tell", lambda _parent, _title, sentence, *_: said.append(sentence))
    assert not reviewed.open(tmp_path)
    assert not reviewed.open(tmp_path / "missing.txt")
    assert len(said) == 2
    assert reviewed.page.text() == STORY


def test_unsaved_words_are_kept_against_a_crash(qtbot: QtBot, reviewed: Window) -> None:
    qtbot.keyClicks(reviewed.page, "Kept. ")
    reviewed.desk.keep()
    kept = reviewed.desk._keeper.file
    qtbot.waitUntil(kept.exists, timeout=WAIT)
    assert kept.read_text("utf-8").partition("\n")[2] == "Kept. " + STORY
    assert reviewed.desk.save()
    qtbot.waitUntil(lambda: not kept.exists(), timeout=WAIT)


def test_find_ignores_the_shape_of_quotes_and_replaces_all_in_one_step(reviewed: Window) -> None:
    bar = reviewed.find_bar
    bar.open_bar(replace=True)
    bar.wanted.setText('." said')
    bar.replacement.setText('," said')
    bar.take_all()
    assert reviewed.page.text() == STORY.replace(".” said", ",” said".replace("”", '"'))
    reviewed.page.undo()
    assert reviewed.page.text() == STORY


def test_both_themes_and_every_zoom(reviewed: Window) -> None:
    for choice in Choice:
        reviewed.set_theme(choice)
    reviewed.page.zoom_step(1)
    assert reviewed.page.zoom == 110 and reviewed.memory.zoom == 110
    assert not reviewed.desk.dirty


def test_sixty_characters_stand_in_a_line_of_a_small_window(reviewed: Window) -> None:
    assert 60 <= reviewed.page.characters_a_line() <= 72
    assert all(dock.isVisible() or dock is reviewed.docks.all["Readability"] for dock in reviewed.docks.all.values())


def test_every_action_has_words_and_no_key_is_given_twice(window: Window) -> None:
    keys: list[str] = []
    for action in window.menus.commands.actions.values():
        assert action.text()
        keys += [sequence.toString() for sequence in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_every_control_has_a_name_for_a_screen_reader(window: Window) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLineEdit

    for control in window.findChildren(QAbstractButton):
        if control.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert control.text() or control.accessibleName(), control
    for field in window.findChildren(QLineEdit):
        assert field.accessibleName() or field.placeholderText(), field


def test_the_export_dialog_opens_on_the_reviewed_text(qtbot: QtBot, reviewed: Window) -> None:
    from editor.ui.export.dialog import ExportDialog

    reviewed.menus.export()
    dialog = reviewed.findChild(ExportDialog)
    assert dialog is not None
    dialog.reject()


def test_typing_on_the_welcome_page_begins_a_text(qtbot: QtBot, window: Window) -> None:
    assert not any(dock.isVisible() for dock in window.docks.all.values())
    qtbot.keyClicks(window.welcome.open, "A")
    qtbot.keyClicks(window.page, "gain.")
    assert window.page.text() == "Again."
    assert window.docks.all["Flags"].isVisible()


def test_panels_put_away_come_back_as_they_were(reviewed: Window) -> None:
    reviewed.docks.all["Consistency"].hide()
    alone = reviewed.menus.commands.actions["alone"]
    alone.trigger()
    assert not reviewed.docks.all["Flags"].isVisible()
    alone.trigger()
    assert reviewed.docks.all["Flags"].isVisible()
    assert not reviewed.docks.all["Consistency"].isVisible()


def test_the_letters_of_the_menus_appear_with_alt(qtbot: QtBot, window: Window) -> None:
    first = window.menuBar().actions()[0]
    assert first.text() == "File"
    qtbot.keyPress(window, Qt.Key.Key_Alt)
    assert first.text() == "&File"
    qtbot.keyRelease(window, Qt.Key.Key_Alt)
    window.welcome.setFocus()
    qtbot.waitUntil(lambda: first.text() == "File")


def test_undo_of_a_repair_shows_the_place(reviewed: Window) -> None:
    finding, fix = fixable(reviewed)
    reviewed._take(finding, fix)
    reviewed.page.undo()
    assert abs(reviewed.page.offset() - finding.span.start) <= len(finding.span) + 1


def test_a_notice_waits_until_the_one_before_is_answered(window: Window) -> None:
    notice = window.notice
    notice.say("rescue", "Words were kept.", [("Show them", lambda: None)])
    notice.say("disk", "The file changed.")
    assert notice.topic == "rescue"
    notice.buttons[-1].click()
    assert (notice.topic, notice.sentence.text()) == ("disk", "The file changed.")
    notice.take_back("disk")
    assert not notice.topic and not notice.isVisibleTo(window)


def test_a_paragraph_too_long_for_quick_typing_is_told(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("The lamp swings. " * 7_000, "utf-8")
    window.open(path)
    assert "119,000 characters" in window.notice.sentence.text()


def test_a_whole_text_question_stands_behind_the_mistake_of_its_place(reviewed: Window) -> None:
    text = 'He laughs. ""\n“Yes,” she says.\n“No,” he says.\n"Go," she says.\n'
    opening = Span(11, 13)
    empty = Finding(EMPTY, opening, '""', "Nothing is said.", "", 1.0, ())
    edits = tuple(Edit(Span(at, at + 1), "“") for at in (text.index('"Go'), text.rindex('"')))
    mixed = Finding(
        MIXED, opening, '""', "Some are straight.", "", 1.0, (Fix("Make them all curly", edits, Applicability.SAFE),),
        None, (Span(text.index('"Go'), len(text) - 11),),
    )  # fmt: skip
    report = Report((mixed, empty), Readability(Scores("Whole text", (), 0, 0, 0, 0, 0, 0.0)), Narrative(), 0)
    reviewed.flags.show_report(report, text)
    assert list(reviewed.flags.list.flags.findings) == [empty, mixed]
    marks = Marks(report.findings, Drift(text.split("\n")))
    assert [(mark.start, mark.end) for mark in marks if mark.finding is mixed] == sorted(
        (edit.span.start, edit.span.end) for edit in edits
    )


def test_a_failure_of_languagetool_is_told_in_a_sentence(window: Window) -> None:
    window.checking.languagetool = EngineState("LanguageTool", State.FAILED, "LanguageTool could not be fetched.")
    window._show_state()
    assert window.notice.sentence.text() == "LanguageTool could not be fetched."
    assert window.notice.buttons[0].text() == "Try again"
    assert window.menus.commands.actions["get-languagetool"].isEnabled()


def test_the_key_of_a_panel_behind_another_brings_it_to_the_front(qtbot: QtBot, reviewed: Window) -> None:
    readability = reviewed.docks.all["Readability"]
    toggle = next(a for a in reviewed.menus.commands.menus["View"].actions() if a.text() == "Panels").menu()
    action = next(a for a in toggle.actions() if a.text() == "Readability")
    action.trigger()
    qtbot.waitUntil(lambda: not readability.visibleRegion().isEmpty())
    assert action.isChecked()
    action.trigger()
    assert readability.isHidden() and not action.isChecked()
