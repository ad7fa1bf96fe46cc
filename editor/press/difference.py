"""What changed from an old text to a new one, word by word: data for a window, a terminal or a page.

First the sentences are compared, then the words of those that differ, so that a novel takes about as
long as its changed passages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

import regex

from editor.checks.rule import Edit
from editor.text.span import Span


class Change(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words, and what happened to them."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph (or a few that were joined or parted) that is not as it was.

    ``old`` and ``new`` are spans of the two texts, without the line ends around them; ``line`` is the
    old line number, from 1.  The pieces that are not ADDED make the old words, those that are not
    REMOVED the new ones.
    """

    old: Span
    new: Span
    line: int
    pieces: tuple[Piece, ...]


# A word; a run of spaces; any other mark alone.
_TOKEN = regex.compile(r"[\w'’]*\w|\s+|.", regex.DOTALL)
_LINE = regex.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_SENTENCE_END = regex.compile(r"[.!?…][\"'”’)]*[ \t]+")


def difference(old: str, new: str) -> tuple[Passage, ...]:
    """The passages in which ``new`` differs from ``old``, in order; empty for equal texts."""
    passages: list[Passage] = []
    line, counted = 1, 0
    for old_span, new_span in _changed_lines(old, new):
        pieces = tuple(_joined(_pieces(old_span.of(old), new_span.of(new))))
        old_span, new_span, pieces = _trimmed(old_span, new_span, pieces)
        line += _line_ends(old[counted : old_span.start])
        counted = old_span.start
        passages.append(Passage(old_span, new_span, line, pieces))
    return tuple(passages)


def pieces_of(source: str, span: Span, edits: Sequence[Edit]) -> tuple[Piece, ...]:
    """What ``edits`` (sorted, disjoint, inside ``span`` of ``source``) make of the words there."""
    pieces: list[Piece] = []
    at = span.start
    for edit in edits:
        pieces.append(Piece(Change.SAME, source[at : edit.span.start]))
        pieces.append(Piece(Change.REMOVED, edit.span.of(source)))
        pieces.append(Piece(Change.ADDED, edit.replacement))
        at = edit.span.end
    pieces.append(Piece(Change.SAME, source[at : span.end]))
    return tuple(_joined(iter(pieces)))


def _line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _lines(text: str) -> list[str]:
    """Lines with their ends; blank ones are kept with the line before, for they match anything."""
    lines: list[str] = []
    for found in _LINE.finditer(text):
        line = found.group()
        if lines and not line.strip():
            lines[-1] += line
        elif line:
            lines.append(line)
    return lines


def _sentences(text: str) -> list[str]:
    out: list[str] = []
    for line in _lines(text):
        start = 0
        for found in _SENTENCE_END.finditer(line):
            out.append(line[start : found.end()])
            start = found.end()
        if start < len(line):
            out.append(line[start:])
    return out


def _changed_lines(old: str, new: str) -> Iterator[tuple[Span, Span]]:
    """Spans of whole lines that differ; as many on both sides are paired one to one."""
    a, b = _lines(old), _lines(new)
    starts_a, starts_b = _starts(a), _starts(b)
    for a0, a1, b0, b1 in _differing(a, b):
        if a1 - a0 == b1 - b0:
            pairs = [(a0 + i, a0 + i + 1, b0 + i, b0 + i + 1) for i in range(a1 - a0)]
        else:
            pairs = [(a0, a1, b0, b1)]
        for i, j, k, m in pairs:
            yield Span(starts_a[i], starts_a[j]), Span(starts_b[k], starts_b[m])


def _starts(parts: Sequence[str]) -> list[int]:
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts


def _differing(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The differing runs of two sequences as (from, to, from, to), equal beginnings and ends set aside."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    middle_a, middle_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if not middle_a or not middle_b:
        if middle_a or middle_b:
            yield head, head + len(middle_a), head, head + len(middle_b)
        return
    # autojunk stays on: in a long run without it, every "the" is compared with every other.
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, middle_a, middle_b).get_opcodes():
        if kind != "equal":
            yield head + a0, head + a1, head + b0, head + b1


def _pieces(old: str, new: str) -> Iterator[Piece]:
    a, b = _sentences(old), _sentences(new)
    at = 0
    for a0, a1, b0, b1 in _differing(a, b):
        yield Piece(Change.SAME, "".join(a[at:a0]))
        yield from _word_pieces("".join(a[a0:a1]), "".join(b[b0:b1]))
        at = a1
    yield Piece(Change.SAME, "".join(a[at:]))


def _word_pieces(old: str, new: str) -> Iterator[Piece]:
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    at = 0
    for a0, a1, b0, b1 in _differing(a, b):
        yield Piece(Change.SAME, "".join(a[at:a0]))
        yield Piece(Change.REMOVED, "".join(a[a0:a1]))
        yield Piece(Change.ADDED, "".join(b[b0:b1]))
        at = a1
    yield Piece(Change.SAME, "".join(a[at:]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Without empty pieces, and neighbours of one kind made one."""
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last is not None and last.change is piece.change:
            last = Piece(last.change, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _trimmed(old: Span, new: Span, pieces: tuple[Piece, ...]) -> tuple[Span, Span, tuple[Piece, ...]]:
    """Without the line ends after the passage, where they did not change."""
    if not pieces or pieces[-1].change is not Change.SAME:
        return old, new, pieces
    kept = pieces[-1].text.rstrip("\r\n")
    cut = len(pieces[-1].text) - len(kept)
    last = (Piece(Change.SAME, kept),) if kept else ()
    return Span(old.start, old.end - cut), Span(new.start, new.end - cut), (*pieces[:-1], *last)
