"""The checker of tense and point of view: findings, and the timeline of the story."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from editor.checks.checker import Facts, Story
from editor.checks.narrative.bands import head_band, person_band, tense_band
from editor.checks.narrative.clauses import Sentence, sentences_of
from editor.checks.narrative.heads import SceneHeads, heads_of, hops, omniscient
from editor.checks.narrative.model import Narrative, Person, SceneNarrative, Tense, Verdict, VerdictState
from editor.checks.narrative.person import Count, count, first_slips, settle_persons, third_slips
from editor.checks.narrative.rules import RULES
from editor.checks.narrative.scenes import SceneText, lay_out
from editor.checks.narrative.tense import SceneTense, settle_bases, slips, weigh
from editor.checks.narrative.verdict import NOT_READ, note, verdict, withheld
from editor.checks.narrative.wording import hop_finding, person_finding, tense_finding
from editor.checks.rule import Finding, Rule
from editor.language.cast import Cast, NameTally, cast_of, tally
from editor.text.document import Paragraph
from editor.text.quotes import QuoteStyle
from editor.text.zones import ZoneKind

# Paragraphs remembered: a 500,000-word novel has about 12,000.
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class _Passage:
    """What is known of one paragraph, wherever it stands."""

    sentences: tuple[Sentence, ...]
    names: NameTally


@dataclass(slots=True, eq=False)
class _Scene:
    """Everything about one scene."""

    text: SceneText
    tense: SceneTense
    counted: Count
    person: Person
    heads: SceneHeads
    findings: list[Finding]
    reason: str  # why it is not judged, or empty


class NarrativeChecker:
    """Reads a story for its tense, its person and whose head it looks into.

    Paragraphs are remembered, so an edit costs its own paragraph and the scenes' totals; the answers
    depend on the story alone.
    """

    name = "tense and point of view"
    rules: Sequence[Rule] = RULES

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[Paragraph, QuoteStyle], _Passage] = OrderedDict()

    def check(self, story: Story) -> list[Finding]:
        """The findings alone."""
        return self.narrate(story)[1]

    def narrate(self, story: Story) -> tuple[Narrative, list[Finding]]:
        """The timeline and the findings; spans are of the document's source."""
        if story.facts and all(facts.reading is None for facts in story.facts):
            return _unread(story), []
        passages = [self._passage(facts) for facts in story.facts]
        names = NameTally()
        for passage in passages:
            names.add(passage.names)
        scenes = _scenes(story, passages, cast_of(names, story.intent.cast))
        all_heads = [scene.heads for scene in scenes]
        told_by = settle_persons([scene.counted for scene in scenes])
        knows_all = told_by is not Person.FIRST and omniscient(all_heads)
        _judge(story, scenes, told_by, cast_of(names, story.intent.cast), knows_all)
        findings = [finding for scene in scenes for finding in scene.findings]
        drawn = tuple(_drawn(story, scene) for scene in scenes)
        return Narrative(drawn, note(drawn, knows_all)), findings

    def _passage(self, facts: Facts) -> _Passage:
        key = (facts.paragraph, facts.style)
        known = self._known.get(key)
        if known is not None:
            self._known.move_to_end(key)
            return known
        sentences = sentences_of(facts)
        names = NameTally()
        if sentences:
            names = tally(sentences[0].tree, [zone is ZoneKind.NARRATION for zone in sentences[0].zones])
        if facts.reading is not None:
            self._known[key] = _Passage(sentences, names)
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return _Passage(sentences, names)


def _scenes(story: Story, passages: Sequence[_Passage], cast: Cast) -> list[_Scene]:
    texts = lay_out(story, [passage.sentences for passage in passages])
    tenses = [weigh(text) for text in texts]
    settle_bases(tenses)
    counts = [count(text) for text in texts]
    whole = settle_persons(counts)
    found = []
    for text, tense, counted in zip(texts, tenses, counts, strict=True):
        person = counted.in_story(whole)
        reason = withheld(story, text, tense, counted)
        found.append(_Scene(text, tense, counted, person, heads_of(text, cast), [], reason))
    return found


def _judge(story: Story, scenes: Sequence[_Scene], told_by: Person, cast: Cast, knows_all: bool) -> None:
    """Put each scene's findings into it."""
    judged = [scene for scene in scenes if not scene.reason or scene.tense.base is Tense.MIXED]
    whole = Count()
    for scene in judged:
        whole.add(scene.counted)
    for scene in judged:
        scene.findings += [tense_finding(story, slip, scene.tense) for slip in slips(scene.text, scene.tense)]
        if scene.person is Person.FIRST or (scene.person is Person.THIRD and not knows_all):
            scene.findings += [hop_finding(story, hop) for hop in hops(scene.heads, cast, scene.person)]
    own = [scene for scene in judged if scene.person is told_by]
    texts = [scene.text for scene in own]
    if told_by is Person.THIRD:
        found = third_slips(texts, [scene.tense.base for scene in own], whole.words)
    elif told_by is Person.FIRST:
        found = first_slips(texts, cast)
    else:
        found = []
    for slip in found:
        scene = next(s for s in own if s.text.scene.first <= slip.line.paragraph < s.text.scene.last)
        scene.findings.append(person_finding(story, slip, told_by, whole))


def _drawn(story: Story, scene: _Scene) -> SceneNarrative:
    place = scene.text.scene
    return SceneNarrative(
        span=place.span,
        number=place.number,
        title=place.title,
        words=scene.text.words(),
        tense=scene.tense.base,
        person=scene.person,
        focal=scene.heads.focal(),
        verdict=verdict(scene.findings, scene.reason),
        past_verbs=scene.tense.past,
        present_verbs=scene.tense.present,
        tense_band=tense_band(story, scene.text, scene.tense),
        person_band=person_band(story, scene.text, scene.person, scene.counted),
        head_band=head_band(story, scene.heads),
    )


def _unread(story: Story) -> Narrative:
    """What is drawn where the language model is missing."""
    return Narrative(
        tuple(
            SceneNarrative(
                place.span,
                place.number,
                place.title,
                0,
                Tense.UNKNOWN,
                Person.UNKNOWN,
                (),
                Verdict(VerdictState.NOT_EVALUATED, NOT_READ),
            )
            for place in story.document.scenes
        ),
        NOT_READ,
    )
