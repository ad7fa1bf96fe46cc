"""What one paragraph shows of a text's habits: how it writes ellipses, dashes, OK, compounds and names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from editor.language.names import starts_sentence
from editor.resources import resource
from editor.text.document import Paragraph
from editor.text.span import Span

_REMEMBERED = 20_000
_ELLIPSIS = regex.compile(r"(?<![.…])(?:\.\.\.\.?|\. \. \.(?: \.)?|…)(?![.…])")
_DASH = regex.compile(
    r"(?<=[\p{L}\p{N},;!?])(?:[ \u00a0\u2009\u200a\u202f]?)(?:—|–|--|-)(?:[ \u00a0\u2009\u200a\u202f]?)(?=[\p{L}“‘])"
)
_OKAY = regex.compile(r"\b(?:OK|Ok|O\.K\.|[Oo]kay)(?![\p{L}\p{N}])")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*+(?:['’\-]\p{L}[\p{L}\p{M}]*+)*+")


@dataclass(frozen=True, slots=True)
class Seen:
    """Forms with their places, relative to the paragraph.

    ``ellipses``, ``dashes`` and ``okays`` name the form; ``words`` are the lower-case words that may have
    a second spelling, each with the offsets where it begins; ``capitals`` the capitalised words that owe it to no
    sentence; ``pairs`` two words in a row of which the first is one of them.
    """

    ellipses: tuple[tuple[str, Span], ...]
    dashes: tuple[tuple[str, Span], ...]
    okays: tuple[tuple[str, Span], ...]
    words: dict[str, list[int]]
    capitals: tuple[tuple[str, Span], ...]
    pairs: tuple[tuple[str, Span], ...]


@lru_cache(_REMEMBERED)
def seen_in(paragraph: Paragraph) -> Seen:
    """The forms of one paragraph."""
    text = paragraph.text
    words: dict[str, list[int]] = {}
    capitals: list[tuple[str, Span]] = []
    pairs: list[tuple[str, Span]] = []
    before: regex.Match[str] | None = None
    led = False
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        inside = False
        if word[0].isupper():
            inside = not starts_sentence(text, start) and not word.isupper()
            if inside:
                capitals.append((word, Span(start, match.end())))
        if not inside and len(word) > 2 and not (word[0].isupper() and word.isupper()):
            words.setdefault(word.replace("’", "'").lower(), []).append(start)
        if before is not None and led and start == before.end() + 1:
            pairs.append((f"{before.group()} {word}", Span(before.start(), match.end())))
        before, led = match, inside
    return Seen(
        tuple(ellipses(text)),
        tuple(dashes(text)),
        tuple((_okay(m.group()), Span(m.start(), m.end())) for m in _OKAY.finditer(text)),
        words,
        tuple(capitals),
        tuple(pairs),
    )


def ellipses(text: str) -> Iterator[tuple[str, Span]]:
    """Ellipses by their form: ``…``, ``...`` or ``. . .``; a fourth dot belongs to its ellipsis."""
    for match in _ELLIPSIS.finditer(text):
        yield _ellipsis(match.group()), Span(match.start(), match.end())


def _ellipsis(typed: str) -> str:
    return "…" if typed == "…" else ". . ." if " " in typed else "..."


def _okay(typed: str) -> str:
    return "okay" if typed.lower() == "okay" else "O.K." if "." in typed else "OK"


def dashes(text: str) -> Iterator[tuple[str, Span]]:
    """Dashes between two words: ``a—b``, ``a — b``, ``a – b``, ``a--b``, ``a -- b``, ``a - b``."""
    for match in _DASH.finditer(text):
        typed = match.group()
        mark = typed.strip()
        left, right = typed[0] != mark[0], typed[-1] != mark[-1]
        if mark == "-" and not (left and right):
            continue  # a hyphen
        if mark == "–" and not (left and right):
            continue  # from one to the other
        if left != right:
            continue  # neither one nor the other
        yield (f" {mark} " if left else mark), Span(match.start(), match.end())


@cache
def variants() -> dict[str, str]:
    """Each spelling of a word that has two, and the other."""
    with resource("dialogue", "variants.toml").open("rb") as file:
        data: dict[str, str] = tomllib.load(file)
    both: dict[str, str] = {}
    for pair in data["pairs"].replace("\n", " ").split(";"):
        one, other = pair.split()
        both[one], both[other] = other, one
    return both
