"""Quotation marks: which system a text uses, and where each quotation opens and closes.

The scan is linear: one pass that classes every mark by its neighbours (:mod:`editor.text.roles`), one that pairs
them.  Systems after New Hart's Rules (UK single) and CMOS 13 (US double, speech running over paragraphs).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

import regex

from editor.text.roles import SINGLE_MARKS, Role, has_marks, marks_in, may_begin_speech, single_role
from editor.text.span import Span

# Paragraphs remembered: a 500,000-word novel has about 12,000, each asked for two kinds of marks.
_REMEMBERED = 40_000
_GUILLEMETS = regex.compile("[«»]")
_OPENERS = frozenset("\"'“‘„‚")
_SAID = frozenset(".,!?…—")  # what ends words that are said


class System(StrEnum):
    """How a text marks speech."""

    DOUBLE = "double"
    SINGLE = "single"
    GUILLEMETS = "guillemets"
    DASH = "dash"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class QuoteStyle:
    """The system of a whole document, and whether its marks are mostly curly."""

    system: System = System.DOUBLE
    curly: bool = False


class Ending(StrEnum):
    """How a quotation ends."""

    CLOSED = "closed"
    RUNS_ON = "runs on"  # left open rightly: the next paragraph opens again
    UNCLOSED = "unclosed"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation with its marks.

    ``span`` includes the marks; ``opening`` and ``closing`` are the marks as typed, empty where there
    is none.  ``inner`` are the quotations inside it.
    """

    span: Span
    opening: str
    closing: str
    ending: Ending
    inner: tuple[Quotation, ...] = ()

    @property
    def words(self) -> Span:
        """What is quoted: the span without its marks."""
        return Span(self.span.start + len(self.opening), self.span.end - len(self.closing))


@dataclass(frozen=True, slots=True)
class Scan:
    """The outermost quotations of a paragraph in order, and closing marks that close nothing."""

    quotations: tuple[Quotation, ...]
    strays: tuple[Span, ...] = ()


def _guillemet_roles(text: str, span: Span) -> list[tuple[int, Role]]:
    marks = [(match.start(), match.group()) for match in _GUILLEMETS.finditer(text, span.start, span.end)]
    opener = marks[0][1] if marks else "«"
    return [(at, Role.OPEN if mark == opener else Role.CLOSE) for at, mark in marks]


def _pair(text: str, span: Span, roles: Sequence[tuple[int, Role]], nests: bool) -> tuple[list[Quotation], list[Span]]:
    """Pair classed marks into quotations; unclosed ones end before the next opening mark."""
    closers_left, next_sure = _ahead(roles, span.end)
    quotations: list[Quotation] = []
    strays: list[Span] = []
    opened: list[int] = []
    inner: list[Quotation] = []

    def close(closing: str, end: int) -> None:
        start = opened.pop()
        ending = Ending.CLOSED if closing else Ending.UNCLOSED
        if opened:
            inner.append(Quotation(Span(start, end), text[start], closing, ending))
        else:
            quotations.append(Quotation(Span(start, end), text[start], closing, ending, tuple(inner)))
            inner.clear()

    for i, (at, role) in enumerate(roles):
        if role is Role.EITHER:
            role = Role.CLOSE if opened else Role.OPEN
        elif role is Role.MAYBE:
            # An apostrophe, where a mark that can be nothing else closes what is open.  Between two dashes there may
            # be a beat, with speech on both sides: 'Go'—she rose—'and stay'.
            sure = next_sure[i + 1]
            if not opened or sure is Role.CLOSE or (sure is Role.EITHER and text[at + 1] not in "—–"):
                continue
            role = Role.CLOSE
        elif role is Role.LEAD:
            if opened or next_sure[i + 1] is not Role.CLOSE:
                continue
            role = Role.OPEN
        elif role is Role.WEAK:
            # The ‘hours’ went by: set between marks by the narrator.  ‘The boys’ coats …: said.
            if not opened or not _aside(text, opened[-1]) or next_sure[i + 1] in (Role.CLOSE, Role.EITHER):
                continue
            role = Role.CLOSE
        if role is Role.OPEN:
            if opened and not (nests and text[at] != '"' and closers_left[i + 1] > len(opened)):
                end = at
                while end > opened[-1] + 1 and text[end - 1].isspace():
                    end -= 1
                close("", end)
            opened.append(at)
        elif opened:
            close(text[at], at + 1)
        else:
            strays.append(Span(at, at + 1))
    while opened:
        close("", span.end)
    return quotations, strays


