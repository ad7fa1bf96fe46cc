"""What the writer can order of a passage: another tense, another person; proposed sentence by sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from editor.checks.checker import Facts, Story
from editor.checks.narrative.clauses import sentences_of
from editor.checks.narrative.model import Person, Tense
from editor.checks.narrative.rewrite.first import told_in_first
from editor.checks.narrative.rewrite.teller import Teller
from editor.checks.narrative.rewrite.tense import Retold, already_there, retold
from editor.checks.narrative.rewrite.third import told_in_third
from editor.checks.narrative.rewrite.where import EVERYWHERE, Where
from editor.checks.narrative.scenes import Line, SceneText, lay_out
from editor.checks.proposal import NotWorkedOut, Proposal
from editor.checks.rule import Edit
from editor.language.cast import Cast, NameTally, cast_of, tally
from editor.language.forms import base_of
from editor.language.inflect import Slot, forms
from editor.text.span import Span
from editor.text.zones import ZoneKind

_UNREAD = (
    "English cannot be read here, because the language model is missing, so nothing can be told anew. "
    "Please install Blue Pencil again."
)


@dataclass(frozen=True, slots=True)
class TellInTense:
    """Tell a passage in the past or the present."""

    to: Tense
    where: Where = EVERYWHERE

    def propose(self, story: Story) -> tuple[Proposal, ...]:
        """One proposal for each sentence that changes.

        Raises:
            NotWorkedOut: if the language model is missing.
        """
        must_be_read(story)
        prefer = preferred(story)
        found: list[Proposal] = []
        covers = self.where.within(story.document)
        for index, facts in enumerate(story.facts):
            if not covers(story.document.places[index].span):
                continue
            for sentence in sentences_of(facts):
                span = story.document.to_source(index, sentence.span)
                if not covers(span):
                    continue
                told = retold(sentence, self.to, prefer)
                proposal = told and placed(story, index, span, told, already_there(sentence, self.to))
                if proposal:
                    found.append(proposal)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class TellInPerson:
    """Tell a passage in the first person or the third; ``teller`` is who is *I* in the first."""

    to: Person
    teller: Teller
    where: Where = EVERYWHERE

    def propose(self, story: Story) -> tuple[Proposal, ...]:
        """One proposal for each sentence that changes.

        Raises:
            NotWorkedOut: if the language model is missing, or nobody of that name is in the story.
        """
        must_be_read(story)
        passages = [sentences_of(facts) for facts in story.facts]
        names = NameTally()
        for sentences in passages:
            if sentences:
                names.add(tally(sentences[0].tree, [zone is ZoneKind.NARRATION for zone in sentences[0].zones]))
        cast = cast_of(names, story.intent.cast)
        covers = self.where.within(story.document)
        found: list[Proposal] = []
        for scene in lay_out(story, passages):
            for line, told in self._told(scene, cast):
                span = story.document.to_source(line.paragraph, line.sentence.span)
                if covers(span):
                    proposal = placed(story, line.paragraph, span, told)
                    if proposal:
                        found.append(proposal)
        return tuple(found)

    def _told(self, scene: SceneText, cast: Cast) -> Iterator[tuple[Line, Retold]]:
        if self.to is Person.THIRD:
            return told_in_third(scene, self.teller, cast)
        member = next((cast.by_word[word] for word in self.teller.name.split() if word in cast.by_word), None)
        if member is None:
            raise NotWorkedOut(f"Nobody called {self.teller.name} is named in this text.")
        return told_in_first(scene, replace(self.teller, name=member.name), cast)


def must_be_read(story: Story) -> None:
    """Refuse a story of which nothing was read."""
    if story.facts and all(facts.reading is None for facts in story.facts):
        raise NotWorkedOut(_UNREAD)


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
