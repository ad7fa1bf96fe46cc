"""What the network sees of a token: word pieces, hashed affixes, and a flag for what pieces lose.

The encoder's vocabulary is lower-case and knows straight quotes only; the flag carries case, the kind of
quote or dash, digits and the spaces around.  All of this is fixed by the weights: change nothing here
without training anew.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

AFFIXES = 6
_AFFIX_ROWS = 4096
_MOST_PIECES = 6
_LONGEST_PIECE = 24
# A word this long is no word; its beginning and end say as much as the whole.
_LONGEST_WORD = 100
_REMEMBERED = 50_000

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_DIGIT = regex.compile(r"\d")
_DOTS = regex.compile(r"\.\.+")
_PART = regex.compile(r"[\p{L}\p{N}]+|\S")
_MARK_FLAGS = {
    '"': 6,
    "'": 7,
    "“": 8,
    "”": 9,
    "‘": 10,
    "’": 11,
    "-": 12,
    "--": 13,
    "—": 13,
    "–": 13,
    "…": 14,
    "...": 14,
}


@dataclass(frozen=True, slots=True)
class _Form:
    """What one form contributes, wherever it stands."""

    pieces: tuple[int, ...]
    affixes: tuple[int, ...]
    flag: int


@dataclass(slots=True)
class Encoded:
    """One window of tokens as the network takes it; ``first`` and ``last`` index into ``ids``."""

    ids: list[int] = field(default_factory=list)
    piece_flags: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    affixes: list[tuple[int, ...]] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)


def _shape(word: str) -> str:
    """*McCoy's* as ``XxXxx'x``: at most two of a kind in a row, of the first twelve characters."""
    shape = ""
    for char in word[:12]:
        kind = "X" if char.isupper() else "x" if char.islower() else "d" if char.isdigit() else char
        if not shape.endswith(kind * 2):
            shape += kind
    return shape


def _affixes(word: str) -> tuple[int, ...]:
    lower = word.lower().translate(_STRAIGHT).replace("—", "--").replace("–", "--").replace("…", "...")
    lower = _DIGIT.sub("0", lower)
    shape = _shape(word.replace("’", "'").replace("“", '"').replace("”", '"').replace("—", "-"))
    parts = (lower[-2:], lower[-3:], lower[-4:], lower[:2], lower[:3], shape)
    # A lone surrogate is no character, but a damaged file may hold one.
    return tuple(
        zlib.crc32(f"{i}{part}".encode("utf-8", "surrogatepass")) % _AFFIX_ROWS for i, part in enumerate(parts)
    )


def _flag(word: str) -> int:
    mark = _MARK_FLAGS.get(word)
    if mark is not None:
        return mark
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return 15 if any(char.isdigit() for char in word) else 0
    capitals = sum(char.isupper() for char in letters)
    if capitals == 0:
        return 1
    if capitals == len(letters):
        return 4 if capitals == 1 else 3
    return 2 if capitals == 1 and letters[0].isupper() else 5


def _plain(word: str) -> str:
    """``word`` as the encoder's vocabulary spells it: lower case, no accents, straight marks."""
    lower = word.lower()
    if lower in ("--", "–", "---"):
        return "—"
    if _DOTS.fullmatch(lower):
        return "…"
    lower = lower.translate(_STRAIGHT).replace("``", '"').replace("''", '"').replace("`", "'")
    if lower.isascii():
        return lower
    decomposed = unicodedata.normalize("NFD", lower)
    return "".join(char for char in decomposed if unicodedata.category(char) not in ("Mn", "Cf"))


class Pieces:
    """The vocabulary: forms into word pieces (greedy longest match, as BERT cuts them)."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._pieces = {piece: index for index, piece in enumerate(vocabulary)}
        self._unknown = self._pieces["[UNK]"]
        self._begin = self._pieces["[CLS]"]
        self._end = self._pieces["[SEP]"]
        self._forms: dict[str, _Form] = {}

    def _cut(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            for end in range(min(len(part), start + _LONGEST_PIECE), start, -1):
                piece = self._pieces.get(prefix + part[start:end])
                if piece is not None:
                    found.append(piece)
                    start = end
                    break
            else:
                return [self._unknown]
        return found

    def _form(self, word: str) -> _Form:
        known = self._forms.get(word)
        if known is not None:
            return known
        if len(word) > _LONGEST_WORD:
            word = word[: _LONGEST_WORD // 2] + word[-_LONGEST_WORD // 2 :]
        pieces = [piece for part in _PART.findall(_plain(word)) for piece in self._cut(part)] or [self._unknown]
        if len(pieces) > _MOST_PIECES:
            pieces = [*pieces[: _MOST_PIECES - 1], pieces[-1]]
        form = _Form(tuple(pieces), _affixes(word), _flag(word) * 4)
        if len(self._forms) >= _REMEMBERED:
            self._forms.clear()
        self._forms[word] = form
        return form

    def count(self, word: str) -> int:
        """How many pieces ``word`` is cut into (1 to 6)."""
        return len(self._form(word).pieces)

    def encode(self, words: Sequence[str], space_after: Sequence[bool]) -> Encoded:
        """One window of words for the network."""
        encoded = Encoded(ids=[self._begin], piece_flags=[0])
        space_before = True
        for index, word in enumerate(words):
            form = self._form(word)
            space = space_after[index] or index == len(words) - 1
            flag = form.flag + 2 * space_before + space + 1
            space_before = space
            encoded.first.append(len(encoded.ids))
            encoded.ids.extend(form.pieces)
            encoded.last.append(len(encoded.ids) - 1)
            encoded.piece_flags.extend([flag] * len(form.pieces))
            encoded.affixes.append(form.affixes)
            encoded.flags.append(flag)
        encoded.ids.append(self._end)
        encoded.piece_flags.append(0)
        return encoded
