"""The quotation marks themselves: empty, mismatched, missing, spaced."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from editor.checks.dialogue.clauses import Attachment, clause_at
from editor.checks.dialogue.flag import ASK, SAFE, flag, last_word, put, rule, word_end
from editor.checks.dialogue.speech import Page
from editor.checks.rule import Edit, Finding, Fix, Level
from editor.text.pairs import closing_of, is_matched, matched_marks
from editor.text.quotes import Ending, Quotation, System
from editor.text.span import Span

EMPTY = rule(
    "empty-quotation",
    Level.MISTAKE,
    "empty quotation",
    "Somebody was to say something here, and the words are missing.",
    "She giggles. “Never mind.”",
    "She giggles, “”",
    "a reader's first stumble; no house prints it",
)
MISMATCHED = rule(
    "mismatched-marks",
    Level.MISTAKE,
    "mismatched quotation marks",
    "The two marks of a quotation are a pair: both straight or both curly, both double or both single.",
    "“No, it’s fine.”",
    '"No, it’s fine.”',
    "CMOS 6.115, 13.9",
)
UNCLOSED = rule(
    "unclosed-quotation",
    Level.MISTAKE,
    "unclosed quotation",
    "A reader cannot tell where the speech ends. Only a speech that goes on in the next paragraph, which opens "
    "with a mark again, is left open.",
    "“I’m late,” he said.",
    "“I’m late, he said.",
    "CMOS 13.32; New Hart's Rules 9.2.4",
)
STRAY = rule(
    "stray-mark",
    Level.MISTAKE,
    "stray closing mark",
    "A quotation mark closes a speech that was opened before; here none is open.",
    "“I’m late,” he said.",
    "I’m late,” he said.",
    "CMOS 13.9",
)
SPACING = rule(
    "quotation-spacing",
    Level.MISTAKE,
    "spacing at a quotation mark",
    "Quotation marks stand close to the words they hold and apart from the words around them.",
    "“Hi,” he said.",
    "“ Hi,”he said.",
    "CMOS 6.119, 6.121",
)
# A short quotation is shown whole; of a long one, the mark that is wrong and its word.
_SHORT = 40
# So many marks at most stand between a word and the mark in question.
_MARKS = 12
# How far into an unclosed speech its tag is looked for.
_TAG_WITHIN = 600

RULES = (EMPTY, MISMATCHED, UNCLOSED, STRAY, SPACING)


def marks(page: Page) -> Iterator[Finding]:
    """Everything that can be wrong with the marks of a paragraph."""
    for speech in page.speeches:
        quotation = speech.quotation
        if quotation.ending is Ending.UNCLOSED:
            if page.text.endswith(":") and quotation.span.end == len(page.text):
                continue  # the speaker reads a letter or verse out, which is set apart below
            yield _unclosed(page, quotation)
        elif quotation.ending is Ending.RUNS_ON:
            yield from _tagged_but_open(page, quotation)
        else:
            if not quotation.words.of(page.text).strip():
                yield _empty(page, quotation)
                continue
            yield from _spacing(page, quotation)
            for one in (quotation, *quotation.inner):
                if one.ending is Ending.CLOSED and not is_matched(one):
                    yield _mismatched(page, one, one is quotation)
    for stray in page.strays:
        found = _stray(page, stray)
        if found is not None:
            yield found


def _empty(page: Page, quotation: Quotation) -> Finding:
    start, end = quotation.span.start, quotation.span.end
    if end < len(page.text) and page.text[end].isspace() and (start == 0 or page.text[start - 1].isspace()):
        end += 1
    elif start and page.text[start - 1].isspace() and end == len(page.text):
        start -= 1
    fix = put(page, Span(start, end), "", ASK, "Take the empty marks away")
    message = f"Nothing stands between the quotation marks {quotation.span.of(page.text)}."
    return flag(EMPTY, page, quotation.span, message, "an opening and a closing mark, no words", (fix,), confidence=1.0)


def _mismatched(page: Page, quotation: Quotation, outer: bool) -> Finding:
    text, span = page.text, quotation.span
    opening, closing = matched_marks(quotation, page.style, outer)
    edits: list[Edit] = []
    if quotation.opening != opening:
        edits.append(Edit(Span(span.start, span.start + 1), opening))
    if quotation.closing != closing:
        edits.append(Edit(Span(span.end - 1, span.end), closing))
    if len(span) <= _SHORT:
        place = span
    elif edits[-1].span.end == span.end:
        place = Span(max(last_word(page, _before_marks(text, span.end - 1)), span.start), span.end)
    else:
        place = Span(span.start, min(word_end(page, span.start + 1), span.end))
    fix = Fix(f"Write {opening}…{closing}", tuple(edits), SAFE)
    message = f"The quotation opens with {quotation.opening} and closes with {quotation.closing}, which are not a pair."
    return flag(MISMATCHED, page, place, message, f"most of the text uses {opening}…{closing}", (fix,), confidence=1.0)


def _before_marks(text: str, at: int) -> int:
    """The end of the word before ``at``, past the marks between."""
    floor = max(at - _MARKS, 0)
    while at > floor and not (text[at - 1].isalnum() or text[at - 1].isspace()):
        at -= 1
    return at


def _doubt(page: Page) -> Level | None:
    """In single quotes an apostrophe can look like a closing mark, so that nothing is certain."""
    return Level.QUESTION if page.style.system is System.SINGLE else None


def _unclosed(page: Page, quotation: Quotation) -> Finding:
    text = page.text
    closing = closing_of(quotation.opening)
    end = quotation.span.end
    while end > quotation.words.start and text[end - 1].isspace():
        end -= 1
    tagged = _tag_within(page, quotation)
    if tagged is not None:
        end = tagged
    where = "before the tag" if tagged is not None else "at the end"
    fix = put(page, Span(end, end), closing, ASK, f"Close it {where}")
    place = Span(max(last_word(page, _before_marks(text, end)), quotation.span.start), end)
    begins = text[quotation.words.start : word_end(page, quotation.words.start)]
    message = (
        f"The quotation that begins with “{begins}” is never closed; the mark may be missing after “{place.of(text)}”."
    )
    return flag(UNCLOSED, page, place, message, "an opening mark without a closing one", (fix,), _doubt(page))


def _tagged_but_open(page: Page, quotation: Quotation) -> Iterator[Finding]:
    """A speech that seems to run on into the next paragraph, but ends with its tag here."""
    tagged = _tag_within(page, quotation)
    if tagged is None or quotation.inner or _SINGLE.search(quotation.words.of(page.text)):
        return
    clause = clause_at(page.text, tagged, len(page.text))
    if clause is None or len(clause.rest) > 2 or clause.words[-1].span.end + 1 < len(page.text):
        return
    found = _unclosed(page, quotation)
    yield Finding(found.rule, found.span, found.text, found.message, found.evidence, 0.7, found.fixes, Level.QUESTION)


# A single mark that is no apostrophe inside a word.
_SINGLE = regex.compile(r"(?<!\p{L})['’‘]|['’‘](?!\p{L})")


def _tag_within(page: Page, quotation: Quotation) -> int | None:
    """Where an unclosed speech meets its tag: the offset after the mark before it."""
    text = page.text
    limit = min(quotation.span.end - 1, quotation.words.start + _TAG_WITHIN)
    for at in range(quotation.words.start, limit):
        if text[at] in ",?!" and text[at + 1] == " ":
            clause = clause_at(text, at + 1, quotation.span.end)
            if clause is not None and clause.attachment is Attachment.TAG and not text[at + 2].isupper():
                return at + 1
    return None


def _stray(page: Page, stray: Span) -> Finding | None:
    text = page.text
    single = stray.of(text) in "'‘’‚‛"
    if single and not (stray.start and text[stray.start - 1] in ".,!?…"):
        return None  # an apostrophe, most likely
    place = Span(last_word(page, _before_marks(text, stray.start)), stray.end)
    fixes = (put(page, stray, "", ASK, "Take the mark away"),)
    message = f"The mark after “{place.of(text)[:-1].strip()}” closes nothing: no quotation is open here."
    return flag(STRAY, page, place, message, "a closing mark without an opening one", fixes, _doubt(page))


def _spacing(page: Page, quotation: Quotation) -> Iterator[Finding]:
    text, inner, span = page.text, quotation.words, quotation.span
    if text[inner.start] == " ":
        end = inner.start
        while text[end] == " ":
            end += 1
        place = Span(span.start, word_end(page, end))
        fix = put(page, Span(inner.start, end), "", SAFE, "Take the space away")
        yield flag(
            SPACING,
            page,
            place,
            "A space stands between the opening mark and the words.",
            "space after the mark",
            (fix,),
        )
    if text[inner.end - 1] == " ":
        start = inner.end
        while text[start - 1] == " ":
            start -= 1
        place = Span(last_word(page, _before_marks(text, start)), span.end)
        fix = put(page, Span(start, inner.end), "", SAFE, "Take the space away")
        if text[start - 1] not in "'’‘”\"":
            yield flag(
                SPACING,
                page,
                place,
                "A space stands between the words and the closing mark.",
                "space before the mark",
                (fix,),
            )
    double = quotation.opening in '"“'
    if double and span.end < len(text) and text[span.end].isalpha() and inner.end > inner.start:
        after = word_end(page, span.end)
        if not text[inner.end - 1].isalnum() and text[span.end : after] not in ("s", "es"):
            place = Span(last_word(page, _before_marks(text, inner.end)), after)
            fix = put(page, Span(span.end, span.end), " ", SAFE, "Put a space")
            word = text[span.end : after]
            yield flag(
                SPACING, page, place, f"A space is missing between the closing mark and “{word}”.", "no space", (fix,)
            )
    if double and span.start and text[span.start - 1] in ",.?!:;" and text[inner.start].isalnum():
        start = span.start - 1
        place = Span(last_word(page, start), word_end(page, inner.start))
        fix = put(page, Span(span.start, span.start), " ", SAFE, "Put a space")
        yield flag(SPACING, page, place, "A space is missing before the opening mark.", "no space", (fix,))
