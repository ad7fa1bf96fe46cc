"""The export of a cleaned text: choosing, comparing, writing, and leaving the original alone."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.checks.apply import Choice
from editor.checks.rule import Family
from editor.manuscript.reading import Manuscript, Newline
from editor.press.difference import Change, Passage, Piece
from editor.text.span import Span
from editor.ui.export.choices import cleaned, excerpt, first_chosen, offers_of
from editor.ui.export.dialog import ExportDialog
from editor.ui.theme import DARK, LIGHT
from tests.ui.made import EMPTY, FINDINGS, REPORT, STORY

SAFE_TEXT = (
    STORY.replace("comes.” says", "comes,” says")
    .replace("sister's", "sister’s")
    .replace("somebody's", "somebody’s")
    .replace("there!?”", "there?”")
)


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "Ferry.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def dialog(qtbot: QtBot, original: Path) -> ExportDialog:
    dialog = ExportDialog(REPORT, STORY, Manuscript(original, STORY), LIGHT)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def number_of(title: str) -> int:
    return next(n for n, offer in enumerate(offers_of(FINDINGS)) if offer.fix.title == title)


def test_the_safe_repairs_are_ticked_and_the_others_listed(dialog: ExportDialog) -> None:
    offers = offers_of(FINDINGS)
    assert {offers[n].fix.title for n in dialog.repairs.chosen} == {"comes,” says", "sister’s", "somebody’s", "there?”"}
    listed = [offer.fix.title for offer in offers]
    assert "wishes" in listed and "is wishing" in listed and "He carries" not in listed
    assert dialog.text == SAFE_TEXT


def test_the_list_shows_what_becomes_of_the_words(dialog: ExportDialog) -> None:
    tree = dialog.repairs.model()
    dialogue = tree.index(0, 0)
    assert dialogue.data() == "Dialogue   2 of 3"
    assert tree.index(0, 0, dialogue).data() == "comes.” says  →  comes,” says"


def test_a_tick_changes_the_difference(dialog: ExportDialog, qtbot: QtBot) -> None:
    assert len(dialog.changes.passages) == 4
    dialog.repairs.tick(number_of("wishes"), True)
    qtbot.waitUntil(lambda: len(dialog.changes.passages) == 5)
    pieces = dialog.changes.passages[0].pieces
    assert Piece(Change.REMOVED, "wished") in pieces and Piece(Change.ADDED, "wishes") in pieces
    assert dialog.text == SAFE_TEXT.replace("wished", "wishes")


def test_two_repairs_of_one_flag_exclude_each_other(dialog: ExportDialog) -> None:
    dialog.repairs.tick(number_of("wishes"), True)
    dialog.repairs.tick(number_of("is wishing"), True)
    assert number_of("wishes") not in dialog.repairs.chosen
    assert "is wishing for tea" in dialog.text


def test_a_family_is_ticked_at_once(dialog: ExportDialog) -> None:
    dialog.repairs.tick_family(Family.DIALOGUE, False)
    assert dialog.text == STORY.replace("sister's", "sister’s").replace("somebody's", "somebody’s")
    dialog.repairs.tick_family(Family.DIALOGUE, True)
    assert "yesterday.”" in dialog.text and "there?”" in dialog.text


def test_the_space_bar_ticks(dialog: ExportDialog, qtbot: QtBot) -> None:
    tree = dialog.repairs
    tree.setCurrentIndex(tree.model().index(0, 0, tree.model().index(0, 0)))
    before = tree.chosen
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert len(tree.chosen ^ before) == 1


def test_exported_is_said_after_the_file_was_read_back(dialog: ExportDialog, qtbot: QtBot, original: Path) -> None:
    with qtbot.waitSignal(dialog.exported) as signal:
        qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    written = original.with_name("Ferry (cleaned).txt")
    assert signal.args == [written]
    assert written.read_bytes().decode("utf-8") == SAFE_TEXT
    assert original.read_bytes().decode("utf-8") == STORY
    assert dialog.said.text().startswith(f"Exported to {written}.")


def test_the_original_is_never_written_to(dialog: ExportDialog, qtbot: QtBot, original: Path) -> None:
    dialog.path.setText(str(original))
    with qtbot.assertNotEmitted(dialog.exported):
        dialog.write()
        dialog.write()
    assert original.read_bytes().decode("utf-8") == STORY
    assert "is the manuscript itself" in dialog.said.text()


def test_another_file_is_replaced_only_on_a_second_press(dialog: ExportDialog, original: Path) -> None:
    other = original.with_name("kept.txt")
    other.write_text("kept", encoding="utf-8")
    dialog.path.setText(str(other))
    dialog.write()
    assert other.read_text(encoding="utf-8") == "kept"
    assert dialog.export_button.text() == "Replace it"
    dialog.write()
    assert other.read_text(encoding="utf-8") == SAFE_TEXT


def test_a_press_on_replace_is_forgotten_with_another_name(dialog: ExportDialog, qtbot: QtBot, original: Path) -> None:
    for name in ("one.txt", "two.txt"):
        original.with_name(name).write_text("kept", encoding="utf-8")
    dialog.path.setText(str(original.with_name("one.txt")))
    dialog.write()
    dialog.path.setText("")
    qtbot.keyClicks(dialog.path, str(original.with_name("two.txt")))
    assert dialog.export_button.text() == "Export"
    dialog.write()
    assert original.with_name("two.txt").read_text(encoding="utf-8") == "kept"


def test_text_or_markdown(dialog: ExportDialog, qtbot: QtBot, original: Path) -> None:
    assert dialog.as_text.isChecked()
    qtbot.mouseClick(dialog.as_markdown, Qt.MouseButton.LeftButton)
    assert dialog.path.text().endswith("Ferry (cleaned).md") and not dialog.as_text.isChecked()
    dialog.write()
    assert original.with_name("Ferry (cleaned).md").read_text(encoding="utf-8") == SAFE_TEXT
    qtbot.mouseClick(dialog.as_text, Qt.MouseButton.LeftButton)
    assert dialog.path.text().endswith("Ferry (cleaned).txt")
    qtbot.mouseClick(dialog.as_text, Qt.MouseButton.LeftButton)
    assert dialog.as_text.isChecked()


@pytest.mark.parametrize("name", ["", "no such folder/x.txt", "story.docx"])
def test_a_place_that_cannot_be_written_is_a_sentence(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    dialog.path.setText(str(tmp_path / name) if name else "")
    with qtbot.assertNotEmitted(dialog.exported):
        dialog.write()
    assert dialog.said.text().endswith(".") and dialog.said.isVisible()


def test_line_ends_of_the_manuscript_are_kept(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "Windows.txt"
    full = STORY.replace("\n", "\r\n")
    path.write_bytes(full.encode("utf-8"))
    dialog = ExportDialog(REPORT, STORY, Manuscript(path, full, newline=Newline.CRLF), DARK)
    qtbot.addWidget(dialog)
    dialog.write()
    assert path.with_name("Windows (cleaned).txt").read_bytes() == SAFE_TEXT.replace("\n", "\r\n").encode("utf-8")


def test_the_first_name_is_free(qtbot: QtBot, original: Path) -> None:
    original.with_name("Ferry (cleaned).txt").write_text("", encoding="utf-8")
    dialog = ExportDialog(REPORT, STORY, Manuscript(original, STORY), LIGHT)
    qtbot.addWidget(dialog)
    assert Path(dialog.path.text()).name == "Ferry (cleaned 2).txt"


def test_with_nothing_to_repair_the_text_goes_out_as_it_is(qtbot: QtBot, original: Path) -> None:
    dialog = ExportDialog(EMPTY, STORY, Manuscript(original, STORY), LIGHT)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.text == STORY and not dialog.changes.passages
    dialog.write()
    assert original.with_name("Ferry (cleaned).txt").read_text(encoding="utf-8") == STORY
    dialog.grab()


def test_a_text_that_was_never_saved_can_be_exported(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog(REPORT, STORY, Manuscript(None, STORY), LIGHT)
    qtbot.addWidget(dialog)
    dialog.path.setText(str(tmp_path / "new.txt"))
    dialog.write()
    assert (tmp_path / "new.txt").read_text(encoding="utf-8") == SAFE_TEXT


def test_rows_say_old_and_new_to_a_screen_reader(dialog: ExportDialog) -> None:
    said = dialog.changes.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Line 2. It was: “It never comes.” says Marlow")
    assert "It becomes: “It never comes,” says Marlow" in said
    dialog.set_theme(DARK)
    dialog.grab()


# Choices


def test_repairs_that_touch_are_not_both_made() -> None:
    first = FINDINGS[0]
    twin = replace(first, rule=FINDINGS[1].rule)
    offers = (Choice(first, first.fixes[0]), Choice(twin, first.fixes[1]))
    result = cleaned(STORY, offers, {0, 1})
    assert (result.made, result.left_out) == (1, 1)


def test_words_that_are_gone_are_left_out() -> None:
    offers = offers_of(FINDINGS)
    chosen = first_chosen(offers)
    result = cleaned(STORY.replace("somebody's", "anybodies'"), offers, chosen)
    assert result.left_out == 1 and result.made == len(chosen) - 1


def test_an_excerpt_keeps_the_changes_and_a_few_words_around() -> None:
    same = (
        "A long and winding stretch of words that goes on for quite a while before anything at all is changed in it, "
    )
    pieces = (
        Piece(Change.SAME, same),
        Piece(Change.REMOVED, "one"),
        Piece(Change.ADDED, "two"),
        Piece(Change.SAME, same * 3),
        Piece(Change.REMOVED, "three\n"),
        Piece(Change.SAME, same),
    )
    short = excerpt(Passage(Span(0, 1), Span(0, 1), 1, pieces))
    assert [piece.change for piece in short] == [piece.change for piece in pieces]
    assert short[0].text.startswith("…") and short[0].text.endswith("changed in it, ")
    assert " … " in short[3].text and len(short[3].text) < 150
    assert short[4].text == "three¶ "
    assert short[5].text.endswith("…")
    assert all("\n" not in piece.text for piece in short)
