"""Slips repaired: one verb, or a run of sentences, in the tense of its scene and agreeing with its subject."""

from __future__ import annotations

from collections.abc import Iterable

from editor.checks.checker import Story
from editor.checks.narrative.clauses import Clause
from editor.checks.narrative.model import Tense
from editor.checks.narrative.rewrite.tense import retold
from editor.checks.narrative.rewrite.turn import turned, verb_of
from editor.checks.narrative.scenes import Line
from editor.checks.rule import Edit
from editor.language.inflect import Number


def mended(clause: Clause, base: Tense) -> tuple[Edit, ...]:
    """The edits (in the paragraph's text) that put a verb into ``base``; none where that is not certain."""
    made = turned(verb_of(clause), base, {})
    return () if made is None or made.doubt else made.edits


def repaired(clause: Clause, base: Tense) -> str | None:
    """The word that carries the tense as it would stand in ``base``; None where more than it would change."""
    edits = mended(clause, base)
    carrier = clause.sentence.tree.tokens[clause.verb.carrier]
    return edits[0].replacement if len(edits) == 1 and edits[0].span == carrier.span else None


def converted(story: Story, lines: Iterable[Line], base: Tense) -> tuple[Edit, ...]:
    """The edits (in the source, sorted) that tell a run of sentences in ``base``.

    A sentence of which the reading is not sure is left as it is: its own flag comes back and can be looked at.
    """
    edits: list[Edit] = []
    document = story.document
    for line in lines:
        told = retold(line.sentence, base, {})
        if told is None or told.doubts:
            continue
        text = document.paragraphs[line.paragraph].text
        moved = [(edit, document.to_source(line.paragraph, edit.span)) for edit in told.edits]
        if all(place.of(document.source) == edit.span.of(text) for edit, place in moved):
            edits += [Edit(place, edit.replacement) for edit, place in moved]
    return tuple(sorted(edits))


def plural(clause: Clause) -> bool | None:
    """Whether the subject is plural; None if nobody can say."""
    number = verb_of(clause).asks.number
    return None if number is None else number is Number.PLURAL
