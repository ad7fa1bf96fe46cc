"""How the story is told, kept in the notebook; and a notebook of the first schema that learns to keep it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from editor.checks.intent import (
    BOOK,
    Character,
    Declaration,
    Dismissal,
    Intent,
    Meant,
    Passage,
    Place,
    Reach,
    Scope,
    Telling,
    View,
)
from editor.checks.narrative.model import Person, Tense
from editor.manuscript.notebook import VERSION, Notebook, PageState, notebook_file

WEIR = Place(Reach.CHAPTER, "The Weir", 3, 9, "nobody came to the weir", "and went home.")
LETTER = Place(Reach.SCENE, "The Weir", 2, 2, "dear anna, i am well", "your own tom")
SAID = (
    Declaration(BOOK, Telling(Tense.PAST, Person.THIRD, View.CLOSE, ("Mara", "the boy"))),
    Declaration(WEIR, Telling(Tense.MIXED, None, View.OMNISCIENT, (), False)),
    Declaration(LETTER, Telling(letters=True)),
)
MEANT = (
    Passage(Meant.FLASHBACK, "the summer she was nine", "shut the gate", "mara looked up", "the kettle", 240),
    Passage(Meant.HISTORIC_PRESENT, "so he comes in", "and sits down", "", "", 12),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text("x")
    return path


def test_what_is_declared_comes_back_as_it_was_said(path: Path) -> None:
    book = Notebook.open(path)
    book.set_declared(SAID, MEANT)
    book.close()
    intent = Notebook.open(path).intent()
    assert (intent.declarations, intent.passages) == (SAID, MEANT)


def test_saying_it_again_replaces_it_and_nothing_takes_it_back(path: Path) -> None:
    book = Notebook.open(path)
    book.set_declared(SAID, MEANT)
    book.set_declared(SAID[1:], ())
    assert book.intent() == Intent(declarations=SAID[1:])
    book.set_declared((), ())
    assert book.intent() == Intent()


def test_it_goes_with_the_text_to_another_file(path: Path, tmp_path: Path) -> None:
    book = Notebook.open(None)
    book.set_declared(SAID, MEANT)
    book = book.moved_to(path)
    book.close()
    other = Notebook.open(tmp_path / "other.txt")
    other.set_declared((), MEANT[:1])
    other.close()
    book = Notebook.open(path).moved_to(tmp_path / "other.txt")
    assert book.intent() == Intent(declarations=SAID, passages=MEANT)


# As the first version of the program wrote it.
_FIRST_SCHEMA = """
CREATE TABLE about (path TEXT NOT NULL);
CREATE TABLE dismissal (rule TEXT NOT NULL, scope TEXT NOT NULL, text TEXT NOT NULL, context TEXT NOT NULL,
 PRIMARY KEY (rule, scope, text, context));
CREATE TABLE word (word TEXT PRIMARY KEY);
CREATE TABLE member (place INTEGER PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL, pronouns TEXT NOT NULL);
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO about VALUES ('draft.txt');
INSERT INTO dismissal VALUES ('tense.slip', 'here', 'smells', 'it |of rain');
INSERT INTO word VALUES ('skerrow');
INSERT INTO member (name, aliases, pronouns) VALUES ('Mara Quill', '["Ma"]', 'she/her');
INSERT INTO state VALUES ('page', '{"cursor": 7, "first_visible": 3, "zoom": 1}');
PRAGMA user_version = 1;
"""


def test_a_notebook_of_the_first_schema_keeps_everything_and_learns_the_new(path: Path) -> None:
    with sqlite3.connect(notebook_file(path)) as database:
        database.executescript(_FIRST_SCHEMA)
    database.close()
    book = Notebook.open(path)
    before = Intent(
        (Character("Mara Quill", ("Ma",), "she/her"),),
        frozenset({"skerrow"}),
        frozenset({Dismissal("tense.slip", Scope.HERE, "smells", "it |of rain")}),
    )
    assert (book.note, book.intent(), book.page_state()) == ("", before, PageState(7, 3, 1))
    book.set_declared(SAID, MEANT)
    book.close()
    with sqlite3.connect(notebook_file(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (VERSION,)
    database.close()
    again = Notebook.open(path).intent()
    assert (again.cast, again.declarations, again.passages) == (before.cast, SAID, MEANT)


def test_a_row_that_makes_no_sense_is_passed_over(path: Path) -> None:
    book = Notebook.open(path)
    book.set_declared(SAID, MEANT)
    book.close()
    with sqlite3.connect(notebook_file(path)) as database:
        database.execute("UPDATE declaration SET tense = 'pluperfect' WHERE reach = 'book'")
        database.execute("UPDATE passage SET kind = 'joke' WHERE words = 12")
    database.close()
    intent = Notebook.open(path).intent()
    assert (intent.declarations, intent.passages) == (SAID[1:], MEANT[:1])
