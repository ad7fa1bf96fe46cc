"""The sentences of what is said, and the comma before a tag question."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from editor.checks.dialogue.flag import ASK, SAFE, flag, last_word, put, rule
from editor.checks.dialogue.speech import Page
from editor.checks.dialogue.tokens import Word, words_in
from editor.checks.dialogue.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    QUESTION_WORDS,
    SUBJECTS,
    TITLES,
)
from editor.checks.rule import Finding, Level
from editor.text.quotes import Ending
from editor.text.span import Span

TAG_QUESTION = rule(
    "missing-tag-question-comma",
    Level.MISTAKE,
    "missing comma before tag question",
    "A question hung on to a statement is set off by a comma: the voice makes the same pause.",
    "“You’re drunk, aren’t you?”",
    "“You’re drunk aren’t you?”",
    "CMOS 6.42; New Hart's Rules 4.3",
)
RULES = (TAG_QUESTION,)

_BREATH = 600  # code points
_STOPS = regex.compile(r"[.!?…;:—–]")
_NEGATIVE_TAG = frozenset(
    "aren't isn't don't doesn't didn't won't wouldn't can't couldn't haven't hasn't hadn't wasn't weren't "
    "shouldn't ain't mustn't shan't".split()
)
_PLAIN_TAG = frozenset("are is do does did will would can could have has had was were should am".split())
_TAGGED = frozenset("you he she it we they i there".split())
_DECLARES = frozenset("i you he she it we they there this that these those everybody everyone nobody".split())
_OF_PEOPLE = frozenset(
    "somebody someone anybody anyone everybody everyone nobody anything something everything nothing all one "
    "people man men woman women person place name thing things world life way what who than as that if".split()
)
_WH = frozenset("what who where when why how which whose".split())
# What may stand alone before a tag question, after a comma or as an answer: "Yes, isn't it?", ", too, doesn't he?"
_SHORT = frozenset("too yes no yeah either then now sure right".split())


def questions(page: Page) -> Iterator[Finding]:
    """Tag questions without their comma, in every quotation."""
    for speech in page.speeches:
        if speech.quotation.ending is Ending.UNCLOSED:
            continue
        start, end = speech.quotation.words.start, speech.quotation.words.end
        for words, after in sentences(page, start, end):
            part = _last_part(page, words)
            if len(part) > 2 and page.text[after : after + 1] == "?":
                found = _tag_question(page, part)
                if found is not None:
                    yield found


def sentences(page: Page, start: int, end: int) -> Iterator[tuple[list[Word], int]]:
    """The sentences of a quotation as their words and the offset after the last of them.

    One too long to be said in a breath is left out: nothing hangs on it.
    """
    for stop in (*(match.start() for match in _STOPS.finditer(page.text, start, end)), end):
        if stop < end and page.text[stop] == "." and page.text[last_word(page, stop) : stop].lower() in TITLES:
            continue
        if stop - start <= _BREATH:
            found = list(words_in(page.text, start, stop))
            if found:
                yield found, found[-1].span.end
        start = stop + 1


def _last_part(page: Page, words: list[Word]) -> list[Word]:
    """The words after the last comma of a sentence."""
    for index in range(len(words) - 1, 0, -1):
        gap = page.text[words[index - 1].span.end : words[index].span.start]
        if not (gap == " " or (gap == ". " and words[index - 1].low in TITLES) or not gap.strip("*_ ")):
            return words[index:]
    return words


def _tag_question(page: Page, part: list[Word]) -> Finding | None:
    helper, subject, body = part[-2], part[-1], part[:-2]
    last = body[-1]
    if body[0].low in QUESTION_WORDS | CONJUNCTIONS and body[0].low not in ("and", "but", "so"):
        return None
    if last.low in CONJUNCTIONS | _WH | {"than", "as", "if"}:
        return None
    if subject.low in _TAGGED and helper.low in _NEGATIVE_TAG:
        short = len(body) < 2 and not (last.low in _SHORT and (last.low != "now" or helper.low != "don't"))
        if short or (last.low in SUBJECTS and len(body) <= 2):
            return None
        return _tag_found(page, last, helper, subject, Level.MISTAKE)
    if subject.low in _TAGGED and helper.low in _PLAIN_TAG and len(body) >= 2:
        denies = any(word.low.endswith("n't") or word.low in ("not", "never", "nothing", "nobody") for word in body)
        if denies and body[0].low.split("'")[0] in _DECLARES and last.low not in SUBJECTS | PREPOSITIONS | {"not"}:
            return _tag_found(page, last, helper, subject, Level.QUESTION)
        return None
    if helper.low == "you" and subject.low == "know" and len(body) >= 2:
        plain = body[0].low.split("'")[0] in _DECLARES and body[0].low != body[0].low.split("'")[0]
        if (
            plain
            and last.low not in _OF_PEOPLE | PREPOSITIONS | AUXILIARIES | DETERMINERS
            and not last.low.endswith("'s")
        ):
            return _tag_found(page, last, helper, subject, Level.QUESTION)
    return None


def _tag_found(page: Page, last: Word, helper: Word, subject: Word, level: Level) -> Finding:
    at = last.span.end
    fix = put(page, Span(at, at), ",", SAFE if level is Level.MISTAKE else ASK, "Put a comma")
    tag = f"{helper.text} {subject.text}"
    message = f"A comma is missing between “{last.text}” and the tag “{tag}”."
    span = Span(last.span.start, helper.span.end)
    return flag(TAG_QUESTION, page, span, message, f"“{tag}?” is hung on to a statement", (fix,), level)
