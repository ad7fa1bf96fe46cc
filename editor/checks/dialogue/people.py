"""Names of people spoken to without their comma, told by who lives in the story.

Whether "What happened Tom?" lacks a comma depends on Tom being somebody.  Each paragraph names those who
speak or act in it and the places that a comma may be missing; the whole text says which of them are people.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from editor.checks.checker import Facts, Story
from editor.checks.dialogue.checker import STANDS_ASIDE
from editor.checks.dialogue.flag import ASK, flag, put
from editor.checks.dialogue.speech import Attachment, Page, page_of
from editor.checks.dialogue.tokens import Word
from editor.checks.dialogue.verbs import readings
from editor.checks.dialogue.vocative import VOCATIVE, last_part, name_at, name_found, sentences, stops
from editor.checks.dialogue.words import (
    APPOSITIVE,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    SMALL,
    SUBJECTS,
    TITLES,
)
from editor.checks.intent import fold, names_of
from editor.checks.rule import Finding, Level, Rule
from editor.language.names import folded
from editor.text.document import Kind, Paragraph
from editor.text.quotes import Ending, QuoteStyle
from editor.text.span import Span

# One who speaks once may be a slip of ours; twice is somebody.
_SOMEBODY = 2
_REMEMBERED = 20_000
_CALLS = frozenset(
    "yes yeah yep no nope oh ah hey hi hello well look listen please thanks sorry fine okay ok right goodbye bye "
    "goodnight welcome indeed exactly quiet hush careful quick easy nonsense rubbish morning enough go come wait "
    "sit cheers surely certainly perhaps maybe really alas".split()
)
_TURNS = frozenset("now so then".split())
_WISHES = frozenset("day morning evening afternoon night bye heavens grief lord god".split())
_STATES = frozenset(
    "right wrong fine great ready sure late early true sorry serious safe alone welcome hopeless impossible "
    "wonderful marvellous marvelous lovely perfect ridiculous mad crazy drunk happy lucky brilliant beautiful "
    "enough better worse different nothing something anything everything fast hard long else asleep awake alive "
    "dead hungry tired cold hot over settled finished done gone".split()
)
_BE = frozenset("is are was were be it's that's you're he's she's we're they're i'm isn't aren't".split())
_DEGREE = frozenset("very so too quite really perfectly absolutely always not certainly just all".split())
_ENDED = frozenset("happened happen matter think say mean suppose believe guess".split())
_OPENERS = frozenset("come go wait look listen stop stay run help sit stand take give tell get don't please".split())
_ASKING = frozenset("are were did didn't do don't have haven't will won't would can can't could should".split())


@dataclass(frozen=True, slots=True)
class Seen:
    """What one paragraph tells: who speaks or acts, and where a comma may be missing before or after whom."""

    people: tuple[str, ...]
    places: tuple[tuple[str, Finding], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A paragraph's facts, compared by what they are made from: the rest follows from it."""

    facts: Facts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Known) and self._made_from() == other._made_from()

    def __hash__(self) -> int:
        return hash(self._made_from())

    def _made_from(self) -> tuple[Paragraph, QuoteStyle, bool]:
        return self.facts.paragraph, self.facts.style, self.facts.reading is None


@lru_cache(_REMEMBERED)
def seen_in(known: Known) -> Seen:
    """What one paragraph tells, found out once."""
    return seen_on(page_of(known.facts))


def seen_on(page: Page) -> Seen:
    """What one paragraph tells."""
    return Seen(tuple(_people(page)), tuple(_places(page)))


def _people(page: Page) -> Iterator[str]:
    for speech in page.speeches:
        for clause in (speech.clause, speech.lead.clause if speech.lead is not None else None):
            if clause is not None and clause.attachment is not Attachment.OTHER:
                for word in clause.subject:
                    if word.capital and word.low not in SMALL | TITLES | SUBJECTS and not word.low.endswith("'s"):
                        yield folded(word.text)
        quoted = speech.quotation.words
        for match in _SET_OFF.finditer(page.text, quoted.start, quoted.end):
            yield folded(match.group(1))


# "Look, Tom!": a name between a comma and the end of the sentence, as one is called.
_SET_OFF = regex.compile(r"(?<=\p{Ll}), (?:M(?:r|rs|iss|s)\.? )?(\p{Lu}\p{Ll}+)(?=[.?!,])")


def _places(page: Page) -> Iterator[tuple[str, Finding]]:
    for speech in page.speeches:
        if speech.quotation.ending is Ending.UNCLOSED:
            continue
        for words, _ in sentences(page, speech.quotation.words.start, speech.quotation.words.end):
            yield from _opening(page, words)
            part = last_part(page, words)
            at = name_at(part) if len(part) > 1 and stops(page, part) else None
            if at is not None:
                level = _called_out(page, part, at, begins=part[0] is words[0])
                if level is not None:
                    yield folded(part[-1].text), name_found(page, part, at, level)


