"""The checker of tense and point of view: findings, and the timeline of the story."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from editor.checks.checker import Facts, Story
from editor.checks.intent import Telling
from editor.checks.narrative.bands import head_band, person_band, tense_band
from editor.checks.narrative.clauses import sentences_of
from editor.checks.narrative.decision import Decision, shipped, suspects_of
from editor.checks.narrative.declared import (
    LETTERS,
    Declared,
    all_knowing,
    close,
    contradicted,
    declared_in,
    filled,
    first_against,
    first_of_person,
    focal_of,
    settle_tense,
)
from editor.checks.narrative.heads import SceneHeads, ScenePeople, settle_heads
from editor.checks.narrative.hops import Hop, hops, omniscient
from editor.checks.narrative.kept import KeptScene, Passage, SceneShelf
from editor.checks.narrative.model import Narrative, Person, SceneNarrative, Tense, Verdict, VerdictState
from editor.checks.narrative.person import Count, count, settle_persons, third_slips
from editor.checks.narrative.rules import RULES
from editor.checks.narrative.scenes import SceneText
from editor.checks.narrative.slips import slips
from editor.checks.narrative.suspects import Unit, units_of
from editor.checks.narrative.teller import TellerWatch
from editor.checks.narrative.tense import SceneTense, settle_bases, weigh
from editor.checks.narrative.verdict import NOT_READ, note, verdict, withheld
from editor.checks.narrative.witness import Detector, Witness
from editor.checks.narrative.wording import (
    against_finding,
    hop_finding,
    person_finding,
    tense_finding,
    told_finding,
)
from editor.checks.rule import Finding, Rule
from editor.language.cast import Cast, NameTally, cast_of, tally
from editor.text.document import Paragraph
from editor.text.quotes import QuoteStyle
from editor.text.zones import ZoneKind

# Paragraphs remembered: a 500,000-word novel has about 12,000.
_REMEMBERED = 20_000


@dataclass(slots=True, eq=False)
class _Scene:
    """Everything about one scene; ``for_tense`` and ``own`` are its text without what is meant otherwise.

    ``units`` are the verbs that leave its tense.
    """

    text: SceneText
    for_tense: SceneText
    own: SceneText
    units: list[Unit]
    telling: Telling
    tense: SceneTense
    against: bool  # it is told in another tense than the writer says
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

    def __init__(self, detector: Detector | None = None) -> None:
        """``detector`` judges tense slips beside the rules; without one, or without its model, they judge alone.

        Raises:
            DecisionMissing: if there is a detector, but not the weights that say how far to believe it.
        """
        self._known: OrderedDict[tuple[Paragraph, QuoteStyle], Passage] = OrderedDict()
        self._shelf = SceneShelf()
        self._teller = TellerWatch()
        self._witness: Witness | None = None
        self._decision: Decision | None = None
        if detector is not None and detector.has_slips:
            self._witness, self._decision = Witness(detector), shipped()

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
        cast = cast_of(names, story.intent.cast)
        declared = declared_in(story)
        scenes, told_by = _scenes(story, self._shelf.take(story.document.scenes, passages), declared, cast)
        undeclared = [scene.heads for scene in scenes if not (scene.telling.view or scene.telling.letters)]
        knows_all = told_by is not Person.FIRST and omniscient(undeclared)
        judged = [scene for scene in scenes if not scene.reason or _mixed(scene)]
        if self._witness is not None:
            self._witness.hear((scene.text, scene.tense.base, suspects_of(scene.units)) for scene in judged)
        _judge(story, judged, told_by, cast, self._teller, knows_all, self._decision)
        for scene in scenes:
            scene.findings = declared.asked(scene.findings)
        findings = [finding for scene in scenes for finding in scene.findings]
        drawn = tuple(_drawn(story, scene, declared, cast) for scene in scenes)
        return Narrative(drawn, note(drawn, knows_all), declared.said, declared.meant), findings

    def _passage(self, facts: Facts) -> Passage:
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
            self._known[key] = Passage(sentences, names)
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return Passage(sentences, names)


def _scenes(story: Story, kept: Sequence[KeptScene], declared: Declared, cast: Cast) -> tuple[list[_Scene], Person]:
    """The scenes, and the person of the story as far as the writer has not declared it."""
    for_tense = [declared.judged(story, each.text, tense=True) for each in kept]
    own = [declared.judged(story, each.text, tense=False) for each in kept]
    tenses = [each.tense() if text is each.text else weigh(text) for text, each in zip(for_tense, kept, strict=True)]
    against = [settle_tense(tense, telling) for tense, telling in zip(tenses, declared.tellings, strict=True)]
    settle_bases(tenses)
    counts = [each.counted if text is each.text else count(text) for text, each in zip(own, kept, strict=True)]
    open_ = [c for c, t in zip(counts, declared.tellings, strict=True) if t.person is None and not t.letters]
    whole = settle_persons(open_)
    persons = [telling.person or c.in_story(whole) for telling, c in zip(declared.tellings, counts, strict=True)]
    allowed = [telling.heads if close(telling) else () for telling in declared.tellings]
    people = [each.people(cast) if o is each.text else ScenePeople(o, cast) for each, o in zip(kept, own, strict=True)]
    heads = settle_heads(people, persons, allowed)
    found = []
    for n, (each, telling) in enumerate(zip(kept, declared.tellings, strict=True)):
        reason = LETTERS if telling.letters else withheld(story, for_tense[n], tenses[n], counts[n])
        unjudged = telling.tense is Tense.MIXED or (reason and tenses[n].base is not Tense.MIXED)
        found.append(
            _Scene(
                text=each.text,
                for_tense=for_tense[n],
                own=own[n],
                units=[] if unjudged else units_of(for_tense[n], tenses[n]),
                telling=telling,
                tense=tenses[n],
                against=against[n],
                counted=counts[n],
                person=persons[n],
                heads=heads[n],
                findings=[],
                reason=reason,
            )
        )
    return found, whole


def _judge(
    story: Story,
    judged: Sequence[_Scene],
    told_by: Person,
    cast: Cast,
    teller: TellerWatch,
    knows_all: bool,
    decision: Decision | None,
) -> None:
    """Put each scene's findings into it."""
    whole = Count()
    for scene in judged:
        whole.add(scene.counted)
    for scene in judged:
        scene.findings += _tense_findings(story, scene, decision)
        scene.findings += [hop_finding(story, hop) for hop in _hops(scene, knows_all)]
    for person in (Person.THIRD, Person.FIRST, Person.SECOND):
        own = [scene for scene in judged if scene.person is person]
        said = [scene for scene in own if scene.telling.person is person]
        for scene in said:
            if contradicted(scene.counted, scene.telling):
                first = first_of_person(scene.own, scene.counted.person())
                if first is not None:
                    scene.findings.append(told_finding(story, first, person, scene.counted))
        said = [scene for scene in said if not contradicted(scene.counted, scene.telling)]
        _person_findings(story, said, person, cast, teller, whole)
        if person is told_by:
            _person_findings(story, [s for s in own if s.telling.person is None], person, cast, teller, whole)


