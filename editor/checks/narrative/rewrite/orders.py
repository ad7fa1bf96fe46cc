"""What the writer can order of a passage: another tense.  Each order makes proposals, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from editor.checks.checker import Facts, Story
from editor.checks.narrative.clauses import sentences_of
from editor.checks.narrative.model import Tense
from editor.checks.narrative.rewrite.tense import Retold, already_there, retold
from editor.checks.proposal import NotWorkedOut, Proposal
from editor.checks.rule import Edit
from editor.language.forms import base_of
from editor.language.inflect import Slot, forms
from editor.text.span import Span

_UNREAD = (
    "English cannot be read here, because the language model is missing, so nothing can be told anew. "
    "Please install Blue Pencil again."
)


@dataclass(frozen=True, slots=True)
class TellInTense:
    """Tell what lies in ``scope`` (code points of the source; None: everything) in the past or the present."""

    to: Tense
    scope: Span | None = None

    def propose(self, story: Story) -> tuple[Proposal, ...]:
        """One proposal for each sentence that changes.

        Raises:
            NotWorkedOut: if the language model is missing.
        """
        must_be_read(story)
        prefer = preferred(story)
        found: list[Proposal] = []
        for index, facts in enumerate(story.facts):
            if not reaches(story, index, self.scope):
                continue
            for sentence in sentences_of(facts):
                span = story.document.to_source(index, sentence.span)
                if self.scope is not None and not span.overlaps(self.scope):
                    continue
                told = retold(sentence, self.to, prefer)
                proposal = told and placed(story, index, span, told, already_there(sentence, self.to))
                if proposal:
                    found.append(proposal)
        return tuple(found)


def must_be_read(story: Story) -> None:
    """Refuse a story of which nothing was read."""
    if story.facts and all(facts.reading is None for facts in story.facts):
        raise NotWorkedOut(_UNREAD)


def reaches(story: Story, index: int, scope: Span | None) -> bool:
    """Whether paragraph ``index`` lies in ``scope``."""
    return scope is None or story.document.places[index].span.overlaps(scope)


def placed(story: Story, index: int, span: Span, told: Retold, doubt: str = "") -> Proposal | None:
    """The proposal for a sentence at ``span`` of the source; None where markup stands inside a word that changes."""
    document = story.document
    text, source = document.paragraphs[index].text, document.source
    edits: list[Edit] = []
    for edit in told.edits:
        place = document.to_source(index, edit.span)
        if place.of(source) != edit.span.of(text):
            return None
        edits.append(Edit(place, edit.replacement))
    doubts = (*told.doubts, doubt) if doubt else told.doubts
    return Proposal(span, tuple(edits), " ".join((*doubts, *told.notes)), not doubts)


def preferred(story: Story) -> dict[str, str]:
    """Of verbs with two past forms, the one that the story uses more: ``{"lean": "leant"}``."""
    counts: Counter[tuple[str, str]] = Counter()
    for facts in story.facts:
        counts.update(_chosen(facts))
    chosen: dict[str, str] = {}
    for (verb, form), _ in reversed(counts.most_common()):
        chosen[verb] = form
    return chosen


def _chosen(facts: Facts) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for token in facts.reading.tokens if facts.reading is not None else ():
        if token.tag not in ("VBD", "VBN"):
            continue
        lower = token.text.lower()
        verb = base_of(lower) or token.lemma.lower()
        past = forms(verb, Slot.PAST)
        # A participle tells of the past where both look alike: *leant*, but not *sunk*.
        alike = token.tag == "VBD" or set(forms(verb, Slot.PARTICIPLE)) == set(past)
        if len(past) > 1 and lower in past and alike:
            found[verb, lower] += 1
    return found
