"""What the writer said about one manuscript: how it is told, "I meant that", words, cast, and where they stopped.

One SQLite file for each manuscript, in the program's own data folder (a database in a synced folder
breaks), named after the hash of the manuscript's real path.  A text that was never saved has a notebook in
memory, which moves to a file when it gets one.  A damaged notebook is set aside and a new one begun: it
must never keep a text from opening.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from editor.checks.intent import Character, Declaration, Dismissal, Intent, Passage, Scope
from editor.checks.quoting import quotes_of, said_of_quotes
from editor.errors import EditorError
from editor.manuscript import declared
from editor.manuscript.folders import data_folder
from editor.text.quotes import QuoteStyle

VERSION = 2
"""The schema that this program writes, in the database's ``user_version``."""

# The tables of version 1; a new notebook begins with them and takes every step after.
_TABLES = (
    "CREATE TABLE about (path TEXT NOT NULL)",
    "CREATE TABLE dismissal (rule TEXT NOT NULL, scope TEXT NOT NULL, text TEXT NOT NULL, context TEXT NOT NULL,"
    " PRIMARY KEY (rule, scope, text, context))",
    "CREATE TABLE word (word TEXT PRIMARY KEY)",
    "CREATE TABLE member (place INTEGER PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL,"
    " pronouns TEXT NOT NULL)",
    "CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
)

# From a version to the next: each gets the open database inside the transaction that raises the version.
_MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {1: declared.create}
_FIRST = ("dismissal", "word", "member", "state")
_ALL = (*_FIRST, *declared.TABLES)


class NotebookError(EditorError):
    """Something could not be noted down."""


@dataclass(frozen=True, slots=True)
class PageState:
    """Where the writer was: ``cursor`` and ``first_visible`` in code points of the text, ``zoom`` in steps."""

    cursor: int = 0
    first_visible: int = 0
    zoom: int = 0


