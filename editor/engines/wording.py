"""An engine's words in our voice: messages without markup, replacements in the writer's apostrophes."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from editor.checks.rule import Applicability, Edit, Fix
from editor.text.span import Span

_CODE = regex.compile(r"`([^`\n]*+)`")
_SUGGESTION = regex.compile(r"</?suggestion>")
_TAG = regex.compile(r"</?[a-z]++>")
# Buttons on a card: more are noise.
_FIXES = 3


def cleaned(message: str) -> str:
    """An engine's message as plain text: its markup becomes quotation marks, its spaces single ones."""
    text = _CODE.sub(lambda match: f"“{match.group(1).strip()}”", message)
    text = _SUGGESTION.sub("\0", text)
    pieces = text.split("\0")
    # Suggestion tags come in pairs: every second piece is what stood between them.
    text = "".join(f"“{piece}”" if number % 2 else piece for number, piece in enumerate(pieces))
    return " ".join(_TAG.sub("", text).split())


def sentence(flagged: str, message: str) -> str:
    """One sentence that names the flagged words and says what the engine says of them."""
    said = cleaned(message)
    shown = " ".join(flagged.split())
    if not shown or shown.casefold() in said.casefold():
        return said
    return f"“{shown}”: {said}"


def fixes(text: str, span: Span, replacements: Iterable[str]) -> tuple[Fix, ...]:
    """A button for each of the first replacements of ``span`` that change anything."""
    flagged = span.of(text)
    curly = "’" in text
    out: dict[str, Fix] = {}
    for replacement in replacements:
        if curly:
            replacement = replacement.replace("'", "’")
        if replacement == flagged or replacement in out:
            continue
        out[replacement] = _fix(text, span, replacement)
        if len(out) == _FIXES:
            break
    return tuple(out.values())


def _fix(text: str, span: Span, replacement: str) -> Fix:
    if replacement:
        return Fix(replacement.strip() or "put in a space", (Edit(span, replacement),), Applicability.ASK)
    start, end = span.start, span.end
    if start and text[start - 1].isspace() and (end == len(text) or not text[end].isalnum()):
        start -= 1  # the word goes with the space before it
    return Fix(f"take out “{span.of(text).strip()}”", (Edit(Span(start, end), ""),), Applicability.ASK)
