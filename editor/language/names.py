"""Words that are names: found by their capitals alone, without reading the sentences."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache

import regex

from editor.resources import resource

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*+(?:['’\-]\p{L}[\p{L}\p{M}]*+)*+")
_ENDS = ".?!…:;"
_MARKS = "\"'“”‘’«»‹›()[]*_—–-"
_CONTRACTED = ("'m", "'re", "'ve", "'ll", "'d", "n't")
# A heading in title case says nothing about names.
_TITLE_SHARE = 0.6


def folded(word: str) -> str:
    """A word for comparing: lower case, straight apostrophe, without a possessive ending."""
    plain = word.replace("’", "'").replace("‘", "'").casefold()
    return plain[:-2] if plain.endswith("'s") else plain.rstrip("'")


def starts_sentence(text: str, at: int) -> bool:
    """Whether the word at ``at`` may owe its capital to its place: a sentence, a line or a speech begins there."""
    before = at - 1
    while before >= 0 and (text[before].isspace() or text[before] in _MARKS):
        if text[before] in '"“‘«‹' and before + 1 == at:
            return True
        before -= 1
    return before < 0 or text[before] in _ENDS


class NameCounts:
    """How the words of many texts are capitalised; a text can be taken out again.

    A name is capitalised where nothing but being a name asks for it, or comes with a capital at least
    twice and never without; a word met as often in lower case is not one.
    """

    def __init__(self) -> None:
        self._inside: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()
        self._small: Counter[str] = Counter()

    def count(self, text: str, times: int = 1) -> None:
        """Count the words of ``text``; with a negative number they are taken out."""
        words = list(_WORD.finditer(text))
        title = len(words) > 2 and sum(w.group()[0].isupper() for w in words) > _TITLE_SHARE * len(words)
        for match in words:
            word = match.group()
            if not word[0].isupper():
                self._small[folded(word)] += times
                continue
            self._capital[folded(word)] += times
            shouted = len(word) > 1 and word.isupper()  # or an abbreviation
            if not shouted and not title and not starts_sentence(text, match.start()):
                self._inside[folded(word)] += times

    def names(self) -> frozenset[str]:
        """The single words that are names, folded."""
        small, inside = self._small, self._inside
        return frozenset(
            word
            for word, count in self._capital.items()
            if len(word) > 1
            and not word.endswith(_CONTRACTED)
            and count > small[word]
            and (inside[word] > 0 or (count > 1 and not small[word]))
        )


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """The single words of ``texts`` that are names, folded (see :class:`NameCounts`)."""
    counts = NameCounts()
    for text in texts:
        counts.count(text)
    return counts.names()


def _plain(name: str) -> str:
    """A name without accents, in lower case: *Inês* is *ines*."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).casefold()


@cache
def _given() -> dict[str, str]:
    with resource("narrative", "names.toml").open("rb") as file:
        data: dict[str, str] = tomllib.load(file)
    return {_plain(name): pronoun for pronoun, names in data.items() for name in names.split()}


def given_pronoun(name: str) -> str:
    """*he* or *she* for a common given name of one gender only, else an empty string."""
    return _given().get(_plain(name), "")
