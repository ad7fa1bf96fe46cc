"""Which marks make a pair: what closes what, and the pair that a quotation takes in a text."""

from __future__ import annotations

from editor.text.quotes import Quotation, QuoteStyle, System
from editor.text.roles import SINGLE_MARKS

_PAIRS = {
    "“": "”",
    '"': '"',
    "‘": "’",
    "'": "'",
    "«": "»",
    "»": "«",
    "„": "“",
    "‚": "‘",
    "”": "”",
    "’": "’",
    "‟": "”",
    "‛": "’",
}


def closing_of(opening: str) -> str:
    """The mark that closes what ``opening`` opens."""
    return _PAIRS[opening]


def is_matched(quotation: Quotation) -> bool:
    """Whether the two marks of a closed quotation are a pair."""
    opening, closing = quotation.opening, quotation.closing
    if opening in "”’":  # curled the wrong way
        return False
    return closing == _PAIRS[opening] or (opening, closing) in (("„", "”"), ("‚", "’"))


def matched_marks(quotation: Quotation, style: QuoteStyle, outer: bool) -> tuple[str, str]:
    """The pair that ``quotation`` takes in a text of ``style``.

    An outer quotation takes the primary marks of the text where either of its own is one of them.
    """
    kinds = {mark in SINGLE_MARKS for mark in (quotation.opening, quotation.closing)}
    primary = style.system is System.SINGLE
    single = primary if outer and primary in kinds else quotation.opening in SINGLE_MARKS
    if style.curly:
        return ("‘", "’") if single else ("“", "”")
    return ("'", "'") if single else ('"', '"')
