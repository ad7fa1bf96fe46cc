"""How a writer says which quotation marks a text has: "UK single, curly"."""

from __future__ import annotations

from collections.abc import Mapping

from editor.errors import EditorError
from editor.text.quotes import QuoteStyle, System

_SYSTEMS: Mapping[str, System] = {
    "double": System.DOUBLE,
    "us": System.DOUBLE,
    "american": System.DOUBLE,
    "single": System.SINGLE,
    "uk": System.SINGLE,
    "british": System.SINGLE,
    "dashes": System.DASH,
    "guillemets": System.GUILLEMETS,
    "none": System.NONE,
}
_GLYPHS: Mapping[str, bool] = {"curly": True, "straight": False}
_NAMES = {System.DOUBLE: "double", System.SINGLE: "single", System.DASH: "dashes", System.GUILLEMETS: "guillemets"}


class QuotingError(EditorError):
    """What is said of the quotation marks is not understood."""


def quotes_of(said: str, found: QuoteStyle) -> QuoteStyle:
    """The style that ``said`` names; what it leaves unsaid is as in the style that was ``found``.

    A system said outright stands over a country: "UK double" is double.

    Raises:
        QuotingError: if a word is not known, or two of them contradict each other.
    """
    systems: dict[str, System] = {}
    glyphs: set[bool] = set()
    for word in said.replace(",", " ").casefold().split():
        if word in _SYSTEMS:
            systems[word] = _SYSTEMS[word]
        elif word in _GLYPHS:
            glyphs.add(_GLYPHS[word])
        elif word not in ("and", "quotes", "marks", "quotation"):
            allowed = "single, double, dashes, guillemets or none, UK or US, and curly or straight"
            raise QuotingError(f"“{word}” is not known of quotation marks; use {allowed}.")
    outright = {system for word, system in systems.items() if word in ("none", *_NAMES.values())}
    chosen = outright or set(systems.values())
    if len(chosen) > 1 or len(glyphs) > 1:
        raise QuotingError(f"“{said}” says two things at once of the quotation marks.")
    return QuoteStyle(next(iter(chosen), found.system), next(iter(glyphs), found.curly))


def said_of_quotes(style: QuoteStyle) -> str:
    """The words that :func:`quotes_of` reads as ``style``."""
    return f"{_NAMES.get(style.system, 'none')}, {'curly' if style.curly else 'straight'}"
