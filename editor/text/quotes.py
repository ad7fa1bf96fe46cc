"""Quotation marks: which system a text uses, and where each quotation opens and closes.

Apostrophes are told from closing marks here and nowhere else.  The scan is linear: one pass that
classes every mark by its neighbours, one that pairs them.  Systems after New Hart's Rules (UK single)
and CMOS 13 (US double, speech running over paragraphs).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from editor.text.span import Span


class System(StrEnum):
    """How a text marks speech."""

    DOUBLE = "double"
    SINGLE = "single"
    GUILLEMETS = "guillemets"
    DASH = "dash"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class QuoteStyle:
    """The system of a whole document, and whether its marks are mostly curly.

    The two counts are of the primary opening marks, straight and curly.  They do not take part in
    comparison: one more quotation typed does not make another style of the text.
    """

    system: System = System.DOUBLE
    curly: bool = False
    straight_marks: int = field(default=0, compare=False)
    curly_marks: int = field(default=0, compare=False)


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


# Words that begin with an apostrophe; without the mark, lower case.
ELISIONS = frozenset(
    "tis twas twere twill twould em im er ere ad ave e is bout cause cos coz cept gainst fraid nuff nother "
    "round neath tween twixt til till n fore kay stead scuse spose nite choo mid allo ello ome ouse urt".split()
)
# Those that are elisions even where a program has curled the mark the wrong way: ‘Tis.
SURE_ELISIONS = frozenset("tis twas twere twill twould em im ere bout cause cos gainst fraid round neath tween".split())
# Elisions that are words of their own as well, and so may begin what is said: ‘Round the house!’, ‘is late.’
_WORDS_TOO = frozenset("round cause cos bout is till once ad stead fore mid".split())
_DASHES = "—–―-"
_OPEN_BEFORE = frozenset("([{<“‘«„\"'*_" + _DASHES)
DOUBLE_MARKS = frozenset('"“”„‟')
SINGLE_MARKS = frozenset("'‘’‚‛")
_ENDS = frozenset(".,!?…;:" + _DASHES)


class _Role(Enum):
    OPEN = 1
    CLOSE = 2
    EITHER = 3  # after a dash, a straight mark: decided by what is open
    MAYBE = 4  # after a letter: a closing mark or an apostrophe


def _word_after(text: str, at: int) -> str:
    end = at
    while end < len(text) and end - at < 12 and text[end].isalnum():
        end += 1
    return text[at:end].lower()


def _double_role(text: str, at: int) -> _Role | None:
    mark = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    starts = before.isspace() or before in _OPEN_BEFORE
    if mark in "“„‟":
        # A mark that curls the wrong way is judged by its neighbours.
        wrong = not starts and (after.isspace() or after in _ENDS) and (before.isalnum() or before in _ENDS)
        return _Role.CLOSE if wrong else _Role.OPEN
    if mark == "”":
        wrong = (before.isspace() or at == 0) and after.isalnum()
        return _Role.OPEN if wrong else _Role.CLOSE
    if before.isdigit() and not after.isalpha() and (after.isspace() or after in ".,;x×"):
        # 5'11" and 12": a measure, unless a quotation is open and this may end it.
        return _Role.MAYBE
    opens = starts and not after.isspace()
    closes = not before.isspace()
    if opens and closes:
        return _Role.EITHER
    if opens:
        return _Role.OPEN
    # A straight mark between two spaces closes if something is open, and opens otherwise.
    return _Role.CLOSE if closes else _Role.EITHER


def _single_role(text: str, at: int) -> _Role | None:
    mark = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isalnum() and after.isalnum():
        return None
    starts = before.isspace() or before in _OPEN_BEFORE
    if starts and (after.isalnum() or after in DOUBLE_MARKS or after in "…—.*_"):
        word = _word_after(text, at + 1)
        # A curled opening mark opens, but for the words that nothing but an elision begins so.
        opens = mark == "‘" and (word not in SURE_ELISIONS or (text[at + 1].isupper() and word in _WORDS_TOO))
        # 'Tom,' he said, 'is late.': after a comma the sentence goes on.
        opens = opens or (word in _WORDS_TOO and text[at - 2 : at].rstrip() == "," and mark != "’")
        stutters = text[at + 2 : at + 3] in _DASHES  # N-no
        if (
            (word in ELISIONS and not opens)
            or (word[:2].isdigit() and word.endswith("s"))
            or (word == "n" and not stutters)
        ):
            return None
        if mark in "‘‚‛":
            return _Role.OPEN
        if mark == "’":
            # ’ere, ’andsome: an elision we do not know; a wrong-way opening mark is rarer.
            return None if after.isalnum() and before not in _DASHES else _Role.CLOSE
        if before in _DASHES:
            return _Role.EITHER
        return _Role.OPEN
    if mark == "‘":
        return _Role.OPEN if not after.isspace() else None
    if before.isspace():
        return None
    if before == "." and after == "s" and not text[at + 2 : at + 3].isalnum():
        return None  # Mr. C.’s
    if before in _ENDS or before in "\"”)*_'’‘":
        return _Role.CLOSE
    if before.isalnum():
        return _Role.MAYBE
    return _Role.CLOSE


def _roles(text: str, span: Span, marks: frozenset[str]) -> list[tuple[int, _Role]]:
    role_of = _double_role if '"' in marks else _single_role
    found: list[tuple[int, _Role]] = []
    for at in range(span.start, span.end):
        if text[at] in marks:
            role = role_of(text, at)
            if role is not None:
                found.append((at, role))
    return found


def _guillemet_roles(text: str, span: Span) -> list[tuple[int, _Role]]:
    marks = [(at, text[at]) for at in range(span.start, span.end) if text[at] in "«»"]
    opener = marks[0][1] if marks else "«"
    return [(at, _Role.OPEN if mark == opener else _Role.CLOSE) for at, mark in marks]


def _pair(text: str, span: Span, roles: list[tuple[int, _Role]], nests: bool) -> tuple[list[Quotation], list[Span]]:
    """Pair classed marks into quotations; unclosed ones end before the next opening mark."""
    closers_left = [0] * (len(roles) + 1)  # sure closing marks minus opening ones from here on
    next_sure = [_Role.OPEN] * (len(roles) + 1)  # the next mark that is not MAYBE
    for i in range(len(roles) - 1, -1, -1):
        role = roles[i][1]
        closers_left[i] = closers_left[i + 1] + (role is _Role.CLOSE) - (role is _Role.OPEN)
        next_sure[i] = next_sure[i + 1] if role is _Role.MAYBE else role
    quotations: list[Quotation] = []
    strays: list[Span] = []
    opened: list[int] = []
    inner: list[Quotation] = []

    def close(at: int | None, end: int) -> None:
        start = opened.pop()
        quotation = Quotation(
            Span(start, end),
            text[start],
            text[at] if at is not None else "",
            Ending.CLOSED if at is not None else Ending.UNCLOSED,
            tuple(inner) if not opened else (),
        )
        if opened:
            inner.append(quotation)
        else:
            quotations.append(quotation)
            inner.clear()

    for i, (at, role) in enumerate(roles):
        if role is _Role.EITHER:
            role = _Role.CLOSE if opened else _Role.OPEN
        elif role is _Role.MAYBE:
            sure_close_follows = next_sure[i + 1] in (_Role.CLOSE, _Role.EITHER)
            if not opened or sure_close_follows:
                continue
            role = _Role.CLOSE
        if role is _Role.OPEN:
            if opened and not (nests and text[at] != '"' and closers_left[i + 1] > len(opened)):
                end = at
                while end > opened[-1] + 1 and text[end - 1].isspace():
                    end -= 1
                close(None, end)
            opened.append(at)
        elif opened:
            close(at, at + 1)
        else:
            strays.append(Span(at, at + 1))
    while opened:
        close(None, span.end)
    return quotations, strays


def _with_inner(text: str, quotation: Quotation, marks: frozenset[str]) -> Quotation:
    words = quotation.words
    if not any(mark in marks for mark in words.of(text)):
        return quotation
    found, _ = _pair(text, words, _roles(text, words, marks), nests=False)
    whole = tuple(q for q in found if q.ending is Ending.CLOSED)
    inner = tuple(sorted(quotation.inner + whole, key=lambda q: q.span))
    return Quotation(quotation.span, quotation.opening, quotation.closing, quotation.ending, inner)


def scan(text: str, style: QuoteStyle, runs_on: bool = False) -> Scan:
    """Find the quotations of one paragraph.

    ``runs_on`` says that the speech left open at the end goes on in the next paragraph.  Dash
    dialogue and unquoted dialogue have no quotations to find; double marks in them are still paired.
    """
    whole = Span(0, len(text))
    if style.system is System.SINGLE:
        roles, other = _roles(text, whole, SINGLE_MARKS), DOUBLE_MARKS
    elif style.system is System.GUILLEMETS:
        roles, other = _guillemet_roles(text, whole), DOUBLE_MARKS
    else:
        roles, other = _roles(text, whole, DOUBLE_MARKS), SINGLE_MARKS
    found, strays = _pair(text, whole, roles, nests=True)
    if style.system is System.SINGLE:
        found = _with_minority(text, found)
    if style.system in (System.SINGLE, System.DOUBLE):
        found, strays = _closed_across(text, found, strays, style.system)
    if runs_on and found and found[-1].ending is Ending.UNCLOSED and found[-1].span.end == len(text):
        last = found[-1]
        found[-1] = Quotation(last.span, last.opening, last.closing, Ending.RUNS_ON, last.inner)
    return Scan(tuple(_with_inner(text, q, other) for q in found), tuple(strays))


def _closed_across(
    text: str, found: list[Quotation], strays: list[Span], system: System
) -> tuple[list[Quotation], list[Span]]:
    """Close what opens with one kind of mark and ends with the other: ``“Down!’``.

    Only a mark after an end mark and before a space is taken, since an apostrophe never stands there.
    """
    marks = SINGLE_MARKS if system is System.DOUBLE else DOUBLE_MARKS
    role_of = _single_role if system is System.DOUBLE else _double_role
    out: list[Quotation] = []
    for quotation in found:
        closed = quotation
        if quotation.ending is Ending.UNCLOSED:
            for at in range(quotation.words.start, quotation.words.end):
                if text[at] not in marks:
                    continue
                role = role_of(text, at)
                if role is _Role.OPEN:
                    break
                after = text[at + 1 : at + 2]
                if text[at - 1] in ".,!?…—" and (not after or after.isspace()):
                    closed = Quotation(Span(quotation.span.start, at + 1), quotation.opening, text[at], Ending.CLOSED)
                    break
        out.append(closed)
    if system is System.SINGLE and strays:
        out, strays = _opened_across(text, out, strays)
    return out, strays


def _opened_across(text: str, found: list[Quotation], strays: list[Span]) -> tuple[list[Quotation], list[Span]]:
    """In a single-quote text, a double opening mark whose single closing mark was left over."""
    opens = [at for at, role in _roles(text, Span(0, len(text)), DOUBLE_MARKS) if role is _Role.OPEN]
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
        if settled <= stray.start and start < stray.start and text[stray.start - 1] in ".,!?…—":
            added.append(Quotation(Span(start, stray.end), text[start], stray.of(text), Ending.CLOSED))
        else:
            left.append(stray)
        floor = stray.end
    return sorted(found + added, key=lambda q: q.span), left


def _with_minority(text: str, found: list[Quotation]) -> list[Quotation]:
    """In a single-quote text, whole double quotations outside any other are quotations as well."""
    spans = [q.span for q in found]
    doubles, _ = _pair(text, Span(0, len(text)), _roles(text, Span(0, len(text)), DOUBLE_MARKS), nests=False)
    extra = [q for q in doubles if q.ending is Ending.CLOSED and not any(span.overlaps(q.span) for span in spans)]
    return sorted(found + extra, key=lambda q: q.span)


def _openers(texts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Each opening mark of the texts as (mark, at the start of its paragraph)."""
    for text in texts:
        for at, char in enumerate(text):
            if char in DOUBLE_MARKS:
                role = _double_role(text, at)
            elif char in SINGLE_MARKS:
                role = _single_role(text, at)
            else:
                continue
            if role is _Role.OPEN:
                yield char, at == 0


