"""Spelling past the cast: names, invented words and spoken sounds are the writer's, not mistakes."""

from __future__ import annotations

from collections import Counter

import regex

from editor.checks.checker import Facts, Story
from editor.checks.intent import fold, names_of
from editor.checks.rule import Family, Finding
from editor.engines.speech import spoken, spoken_dialect
from editor.language.names import NameCounts, folded
from editor.text.document import Style
from editor.text.span import Span

_WORD = regex.compile(r"[\p{L}\p{M}]++(?:['’\-][\p{L}\p{M}]++)*+")
# Three equal letters in a row, or a pair drawn out (Nooo, aaah, whooosh).
_DRAWN = regex.compile(r"(\p{L})\1\1")
# A sound or a cry: no vowel, or one syllable said again (hahaha, tut-tut).
_ECHO = regex.compile(r"(\p{L}{2,4}?)[\-’']?\1+\p{L}{0,2}")
_VOWEL = regex.compile(r"[aeiouyàâäáãåæèêëéìîïíòôöóõøœùûüú]")
# Met so often, an unknown word is the writer's own (a rank, a dish, a spell).
_OWN = 2


class CastSieve:
    """Drops misspellings that the whole text shows to be names or the writer's own words.

    What a text teaches is kept from one story to the next: an edit costs its own paragraph.
    """

    def __init__(self) -> None:
        self._story: Story | None = None
        self._words = _Vocabulary()

    def keep(self, story: Story, index: int, finding: Finding) -> bool:
        """Whether ``finding`` of paragraph number ``index`` stands."""
        if finding.family is not Family.SPELLING or not _one_word(finding.text):
            return True
        if self._story is not story:
            self._words.follow(story)
            self._story = story
        return not (self._words.holds(finding.text) or _sounded(story.facts[index], finding.span))


def _one_word(text: str) -> bool:
    return not any(char.isspace() for char in text)


class _Vocabulary:
    """The words that a story makes its own."""

    def __init__(self) -> None:
        self._texts: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()
        self._capitals = NameCounts()
        self._names: frozenset[str] = frozenset()

    def follow(self, story: Story) -> None:
        """Take the words of ``story`` in place of those of the one before."""
        texts = Counter(facts.paragraph.text for facts in story.facts)
        for text in texts.keys() | self._texts.keys():
            if times := texts[text] - self._texts[text]:
                self._capitals.count(text, times)
                for match in _WORD.finditer(text):
                    self._counts[folded(match.group())] += times
        self._texts = texts
        italic = {
            folded(match.group())
            for facts in story.facts
            for mark in facts.paragraph.marks
            if mark.style is Style.ITALIC
            for match in _WORD.finditer(mark.span.of(facts.paragraph.text))
        }
        declared = {part for word in story.intent.words for part in fold(word).split()}
        self._names = self._capitals.names() | names_of(story.intent.cast) | declared | italic

    def holds(self, word: str) -> bool:
        """Whether ``word`` is a name, declared, italic, or met again; also its plural and possessive."""
        plain = folded(word)
        forms = {plain, plain.removesuffix("s"), plain.removesuffix("es"), plain.removesuffix("'")}
        if forms & self._names or any(self._counts[form] >= _OWN for form in (plain, plain.removesuffix("s"))):
            return True
        parts = plain.split("-")
        return len(parts) > 1 and all(part in self._names for part in parts)


def _sounded(facts: Facts, span: Span) -> bool:
    """Whether the word is written by its sound: a stutter, a cry, a drawn-out word, dialect."""
    text = facts.paragraph.text
    word = span.of(text)
    plain = word.casefold()
    after = text[span.end : span.end + 1]
    before = text[span.start - 1 : span.start]
    if word[:1].isupper() and len(word) > 1:
        # Inside a sentence it is a name; at its start nobody can say, and a name costs more than a slip.
        return True
    if (after and after in "'’-‑…") or (before and before in "'’‘-‑"):
        # W-wait, gettin', 'ouse: a piece of a word, not a word.
        return True
    if _DRAWN.search(plain) or _ECHO.fullmatch(plain) or not _VOWEL.search(plain) or len(plain) <= 3:
        return True
    if not plain.isascii():
        return True
    return spoken(facts, span) and spoken_dialect(facts, span)