def _mixed(scene: _Scene) -> bool:
    """Whether only the tense of a scene cannot be judged."""
    return scene.tense.base is Tense.MIXED and not scene.telling.letters


def _tense_findings(story: Story, scene: _Scene, decision: Decision | None) -> list[Finding]:
    if scene.against:
        first = first_against(scene.for_tense, scene.tense.base)
        return [against_finding(story, first, scene.tense)] if first is not None else []
    return [tense_finding(story, slip, scene.tense) for slip in slips(scene.units, scene.tense.base, decision)]


def _hops(scene: _Scene, knows_all: bool) -> Sequence[Hop]:
    telling = scene.telling
    judged = scene.person in (Person.FIRST, Person.SECOND, Person.THIRD) or close(telling)
    if not judged or all_knowing(telling, knows_all and not scene.heads.declared):
        return ()
    return hops(scene.heads)


def _person_findings(
    story: Story, scenes: Sequence[_Scene], person: Person, cast: Cast, teller: TellerWatch, whole: Count
) -> None:
    """The person slips of scenes that are told in the same person."""
    texts = [scene.own for scene in scenes]
    said = any(scene.telling.person is person for scene in scenes)
    if person in (Person.THIRD, Person.SECOND):
        second = person is Person.SECOND
        found = third_slips(texts, [scene.tense.base for scene in scenes], whole.words, said, second)
    elif person is Person.FIRST:
        found = teller.slips(texts, cast)
    else:
        found = []
    for slip in found:
        scene = next(s for s in scenes if s.text.scene.first <= slip.line.paragraph < s.text.scene.last)
        scene.findings.append(person_finding(story, slip, person, scene.counted if said else whole))


def _drawn(story: Story, scene: _Scene, declared: Declared, cast: Cast) -> SceneNarrative:
    place, telling = scene.text.scene, scene.telling
    number = place.number - 1
    tense = telling.tense.value if telling.tense in (Tense.PAST, Tense.PRESENT) else ""
    person = telling.person.value if telling.person not in (None, Person.MIXED) else ""
    return SceneNarrative(
        span=place.span,
        number=place.number,
        title=place.title,
        words=scene.text.words(),
        tense=scene.tense.base,
        person=scene.person,
        focal=focal_of(scene.heads.focal(), telling.heads, cast),
        verdict=verdict(scene.findings, scene.reason),
        past_verbs=scene.tense.past,
        present_verbs=scene.tense.present,
        tense_band=filled(tense_band(story, scene.text, scene.tense), tense),
        person_band=filled(person_band(story, scene.text, scene.person, scene.counted), person),
        head_band=filled(head_band(story, scene.heads), " and ".join(telling.heads)),
        declared=telling,
        place=declared.places[number],
        chapter=declared.chapters[number],
    )


def _unread(story: Story) -> Narrative:
    """What is drawn where the language model is missing; what the writer says of it can be said all the same."""
    declared = declared_in(story)
    return Narrative(
        tuple(
            SceneNarrative(
                place.span,
                place.number,
                place.title,
                0,
                telling.tense or Tense.UNKNOWN,
                telling.person or Person.UNKNOWN,
                (),
                Verdict(VerdictState.NOT_EVALUATED, NOT_READ),
                declared=telling,
                place=declared.places[number],
                chapter=declared.chapters[number],
            )
            for number, (place, telling) in enumerate(zip(story.document.scenes, declared.tellings, strict=True))
        ),
        NOT_READ,
        declared.said,
        declared.meant,
    )
