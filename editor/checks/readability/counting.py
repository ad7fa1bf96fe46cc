"""Counting words, syllables and hard words, by textstat with its packaged CMU dictionary.

Counts are additive, so each paragraph is counted once and remembered, and a long text costs no more
than what changed in it.  textstat is imported at the first count: with its dictionary it takes a
quarter of a second, which nobody should wait for who only asks for help.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from editor.checks.readability.sentences import sentences

if TYPE_CHECKING:
    from textstat.textstat import textstatistics

# Longer than any word; a line of a million letters would take pyphen six seconds.
_LONGEST = 64
# Words and paragraphs remembered: a 500,000-word novel has about 25,000 and 12,000 of them.
_WORDS = 60_000
_PARAGRAPHS = 40_000

_lock = threading.Lock()
_counter: textstatistics | None = None

# What textstat reads otherwise than a person does: it knows only the straight apostrophe, glues the
# words on both sides of a dash together and ends no sentence at an ellipsis.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "—": " — ", "–": " – ", "…": "... ", "\u00ad": "", "\u200b": ""})


@dataclass(frozen=True, slots=True)
class Counts:
    """What the formulas are made of; every field is a sum, so the counts of two texts add up.

    ``sentences`` are all of them; ``formula_sentences`` leaves out those of one or two words, as
    textstat does in every formula (but a paragraph has at least one).  ``tokens`` are the pieces between
    spaces, ``characters`` everything but spaces, ``letters`` letters and digits.  Words are ``hard``
    outside Dale and Chall's list of easy ones, ``difficult`` if hard and of two syllables or more,
    ``complex`` if hard and of three; ``polysyllables`` have three in any case; ``long`` ones more than
    six letters, ``mini`` ones three at most.
    """

    words: int = 0
    sentences: int = 0
    formula_sentences: int = 0
    syllables: int = 0
    polysyllables: int = 0
    hard: int = 0
    difficult: int = 0
    complex: int = 0
    long: int = 0
    mini: int = 0
    letters: int = 0
    characters: int = 0
    tokens: int = 0

    @classmethod
    def total(cls, several: Iterable[Counts]) -> Counts:
        """The counts of several texts added up."""
        return cls(*map(sum, zip(*map(_FIELDS, several), strict=True)))


_FIELDS: Callable[[Counts], tuple[int, ...]] = attrgetter(*Counts.__slots__)


def textstat() -> textstatistics:
    """The one textstat of this process, set to English; safe to call from several threads."""
    global _counter
    with _lock:
        if _counter is None:
            from textstat.textstat import textstatistics

            counter = textstatistics()
            counter.set_lang("en_US")
            counter.set_rm_apostrophe(False)
            # The dictionary is 135,000 lists made at once: a collector that runs in between
            # triples the time (0.70 against 0.23 s).
            collecting = gc.isenabled()
            gc.disable()
            try:
                counter.syllable_count("dictionary")
            finally:
                if collecting:
                    gc.enable()
            _counter = counter
        return _counter


def plain(text: str) -> str:
    """One paragraph in the spelling that textstat reads rightly, its last sentence ended."""
    flat = " ".join(text.translate(_PLAIN).replace("--", " -- ").split())
    last_end = max(flat.rfind(mark) for mark in ".!?")
    return flat if not any(char.isalnum() for char in flat[last_end + 1 :]) else f"{flat}."


@lru_cache(_WORDS)
def word_facts(word: str) -> tuple[int, bool]:
    """The syllables of ``word``, and whether it is outside the list of easy words."""
    counter = textstat()
    return counter.syllable_count(word[:_LONGEST]), counter.is_difficult_word(word[:_LONGEST], 0)


def words_of(text: str) -> list[str]:
    """The words of a plain text as textstat parts them: no punctuation, apostrophes of contractions kept."""
    words: list[str] = textstat().remove_punctuation(text).split()
    return words


@lru_cache(_PARAGRAPHS)
def count(paragraph: str) -> Counts:
    """The counts of one paragraph (given as it stands on the page, quotation marks and all)."""
    text = plain(paragraph)
    words = words_of(text)
    if not words:
        return Counts()
    counter = textstat()
    facts = [word_facts(word) for word in words]
    bare = [len(word.replace("'", "")) for word in words]
    return Counts(
        words=len(words),
        sentences=max(1, len(sentences(paragraph))),
        formula_sentences=counter.sentence_count(text),
        syllables=sum(syllables for syllables, _ in facts),
        polysyllables=sum(syllables >= 3 for syllables, _ in facts),
        hard=sum(hard for _, hard in facts),
        difficult=sum(hard and syllables >= 2 for syllables, hard in facts),
        complex=sum(hard and syllables >= 3 for syllables, hard in facts),
        long=sum(size > 6 for size in bare),
        mini=sum(size <= 3 for size in bare),
        letters=counter.letter_count(text),
        characters=counter.char_count(text),
        tokens=len(text.split()),
    )
