"""Which repairs go into a cleaned text, and what that text is then.  Knows no Qt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from editor.checks.apply import Choice, apply, edits_of
from editor.checks.rule import Applicability, Finding, Level
from editor.press.difference import Change, Passage, Piece, difference

_KEPT = 70  # characters of unchanged words that are shown on each side of a change


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text with the chosen repairs, and how it differs from the one before.

    ``left_out`` counts chosen repairs that could not be made together with another.
    """

    text: str
    passages: tuple[Passage, ...]
    made: int
    left_out: int


def offers_of(findings: Iterable[Finding]) -> tuple[Choice, ...]:
    """Every repair that may go into a cleaned text, in order of place; of advice only the safe ones."""
    return tuple(
        Choice(finding, fix)
        for finding in findings
        for fix in finding.fixes
        if fix.applicability is Applicability.SAFE
        or (fix.applicability is Applicability.ASK and finding.severity > Level.ADVICE)
    )


def first_chosen(offers: Sequence[Choice]) -> frozenset[int]:
    """The numbers of the offers chosen at first: the first safe repair of each finding."""
    chosen: dict[Finding, int] = {}
    for number, offer in enumerate(offers):
        if offer.fix.applicability is Applicability.SAFE:
            chosen.setdefault(offer.finding, number)
    return frozenset(chosen.values())


def cleaned(source: str, offers: Sequence[Choice], chosen: Collection[int]) -> Cleaned:
    """``source`` with the ``chosen`` offers (by number) made."""
    choices = [offers[number] for number in sorted(chosen)]
    edits, taken = edits_of(choices, source)
    text = apply(edits, source)
    return Cleaned(text, difference(source, text), len(taken), len(choices) - len(taken))


def excerpt(passage: Passage) -> tuple[Piece, ...]:
    """The passage's pieces with long unchanged stretches shortened to the words around the changes."""
    return shortened(passage.pieces)


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with long unchanged stretches shortened to the words around the changes."""
    return tuple(
        _shortened(piece, first=number == 0, last=number == len(pieces) - 1)
        if piece.change is Change.SAME
        else Piece(piece.change, piece.text.replace("\r", "").replace("\n", "¶ "))
        for number, piece in enumerate(pieces)
    )


def _shortened(piece: Piece, first: bool, last: bool) -> Piece:
    text = " ".join(piece.text.splitlines())
    if len(text) <= _KEPT * (2 - first - last) + 1:
        return Piece(piece.change, text)
    head = "" if first else text[:_KEPT].rsplit(" ", 1)[0]
    tail = "" if last else text[-_KEPT:].split(" ", 1)[-1]
    return Piece(piece.change, f"{head} … {tail}" if head and tail else f"{head}…{tail}")