def _called_out(page: Page, part: list[Word], at: int, begins: bool) -> Level | None:
    """How surely the name at the end is not part of what stands before it."""
    words = part[:at]
    last = words[-1].low
    if at == 1:
        if last in _CALLS or (last == "no" and begins):
            return Level.MISTAKE
        return Level.QUESTION if last in _TURNS and begins else None
    previous = words[-2].low
    if at == 2 and previous == "good" and last in _WISHES:
        return Level.MISTAKE
    if previous in _BE | _DEGREE and last in _STATES:
        return Level.MISTAKE
    if last == "not" and previous in ("certainly", "of", "course", "perhaps", "why", "probably", "hope"):
        return Level.MISTAKE
    if at <= 3 and last in _DOES and previous in SUBJECTS:
        return Level.MISTAKE  # I will Ann.
    if at == 2 and previous in _ASKING and last in SUBJECTS:
        return Level.MISTAKE  # Do you Ann?
    if last in ("that", "this", "it", "all") and previous in PREPOSITIONS and words[0].low in _QUESTIONS:
        return Level.QUESTION  # What do you make of that Ann?
    closed = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | SUBJECTS | APPOSITIVE | SMALL
    if last in closed or last.endswith(("'s", "'re", "'m", "'ve", "'ll", "'d", "n't", "s'", "ing")):
        return None
    if last in _ENDED and (previous in SUBJECTS or last.startswith("happen")) and words[0].low in _QUESTIONS:
        return Level.MISTAKE
    if page.facts.reading is not None and _complete(page, words):
        return Level.QUESTION
    names_it = previous in _BE or previous == "and" or words[-2].low.endswith("ly")  # is really Ann
    if last.endswith("ly") and last != "only" and not readings(last) and not names_it:
        return Level.QUESTION
    noun = previous in ("the", "a", "an") and not last.endswith(_OF_PERSONS + _OF_ADJECTIVES)
    return Level.QUESTION if noun and not readings(last) else None


_DOES = frozenset(
    "will won't would wouldn't can can't could couldn't do don't did didn't shall shan't should must".split()
)
# Adverbs that point at what follows them.
_POINTS = frozenset("not only just even especially mostly really probably maybe perhaps also chiefly almost".split())


def _complete(page: Page, words: list[Word]) -> bool:
    """Whether the reading takes the last of ``words`` for the end of a phrase that no name belongs to."""
    tag, before = _tag_of(page, words[-1]), words[-2].low
    last = words[-1].low
    if tag == "RB":
        return last not in _POINTS
    if tag == "JJ":
        return before in _BE | _DEGREE and not last.endswith("est")
    if tag not in ("NN", "NNS") or last.endswith(_OF_PERSONS) or readings(last):
        return False
    return before in DETERMINERS | PREPOSITIONS or _tag_of(page, words[-2]) == "JJ"


def _tag_of(page: Page, word: Word) -> str:
    reading = page.facts.reading
    assert reading is not None
    number = bisect_left(reading.tokens, word.span.start, key=lambda token: token.span.start)
    found = number < len(reading.tokens) and reading.tokens[number].span == word.span
    return reading.tokens[number].tag if found else ""


# The woman Ann, the newborn Ann: what a name may belong to.
_OF_PERSONS = ("er", "or", "ist", "man", "men", "ess", "ian", "ant", "ent", "which")
_OF_ADJECTIVES = ("est", "ed", "born", "al", "ful", "ous", "ic", "ive", "able", "ible", "less", "ish", "an")
_QUESTIONS = frozenset("what who where when why how which what's".split())


def _opening(page: Page, words: list[Word]) -> Iterator[tuple[str, Finding]]:
    """A name that opens what is said to its bearer: "Tom are you coming?", "Tom wait!"."""
    if len(words) < 2:
        return
    name, after = words[0], words[1]
    gap = page.text[name.span.end : after.span.start]
    if not name.capital or len(name.text) < 2 or name.text.isupper() or name.low in SMALL or gap != " ":
        return
    asks = after.low in _ASKING and len(words) > 2 and words[2].low == "you"
    told = after.low in _OPENERS and (len(words) == 2 or words[2].low in ("here", "back", "me", "at", "a", "to"))
    if not asks and not told:
        return
    fix = put(page, Span(name.span.end, name.span.end), ",", ASK, f"{name.text},")
    message = f"“{name.text}” is who is spoken to: a comma belongs after it."
    span = Span(name.span.start, after.span.end)
    evidence = f"“{after.text}” is said to {name.text}"
    yield folded(name.text), flag(VOCATIVE, page, span, message, evidence, (fix,), None if asks else Level.QUESTION)


@dataclass(frozen=True, slots=True)
class PeopleChecker:
    """Commas around the names of the people of the story."""

    name: str = "people"

    @property
    def rules(self) -> Sequence[Rule]:
        return (VOCATIVE,)

    def check(self, story: Story) -> list[Finding]:
        style = story.document.quotes
        if style.system in STANDS_ASIDE:
            return []
        seen = {
            index: seen_in(Known(facts))
            for index, facts in enumerate(story.facts)
            if facts.paragraph.kind is Kind.PROSE and facts.scan.quotations
        }
        count = Counter(name for one in seen.values() for name in one.people)
        declared = names_of(story.intent.cast)
        people = {name for name, times in count.items() if times >= _SOMEBODY} | {fold(name) for name in declared}
        move = story.document.to_source
        return [
            finding.moved(lambda span, index=index: move(index, span))  # type: ignore[misc]
            for index, one in seen.items()
            for name, finding in one.places
            if name in people
        ]
