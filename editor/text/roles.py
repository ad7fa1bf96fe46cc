"""What each quotation mark may be, judged by its neighbours: opening, closing, an apostrophe, or one of two.

Apostrophes are told from quotation marks here and nowhere else.  A role is found by looking at a few characters on
each side of a mark, so classing all marks of a paragraph takes time in proportion to its length.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

import regex

from editor.text.span import Span

DOUBLE_MARKS = frozenset('"“”„‟')
SINGLE_MARKS = frozenset("'‘’‚‛")
# Words that begin with an apostrophe; without the mark, lower case.
ELISIONS = frozenset(
    "tis twas twere twill twould em im er ere ad ave e is bout cause cos coz cept gainst fraid nuff nother "
    "round neath tween twixt til till n fore kay stead scuse spose nite choo mid allo ello ome ouse urt".split()
)
# Those that are elisions even where a program has curled the mark the wrong way: ‘Tis.
SURE_ELISIONS = frozenset("tis twas twere twill twould em im ere bout cause cos gainst fraid round neath tween".split())
# Elisions that are words of their own as well, and so may begin what is said: ‘Round the house!’, ‘is late.’
_WORDS_TOO = frozenset("round cause cos bout is till once ad stead fore mid".split())
DASHES = "—–―-"
_DASHED = frozenset(DASHES)
ENDS = frozenset(".,!?…;:" + DASHES)
_OPEN_BEFORE = frozenset("([{<“‘«„\"'*_" + DASHES)
_DOUBLE, _SINGLE = regex.compile('["“”„‟]'), regex.compile("['‘’‚‛]")
_LONGEST = 12  # code points: no elided word is longer
_TRIPLES = 4096  # a text has a few hundred
# Words that go on with the sentence after a quotation, and so cannot be what somebody possesses.
_GOES_ON = frozenset(
    "i you he she it we they said says asked cried a an the this that these those his her its their my your our "
    "and but or nor so as is was are were had has have with in on at to for from by of when while before after who "
    "what which then there not no".split()
)
_SPEAKERS = frozenset("i he she they said says asked cried".split())
_CLIPPED = frozenset({"an", "th", "wi", "o", "ha", "fo"})  # an’ the rest, th’ old one


class Role(Enum):
    """What a mark may be."""

    OPEN = 1
    CLOSE = 2
    EITHER = 3  # after a dash, a straight mark: decided by what is open
    MAYBE = 4  # after a letter: a closing mark or an apostrophe
    WEAK = 5  # the same, and more likely an apostrophe: the boys’ coats
    LEAD = 6  # before a word with letters left out: an apostrophe, or an opening mark if one closes it


def marks_in(text: str, span: Span, double: bool) -> list[tuple[int, Role]]:
    """Every double (or single) mark of a stretch that is no apostrophe, and its role."""
    pattern, role_of = (_DOUBLE, double_role) if double else (_SINGLE, single_role)
    found: list[tuple[int, Role]] = []
    for match in pattern.finditer(text, span.start, span.end):
        at = match.start()
        role = role_of(text, at)
        if role is not None:
            found.append((at, role))
    return found


def has_marks(text: str, span: Span, double: bool) -> bool:
    """Whether a stretch has a double (or single) mark at all."""
    return (_DOUBLE if double else _SINGLE).search(text, span.start, span.end) is not None


def double_role(text: str, at: int) -> Role | None:
    """The role of the double mark at ``at``."""
    after = text[at + 1] if at + 1 < len(text) else " "
    return _double_role(text[at - 1] if at else "", text[at], after)


@lru_cache(_TRIPLES)
def _double_role(before: str, mark: str, after: str) -> Role:
    first = not before
    before = before or " "
    starts = before.isspace() or before in _OPEN_BEFORE
    if mark in "“„‟":
        # A mark that curls the wrong way is judged by its neighbours.
        wrong = not starts and (after.isspace() or after in ENDS) and (before.isalnum() or before in ENDS)
        return Role.CLOSE if wrong else Role.OPEN
    if mark == "”":
        wrong = (before.isspace() or first) and after.isalnum()
        return Role.OPEN if wrong else Role.CLOSE
    if before.isdigit() and not after.isalpha() and (after.isspace() or after in ".,;x×"):
        # 5'11" and 12": a measure, unless a quotation is open and this may end it.
        return Role.MAYBE
    opens = starts and not after.isspace()
    closes = not before.isspace()
    if opens and closes:
        return Role.EITHER
    if opens:
        return Role.OPEN
    # A straight mark between two spaces closes if something is open, and opens otherwise.
    return Role.CLOSE if closes else Role.EITHER


def single_role(text: str, at: int) -> Role | None:
    """The role of the single mark at ``at``; None for what can only be an apostrophe."""
    mark = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isalnum():
        if after.isalnum() or (after == "-" and text[at - 2 : at] == "-o"):
            return None  # isn’t, man-o’-war
    elif (before.isspace() or before in _OPEN_BEFORE) and (after.isalnum() or after in '"“”„‟…—.*_'):
        return _opening_role(text, at, before, after)
    if mark == "‘":
        return Role.OPEN if not after.isspace() else None
    if before.isspace():
        return None
    if before in ".⸺" and after == "s" and not text[at + 2 : at + 3].isalnum():
        return None  # Mr. C.’s, Z⸺’s
    if not before.isalnum():
        return Role.CLOSE
    return Role.WEAK if after.isspace() and _clipped(text, at) else Role.MAYBE


def _opening_role(text: str, at: int, before: str, after: str) -> Role | None:
    """The role of a single mark that stands before a word and after none."""
    mark = text[at]
    word = _word_after(text, at + 1)
    elided = word in ELISIONS
    if elided or word[:2].isdigit():
        # A curled opening mark opens, but for the words that nothing but an elision begins so.
        opens = mark == "‘" and (word not in SURE_ELISIONS or (text[at + 1].isupper() and word in _WORDS_TOO))
        # 'Tom,' he said, 'is late.': after a comma the sentence goes on.
        opens = opens or (word in _WORDS_TOO and text[at - 2 : at].rstrip() == "," and mark != "’")
        stutters = text[at + 2 : at + 3] in _DASHED  # N-no
        if (word[:2].isdigit() and word.endswith("s")) or (word == "n" and not stutters):
            return None  # the ’90s, rock ’n’ roll
        if elided and not opens:
            return Role.LEAD if mark != "’" else None
    if mark in "‘‚‛":
        return Role.OPEN
    if mark == "’":
        # ’ere, ’andsome: an elision we do not know; a wrong-way opening mark is rarer.
        return None if after.isalnum() and before not in DASHES else Role.CLOSE
    return Role.EITHER if before in DASHES else Role.OPEN


def may_begin_speech(text: str, at: int) -> bool:
    """Whether the word behind a mark of role LEAD is a word of its own as well: 'Is it late?'"""
    return _word_after(text, at + 1) in _WORDS_TOO


def _word_after(text: str, at: int) -> str:
    end = at
    while end < len(text) and end - at < _LONGEST and text[end].isalnum():
        end += 1
    return text[at:end].lower()


def _clipped(text: str, at: int) -> bool:
    """Whether letters seem to be left out before the mark at ``at``, or what follows belongs to somebody."""
    start = at
    while start > 0 and at - start < _LONGEST and text[start - 1].isalpha():
        start -= 1
    word, after = text[start:at].lower(), _word_after(text, at + 2)
    if word in _CLIPPED:
        return True
    if word.endswith("in") and len(word) > len("in") + 1:
        return after not in _SPEAKERS  # goin’ home
    if not word.endswith("s"):
        return False
    return text[at + 2 : at + 3].islower() and after not in _GOES_ON and not after.endswith("ed")
