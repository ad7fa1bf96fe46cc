"""What the writer declared, laid over the story: which telling holds for each scene, and what is meant.

Declared intent silences what it covers and sharpens what it does not: a declared tense or person is what
the scene is judged by, however short it is, and with a declared head every other mind is a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from editor.checks.anchors import find_places, spots_of
from editor.checks.checker import Story
from editor.checks.intent import Place, Reach, Telling, View
from editor.checks.narrative.model import Focal, MeantPassage, Person, SaidOf, Stretch, Tense
from editor.checks.narrative.person import Count, PersonSlip
from editor.checks.narrative.scenes import Line, SceneText, Told
from editor.checks.narrative.tense import SceneTense
from editor.checks.passages import Words, find_passage, passage_of
from editor.checks.rule import Family, Finding
from editor.language.cast import HE, SHE, Cast
from editor.language.verbs import Form
from editor.text.document import Document

LETTERS = "You say that this is letters or documents, so I don’t judge it."
SAID = "You say so."
# A scene contradicts what is said of its tense when so small a part of it is in that tense, by weight of verbs.
_HARDLY = 0.2
_ENOUGH = 6.0
# Words of narration in which an "I" would have come, if one told.
_FIRST_WOULD_COME = 200
_CLEAR = 100


@dataclass(frozen=True, slots=True)
class Declared:
    """The declarations of one story; ``tellings``, ``places`` and ``chapters`` have one entry a scene."""

    tellings: tuple[Telling, ...]
    places: tuple[Place, ...]
    chapters: tuple[Place, ...]
    said: tuple[SaidOf, ...]
    meant: tuple[MeantPassage, ...]

    def judged(self, story: Story, text: SceneText, *, tense: bool) -> SceneText:
        """The scene without what is meant to be otherwise; ``tense`` for judging tense rather than person."""
        spans = [
            m.span
            for m in self.meant
            if m.span is not None and m.span.overlaps(text.scene.span) and (tense or not m.kind.tense_only)
        ]
        if not spans:
            return text
        left = SceneText(text.scene)
        previous: Line | None = None
        for line in text.lines:
            here = story.document.to_source(line.paragraph, line.sentence.span)
            inside = sum(max(0, min(here.end, s.end) - max(here.start, s.start)) for s in spans)
            if 2 * inside <= len(here):
                previous = replace(line, previous=previous)
                left.lines.append(previous)
        return left

    def asked(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that no meant passage answers."""
        spans = [(m.span, m.kind.tense_only) for m in self.meant if m.span is not None]
        return [
            f
            for f in findings
            if not any(s.overlaps(f.span) and (f.family is Family.TENSE or not only) for s, only in spans)
        ]


def declared_in(story: Story) -> Declared:
    """Find everything declared of ``story`` in its text."""
    document, intent = story.document, story.intent
    chapters, scenes = spots_of(document)
    outer = [Telling()] * len(scenes)
    said: dict[int, SaidOf] = {}
    # From the outside in: a chapter's telling fills up from the book's, a scene's from its chapter's.
    for reach, spots in ((Reach.BOOK, ()), (Reach.CHAPTER, chapters), (Reach.SCENE, scenes)):
        mine = [(n, d) for n, d in enumerate(intent.declarations) if d.place.reach is reach]
        if reach is Reach.BOOK:
            for number, declaration in mine:
                said[number] = SaidOf(declaration, declaration.place, 0, len(scenes))
        else:
            for (number, declaration), spot in zip(mine, find_places([d.place for _, d in mine], spots), strict=True):
                said[number] = SaidOf(declaration, None)
                if spot is not None:
                    said[number] = SaidOf(declaration, spot.place, spot.first, spot.last)
        for number, _ in mine:
            found = said[number]
            for at in range(found.first, found.last):
                outer[at] = found.declaration.telling.over(outer[at])
    return Declared(
        tuple(outer),
        tuple(spot.place for spot in scenes),
        tuple(chapter.place for chapter in chapters for _ in range(chapter.first, chapter.last)),
        tuple(said[number] for number in sorted(said)),
        _meant(document, story),
    )


def _meant(document: Document, story: Story) -> tuple[MeantPassage, ...]:
    if not story.intent.passages:
        return ()
    words = Words(document.source)
    found: list[MeantPassage] = []
    for passage in story.intent.passages:
        span = find_passage(passage, words)
        now = passage_of(passage.kind, span, words) if span is not None else None
        found.append(MeantPassage(passage, now, span))
    return tuple(found)


# Tense


def settle_tense(tense: SceneTense, telling: Telling) -> bool:
    """Judge by the declared tense; whether the scene, as a whole, is told in the other one."""
    if telling.tense is None:
        return False
    of_own = tense.share if telling.tense is Tense.PAST else 1 - tense.share
    against = telling.tense is not Tense.MIXED and tense.weight >= _ENOUGH and of_own <= _HARDLY
    tense.base, tense.declared, tense.inherited = telling.tense, True, False
    return against


def first_against(text: SceneText, base: Tense) -> Told | None:
    """The first verb of a scene that is told in another tense than the writer says."""
    other = Form.PRESENT if base is Tense.PAST else Form.PAST
    return next((told for told in text.told() if told.clause.main and told.clause.verb.form is other), None)


# Person


def contradicted(counted: Count, telling: Telling) -> bool:
    """Whether the scene is plainly told in another person than the writer says."""
    own, said = counted.person(), telling.person
    if said in (None, Person.MIXED) or own in (said, Person.MIXED, Person.UNKNOWN) or counted.words < _CLEAR:
        return False
    if said is Person.FIRST and own is Person.THIRD:
        return not counted.first and counted.words >= _FIRST_WOULD_COME
    return True


_SUBJECTS = {Person.FIRST: frozenset({"i"}), Person.SECOND: frozenset({"you"}), Person.THIRD: frozenset({HE, SHE})}


def first_of_person(text: SceneText, person: Person) -> PersonSlip | None:
    """The first subject of the narration in that person."""
    words = _SUBJECTS.get(person, frozenset())
    for told in text.told():
        clause = told.clause
        if clause.main and clause.subject is not None and clause.subject_word in words:
            return PersonSlip(told.line, clause.subject)
    return None


# Heads


def focal_of(found: tuple[Focal, ...], heads: Sequence[str], cast: Cast) -> tuple[Focal, ...]:
    """The heads of a scene, the declared ones first; one whose mind is not opened has no share."""
    first: list[Focal] = []
    for head in heads:
        names = cast.canonical(head)
        first.append(next((focal for focal in found if focal.name in names), Focal(head, 0.0)))
    return (*dict.fromkeys(first), *(focal for focal in found if focal not in first))


def all_knowing(telling: Telling, whole: bool) -> bool:
    """Whether heads are left alone: as declared, or else as the ``whole`` story is told."""
    return telling.all_knowing if telling.view is not None or telling.heads else whole


def close(telling: Telling) -> bool:
    """Whether a head is declared that the scene is to stay in."""
    return bool(telling.heads) and telling.view is not View.OMNISCIENT


# Bands


def filled(band: tuple[Stretch, ...], value: str) -> tuple[Stretch, ...]:
    """The band with a declared value where nobody could tell."""
    if not value or all(stretch.value for stretch in band):
        return band
    return tuple(stretch if stretch.value else Stretch(stretch.span, value, SAID) for stretch in band)