def detect(texts: Iterable[str]) -> QuoteStyle:
    """The quotation style of a document, from the texts of its prose paragraphs."""
    texts = list(texts)
    double = single = 0
    curly = {"double": 0, "single": 0}
    for char, _ in _openers(texts):
        if char in DOUBLE_MARKS:
            double += 1
            curly["double"] += char != '"'
        else:
            single += 1
            curly["single"] += char != "'"
    guillemets = sum(text.count("«") for text in texts)
    dashes = sum(text.lstrip()[:1] in ("—", "–", "―") for text in texts)
    if guillemets > double + single:
        return QuoteStyle(System.GUILLEMETS, True)
    if dashes >= 3 and dashes > 2 * (double + single):
        return QuoteStyle(System.DASH, True)
    if single > double and single >= 2:
        return QuoteStyle(System.SINGLE, 2 * curly["single"] > single, single - curly["single"], curly["single"])
    if double:
        return QuoteStyle(System.DOUBLE, 2 * curly["double"] > double, double - curly["double"], curly["double"])
    return QuoteStyle(System.NONE, any("’" in text for text in texts))


def opens_with_quote(text: str, style: QuoteStyle) -> bool:
    """Whether a paragraph begins with an opening mark of the document's system."""
    head = text.lstrip()[:1]
    if style.system is System.SINGLE:
        at = len(text) - len(text.lstrip())
        return head in SINGLE_MARKS and head != "" and _single_role(text, at) is _Role.OPEN
    if style.system is System.GUILLEMETS:
        return head in ("«", "»")
    return head in ('"', "“", "„")
