"""Text into words and marks, as the treebanks cut them: *ca|n't*, *tight|-|lipped*, *Mr.*, *…*.

Conventions: English Web Treebank (hyphenated compounds and clitics apart).  Every pattern is
linear in the length of the text; nothing is normalised, so the text under a span is the token.
"""

from __future__ import annotations

import regex

from editor.text.span import Span

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr st prof sr jr rev gen col capt lt sgt hon gov sen rep etc vs no vol fig inc ltd co corp dept est "
    "mt ft messrs mme mlle jan feb mar apr jun jul aug sept sep oct nov dec al approx cf".split()
)
# Abbreviations that are also words: only a capital makes them an abbreviation ("St. Anne", not "the mar.").
_CAPITALISED_ONLY = frozenset({"co", "st", "mt", "est", "sep", "mar", "jun", "col", "fig", "gen", "hon", "sen", "jan"})

# Soft hyphens and joiners sit inside words without being letters.
_LETTER = r"[\p{L}\p{N}]"
_INNER = r"[\p{L}\p{N}\p{M}\u00ad\u200c\u200d\u2060]"
_TOKEN = regex.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"“”]{{1,2000}}(?<![.,;:!?)\]}}'’])     # addresses
  | [\w.+-]{{1,64}}+@[\w-]{{1,63}}+\.[\w.-]{{0,250}}(?<=\w)
  | (?:[A-Za-z]\.){{2,20}}                                          # U.S., a.m.
  | \$?\d++(?:[.,:/]\d++)*+(?:st|nd|rd|th|s)?(?!{_LETTER})          # numbers
  | {_LETTER}{_INNER}*+(?:['’`]{_LETTER}{_INNER}*+)*+(?:\.(?!\.))?  # words, perhaps with a full stop
  | \.{{2,}}+ | …+ | --+ | [—–]+ | [!?]{{2,}}+
  | ([*=_~\#+<>/\\|])\g<1>++                                        # rules made of one mark
  | \S[\p{{M}}\u200d\ufe0f]*+
    """,
    regex.VERBOSE,
)
_INITIALS = regex.compile(r"(?:[A-Za-z]\.){2,}")
_SPLIT = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3, "dunno": 2}
_APOSTROPHES = "'’`"
_CLITICS = frozenset({"s", "m", "re", "ve", "ll", "d", "em"})
# Words that have lost their beginning: the apostrophe belongs to them.
_ELISIONS = frozenset("em cause til bout n cos s ll d m ve re".split())
_IT_ELISIONS = frozenset({"tis", "twas", "twill", "twere"})


def tokenize(text: str) -> list[Span]:
    """The tokens of ``text`` in order, as spans; together they cover everything but white space."""
    spans: list[Span] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        first = text[start]
        if first == "$" and end - start > 1:
            spans.append(Span(start, start + 1))
            spans.append(Span(start + 1, end))
        elif not first.isalnum():
            spans.append(Span(start, end))
        elif text[end - 1] == "." and end - start > 1 and not _keeps_stop(text, start, end):
            _add_word(spans, text, start, end - 1)
            spans.append(Span(end - 1, end))
        else:
            _add_word(spans, text, start, end)
    return _join_elisions(text, spans)


def _keeps_stop(text: str, start: int, end: int) -> bool:
    """Whether the full stop at ``end - 1`` belongs to the abbreviation before it."""
    if end - start > 24:
        return False
    core = text[start : end - 1]
    if _INITIALS.fullmatch(text, start, end):
        return True
    lower = core.lower()
    after = text[end : end + 2]
    if lower == "no":
        return len(after) == 2 and after[0].isspace() and after[1].isdigit()
    if len(core) == 1:
        return core.isupper() and core != "I" and after.lstrip()[:1].isupper()
    if lower in _CAPITALISED_ONLY and not core[0].isupper():
        return False
    return lower in _ABBREVIATIONS


def _add_word(spans: list[Span], text: str, start: int, end: int) -> None:
    """Append a word, its clitics (*n't*, *'ll*) apart."""
    word = text[start:end]
    cut = _SPLIT.get(word.lower()) if len(word) < 8 else None
    if cut is not None:
        spans.append(Span(start, start + cut))
        spans.append(Span(start + cut, end))
        return
    if word.isalpha():  # without an apostrophe there is no clitic
        spans.append(Span(start, end))
        return
    tail: list[Span] = []
    while len(tail) < 3:
        at = _clitic(text, start, end)
        if at is None:
            break
        tail.append(Span(at, end))
        end = at
    spans.append(Span(start, end))
    spans.extend(reversed(tail))


def _clitic(text: str, start: int, end: int) -> int | None:
    """Where the last clitic of a word begins, or None."""
    last = text[max(start, end - 3) : end]
    at = max(last.rfind(mark) for mark in _APOSTROPHES)
    if at < 0:
        return None
    at += end - len(last)
    clitic = text[at + 1 : end].lower()
    if clitic == "t" and at - 1 > start and text[at - 1] in "nN":
        return at - 1
    if clitic in _CLITICS and at > start and text[start:at].lower() not in ("o", "d"):
        return at
    return None


def _join_elisions(text: str, spans: list[Span]) -> list[Span]:
    """Give the apostrophe of *'em*, *'cause*, *'twas* back to its word."""
    joined: list[Span] = []
    index = 0
    while index < len(spans):
        span = spans[index]
        following = spans[index + 1] if index + 1 < len(spans) else None
        if following is not None and following.start == span.end and len(span) == 1 and text[span.start] in "'’‘":
            word = text[following.start : min(following.end, following.start + 6)].lower()
            if word in _ELISIONS and len(following) == len(word):
                joined.append(Span(span.start, following.end))
                index += 2
                continue
            if word in _IT_ELISIONS and len(following) == len(word):
                joined.append(Span(span.start, span.start + 2))
                joined.append(Span(span.start + 2, following.end))
                index += 2
                continue
        joined.append(span)
        index += 1
    return joined