def _aside(text: str, at: int) -> bool:
    """Whether a quotation opens inside a sentence, with no mark before it."""
    return at > 1 and text[at - 1] == " " and text[at - 2].isalnum()


def _ahead(roles: Sequence[tuple[int, Role]], end: int) -> tuple[list[int], list[Role]]:
    """From each mark on: how many more marks close than open, and the next role that leaves no doubt.

    A mark at the very ``end`` closes, if anything is open.
    """
    closers_left = [0] * (len(roles) + 1)
    next_sure = [Role.OPEN] * (len(roles) + 1)
    more, sure = 0, Role.OPEN
    if roles and roles[-1] == (end - 1, Role.MAYBE):
        sure = Role.CLOSE
    for i in range(len(roles) - 1, -1, -1):
        role = roles[i][1]
        if role is Role.CLOSE:
            more, sure = more + 1, role
        elif role is Role.OPEN:
            more, sure = more - 1, role
        elif role is Role.EITHER:
            sure = role
        closers_left[i], next_sure[i] = more, sure
    return closers_left, next_sure


def _with_inner(text: str, quotation: Quotation, double: bool) -> Quotation:
    words = quotation.words
    if len(words) < 2 or not has_marks(text, words, double):
        return quotation
    found, _ = _pair(text, words, marks_in(text, words, double), nests=False)
    whole = tuple(q for q in found if q.ending is Ending.CLOSED)
    if not whole:
        return quotation
    return replace(quotation, inner=tuple(sorted(quotation.inner + whole, key=lambda q: q.span)))


def scan(text: str, style: QuoteStyle, runs_on: bool = False) -> Scan:
    """Find the quotations of one paragraph.

    ``runs_on`` says that the speech left open at the end goes on in the next paragraph.  Dash
    dialogue and unquoted dialogue have no quotations to find; double marks in them are still paired.
    """
    whole = Span(0, len(text))
    single = style.system is System.SINGLE
    guillemets = style.system is System.GUILLEMETS
    roles = _guillemet_roles(text, whole) if guillemets else marks_in(text, whole, not single)
    found, strays = _pair(text, whole, roles, nests=True)
    double = single or guillemets  # the marks that speech does not take here
    mixed = has_marks(text, whole, double)
    if mixed and single:
        found = _with_minority(text, found)
    if mixed and style.system in (System.SINGLE, System.DOUBLE):
        found = [_closed_across(text, q, double) if q.ending is Ending.UNCLOSED else q for q in found]
        if single and strays:
            found, strays = _opened_across(text, found, strays)
    if runs_on and found and found[-1].ending is Ending.UNCLOSED and found[-1].span.end == len(text):
        found[-1] = replace(found[-1], ending=Ending.RUNS_ON)
    if mixed:
        found = [_with_inner(text, q, double) for q in found]
    return Scan(tuple(found), tuple(strays))


def _closed_across(text: str, quotation: Quotation, double: bool) -> Quotation:
    """Close what opens with one kind of mark and ends with the other: ``“Down!’``.

    Only a mark after an end mark and before a space is taken, since an apostrophe never stands there.
    """
    for at, role in marks_in(text, quotation.words, double):
        if role is Role.OPEN or (role is Role.LEAD and may_begin_speech(text, at)):
            break
        after = text[at + 1 : at + 2]
        if text[at - 1] in _SAID and (not after or after.isspace()):
            return Quotation(Span(quotation.span.start, at + 1), quotation.opening, text[at], Ending.CLOSED)
    return quotation


