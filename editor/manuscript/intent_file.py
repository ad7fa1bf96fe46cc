"""A file of declared intent: how a text is told, in TOML, for the command line and for keeping beside it.

``resources/intent/format.txt`` is its whole documentation.  A file names its chapters and scenes as a writer
would; here they are looked up in the text, so that whatever cannot be found is said at once, with the line
that names it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from editor.checks.anchors import Spot, spots_of
from editor.checks.intent import BOOK, Character, Declaration, Intent, Passage, Place, Reach, Telling, fold
from editor.checks.passages import Words, passage_of
from editor.checks.quoting import QuotingError, quotes_of, said_of_quotes
from editor.checks.telling import TellingError, meant_of, said_of, telling_of
from editor.errors import EditorError
from editor.text.document import Document
from editor.text.quotes import QuoteStyle

T = TypeVar("T")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "chapter": ("title", "number", "opens", "told"),
    "scene": ("chapter", "number", "opens", "told"),
    "meant": ("kind", "from", "to"),
    "cast": ("name", "aliases", "pronouns"),
}


class IntentFileError(EditorError):
    """The file cannot be read or understood; the message names the line."""


def read_intent(path: Path, document: Document, noted: Intent) -> Intent:
    """What ``path`` declares about ``document``, with everything else as ``noted`` before.

    Raises:
        IntentFileError: if it cannot be read, is no TOML, or names what is not in the text.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise IntentFileError(f"{path} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError:
        raise IntentFileError(f"{path} is not written in UTF-8.") from None
    try:
        return _Reader(text, document).intent(noted)
    except IntentFileError as error:
        raise IntentFileError(f"{path}: {error}") from None


class _Reader:
    def __init__(self, text: str, document: Document) -> None:
        self._text = text
        self._document = document
        self._chapters, self._scenes = spots_of(document)

    def intent(self, noted: Intent) -> Intent:
        try:
            found = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            raise IntentFileError(f"This is not TOML: {error}.") from None
        for key in found:
            if key not in ("book", "quotes", "words", *_KEYS):
                allowed = "book, quotes, chapter, scene, meant, cast or words"
                raise self._error(f"“{key}” is not known here; use {allowed}", "", 0, key)
        declared = []
        if "book" in found:
            declared.append(Declaration(BOOK, self._told(self._value(found, "book", str, "", 0), "", 0, "book")))
        declared += self._each(found, "chapter", self._chapter)
        declared += self._each(found, "scene", self._scene)
        places = [d.place for d in declared]
        if len(set(places)) < len(places):
            twice = next(p for p in places if places.count(p) > 1)
            raise IntentFileError(f"{_named(twice)} is declared twice.")
        cast = tuple(self._each(found, "cast", self._character)) if "cast" in found else noted.cast
        words = noted.words
        if "words" in found:
            words = frozenset(self._texts(found, "words", "", 0))
        passages = tuple(self._each(found, "meant", self._passage))
        quotes = self._quotes(found) if "quotes" in found else noted.quotes
        return replace(noted, cast=cast, words=words, declarations=tuple(declared), passages=passages, quotes=quotes)

    def _quotes(self, found: Mapping[str, object]) -> QuoteStyle:
        try:
            return quotes_of(self._value(found, "quotes", str, "", 0), self._document.quotes)
        except QuotingError as error:
            raise self._error(str(error).removesuffix("."), "", 0, "quotes") from None

    def _each(
        self, found: Mapping[str, object], table: str, make: Callable[[Mapping[str, object], int], T]
    ) -> Iterator[T]:
        entries = found.get(table, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self._error(f"Write [[{table}]] with two brackets on each side", "", 0, table)
        for nth, entry in enumerate(entries):
            for key in entry:
                if key not in _KEYS[table]:
                    raise self._error(
                        f"“{key}” is not known in [[{table}]]; use {', '.join(_KEYS[table])}", table, nth, key
                    )
            yield make(entry, nth)

    def _chapter(self, entry: Mapping[str, object], nth: int) -> Declaration:
        title = self._text_of(entry, "title", "chapter", nth)
        spots = [s for s in self._chapters if not title or fold(s.place.chapter) == fold(title)]
        number = self._number(entry, "chapter", nth)
        by_number = spots[number - 1 : number] if title else [s for s in spots if s.place.number == number]
        return self._declaration(entry, nth, "chapter", spots, by_number if number else None)

    def _scene(self, entry: Mapping[str, object], nth: int) -> Declaration:
        chapter = self._text_of(entry, "chapter", "scene", nth)
        spots = [s for s in self._scenes if not chapter or fold(s.place.chapter) == fold(chapter)]
        if chapter and not spots:
            raise self._error(f"There is no chapter “{chapter}” in this text", "scene", nth, "chapter")
        number = self._number(entry, "scene", nth)
        by_number = [s for s in spots if (s.place.number if chapter else s.last) == number]
        return self._declaration(entry, nth, "scene", spots, by_number if number else None)

    def _declaration(
        self, entry: Mapping[str, object], nth: int, table: str, spots: Sequence[Spot], by_number: Sequence[Spot] | None
    ) -> Declaration:
        """The one spot that the entry means: by its first words, else by heading and number."""
        opens = fold(self._text_of(entry, "opens", table, nth))
        by_words = [s for s in spots if opens and (s.place.opening + " ").startswith(opens + " ")]
        if not by_words and len(opens.split()) > 1:  # more words than are kept, or half a word
            by_words = [s for s in spots if s.place.opening.startswith(opens) or opens.startswith(s.place.opening)]
        if not opens and by_number is None and not entry.keys() & {"title", "chapter"}:
            raise self._error(f"Say which {table} is meant: {', '.join(_KEYS[table][:-1])}", table, nth)
        if len(by_words) != 1 and by_number is not None:
            by_words = [s for s in by_number if s in by_words or not by_words]
        elif not opens:
            by_words = list(spots)
        if not by_words:
            raise self._error(f"There is no such {table} in this text", table, nth, "opens" if opens else "")
        if len(by_words) > 1:
            raise self._error(f"{len(by_words)} {table}s are like this; say the number too", table, nth)
        return Declaration(by_words[0].place, self._told(self._text_of(entry, "told", table, nth), table, nth, "told"))

    def _passage(self, entry: Mapping[str, object], nth: int) -> Passage:
        text = Words(self._document.source)
        opening, closing = (self._text_of(entry, key, "meant", nth) for key in ("from", "to"))
        starts = text.at(Words(opening).words)
        last = Words(closing).words
        stops = [at for at in text.at(last) if starts and at + len(last) > starts[0]]
        for key, said, places in (("from", opening, starts), ("to", closing, stops)):
            if not places:
                raise self._error(f"“{said}” does not stand in this text", "meant", nth, key)
        if len(starts) > 1:
            raise self._error(f"“{opening}” stands in {len(starts)} places; say more words", "meant", nth, "from")
        try:
            kind = meant_of(self._text_of(entry, "kind", "meant", nth))
        except TellingError as error:
            raise self._error(str(error).removesuffix("."), "meant", nth, "kind") from None
        span = text.span(starts[0], stops[0] + len(last))
        passage = passage_of(kind, span, text)
        assert passage is not None  # it holds the words that were found
        return passage

    def _character(self, entry: Mapping[str, object], nth: int) -> Character:
        name = self._text_of(entry, "name", "cast", nth)
        if not name:
            raise self._error("Somebody in [[cast]] has no name", "cast", nth)
        aliases = tuple(self._texts(entry, "aliases", "cast", nth))
        return Character(name, aliases, self._text_of(entry, "pronouns", "cast", nth))

    def _told(self, said: str, table: str, nth: int, key: str) -> Telling:
        try:
            return telling_of(said)
        except TellingError as error:
            raise self._error(str(error).removesuffix("."), table, nth, key) from None

    # Values

    def _text_of(self, entry: Mapping[str, object], key: str, table: str, nth: int) -> str:
        return self._value(entry, key, str, table, nth) if key in entry else ""

    def _number(self, entry: Mapping[str, object], table: str, nth: int) -> int:
        if "number" not in entry:
            return 0
        number = self._value(entry, "number", int, table, nth)
        if number < 1:
            raise self._error(f"“number” counts from 1, and {number} is less", table, nth, "number")
        return number

    def _texts(self, entry: Mapping[str, object], key: str, table: str, nth: int) -> list[str]:
        values = self._value(entry, key, list, table, nth) if key in entry else []
        if not all(isinstance(value, str) for value in values):
            raise self._error(f"“{key}” should be a list of words in quotation marks", table, nth, key)
        return [str(value) for value in values]

    def _value(self, entry: Mapping[str, object], key: str, kind: type[T], table: str, nth: int) -> T:
        value = entry[key]
        if not isinstance(value, kind) or isinstance(value, bool):
            what = {str: "words in quotation marks", int: "a number", list: "a list"}[kind]
            raise self._error(f"“{key}” should be {what}", table, nth, key)
        return value

    def _error(self, sentence: str, table: str, nth: int, key: str = "") -> IntentFileError:
        return IntentFileError(f"{sentence} (line {_line(self._text, table, nth, key)}).")


def _line(text: str, table: str, nth: int, key: str) -> int:
    """The line of a key (or of the head) of the ``nth`` table of that name; tomllib keeps no lines."""
    here, seen, head = "", 0, 1
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if words.startswith("["):
            here = words.strip("[] ").partition("]")[0].strip()
            seen += here == table
            if here == table and seen == nth + 1:
                head = number
            if here == key and not table:
                return number
        elif here == table and seen == nth + bool(table) and key and words.split("=")[0].strip(' "') == key:
            return number
    return head


def _named(place: Place) -> str:
    if place.reach is Reach.BOOK:
        return "The book"
    chapter = f"“{place.chapter}”" if place.chapter else ""
    if place.reach is Reach.CHAPTER:
        return f"Chapter {chapter or place.number}"
    return f"Scene {place.number}" + (f" of {chapter}" if chapter else "")


def intent_toml(intent: Intent) -> str:
    """The declarations, passages, cast and words of ``intent`` as a file that :func:`read_intent` reads."""
    lines = ["# How this text is told. “bluepencil intent” alone explains this file.", ""]
    lines += [f"book = {_quoted(said_of(d.telling))}" for d in intent.declarations if d.place.reach is Reach.BOOK]
    if intent.quotes is not None:
        lines.append(f"quotes = {_quoted(said_of_quotes(intent.quotes))}")
    if intent.words:
        lines.append(f"words = [{', '.join(_quoted(word) for word in sorted(intent.words))}]")
    for declaration in intent.declarations:
        place = declaration.place
        if place.reach is Reach.BOOK:
            continue
        lines += ["", f"[[{place.reach}]]"]
        if place.chapter:
            lines.append(f"{'title' if place.reach is Reach.CHAPTER else 'chapter'} = {_quoted(place.chapter)}")
        # A heading and a number inside it, or a number through the text that only the text itself could give.
        if place.reach is Reach.SCENE or not place.chapter:
            lines.append(f"number = {place.number}")
        lines.append(f"opens = {_quoted(place.opening)}")
        lines.append(f"told = {_quoted(said_of(declaration.telling))}")
    for passage in intent.passages:
        lines += ["", "[[meant]]", f"kind = {_quoted(passage.kind)}"]
        lines += [f"from = {_quoted(passage.opening)}", f"to = {_quoted(passage.closing)}"]
    for member in intent.cast:
        lines += ["", "[[cast]]", f"name = {_quoted(member.name)}"]
        if member.aliases:
            lines.append(f"aliases = [{', '.join(map(_quoted, member.aliases))}]")
        if member.pronouns:
            lines.append(f"pronouns = {_quoted(member.pronouns)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)
