"""The checker of tense and point of view: findings, and the timeline of the story."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from editor.checks.checker import Facts, Story
from editor.checks.narrative.heads import *
from editor.checks.narrative.heads import heads_of, hops, omniscient
from editor.checks.narrative.person import *
from editor.checks.narrative.model import *
from editor.language.cast import *
from editor.text.zones import ZoneKind
from editor.checks.narrative.wording import *
from editor.checks.narrative.clauses import Sentence, sentences_of
from editor.checks.narrative.model import Narrative
from editor.checks.narrative.rules import RULES
from editor.checks.narrative.scenes import lay_out
from editor.checks.narrative.tense import settle_bases, slips, weigh
from editor.checks.narrative.wording import tense_finding
from editor.checks.rule import Finding, Rule
from editor.text.document import Paragraph
from editor.text.quotes import QuoteStyle

_REMEMBERED = 20_000


class NarrativeReview:
    """Reads a story for its tense, its person and whose head it looks into."""

    name = "tense and point of view"
    rules: Sequence[Rule] = RULES

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[Paragraph, QuoteStyle], tuple[Sentence, ...]] = OrderedDict()

    def check(self, story: Story) -> list[Finding]:
        return self.narrate(story)[1]

    def narrate(self, story: Story) -> tuple[Narrative, list[Finding]]:
        scenes = lay_out(story, [self._passage(f) for f in story.facts])
        tenses = [weigh(s) for s in scenes]
        base = settle_bases(tenses)
        findings = []
        for s, t in zip(scenes, tenses, strict=True):
            findings += [tense_finding(story, x, t) for x in slips(s, t)]
        whole = Count()
        for s in scenes: whole.add(count(s))
        person = whole.person()
        tl = NameTally()
        for f in story.facts:
            ps = self._passage(f)
            if ps: tl.add(tally(ps[0].tree, [z is ZoneKind.NARRATION for z in ps[0].zones]))
        cast = cast_of(tl, story.intent.cast)
        ps = third_slips(scenes, base, whole.words) if person is Person.THIRD else first_slips(scenes, cast) if person is Person.FIRST else []
        findings += [person_finding(story, x, person, whole) for x in ps]
        hs = [heads_of(s, cast) for s in scenes]
        if not omniscient(hs) or person is Person.FIRST:
            for x in hs:
                findings += [hop_finding(story, y) for y in hops(x, cast, person)]
        self.dbg=(person,cast,hs,omniscient(hs))
        return Narrative(), findings

    def _passage(self, facts: Facts) -> tuple[Sentence, ...]:
        key = (facts.paragraph, facts.style)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = sentences_of(facts)
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(key)
        return known
