"""One finding for a whole text: the places of a form that most of the text does without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from editor.checks.checker import Story
from editor.checks.rule import Applicability, Edit, Family, Finding, Fix, Level, Rule
from editor.text.span import Span

Where = tuple[int, Span]
"""The number of a paragraph and a place in it."""


def habit(
    name: str, summary: str, why: str, right: str, wrong: str, source: str, level: Level = Level.QUESTION
) -> Rule:
    """A rule of the consistency family, which asks."""
    return Rule(f"consistency.{name}", Family.CONSISTENCY, level, summary, why, right, wrong, True, source)


_CLEAR = 3  # so many times as often, and the writer has decided


def earned(most: int, few: int) -> Applicability:
    """How freely the few places may follow the others, where only a sign's form changes."""
    return Applicability.SAFE if most >= _CLEAR * few else Applicability.ASK


@dataclass(frozen=True, slots=True)
class Place:
    """Where the minority form stands and what brings it into the other; all of it in the source."""

    span: Span
    edits: tuple[Edit, ...]


def placed(story: Story, index: int, span: Span, edits: tuple[Edit, ...]) -> Place:
    """A place of paragraph number ``index`` in the source."""
    move = story.document.to_source
    return Place(move(index, span), tuple(Edit(move(index, edit.span), edit.replacement) for edit in edits))


def one_finding(
    story: Story,
    rule: Rule,
    places: Sequence[Place],
    message: str,
    evidence: str,
    title: str,
    applicability: Applicability,
) -> Finding:
    """One finding over the first place, with all others as its further places and one fix for all."""
    first = places[0].span
    edits = tuple(sorted(edit for place in places for edit in place.edits))
    fixes = (Fix(title, edits, applicability),) if edits else ()
    rest = tuple(place.span for place in places[1:])
    return Finding(rule, first, first.of(story.document.source), message, evidence, 1.0, fixes, None, rest)


def few_places(
    story: Story,
    rule: Rule,
    few: Sequence[Where],
    message: str,
    evidence: str,
    makes: Callable[[str, Span], str],
    title: str,
    applicability: Applicability = Applicability.ASK,
) -> Finding:
    """The finding over ``few``; ``makes`` says what stands there afterwards: (paragraph's text, place) to words.

    A place with markup between its words is counted, but the fix leaves it alone.
    """
    places = []
    for index, span in few:
        text = story.facts[index].paragraph.text
        plain = story.document.to_source(index, span).of(story.document.source) == span.of(text)
        places.append(placed(story, index, span, (Edit(span, makes(text, span)),) if plain else ()))
    return one_finding(story, rule, places, message, evidence, title, applicability)
