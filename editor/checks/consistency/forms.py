"""What one paragraph shows of a text's habits: how it writes ellipses, dashes, OK, compounds and names."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from editor.language.names import starts_sentence
from editor.resources import resource
from editor.text.document import Paragraph
from editor.text.span import Span

_REMEMBERED = 20_000
_STAMMER = 3  # letters that are said before a voice breaks
_ELLIPSIS = regex.compile(r"(?<![.…])(?:\.\.\.\.?|\. \. \.(?: \.)?|\.\u00a0\.\u00a0\.(?:\u00a0\.)?|…)(?![.…])")
_SPACES = "[ \u00a0\u2009\u200a\u202f]?"
_DASH = regex.compile(rf"(?<=[\p{{L}}\p{{N}},;!?]{_SPACES})(?:—|–|--|-)(?={_SPACES}[\p{{L}}“‘])")
_OKAY = regex.compile(r"\b(?:OK|Ok|O\.K\.|[Oo]kay)(?![\p{L}\p{N}])")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*+(?:['’\-]\p{L}[\p{L}\p{M}]*+)*+")
_CAPITAL = regex.compile(r"(?<![\p{L}\p{M}]|[\p{L}\p{M}]['’\-])\p{Lu}[\p{L}\p{M}]*+(?:['’\-]\p{L}[\p{L}\p{M}]*+)*+")
# What comes in quantities, and so is no name: "some House Sake"; what there is more than one of: "a House Sake".
_THING = regex.compile(
    r"\b([Ss]ome|any|more|enough|much|[Aa]n?) (\p{Lu}\p{Ll}++ \p{Lu}\p{Ll}++)(?![\p{L}\p{N}'’\-]| \p{Lu})"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """Forms with their places, relative to the paragraph.

    ``ellipses``, ``dashes`` and ``okays`` name the form; ``words`` counts the lower-case words (with a straight
    apostrophe); ``starts`` are the capitalised words that may owe it to their sentence, ``capitals`` those that do
    not, ``pairs`` two words in a row of which the first is one of them; ``things`` two capitalised words of which there
    are several, ``quantities`` those of which there is more or less.  A name's possessive ending is not part of it.
    """

    ellipses: tuple[tuple[str, Span], ...]
    dashes: tuple[tuple[str, Span], ...]
    okays: tuple[tuple[str, Span], ...]
    words: Counter[str]
    starts: tuple[tuple[str, Span], ...]
    capitals: tuple[tuple[str, Span], ...]
    pairs: tuple[tuple[str, Span], ...]
    things: tuple[str, ...]
    quantities: tuple[tuple[str, Span], ...]


@lru_cache(_REMEMBERED)
def seen_in(paragraph: Paragraph) -> Seen:
    """The forms of one paragraph."""
    text = paragraph.text
    words: Counter[str] = Counter()
    for word, count in Counter(_WORD.findall(text)).items():
        if len(word) > 2 and not word[0].isupper():
            words[plain(word)] += count
    starts: list[tuple[str, Span]] = []
    capitals: list[tuple[str, Span]] = []
    pairs: list[tuple[str, Span]] = []
    for match in _CAPITAL.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        if word.isupper():
            continue
        name = word[:-2] if word.endswith(("’s", "'s")) else word
        inside = not starts_sentence(text, start)
        (capitals if inside else starts).append((name, Span(start, start + len(name))))
        after = _WORD.match(text, end + 1) if inside and text.startswith(" ", end) else None
        if after is not None:
            pairs.append((f"{word} {after.group()}", Span(start, after.end())))
    things = list(_THING.finditer(text))
    return Seen(
        tuple(ellipses(text)),
        tuple(dashes(text)),
        tuple((_okay(m.group()), Span(m.start(), m.end())) for m in _OKAY.finditer(text)),
        words,
        tuple(starts),
        tuple(capitals),
        tuple(pairs),
        tuple(m.group(2) for m in things),
        tuple((m.group(2), Span(m.start(2), m.end(2))) for m in things if m.group(1).lower() not in ("a", "an")),
    )


def places_in(paragraph: Paragraph, word: str) -> Iterator[Span]:
    """Where a word stands in the paragraph in lower case, or with the capital of its sentence."""
    seen = seen_in(paragraph)
    if word in seen.words:
        for match in _WORD.finditer(paragraph.text):
            typed = match.group()
            if not typed[0].isupper() and plain(typed) == word:
                yield Span(match.start(), match.end())
    yield from (span for typed, span in seen.starts if plain(typed) == word)


def lower_pairs(text: str, pair: str) -> Iterator[Span]:
    """Where two lower-case words stand together as words of their own."""
    at = text.find(pair)
    while at >= 0:
        end = at + len(pair)
        if (
            not text[at - 1 : at].isalnum()
            and text[end : end + 1] not in ("-", "’", "'")
            and not text[end : end + 1].isalnum()
        ):
            yield Span(at, end)
        at = text.find(pair, end)


def plain(word: str) -> str:
    """A word as it is counted: lower case, with a straight apostrophe."""
    return word.replace("’", "'").lower()


def ellipses(text: str) -> Iterator[tuple[str, Span]]:
    """Ellipses by their form: ``…``, ``...`` or ``. . .``; a fourth dot belongs to its ellipsis."""
    for match in _ELLIPSIS.finditer(text):
        yield _ellipsis(match.group()), Span(match.start(), match.end())


def _ellipsis(typed: str) -> str:
    return "…" if typed == "…" else ". . ." if " " in typed or "\u00a0" in typed else "..."


def _okay(typed: str) -> str:
    return "okay" if typed.lower() == "okay" else "O.K." if "." in typed else "OK"


def dashes(text: str) -> Iterator[tuple[str, Span]]:
    """Dashes between two words: ``a—b``, ``a — b``, ``a – b``, ``a--b``, ``a -- b``, ``a - b``."""
    for match in _DASH.finditer(text):
        mark, start, end = match.group(), match.start(), match.end()
        left, right = text[start - 1].isspace(), text[end : end + 1].isspace()
        if left != right:
            continue  # neither one nor the other
        if not left and (mark in "-–" or _stammers(text, start, end)):
            continue  # a hyphen, or from one to the other; a voice that breaks
        yield (f" {mark} ", Span(start - 1, end + 1)) if left else (mark, Span(start, end))


def _stammers(text: str, start: int, end: int) -> bool:
    """``I—I``, ``Wh—what``: a dash that belongs to the voice, not to the house."""
    at = start
    while at > 0 and start - at <= _STAMMER and text[at - 1].isalnum():
        at -= 1
    return start - at <= _STAMMER and text[at : at + 1].lower() == text[end : end + 1].lower()


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
