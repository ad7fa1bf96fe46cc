"""Commas around those who are spoken to, told by who lives in the story.

Whether "What happened Tom?" lacks a comma depends on Tom being somebody.  Each paragraph names those who speak or
act in it and the sentences in which somebody may be spoken to; the whole text says which of them are people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from editor.checks.checker import Facts, Story
from editor.checks.dialogue.address import CALLED, RANKS, Address, Gap, Knowledge, Tree, addresses, chance, proper
from editor.checks.dialogue.belonging import belongs
from editor.checks.dialogue.checker import STANDS_ASIDE
from editor.checks.dialogue.clauses import Attachment
from editor.checks.dialogue.flag import ASK, flag, rule
from editor.checks.dialogue.formulas import spoken_to
from editor.checks.dialogue.questions import sentences
from editor.checks.dialogue.speech import Page, page_of
from editor.checks.dialogue.tokens import Word
from editor.checks.dialogue.verbs import readings
from editor.checks.dialogue.words import SMALL, SUBJECTS, TITLES
from editor.checks.intent import fold, names_of
from editor.checks.rule import Edit, Finding, Fix, Level, Rule
from editor.language.names import folded, given_pronoun
from editor.text.document import Kind, Paragraph
from editor.text.quotes import Ending, QuoteStyle
from editor.text.span import Span

VOCATIVE = rule(
    "missing-vocative-comma",
    Level.MISTAKE,
    "missing comma before a name",
    "A name or a title by which somebody is spoken to is set off by commas, or it reads as part of the sentence.",
    "“Come here, John.”",
    "“Come here John.”",
    "CMOS 6.53; New Hart's Rules 4.3",
)

_REMEMBERED = 20_000
# How likely somebody must be spoken to for a question and for a mistake; more where less is known of the name.
_LIKELY = {
    Knowledge.SOMEBODY: 0.38,
    Knowledge.RANK: 0.38,
    Knowledge.GIVEN: 0.42,
    Knowledge.CALLED: 0.5,
    Knowledge.UNKNOWN: 0.7,
}
_SURE = 0.85
_SET = 0.9  # after a set phrase
_KNOWN = (Knowledge.SOMEBODY, Knowledge.RANK, Knowledge.GIVEN)
# "Look, Tom!": a name between a comma and the end of the sentence, as one is called.
_SET_OFF = regex.compile(r"(?<=\p{Ll}), (?:M(?:r|rs|iss|s)\.? )?(\p{Lu}\p{Ll}+)(?=[.?!,])")
_STOPS = frozenset(".?!…")
# Given names that are words as well.
_WORDS_TOO = frozenset("hope grace pray rose faith joy art dawn lily ivy iris frank bill mark grant rich".split())

Sentence = tuple[tuple[Word, ...], str]
"""The words of a sentence somebody says, and the mark after them."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one paragraph tells: who speaks or acts, who is called by name, and where somebody may be spoken to."""

    people: tuple[str, ...]
    called: tuple[str, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Those who live in the story, their names folded."""

    somebody: frozenset[str]

    def names(self, word: Word) -> bool:
        """Whether a word that opens a sentence is a name all the same."""
        low = word.low
        if low in RANKS or low in TITLES:
            return True
        named = folded(word.text) in self.somebody or bool(given_pronoun(word.text))
        return named and not readings(low) and low not in _WORDS_TOO

    def known(self, one: Address) -> Knowledge:
        """What is known of those who are named."""
        if one.common:
            return Knowledge.CALLED
        if any(folded(word.text) in self.somebody for word in one.named):
            return Knowledge.SOMEBODY
        if any(word.low in RANKS or word.low in TITLES for word in one.named):
            return Knowledge.RANK
        return Knowledge.GIVEN if any(given_pronoun(word.text) for word in one.named) else Knowledge.UNKNOWN


def people_of(seen: Iterable[Seen], declared: Iterable[str]) -> People:
    """The people of a story from what its paragraphs tell and from those whom the writer named."""
    names = {name for one in seen for name in (*one.people, *one.called)}
    return People(frozenset(names | {fold(name) for name in declared}))


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
    return Seen(
        tuple(_people(page)), tuple(_called(page)), tuple(one for one in spoken(page) if _worth(page.text, *one))
    )


def _people(page: Page) -> Iterator[str]:
    for speech in page.speeches:
        for clause in (speech.clause, speech.lead.clause if speech.lead is not None else None):
            if clause is not None and clause.attachment is not Attachment.OTHER:
                for word in clause.subject:
                    if word.capital and word.low not in SMALL | TITLES | SUBJECTS and not word.low.endswith("'s"):
                        yield folded(word.text)
    reading = page.facts.reading
    if reading is not None:
        for token in reading.tokens:
            if token.tag == "NNP" and token.relation == "nsubj":
                yield folded(token.text)


def _called(page: Page) -> Iterator[str]:
    for speech in page.speeches:
        quoted = speech.quotation.words
        for match in _SET_OFF.finditer(page.text, quoted.start, quoted.end):
            yield folded(match.group(1))


def spoken(page: Page) -> Iterator[Sentence]:
    """The sentences that are said, each with the mark after it, empty where it breaks off."""
    for speech in page.speeches:
        quoted = speech.quotation
        if quoted.ending is Ending.UNCLOSED:
            continue
        for words, after in sentences(page, quoted.words.start, quoted.words.end):
            mark = page.text[after : after + 1]
            closes = mark == "," and after + 1 == quoted.words.end
            yield tuple(words), mark if mark in _STOPS or closes else ""


def _worth(text: str, words: tuple[Word, ...], mark: str) -> bool:
    """Whether a sentence can name somebody without a comma."""
    return len(words) > 1 and (proper(words[0]) or any(proper(word) or word.low in CALLED for word in words[1:]))


def places(text: str, seen: Seen, people: People, tree: Tree | None) -> Iterator[tuple[Address, float]]:
    """Everybody who may be spoken to without a comma, and how likely it is."""
    for words, mark in seen.sentences:
        for one in addresses(text, words, mark, people.names):
            if one.waits and (one.end < len(words) or mark):
                known = people.known(one)
                if known in _KNOWN and spoken_to(one):
                    likely = _SET
                else:
                    likely = 0.0 if belongs(one, tree) else chance(one, known, tree)
                if likely >= _LIKELY[known]:
                    yield one, likely


@dataclass(frozen=True, slots=True)
class PeopleChecker:
    """Commas around the names of the people of the story."""

    name: str = "people"

    @property
    def rules(self) -> Sequence[Rule]:
        return (VOCATIVE,)

    def check(self, story: Story) -> list[Finding]:
        if story.document.quotes.system in STANDS_ASIDE:
            return []
        seen = {
            index: seen_in(Known(facts))
            for index, facts in enumerate(story.facts)
            if facts.paragraph.kind is Kind.PROSE
        }
        people = people_of(seen.values(), names_of(story.intent.cast))
        return [
            finding.moved(lambda span, index=index: story.document.to_source(index, span))  # type: ignore[misc]
            for index, one in seen.items()
            if one.sentences
            for finding in _findings(story.facts[index], one, people)
        ]


def _findings(facts: Facts, seen: Seen, people: People) -> Iterator[Finding]:
    tree = Tree(facts.reading) if facts.reading is not None else None
    for one, likely in places(facts.paragraph.text, seen, people, tree):
        yield _found(page_of(facts), one, likely)


def _found(page: Page, one: Address, likely: float) -> Finding:
    first, last = one.named[0].span.start, one.named[-1].span.end
    name = page.text[first:last]
    edits: list[Edit] = []
    start, end = first, last
    if one.left is Gap.PLAIN:
        before = one.words[one.start - 1].span
        start = before.start
        edits.append(Edit(Span(before.end, before.end), ","))
    if one.right is Gap.PLAIN:
        edits.append(Edit(Span(last, last), ","))
        end = one.words[one.end].span.end if one.left is not Gap.PLAIN else last
    sides = {(True, False): "before", (False, True): "after"}.get(
        (one.left is Gap.PLAIN, one.right is Gap.PLAIN), "around"
    )
    message = f"“{name}” is who is spoken to: a comma belongs {sides} it."
    evidence = f"nothing else in the sentence asks for {name}"
    level = Level.MISTAKE if likely >= _SURE else Level.QUESTION
    fix = Fix("Put a comma" if len(edits) == 1 else "Put commas", tuple(edits), ASK)
    return flag(VOCATIVE, page, Span(start, end), message, evidence, (fix,), level, confidence=round(likely, 2))
