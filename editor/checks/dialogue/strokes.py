"""Small strokes: a hyphen for a dash, a row of dots, an apostrophe that curls the wrong way, like marks nested."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from editor.checks.dialogue.flag import ASK, SAFE, flag, last_word, put, rule, word_end
from editor.checks.dialogue.speech import Page, Speech
from editor.checks.rule import Edit, Finding, Fix, Level
from editor.text.quotes import Ending, System
from editor.text.roles import SURE_ELISIONS
from editor.text.span import Span

HYPHEN = rule(
    "hyphen-for-dash",
    Level.QUESTION,
    "hyphen for a dash",
    "Speech that is cut off ends with a dash; a hyphen only joins and divides words.",
    "“I thought—”",
    "“I thought-”",
    "CMOS 6.87; New Hart's Rules 4.11",
)
DOTS = rule(
    "row-of-dots",
    Level.QUESTION,
    "too many dots",
    "Speech trails off with three dots, or four after a whole sentence; a longer row says no more.",
    "“I thought…”",
    "“I thought.....”",
    "CMOS 13.50–13.53",
)
WRONG_WAY = rule(
    "wrong-way-apostrophe",
    Level.MISTAKE,
    "apostrophe curled the wrong way",
    "The mark of what is left out is an apostrophe, curled like a nine; programs that curl quotation marks "
    "take it for an opening one.",
    "Back in the ’90s.",
    "Back in the ‘90s.",
    "CMOS 6.117",
)
NESTED = rule(
    "nested-marks",
    Level.QUESTION,
    "like marks inside like",
    "What somebody quotes inside speech takes the other kind of marks: single inside double, double inside single.",
    "“He said ‘run’ to me.”",
    "“He said “run” to me.”",
    "CMOS 13.30; New Hart's Rules 9.2.1",
)
RULES = (HYPHEN, DOTS, WRONG_WAY, NESTED)

_ROW = regex.compile(r"\.{5,}+")
_DRAWING = 12  # a longer row is a leader or a rule, not a pause
_LEFT_OUT = regex.compile(r"‘(?:\d0s?\b|n(?=[’'‘])|\p{L}{1,6}\b)")
# The first words of a quotation as well: ‘round the bend’.
_LEFT_OUT_OF = SURE_ELISIONS - {"round", "cause", "bout"}
_SHOWN = 60


def strokes(page: Page) -> Iterator[Finding]:
    """All four, in the order of the text within each."""
    for speech in page.speeches:
        yield from _hyphen(page, speech)
        yield from _nested(page, speech)
    yield from _rows(page)
    yield from _wrong_way(page)


def _hyphen(page: Page, speech: Speech) -> Iterator[Finding]:
    text, at = page.text, speech.last
    if not speech.closed or text[at : at + 1] != "-" or at <= speech.quotation.words.start:
        return
    first = at
    while text[first - 1] in "- ":
        first -= 1
    if first <= speech.quotation.words.start or at - first > 2 or not (text[first - 1].isalpha() or text[first] == " "):
        return
    if text[first:at].count("-"):
        return  # typed for a dash: a matter of the whole text
    span = Span(last_word(page, first), at + 1)
    fix = put(page, Span(first, at + 1), "—", SAFE if first == at else ASK, "—")
    message = f"A dash rather than a hyphen cuts “{text[span.start : first]}” off."
    yield flag(HYPHEN, page, span, message, "a hyphen before the closing mark", (fix,))


def _rows(page: Page) -> Iterator[Finding]:
    text = page.text
    for match in _ROW.finditer(text):
        start, end = match.span()
        if end - start > _DRAWING or not start or not (text[start - 1].isalpha() or text[start - 1] in "”\"’'"):
            continue
        span = Span(last_word(page, start), end)
        dots = "…" if "…" in text else "..."
        fix = put(page, Span(start, end), dots, ASK, dots)
        yield flag(DOTS, page, span, f"“{span.of(text)}” has {end - start} dots.", "three are an ellipsis", (fix,))


def _wrong_way(page: Page) -> Iterator[Finding]:
    text = page.text
    taken = {one.span.start for speech in page.speeches for one in (speech.quotation, *speech.quotation.inner)}
    at = text.find("‘")
    while at >= 0:
        match = _LEFT_OUT.match(text, at)
        if match is not None and at not in taken and _is_left_out(page, at):
            span = Span(at, match.end())
            fix = put(page, Span(at, at + 1), "’", SAFE, f"’{text[at + 1 : span.end]}")
            message = f"The apostrophe of “{span.of(text)}” curls the wrong way."
            yield flag(WRONG_WAY, page, span, message, "letters are left out there", (fix,))
        at = text.find("‘", at + 1)


def _is_left_out(page: Page, at: int) -> bool:
    text = page.text
    if at and not (text[at - 1].isspace() or text[at - 1] in "“(—–-"):
        return False
    end = at + 1
    while end < len(text) and text[end].isalnum() and end - at < 8:
        end += 1
    word = text[at + 1 : end].lower()
    if word[:2].isdigit():
        return word.endswith("s") and len(word) == 3
    if page.style.system is System.SINGLE and text[at + 1].isupper():
        return False  # an opening mark, as likely as not
    return word == "n" or word in _LEFT_OUT_OF


def _nested(page: Page, speech: Speech) -> Iterator[Finding]:
    """Straight marks do not show which way they face and never nest; curly ones do."""
    outer = speech.quotation
    for inner in outer.inner:
        if any(other is not inner and other.span.start < inner.span.start < other.span.end for other in outer.inner):
            continue  # two levels down, where the marks of the first come again
        if inner.opening != outer.opening or inner.ending is not Ending.CLOSED or not speech.closed:
            continue
        opening, closing = ("‘", "’") if outer.opening == "“" else ("“", "”")
        start, end = inner.span.start, inner.span.end
        edits = (Edit(Span(start, start + 1), opening), Edit(Span(end - 1, end), closing))
        fix = Fix(f"{opening}…{closing}", edits, ASK)
        named = inner.words.of(page.text)[:_SHOWN]
        message = f"“{named}” is quoted inside speech, so it takes the marks {opening} {closing}."
        place = inner.span if len(inner.span) <= _SHOWN else Span(start, word_end(page, start + 1))
        yield flag(NESTED, page, place, message, "marks of one kind inside each other", (fix,))
