"""What the writer declares of the telling, as rows of the notebook: tables, reading, writing.

The notebook opens the database and the transactions; nothing here does.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from editor.checks.intent import Declaration, Meant, Passage, Place, Reach, Telling, View
from editor.checks.narrative.model import Person, Tense

TABLES = ("declaration", "passage")

_CREATE = (
    "CREATE TABLE declaration (place INTEGER PRIMARY KEY, reach TEXT NOT NULL, chapter TEXT NOT NULL,"
    " number INTEGER NOT NULL, total INTEGER NOT NULL, opening TEXT NOT NULL, closing TEXT NOT NULL,"
    " tense TEXT, person TEXT, view TEXT, heads TEXT NOT NULL, letters INTEGER)",
    "CREATE TABLE passage (place INTEGER PRIMARY KEY, kind TEXT NOT NULL, opening TEXT NOT NULL,"
    " closing TEXT NOT NULL, words_before TEXT NOT NULL, words_after TEXT NOT NULL, words INTEGER NOT NULL)",
)

Row = tuple[str, ...]
DECLARATIONS = (
    "SELECT reach, chapter, number, total, opening, closing, tense, person, view, heads, letters"
    " FROM declaration ORDER BY place"
)
PASSAGES = "SELECT kind, opening, closing, words_before, words_after, words FROM passage ORDER BY place"


def create(database: sqlite3.Connection) -> None:
    """Add the tables (from the notebook's schema 1 to 2)."""
    for table in _CREATE:
        database.execute(table)


def declarations(rows: Iterable[Row]) -> Iterator[Declaration]:
    """The rows of :data:`DECLARATIONS`; one that cannot be understood is passed over."""
    for reach, chapter, number, total, opening, closing, tense, person, view, heads, letters in rows:
        try:
            place = Place(Reach(reach), chapter, int(number), int(total), opening, closing)
            yield Declaration(
                place,
                Telling(
                    None if tense is None else Tense(tense),
                    None if person is None else Person(person),
                    None if view is None else View(view),
                    tuple(str(head) for head in json.loads(heads)),
                    None if letters is None else bool(letters),
                ),
            )
        except (ValueError, TypeError):
            continue


def passages(rows: Iterable[Row]) -> Iterator[Passage]:
    """The rows of :data:`PASSAGES`; one that cannot be understood is passed over."""
    for kind, opening, closing, before, after, words in rows:
        if kind in tuple(Meant):
            yield Passage(Meant(kind), opening, closing, before, after, int(words))


def write(database: sqlite3.Connection, declared: Iterable[Declaration], meant: Iterable[Passage]) -> None:
    """Put these in the place of everything declared before."""
    for table in TABLES:
        database.execute(f"DELETE FROM {table}")
    database.executemany(
        "INSERT INTO declaration (reach, chapter, number, total, opening, closing, tense, person, view, heads, letters)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*_place(d.place), *_telling(d.telling)) for d in declared],
    )
    database.executemany(
        "INSERT INTO passage (kind, opening, closing, words_before, words_after, words) VALUES (?, ?, ?, ?, ?, ?)",
        [(p.kind.value, p.opening, p.closing, p.before, p.after, p.words) for p in meant],
    )


def _place(place: Place) -> tuple[str, str, int, int, str, str]:
    return place.reach.value, place.chapter, place.number, place.of, place.opening, place.closing


def _telling(telling: Telling) -> tuple[str | None, str | None, str | None, str, int | None]:
    return (
        telling.tense and telling.tense.value,
        telling.person and telling.person.value,
        telling.view and telling.view.value,
        json.dumps(telling.heads),
        None if telling.letters is None else int(telling.letters),
    )
