"""Tense slips for a clean text: verbs, and runs of sentences, put into the other tense, far apart.

What nobody could call a slip is left alone: *it is*, *there is* and states of everybody, verbs beside a time phrase,
the first sentences of scenes, forms that are the same in both tenses.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

from editor.checks.checker import Story
from editor.checks.narrative.anchors import far
from editor.checks.narrative.clauses import Subject
from editor.checks.narrative.model import Tense
from editor.checks.narrative.repair import mended
from editor.checks.narrative.scenes import Line, SceneText, Told
from editor.checks.narrative.training.corpus import Chapter
from editor.checks.narrative.training.retell import flipped
from editor.checks.narrative.training.slipping import Stratum, eligible, stratum
from editor.checks.narrative.training.texts import PutIn, apart
from editor.checks.rule import Edit
from editor.language.verbs import Form

RUN = "run of sentences"
_APART = 40  # sentences between two slips: about 600 words
_LONGEST_RUN = 5


def tense_slips(chapter: Chapter, rng: random.Random) -> list[PutIn]:
    """Slips for a chapter, in order and far apart."""
    found: list[PutIn] = []
    for scene, tense in zip(chapter.scenes, chapter.tenses, strict=True):
        if tense.base in (Tense.PAST, Tense.PRESENT):
            found += _in_scene(chapter.story, scene, tense.base, rng)
    return apart(found)


def _in_scene(story: Story, scene: SceneText, base: Tense, rng: random.Random) -> Iterator[PutIn]:
    at = rng.randrange(2, _APART)
    kinds = [*Stratum, RUN]
    while at < len(scene.lines):
        kind = rng.choice(kinds)
        for line in range(at, min(at + _APART // 2, len(scene.lines))):
            made = _run(story, scene.lines[line : line + rng.randint(2, _LONGEST_RUN)], base) if kind == RUN else ()
            if kind != RUN:
                able = [
                    t for t in _told(scene.lines[line : line + 1]) if _may_slip(t, base) and stratum(t.clause) == kind
                ]
                made = _edits(story, able[:1], base)
            if made:
                yield PutIn(str(kind), base, made)
                break
        at += _APART + rng.randrange(_APART // 2)


def _told(lines: Iterable[Line]) -> list[Told]:
    return [Told(clause, line) for line in lines for clause in line.sentence.clauses]


def _may_slip(told: Told, base: Tense) -> bool:
    clause = told.clause
    vague = clause.kind in (Subject.EXPLETIVE, Subject.GENERIC, Subject.PLURAL, Subject.BARE)
    teller = clause.kind is Subject.FIRST and clause.verb.stative
    if (clause.verb.stative and vague) or teller or far(clause.words):
        return False
    return not clause.promoted and eligible(told, Form.PAST if base is Tense.PAST else Form.PRESENT)


def _edits(story: Story, told: Sequence[Told], base: Tense) -> tuple[Edit, ...]:
    off = Tense.PRESENT if base is Tense.PAST else Tense.PAST
    edits: list[Edit] = []
    for each in told:
        if flipped(each, off) is None:
            continue
        for edit in mended(each.clause, off):
            place = story.document.to_source(each.line.paragraph, edit.span)
            edits.append(Edit(place, edit.replacement))
    return tuple(sorted(edits))


def _run(story: Story, lines: Sequence[Line], base: Tense) -> tuple[Edit, ...]:
    """Sentences in a row, every one of which has a verb of the main line that can slip."""
    own = Form.PAST if base is Tense.PAST else Form.PRESENT
    for line in lines:
        if line.paragraph != lines[0].paragraph or far(line.sentence.words):
            return ()
        if not any(_may_slip(told, base) for told in _told([line])):
            return ()
    return _edits(story, [t for t in _told(lines) if t.clause.verb.form is own], base) if len(lines) > 1 else ()
