"""The words of a stretch of text, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from editor.text.span import Span

_WORD = regex.compile(r"[\p{L}\p{M}\p{Nd}]+(?:['’\-‑][\p{L}\p{M}\p{Nd}]+)*+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands."""

    text: str
    span: Span

    @property
    def low(self) -> str:
        return self.text.replace("’", "'").lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def words_in(text: str, start: int, end: int) -> Iterator[Word]:
    """The words of ``text[start:end]`` in order."""
    for match in _WORD.finditer(text, start, end):
        yield Word(match.group(), Span(match.start(), match.end()))