class Notebook:
    """The notebook of one manuscript; use :meth:`open`.

    ``note`` is a sentence for the writer when something was wrong with the file, or empty.
    """

    def __init__(self, database: sqlite3.Connection, file: Path | None, note: str = "") -> None:
        self._database = database
        self.file = file
        self.note = note

    @classmethod
    def open(cls, path: Path | None) -> Notebook:
        """The notebook of the manuscript at ``path``, or one in memory for a text without a file.

        Never fails: a notebook that cannot be used is set aside, and ``note`` says so.
        """
        if path is None:
            return cls(_prepared(sqlite3.connect(":memory:", isolation_level=None), None), None)
        try:
            file = notebook_file(path)
        except EditorError as error:
            return cls._in_memory(path, str(error))
        try:
            return cls(_opened(file, path), file)
        except _Newer:
            return cls._in_memory(
                path, "The notes on this text were made by a newer Blue Pencil; they are left alone and not shown."
            )
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and not _damaged(file):
                return cls._in_memory(
                    path, f"The notes on this text cannot be opened ({error}); new ones are not kept."
                )
        try:
            aside = _set_aside(file)
            note = f"The notes on this text were damaged. They are kept as {aside.name}, and new ones were begun."
            return cls(_opened(file, path), file, note)
        except (OSError, sqlite3.DatabaseError) as error:
            return cls._in_memory(path, _out_of_reach(error))

    @classmethod
    def _in_memory(cls, path: Path, note: str) -> Notebook:
        return cls(_prepared(sqlite3.connect(":memory:", isolation_level=None), path), None, note)

    def close(self) -> None:
        """Close the file; the notebook cannot be used afterwards."""
        self._database.close()

    def moved_to(self, path: Path) -> Notebook:
        """The notebook for the same text under a new name ("Save as"), with everything in it; this one is closed.

        What an older file of that name had noted is replaced: it was about another text.
        """
        moved = Notebook.open(path)
        if moved.file == self.file and self.file is not None:
            self.close()
            return moved
        intent, states = self.intent(), self._rows("SELECT name, value FROM state")
        with moved._change():
            for table in _FIRST:
                moved._database.execute(f"DELETE FROM {table}")
            for dismissal in intent.dismissals:
                moved._insert_dismissal(dismissal)
            moved._insert_words(intent.words)
            moved._insert_cast(intent.cast)
            declared.write(moved._database, intent.declarations, intent.passages)
            moved._database.executemany("INSERT INTO state VALUES (?, ?)", states)
        self.close()
        return moved

    def intent(self, variant: str = "en-US") -> Intent:
        """Everything declared, as the checkers want it; ``variant`` of English unless the notebook says another."""
        dismissals = frozenset(
            Dismissal(rule, Scope(scope), text, context)
            for rule, scope, text, context in self._rows("SELECT rule, scope, text, context FROM dismissal")
            if scope in tuple(Scope)
        )
        cast = tuple(
            Character(name, tuple(json.loads(aliases)), pronouns)
            for name, aliases, pronouns in self._rows("SELECT name, aliases, pronouns FROM member ORDER BY place")
        )
        words = frozenset(word for (word,) in self._rows("SELECT word FROM word"))
        quotes = self.state("quotes")
        return Intent(
            cast,
            words,
            dismissals,
            self.state("variant") or variant,
            tuple(declared.declarations(self._rows(declared.DECLARATIONS))),
            tuple(declared.passages(self._rows(declared.PASSAGES))),
            quotes_of(quotes, QuoteStyle()) if quotes else None,
        )

    def set_quotes(self, style: QuoteStyle | None) -> None:
        """Note the quotation marks as declared; None forgets them."""
        self.set_state("quotes", said_of_quotes(style) if style is not None else "")

    def dismiss(self, dismissal: Dismissal) -> None:
        """Note "I meant that"."""
        with self._change():
            self._insert_dismissal(dismissal)

    def undismiss(self, dismissal: Dismissal) -> None:
        """Take an "I meant that" back."""
        with self._change():
            self._database.execute(
                "DELETE FROM dismissal WHERE rule = ? AND scope = ? AND text = ? AND context = ?",
                (dismissal.rule, dismissal.scope.value, dismissal.text, dismissal.context),
            )

    def add_word(self, word: str) -> None:
        """Put a word into the dictionary of this manuscript."""
        with self._change():
            self._insert_words([word])

    def remove_word(self, word: str) -> None:
        """Take a word out of the dictionary."""
        with self._change():
            self._database.execute("DELETE FROM word WHERE word = ?", (word,))

    def set_cast(self, cast: Iterable[Character]) -> None:
        """Note who is in the story, in this order; replaces what was noted."""
        with self._change():
            self._database.execute("DELETE FROM member")
            self._insert_cast(cast)

    def set_declared(self, declarations: Iterable[Declaration], passages: Iterable[Passage]) -> None:
        """Note how the story is told and which passages are meant; replaces what was noted."""
        with self._change():
            declared.write(self._database, declarations, passages)

    def state(self, name: str) -> str | None:
        """A setting of this manuscript's window, or None."""
        rows = self._rows("SELECT value FROM state WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else None

    def set_state(self, name: str, value: str) -> None:
        """Note a setting of this manuscript's window."""
        with self._change():
            self._database.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))

    def page_state(self) -> PageState:
        """Where the writer was when the text was last closed; the beginning if that is not known."""
        noted = self.state("page")
        try:
            return PageState(**{key: int(value) for key, value in json.loads(noted or "{}").items()})
        except (ValueError, TypeError, AttributeError):
            return PageState()

    def set_page_state(self, state: PageState) -> None:
        """Note where the writer is."""
        self.set_state(
            "page", json.dumps({"cursor": state.cursor, "first_visible": state.first_visible, "zoom": state.zoom})
        )

    def _rows(self, query: str, values: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise NotebookError(f"The notes on this text cannot be read ({error}).") from error

    def _change(self) -> _Change:
        return _Change(self._database)

    def _insert_dismissal(self, dismissal: Dismissal) -> None:
        self._database.execute(
            "INSERT OR IGNORE INTO dismissal VALUES (?, ?, ?, ?)",
            (dismissal.rule, dismissal.scope.value, dismissal.text, dismissal.context),
        )

    def _insert_words(self, words: Iterable[str]) -> None:
        self._database.executemany("INSERT OR IGNORE INTO word VALUES (?)", [(word,) for word in words])

    def _insert_cast(self, cast: Iterable[Character]) -> None:
        self._database.executemany(
            "INSERT INTO member (name, aliases, pronouns) VALUES (?, ?, ?)",
            [(member.name, json.dumps(member.aliases), member.pronouns) for member in cast],
        )


def notebook_file(path: Path) -> Path:
    """Where the notebook of the manuscript at ``path`` lies.

    Raises:
        FolderError: if the data folder cannot be made.
    """
    real = os.path.normcase(os.path.realpath(path))
    name = hashlib.sha256(real.encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return data_folder("notebooks") / f"{name}.notebook"


def _out_of_reach(error: Exception) -> str:
    return f"The notes on this text cannot be opened ({error}); new ones are kept only until it is closed."


class _Newer(Exception):
    """The notebook's schema is newer than this program."""


class _Change:
    """One transaction; an error undoes it and becomes a sentence."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        self._run("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if kind is None:
            self._run("COMMIT")
            return
        with suppress(sqlite3.Error):
            self._database.execute("ROLLBACK")
        if isinstance(error, sqlite3.Error):
            raise NotebookError(f"That could not be noted down ({error}).") from error

    def _run(self, command: str) -> None:
        try:
            self._database.execute(command)
        except sqlite3.Error as error:
            raise NotebookError(f"That could not be noted down ({error}).") from error


def _opened(file: Path, path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=0.5, isolation_level=None)
    try:
        return _prepared(database, path)
    except BaseException:
        database.close()
        raise


def _prepared(database: sqlite3.Connection, path: Path | None) -> sqlite3.Connection:
    """The database with the newest schema, ready for use."""
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    (sound,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if sound != "ok":
        raise sqlite3.DatabaseError(sound)
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise _Newer
    database.execute("BEGIN IMMEDIATE")
    # Another window may have made it meanwhile.
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version == 0:
        for table in _TABLES:
            database.execute(table)
        database.execute("INSERT INTO about VALUES (?)", (str(path) if path is not None else "",))
    for step in range(version or 1, VERSION):
        _MIGRATIONS[step](database)
    database.execute(f"PRAGMA user_version = {VERSION}")
    database.execute("COMMIT")
    for table in _ALL:
        database.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()
    return database


def _damaged(file: Path) -> bool:
    """Whether a file that SQLite could not open is at fault itself, rather than busy or out of reach."""
    if not file.is_file() or not os.access(file, os.R_OK | os.W_OK):
        return False
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=0.2)) as database:
            (sound,) = database.execute("PRAGMA quick_check(1)").fetchone()
            names = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
            return sound != "ok" or not names.issuperset(_FIRST)
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True


def _set_aside(file: Path) -> Path:
    aside = file.with_name(f"{file.stem}-damaged-{time.strftime('%Y%m%d-%H%M%S')}.notebook")
    number = 1
    while aside.exists():
        number += 1
        aside = aside.with_name(f"{file.stem}-damaged-{time.strftime('%Y%m%d-%H%M%S')}-{number}.notebook")
    file.rename(aside)
    for extra in ("-wal", "-shm"):
        with suppress(OSError):
            Path(f"{file}{extra}").rename(f"{aside}{extra}")
    return aside
