"""Where houses and countries differ: marks at quoted fragments, the dash of one who interrupts themself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import regex

from editor.checks.dialogue.flag import ASK, flag, last_word, put, rule, word_end
from editor.checks.dialogue.speech import Page, Speech, sentence_ends
from editor.checks.dialogue.tokens import words_in
from editor.checks.dialogue.words import INTERJECTIONS, SMALL
from editor.checks.rule import Edit, Finding, Fix, Level
from editor.text.quotes import System
from editor.text.span import Span

FRAGMENT = rule(
    "fragment-mark",
    Level.ADVICE,
    "end mark at a fragment",
    "Where the narrator only quotes a word or two, American houses put the full stop or comma inside the marks and "
    "British ones outside; the marks of the whole text say which house it is.",
    "He called it “art.”",
    "He called it “art”.",
    "CMOS 6.9; New Hart's Rules 9.2.3",
)
SELF_CUT = rule(
    "self-interruption",
    Level.ADVICE,
    "new start after a dash",
    "One who breaks off and begins anew begins a new sentence: a space and a capital after the dash show it.",
    "“I might— Oh, forget it.”",
    "“I might—Oh, forget it.”",
    "CMOS 6.87, Q&A Quotations",
)
RULES = (FRAGMENT, SELF_CUT)

# A fragment has no more words than this.
_FEW = 4
_CUT = regex.compile(r"(?<=\p{Ll}|\p{Ll}[’'])—(?=\p{Lu})")


def house(page: Page) -> Iterator[Finding]:
    """Both, in the order of the text within each."""
    for speech in page.speeches:
        if not speech.closed:
            continue
        yield from _fragment(page, speech)
        yield from _self_cut(page, speech)


def _fragment(page: Page, speech: Speech) -> Iterator[Finding]:
    text, lead, end = page.text, speech.lead, speech.quotation.span.end
    if lead is None or lead.mark or speech.first is None or speech.first.capital:
        return
    said = list(islice(words_in(text, speech.quotation.words.start, speech.quotation.words.end), _FEW + 1))
    if len(said) > _FEW:
        return
    outside, inside = text[end : end + 1], page.end_mark(speech)
    british = page.style.system is System.SINGLE
    if not british and outside in (",", ".") and inside.isalnum() and text[end + 1 : end + 2] != ".":
        at = speech.last + 1
        span = Span(last_word(page, at), end + 1)
        edits = (Edit(Span(at, at), outside), Edit(Span(end, end + 1), ""))
    elif (
        british
        and inside in (",", ".")
        and not outside.isalnum()
        and (inside == "," or sentence_ends(text, speech.last))
    ):
        span = Span(last_word(page, speech.last), end)
        edits = (Edit(Span(speech.last, speech.last + 1), ""), Edit(Span(end, end), inside))
    else:
        return
    mark = outside if not british else inside
    where = "outside" if british else "inside"
    name = "full stop" if mark == "." else "comma"
    message = f"The {name} after a quoted word or two stands {where} the marks in this text's system of quotation."
    fix = Fix(f"Put it {where}", edits, ASK)
    yield flag(FRAGMENT, page, span, message, "a fragment that the narrator quotes", (fix,))


def _self_cut(page: Page, speech: Speech) -> Iterator[Finding]:
    text, words = page.text, speech.quotation.words
    for match in _CUT.finditer(text, words.start, words.end):
        after = next(words_in(text, match.end(), words.end))
        if after.low == "i" or after.text.isupper() or after.low not in SMALL | INTERJECTIONS:
            continue  # a name, or I, has its capital in any case
        at = match.end()
        span = Span(last_word(page, match.start()), word_end(page, at))
        fix = put(page, Span(at, at), " ", ASK, "Put a space after the dash")
        message = f"“{after.text}” begins a new sentence after the dash; a space shows it."
        yield flag(SELF_CUT, page, span, message, "a dash, then a capital", (fix,))
