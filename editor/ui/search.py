"""Finding words in a text: quotes and apostrophes of any shape are the same, spaces of any kind too."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from editor.checks.rule import Edit
from editor.errors import EditorError
from editor.text.span import Span

# A pattern of the writer's own may never end: it is called off after so many seconds.
_PATIENCE = 2.0
_LIMIT = 50_000
_ALIKE = {
    "'": "['’‘ʼ]",
    '"': '["“”„]',
    " ": r"[ \u00a0\u202f\n]",
}
_CANON = {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " ", "\u202f": " "}


class SearchError(EditorError):
    """What was asked for cannot be searched."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words, or a regular expression."""

    text: str
    regex: bool = False
    case: bool = False
    words: bool = False


def _pattern(query: Query) -> regex.Pattern[str]:
    body = query.text
    if not query.regex:
        body = "".join(_ALIKE.get(_CANON.get(char, char), regex.escape(char)) for char in body)
    if query.words:
        body = rf"\b(?:{body})\b"
    flags = regex.MULTILINE | (0 if query.case else regex.IGNORECASE)
    try:
        return regex.compile(body, flags)
    except regex.error as error:
        raise SearchError(f"This is not a regular expression: {error}.") from error


def find_all(query: Query, text: str) -> list[Span]:
    """Every place of ``query`` in ``text``, in order; empty matches are left out.

    Raises:
        SearchError: if the expression is faulty, or takes too long.
    """
    return [Span(*match.span()) for match in _matches(query, text)]


def replacements(query: Query, text: str, replacement: str) -> list[Edit]:
    """The edits that put ``replacement`` at every place; a regular expression's may name groups (``\\1``).

    Raises:
        SearchError: if the expression or the replacement is faulty, or takes too long.
    """
    edits: list[Edit] = []
    for match in _matches(query, text):
        try:
            new = match.expand(replacement) if query.regex else replacement
        except (regex.error, IndexError) as error:
            raise SearchError(f"The replacement cannot be used: {error}.") from error
        edits.append(Edit(Span(*match.span()), new))
    return edits


def _matches(query: Query, text: str) -> list[regex.Match[str]]:
    if not query.text:
        return []
    found: list[regex.Match[str]] = []
    try:
        for match in _pattern(query).finditer(text, timeout=_PATIENCE):
            if match.end() > match.start():
                found.append(match)
            if len(found) >= _LIMIT:
                break
    except TimeoutError as error:
        raise SearchError("This expression takes too long. Please make it simpler.") from error
    return found
