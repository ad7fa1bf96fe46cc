"""One finding for a whole text: the places of a form that most of the text does without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.checks.checker import Story
from editor.checks.rule import Applicability, Edit, Finding, Fix, Rule
from editor.text.span import Span


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
