"""Commas inside what is said: before a tag question, around the name of the person spoken to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import regex

from editor.checks.dialogue.flag import ASK, SAFE, flag, last_word, put, rule
from editor.checks.dialogue.speech import Page
from editor.checks.dialogue.tokens import Word, words_in
from editor.checks.dialogue.words import (
    APPOSITIVE,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    QUESTION_WORDS,
    SMALL,
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
VOCATIVE = rule(
    "missing-vocative-comma",
    Level.MISTAKE,
    "missing comma before a name",
    "A name or a title by which somebody is spoken to is set off by commas, or it reads as part of the sentence.",
    "“Come here, John.”",
    "“Come here John.”",
    "CMOS 6.53; New Hart's Rules 4.3",
)
RULES = (TAG_QUESTION, VOCATIVE)

_BREATH = 600  # code points
_STOPS = regex.compile(r"[.!?…;:—–]")
_NEGATIVE_TAG = frozenset(
    "aren't isn't don't doesn't didn't won't wouldn't can't couldn't haven't hasn't hadn't wasn't weren't "
    "shouldn't ain't mustn't shan't".split()
)
_PLAIN_TAG = frozenset("are is do does did will would can could have has had was were should am".split())
_TAGGED = frozenset("you he she it we they i there".split())
_BE = frozenset("is are was were be am been being seems looks become became".split())
_DECLARES = frozenset("i you he she it we they there this that these those everybody everyone nobody".split())
_OF_PEOPLE = frozenset(
    "somebody someone anybody anyone everybody everyone nobody anything something everything nothing all one "
    "people man men woman women person place name thing things world life way what who than as that if".split()
)
_WH = frozenset("what who where when why how which whose".split())
# Words that end what they belong to, so that a name after them stands by itself.
_SETTLED = frozenset(
    "here there now again too still please today tonight tomorrow yesterday anymore already yet though ever "
    "okay alright together upstairs downstairs enough forever first away better".split()
)
_PARTICLES = frozenset("down up off out on back away over in".split())
_PHRASAL = {
    "down": "sit lie calm settle slow quiet get climb step come go stand simmer pipe cool",
    "up": "sit stand hurry shut cheer grow get speak wise lighten man come go listen move buck",
    "out": "watch look get come go come chill",
    "on": "come go hold hang carry move keep get dream drive walk",
    "off": "back buzz push clear",
    "back": "get stay come step stand keep go come sit",
    "away": "go get stay run come walk",
    "over": "come move",
    "in": "come",
}
_OBJECTS = frozenset("me us it him you".split())
_TWO_OBJECTS = frozenset(
    "call calls called calling give gives gave giving show shows showed get gets got bring brings brought find "
    "found name named send sent leave left hand lend make makes made let have has had teach taught offer buy "
    "bought be is are was were do did does met meet told tell knew introduce want with and or either neither not "
    "like than".split()
)
_AFFECT = frozenset(
    "love thank thanks see miss need hate to for with about beg warn help bless damn forgive told tell".split()
)
_INTRANSITIVE = frozenset(
    "eating drinking sleeping lying coming going leaving crying bleeding dreaming joking kidding dying trying "
    "shaking smiling sulking staring working talking thinking waiting listening winning losing bluffing sweating "
    "limping drowning running laughing whining complaining worrying snoring arguing singing dancing standing "
    "sitting moving breathing walking".split()
)
_IMPERATIVES = frozenset(
    "mind be let keep stay wait come go sleep trust forgive help have do don't please stop quit show see listen "
    "wake use try work finish start save find take put get give make hold watch look leave open close shut sit "
    "stand tell ask bring move run walk eat drink read write turn pick drop pass hand pull push lock stick play "
    "send call check clean wash cut feed throw catch drive follow lift lower calm just never always".split()
)
# What may stand alone before a tag question, after a comma or as an answer: "Yes, isn't it?", ", too, doesn't he?"
_SHORT = frozenset("too yes no yeah either then now sure right".split())
_LOOKS = frozenset("look looked seem seemed sound sounded".split())
_ADDRESS = frozenset("sir madam ma'am darling sweetheart sire milord milady".split())
# Before sir or darling: what belongs to them, and the yes and no that many houses run together with them.
_GENTLE = frozenset(
    "yes no ay aye oh ah dear dearest good kind old young poor little gentle fine noble brave great sweet mister "
    "call called".split()
)
# Closed words that can end a sentence before sir, and words that make a praise of good or kind.
_ENDING = frozenset("in on off by down up out over about through along back this that these those so though".split())
_MUCH = frozenset("is are was were be you're that's very so too most".split())
# Words that answer, thank or part, after which a name is somebody spoken to.
_ANSWERS = frozenset("yes yeah goodbye thanks sorry please okay indeed certainly perhaps exactly right".split())
_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter english french german dutch greek irish welsh scottish "
    "scots swiss chinese japanese russian italian american indian spanish catholic jewish christian muslim roman "
    "british european african i god lord heaven hell latin african asian canadian australian polish turkish "
    "swedish danish ok okay tv dna sun moon earth".split()
)


def commas(page: Page) -> Iterator[Finding]:
    """Tag questions and names without their comma, in every quotation."""
    for speech in page.speeches:
        if speech.quotation.ending is Ending.UNCLOSED:
            continue
        start, end = speech.quotation.words.start, speech.quotation.words.end
        for words, after in sentences(page, start, end):
            part = last_part(page, words)
            if len(part) < 2:
                continue
            if len(part) > 2 and page.text[after : after + 1] == "?":
                found = _tag_question(page, part)
                if found is not None:
                    yield found
                    continue
            found = _vocative(page, part)
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


def last_part(page: Page, words: list[Word]) -> list[Word]:
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


def _vocative(page: Page, part: list[Word]) -> Finding | None:
    if not stops(page, part):
        return None
    if part[-1].low in _ADDRESS and not part[-1].capital:
        level = _addressed(part)
        return name_found(page, part, len(part) - 1, level) if level is not None else None
    at = name_at(part)
    if at is None:
        return None
    if at == 1:
        answered = part[0].low in _ANSWERS and len(part) == 2
        return name_found(page, part, at, Level.MISTAKE) if answered else None
    if _called(page, part, at):
        return name_found(page, part, at, Level.MISTAKE)
    level = _named(part[:at])
    return name_found(page, part, at, level) if level is not None else None


def stops(page: Page, part: list[Word]) -> bool:
    """Whether a sentence, or what is said before a tag, ends with the last of ``part``."""
    text, after = page.text, part[-1].span.end
    following = text[after : after + 1]
    return following in (".", "?", "!", "…") or (following == "," and text[after + 1 : after + 2] in "\"”'’")


def name_at(part: list[Word]) -> int | None:
    """Where the name at the end of ``part`` begins (after at least one small word); None where none ends it."""
    at = len(part) - 1
    while (
        at > 1
        and (part[at - 1].capital or part[at - 1].low in TITLES)
        and part[at - 1].low not in SMALL
        and len(part) - at < 2
    ):
        at -= 1
    named = part[at:]
    if at < 1 or any(not word.capital or len(word.text) < 2 or word.text.isupper() for word in named):
        return None
    if any(word.low in _NOT_NAMES or word.low in SMALL or word.low.endswith(("'s", "s'")) for word in named):
        return None
    return None if at > 1 and part[at - 1].capital else at


def _called(page: Page, part: list[Word], at: int) -> bool:
    """Whether the reading of the paragraph takes the name for that of somebody spoken to."""
    reading = page.facts.reading
    before = part[at - 1].low
    if reading is None or before in DETERMINERS | PREPOSITIONS | APPOSITIVE | _GENTLE | {"thank"}:
        return False
    start = part[at].span.start
    number = bisect_left(reading.tokens, start, key=lambda token: token.span.start)
    if number == len(reading.tokens):
        return False
    token = reading.tokens[number]
    return token.span.start == start and token.relation == "vocative" and token.tag.startswith("NNP")


def _addressed(part: list[Word]) -> Level | None:
    """Whether ``sir`` or ``darling`` at the end is somebody spoken to."""
    last, before, earlier = part[-1].low, part[-2], part[:-2]
    low = before.low
    if low in _PARTICLES and _phrasal(earlier, low):
        return Level.MISTAKE
    if last in ("sir", "madam", "ma'am") and earlier and not (low == "so" and before.capital):
        # Nobody says "in sir" or "these sir" of a person: what stands before has ended.
        praised = low in _GENTLE - {"yes", "no", "ay", "aye", "dear", "oh", "ah"} and earlier[-1].low in _MUCH
        if low in _ENDING or praised:
            return Level.MISTAKE
    if low in DETERMINERS | PREPOSITIONS | CONJUNCTIONS | _GENTLE:
        return None
    if last in ("sir", "madam", "ma'am"):
        return Level.QUESTION if not earlier or before.capital else Level.MISTAKE
    held = {"my", "the", "a", "that", "this", "such"}
    if low in _BE or low.endswith(("'s", "'re", "'m")) or not earlier or before.capital or earlier[-1].low in held:
        return None
    return Level.MISTAKE


def _phrasal(earlier: list[Word], particle: str) -> bool:
    return bool(earlier) and earlier[-1].low in _PHRASAL.get(particle, "").split()


def _named(words: list[Word]) -> Level | None:
    """Whether a name after ``words`` is somebody spoken to; None where it may belong to them."""
    last, earlier = words[-1].low, words[:-1]
    first = words[0].low
    previous = earlier[-1].low
    if last in _SETTLED:
        joined = previous in CONJUNCTIONS | _BE or previous.endswith(("'s", "'re", "'m")) or previous in DETERMINERS
        return None if joined else Level.MISTAKE
    if last in _PARTICLES:
        if _phrasal(earlier, last):
            return Level.MISTAKE if len(earlier) == 1 or first in _IMPERATIVES else Level.QUESTION
        moved = (
            last not in ("in", "on", "over")
            and len(earlier) > 1
            and first in _IMPERATIVES
            and (earlier[-2].low in DETERMINERS or previous in _OBJECTS)
        )
        return Level.QUESTION if moved else None
    if last in _OBJECTS:
        if previous.endswith("n't"):
            return Level.MISTAKE  # isn't it Tony?
        if last == "it" and previous in _BE:
            return Level.MISTAKE if first in _WH else None
        if last == "you":
            asked = previous in ("are", "were", "did", "do", "have") and first in _WH
            return Level.MISTAKE if previous in _AFFECT or asked else None
        bound = previous in _TWO_OBJECTS | AUXILIARIES | SUBJECTS | CONJUNCTIONS | {"to"} and previous != "to"
        return None if bound or previous.endswith(("'s", "'re")) else Level.MISTAKE
    closed = (
        DETERMINERS
        | PREPOSITIONS
        | CONJUNCTIONS
        | AUXILIARIES
        | SUBJECTS
        | {"not", "than", "really", "called", "named", "them"}
    )
    if last in closed or last.endswith(("'s", "'re", "'m", "'ve", "'ll", "'d", "n't")):
        return None
    if first == "what" and words[1].low in AUXILIARIES and last not in _TWO_OBJECTS and previous in SUBJECTS | {"to"}:
        return Level.QUESTION  # what do you mean Ben?
    if first in _WH and last in _INTRANSITIVE and previous in SUBJECTS:
        return Level.QUESTION
    if last.endswith("ing"):
        told = first in ("stop", "quit", "keep", "you're", "you", "thanks", "thank", "we're")
        return Level.QUESTION if told and last in _INTRANSITIVE else None
    if previous in _LOOKS and first == "you":
        return Level.QUESTION
    if last in APPOSITIVE or last.endswith("ly"):
        return None
    if previous in ("you're", "we're") and not earlier[:-1]:
        return Level.QUESTION
    if first == "you" and previous == "are" and len(earlier) == 2:
        return Level.QUESTION
    behind = previous in PREPOSITIONS and previous not in ("of", "like")
    held = previous in DETERMINERS and previous not in ("that", "this")
    if (behind and (first in _IMPERATIVES or first in ("you're", "you've"))) or (held and first in _IMPERATIVES):
        return Level.QUESTION
    return None


def name_found(page: Page, part: list[Word], at: int, level: Level) -> Finding:
    before = part[at - 1].span.end
    name = Span(part[at].span.start, part[-1].span.end)
    fix = put(page, Span(before, before), ",", ASK, "Put a comma")
    message = f"“{name.of(page.text)}” is who is spoken to: a comma belongs before it."
    span = Span(part[at - 1].span.start, name.end)
    return flag(
        VOCATIVE, page, span, message, f"“{part[at - 1].text}” ends what is said to {name.of(page.text)}", (fix,), level
    )
