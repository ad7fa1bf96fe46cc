"""The formulas, on counts, and what each result means for a writer.

The arithmetic is textstat 0.7.8's own, which takes only whole texts and would read a novel ten times
for ten scores; a test holds the two equal.  Published scales: Flesch 1948, Kincaid 1975, Gunning 1952,
McLaughlin 1969 (SMOG), Coleman and Liau 1975, Smith and Senter 1967 (ARI), Chall and Dale 1995,
McAlpine 1997 (EFLAW).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from editor.checks.readability.counting import Counts
from editor.checks.readability.model import Score

# McLaughlin samples thirty sentences; with fewer the grade is not defined.
SMOG_SENTENCES = 30
# Linsear Write takes a sample of a hundred words; the others swing wildly below it.
SAMPLE_WORDS = 100


def _flesch(c: Counts) -> float:
    return 206.835 - 1.015 * (c.words / c.formula_sentences) - 84.6 * (c.syllables / c.words)


def _kincaid(c: Counts) -> float:
    return 0.39 * (c.words / c.formula_sentences) + 11.8 * (c.syllables / c.words) - 15.59


def _fog(c: Counts) -> float:
    return 0.4 * (c.words / c.formula_sentences + 100 * c.complex / c.words)


def _smog(c: Counts) -> float:
    return 1.043 * math.sqrt(30 * c.polysyllables / c.formula_sentences) + 3.1291


def _coleman(c: Counts) -> float:
    return 0.058 * (100 * c.letters / c.words) - 0.296 * (100 * c.formula_sentences / c.words) - 15.8


def _ari(c: Counts) -> float:
    return 4.71 * (c.characters / c.tokens) + 0.5 * (c.words / c.formula_sentences) - 21.43


def _dale_chall(c: Counts) -> float:
    hard = 100 * c.hard / c.words
    return 0.1579 * hard + 0.0496 * (c.words / c.formula_sentences) + (3.6365 if hard > 5 else 0.0)


def _eflaw(c: Counts) -> float:
    return (c.words + c.mini) / c.formula_sentences


def consensus(scores: dict[str, float]) -> float:
    """The school grade that most of the formulas agree on (textstat's ``text_standard``)."""
    grades: list[int] = []
    for key in ("flesch_kincaid_grade", "flesch_reading_ease", *_GRADED):
        value = scores[key]
        if key == "flesch_reading_ease":
            grades += _grades_of_ease(value)
        else:
            grades += (math.floor(value), math.ceil(value), round(value))
    return float(Counter(grades).most_common(1)[0][0])


_GRADED = ("smog", "coleman_liau", "automated_readability", "dale_chall", "linsear_write", "gunning_fog")


def _grades_of_ease(ease: float) -> tuple[int, ...]:
    if not 30 <= ease < 100:
        return (13,)
    for floor, grades in ((90, (5,)), (80, (6,)), (70, (7,)), (60, (8, 9)), (50, (10,)), (40, (11,))):
        if ease >= floor:
            return grades
    return (12,)


def _reader(grade: float) -> str:
    """For whom a school grade is written; grades are American school years, the first at the age of six."""
    year = max(1, round(grade))
    if year > 16:
        return "a reader with a degree"
    if year > 12:
        return f"a student of about {year + 5}"
    return f"a reader of about {year + 5}"


def _ease_meaning(value: float) -> str:
    for floor, words in (
        (90, "Very easy: short words in short sentences, as in talk."),
        (80, "Easy: reads as quickly as conversation."),
        (70, "Fairly easy: relaxed storytelling."),
        (60, "Plain English: most grown readers need no effort."),
        (50, "Fairly hard: the sentences or the words are long for a story."),
        (30, "Hard: reads like an essay; a reader must want to follow."),
    ):
        if value >= floor:
            return words
    return "Very hard: reads like a learned paper."


def _grade_meaning(what: str) -> Callable[[float], str]:
    return lambda value: f"{what} suit {_reader(value)}."


def _dale_meaning(value: float) -> str:
    for ceiling, words in (
        (5, "Nearly every word is one that a child of ten knows."),
        (6, "Most words are ones that a child of ten knows."),
        (7, "Some words are beyond the list of the 3,000 easiest."),
        (8, "A fair share of the words is beyond the list of the 3,000 easiest."),
        (9, "Many words are beyond the list of the 3,000 easiest."),
    ):
        if value < ceiling:
            return f"{words} Names and endings (walked, doors) count as hard here, so stories score high."
    return "A large share of the words is beyond the list of the 3,000 easiest; names count among them."


def _eflaw_meaning(value: float) -> str:
    for ceiling, words in (
        (20.5, "Very easy for readers whose first language is not English."),
        (25.5, "Quite easy for readers whose first language is not English."),
        (29.5, "A little hard for readers whose first language is not English."),
    ):
        if value < ceiling:
            return words
    return "Confusing for readers whose first language is not English: long sentences of many small words."


def _consensus_meaning(value: float) -> str:
    return f"Most of the formulas agree on {_reader(value)}."


@dataclass(frozen=True, slots=True)
class Formula:
    """One score: its key in the JSON, its name, its meaning; ``of`` is None where the words are needed."""

    key: str
    name: str
    meaning: Callable[[float], str]
    of: Callable[[Counts], float] | None = None


FORMULAS: tuple[Formula, ...] = (
    Formula("flesch_reading_ease", "Flesch reading ease", _ease_meaning, _flesch),
    Formula("flesch_kincaid_grade", "Flesch-Kincaid grade", _grade_meaning("Its sentence and word lengths"), _kincaid),
    Formula("gunning_fog", "Gunning fog", _grade_meaning("Its sentence length and its words of three syllables"), _fog),
    Formula("smog", "SMOG", _grade_meaning("Its words of three syllables and more"), _smog),
    Formula("coleman_liau", "Coleman-Liau", _grade_meaning("Its letters in a word and words in a sentence"), _coleman),
    Formula(
        "automated_readability",
        "Automated readability (ARI)",
        _grade_meaning("Its characters in a word and words in a sentence"),
        _ari,
    ),
    Formula("dale_chall", "Dale-Chall", _dale_meaning, _dale_chall),
    Formula("linsear_write", "Linsear Write", _grade_meaning("Its first hundred words")),
    Formula("mcalpine_eflaw", "McAlpine EFLAW", _eflaw_meaning, _eflaw),
    Formula("consensus_grade", "Consensus grade", _consensus_meaning),
)

_NOTHING = "There are no words here to measure."


def scored(counts: Counts, linsear: float) -> tuple[Score, ...]:
    """Every score of a text with these counts, in the order of :data:`FORMULAS`; never raises.

    ``linsear`` is the Linsear Write figure of its first hundred words.
    """
    if not counts.words:
        return tuple(Score(f.key, f.name, None, _NOTHING, _NOTHING) for f in FORMULAS)
    values = {f.key: f.of(counts) for f in FORMULAS if f.of is not None}
    values["linsear_write"] = linsear
    values["consensus_grade"] = consensus(values)
    short = f"Fewer than {SAMPLE_WORDS} words: no more than a hint." if counts.words < SAMPLE_WORDS else ""
    scores: list[Score] = []
    for formula in FORMULAS:
        value = values[formula.key]
        if formula.key == "smog" and counts.formula_sentences < SMOG_SENTENCES:
            caution = (
                f"Too short for SMOG: it needs {SMOG_SENTENCES} sentences of three words or more, "
                f"and there {'is' if counts.formula_sentences == 1 else 'are'} {counts.formula_sentences}."
            )
            scores.append(Score(formula.key, formula.name, None, caution, caution))
        else:
            scores.append(Score(formula.key, formula.name, round(value, 2), formula.meaning(value), short))
    return tuple(scores)
