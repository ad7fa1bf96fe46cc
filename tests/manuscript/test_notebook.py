"""The notebook: what the writer said is kept, and a broken one never stands in the way."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from editor.checks.intent import Character, Dismissal, Intent, Scope
from editor.manuscript.notebook import VERSION, Notebook, NotebookError, PageState, notebook_file

HERE = Dismissal("dialogue.comma", Scope.HERE, "said", "he |, and")
RULE = Dismissal("tense.slip", Scope.RULE)
INES = Character("Ines Vidal", ("Nes",), "she/her")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text("x")
    return path


def filled(book: Notebook) -> Notebook:
    book.dismiss(HERE)
    book.dismiss(HERE)
    book.dismiss(RULE)
    book.add_word("Thalorin")
    book.set_cast([INES, Character("Bo")])
    book.set_page_state(PageState(7, 3, 2))
    return book


EXPECTED = Intent((INES, Character("Bo")), frozenset({"Thalorin"}), frozenset({HERE, RULE}))


def test_it_remembers(path: Path) -> None:
    assert Notebook.open(path).intent() == Intent()
    filled(Notebook.open(path)).close()
    book = Notebook.open(path)
    assert (book.intent(), book.page_state(), book.note) == (EXPECTED, PageState(7, 3, 2), "")
    book.undismiss(HERE)
    book.remove_word("Thalorin")
    book.set_cast([])
    assert book.intent("en-GB") == Intent(dismissals=frozenset({RULE}), variant="en-GB")
    book.set_state("variant", "en-AU")
    assert book.intent().variant == "en-AU"


def test_a_link_has_the_notebook_of_its_file(path: Path, tmp_path: Path) -> None:
    filled(Notebook.open(path)).close()
    (tmp_path / "link.txt").symlink_to(path)
    assert Notebook.open(tmp_path / "link.txt").intent() == EXPECTED


def test_it_moves_to_a_file_on_save_as(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    old = Notebook.open(other)
    old.add_word("somebody else's")
    old.close()
    book = filled(Notebook.open(None))
    assert book.file is None
    book = book.moved_to(other)
    assert book.intent() == EXPECTED
    again = book.moved_to(other)
    assert again.intent() == EXPECTED
    book = again.moved_to(path)
    book.close()
    assert Notebook.open(path).intent() == Notebook.open(other).intent() == EXPECTED


@pytest.mark.parametrize(
    "data", [b"not a database at all, whatever it says" * 50, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_damaged_one_is_set_aside(path: Path, data: bytes) -> None:
    file = notebook_file(path)
    file.write_bytes(data)
    book = Notebook.open(path)
    assert "damaged" in book.note and book.file == file
    filled(book).close()
    (aside,) = file.parent.glob("*-damaged-*.notebook")
    assert aside.read_bytes() == data
    assert Notebook.open(path).intent() == EXPECTED
    file.write_bytes(data)
    Notebook.open(path).close()
    assert len(list(file.parent.glob("*-damaged-*.notebook"))) == 2


def test_torn_pages_are_noticed(path: Path) -> None:
    book = Notebook.open(path)
    for number in range(2000):
        book.add_word(f"word{number}")
    book.close()
    file = notebook_file(path)
    data = bytearray(file.read_bytes())
    data[4096:12288] = b"\xa5" * 8192
    file.write_bytes(bytes(data))
    book = Notebook.open(path)
    assert "damaged" in book.note
    book.add_word("again")


def test_a_missing_table_is_damage(path: Path) -> None:
    Notebook.open(path).close()
    with sqlite3.connect(notebook_file(path)) as database:
        database.execute("DROP TABLE member")
    assert "damaged" in Notebook.open(path).note


def test_a_newer_one_is_left_alone(path: Path) -> None:
    filled(Notebook.open(path)).close()
    with sqlite3.connect(notebook_file(path)) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")
    book = Notebook.open(path)
    assert "newer" in book.note and book.file is None
    book.add_word("kept until it is closed")
    with sqlite3.connect(notebook_file(path)) as database:
        assert database.execute("SELECT count(*) FROM word").fetchone() == (1,)


def test_a_notebook_that_cannot_be_a_file(path: Path) -> None:
    notebook_file(path).mkdir()
    book = Notebook.open(path)
    assert book.note and filled(book).intent() == EXPECTED


def test_a_home_that_cannot_be_made(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLUEPENCIL_HOME", str(path))
    book = Notebook.open(path)
    assert "BLUEPENCIL_HOME" in book.note and filled(book).intent() == EXPECTED


def test_a_change_that_cannot_be_kept_is_said(path: Path) -> None:
    book = Notebook.open(path)
    with sqlite3.connect(notebook_file(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NotebookError, match="noted"):
            book.add_word("x")
        other.rollback()
    book.add_word("y")
    assert book.intent().words == {"y"}


_WRITER = """
import sys
from pathlib import Path
from editor.manuscript.notebook import Notebook
book = Notebook.open(Path(sys.argv[1]))
number = int(sys.argv[2])
while True:
    book.add_word(f"word{number}")
    print(number, flush=True)
    number += 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_it_survives_being_killed(path: Path) -> None:
    number = 0
    for _ in range(8):
        writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(path), str(number)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        os.kill(writer.pid, signal.SIGKILL)
        noted = writer.stdout.read().split()
        writer.wait()
        number = max([number, *map(int, noted)]) + 1
        book = Notebook.open(path)
        assert book.note == ""
        assert {f"word{n}" for n in range(number)} <= book.intent().words
        book.close()