def _opened_across(text: str, found: list[Quotation], strays: list[Span]) -> tuple[list[Quotation], list[Span]]:
    """In a single-quote text, a double opening mark whose single closing mark was left over."""
    opens = [at for at, role in marks_in(text, Span(0, len(text)), True) if role is Role.OPEN]
    starts = [q.span.start for q in found]
    left: list[Span] = []
    added: list[Quotation] = []
    floor = 0
    for stray in strays:
        after = bisect_right(starts, stray.start)
        # The quotation before the stray mark; what opens must stand behind it.
        settled = max(floor, found[after - 1].span.end) if after else floor
        number = bisect_left(opens, settled)
        start = opens[number] if number < len(opens) else stray.end
        if settled <= stray.start and start < stray.start and text[stray.start - 1] in _SAID:
            added.append(Quotation(Span(start, stray.end), text[start], stray.of(text), Ending.CLOSED))
        else:
            left.append(stray)
        floor = stray.end
    return sorted(found + added, key=lambda q: q.span), left


def _with_minority(text: str, found: list[Quotation]) -> list[Quotation]:
    """In a single-quote text, whole double quotations outside any other are quotations as well."""
    whole = Span(0, len(text))
    doubles, _ = _pair(text, whole, marks_in(text, whole, True), nests=False)
    starts = [q.span.start for q in found]

    def apart(span: Span) -> bool:
        before = bisect_left(starts, span.end) - 1  # the last one that begins before the span ends
        return before < 0 or found[before].span.end <= span.start

    extra = [q for q in doubles if q.ending is Ending.CLOSED and apart(q.span)]
    return sorted(found + extra, key=lambda q: q.span) if extra else found


@lru_cache(_REMEMBERED)
def _opening_marks(text: str, double: bool) -> tuple[str, ...]:
    """Every mark of the text that can only open, and opens no quotation inside another: “‘.

    Remembered, for all but one paragraph are as they were.
    """
    return tuple(
        text[at]
        for at, role in marks_in(text, Span(0, len(text)), double)
        if role is Role.OPEN and text[at - 1 : at] not in _OPENERS
    )


def detect(texts: Iterable[str]) -> QuoteStyle:
    """The quotation style of a document, from the texts of its prose paragraphs."""
    texts = list(texts)
    doubles = Counter(mark for text in texts for mark in _opening_marks(text, True))
    singles = Counter(mark for text in texts for mark in _opening_marks(text, False))
    double, single = doubles.total(), singles.total()
    guillemets = sum(text.count("«") for text in texts)
    dashes = sum(text.lstrip()[:1] in ("—", "–", "―") for text in texts)
    if guillemets > double + single:
        return QuoteStyle(System.GUILLEMETS, True)
    if dashes >= 3 and dashes > 2 * (double + single):
        return QuoteStyle(System.DASH, True)
    if single > double and single >= 2:
        return QuoteStyle(System.SINGLE, 2 * (single - singles["'"]) > single)
    if double:
        return QuoteStyle(System.DOUBLE, 2 * (double - doubles['"']) > double)
    return QuoteStyle(System.NONE, any("’" in text for text in texts))


def opens_with_quote(text: str, style: QuoteStyle) -> bool:
    """Whether a paragraph begins with an opening mark of the document's system."""
    head = text.lstrip()[:1]
    if style.system is System.SINGLE:
        at = len(text) - len(text.lstrip())
        return head in SINGLE_MARKS and head != "" and single_role(text, at) is Role.OPEN
    if style.system is System.GUILLEMETS:
        return head in ("«", "»")
    return head in ('"', "“", "„")
