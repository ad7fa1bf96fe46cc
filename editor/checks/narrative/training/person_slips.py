"""Person slips for a clean text: *I* and *my* in a scene told of *she*, *she* and a name for a teller who says *I*.

A scene of the third person slips for whoever it speaks of most, a word (``She put down my oars``) or a sentence
(``I put down my oars``).  One of the first person slips for its teller, whose name and pronoun are given.  What nobody
could call a slip is left alone: questions and exclamations (they may be thoughts), thoughts, the first sentences of
scenes; *she* for the teller where another woman was spoken of a dozen sentences before or less; the teller's name
where nobody in the chapter says it, and more than once in a text, for then it might be somebody else's.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from editor.checks.checker import Story
from editor.checks.narrative.model import Person
from editor.checks.narrative.people import PRONOUNS, follow
from editor.checks.narrative.rewrite.first import told_in_first
from editor.checks.narrative.rewrite.teller import FIRST, OBJECT, POSSESSIVE, SUBJECT, Teller, another
from editor.checks.narrative.rewrite.third import told_in_third
from editor.checks.narrative.scenes import Line, SceneText
from editor.checks.narrative.training.corpus import Chapter
from editor.checks.narrative.training.texts import PutIn, apart
from editor.checks.rule import Edit
from editor.language.cast import HE, SHE, Cast, NameTally, cast_of, tally
from editor.language.verbs import Form

WORD, SENTENCE = "one word", "sentence"
PRONOUN_WORD, PRONOUN, NAME = "one word as he or she", "sentence as he or she", "sentence by name"
_APART = 60  # sentences between two slips: about 900 words
_REACH = 30  # sentences after the chosen one in which a slip may be put instead
_LONG_AGO = 12  # sentences since anybody else was spoken of whom the teller's pronoun could mean
_OPENING = 2
_BESIDE = ("me", "my")  # what slips alone: the verb need not change
_SIMPLE = (Form.PAST, Form.PRESENT)

_Able = dict[int, list[tuple[str, tuple[Edit, ...]]]]
"""By the number of a sentence: the slips that it can have, with their edits in the paragraph's text."""


def cast_in(scenes: Sequence[SceneText]) -> Cast:
    """The cast of a chapter."""
    names = NameTally()
    trees = {id(line.sentence.tree): line.sentence for scene in scenes for line in scene.lines}
    for sentence in trees.values():
        narrated = [sentence.narrated(index) for index in range(len(sentence.tree.tokens))]
        names.add(tally(sentence.tree, narrated))
    return cast_of(names)


def person_slips(chapter: Chapter, persons: Sequence[Person], teller: Teller | None, rng: random.Random) -> list[PutIn]:
    """Slips for a chapter whose scenes are told in ``persons``, in order and far apart.

    Without a ``teller`` the scenes of the first person stay as they are.
    """
    cast = cast_in(chapter.scenes)
    found: list[PutIn] = []
    for scene, person in zip(chapter.scenes, persons, strict=True):
        if person is Person.THIRD:
            able = _third(scene, cast)
        elif person is Person.FIRST and teller is not None:
            able = _first(scene, cast, teller, _said(chapter.scenes, teller.name))
        else:
            continue
        found += _chosen(chapter.story, scene, person, able, rng)
    once = next((slip for slip in found if slip.kind == NAME), None)
    return apart([slip for slip in found if slip.kind != NAME or slip is once])


def _chosen(story: Story, scene: SceneText, person: Person, able: _Able, rng: random.Random) -> Iterator[PutIn]:
    kinds = sorted({kind for each in able.values() for kind, _ in each})
    at = rng.randrange(_OPENING, _APART)
    while kinds and at < len(scene.lines):
        kind = rng.choice(kinds)
        for number in range(at, min(at + _REACH, len(scene.lines))):
            made = [edits for name, edits in able.get(number, ()) if name == kind]
            if made:
                at = number
                paragraph = scene.lines[number].paragraph
                moved = [Edit(story.document.to_source(paragraph, e.span), e.replacement) for e in rng.choice(made)]
                yield PutIn(kind, person, tuple(sorted(moved)))
                break
        at += _APART + rng.randrange(_APART // 2)


def _plain(line: Line) -> bool:
    """Whether a sentence is told, and neither asked, cried out nor thought."""
    sentence = line.sentence
    if line.number < _OPENING or sentence.thought or sentence.final in ("?", "!", "…"):
        return False
    return any(clause.main and clause.verb.form in _SIMPLE for clause in sentence.clauses)


def _third(scene: SceneText, cast: Cast) -> _Able:
    able: _Able = defaultdict(list)
    spoken_of = Counter(who.name for who in follow(scene.lines, cast).who.values() if who.known and not who.by_noun)
    named = [name for name, _ in spoken_of.most_common() if name in cast.by_word]
    pronoun = cast.by_word[named[0]].pronoun if named else ""
    if pronoun not in (HE, SHE):
        return able
    for line, retold in told_in_first(scene, Teller(named[0], pronoun), cast):
        if retold.doubts or not _plain(line):
            continue
        new = [edit.replacement.lower() for edit in retold.edits]
        if "i" in new:
            able[line.number].append((SENTENCE, retold.edits))
        alone = [edit for edit, word in zip(retold.edits, new, strict=True) if word in _BESIDE]
        able[line.number] += [(WORD, (edit,)) for edit in alone]
    return able


def _said(scenes: Sequence[SceneText], name: str) -> bool:
    return any(
        token.text == name and not line.sentence.narrated(line.sentence.start + at)
        for scene in scenes
        for line in scene.lines
        for at, token in enumerate(line.sentence.tree.tokens[line.sentence.start : line.sentence.end])
    )


def _first(scene: SceneText, cast: Cast, teller: Teller, said: bool) -> _Able:
    able: _Able = defaultdict(list)
    others = [line.number for line in scene.lines if _speaks_of_another(line, teller, cast)]
    for line, retold in told_in_third(scene, teller, cast):
        if retold.doubts or retold.notes or not _plain(line):
            continue
        if not any(clause.subject_word == FIRST[0] and clause.main for clause in line.sentence.clauses):
            continue
        named = _by_name(retold.edits, teller)
        if named and said:
            able[line.number].append((NAME, named))
        if any(line.number - _LONG_AGO <= number <= line.number for number in others):
            continue
        new = [edit.replacement for edit in retold.edits]
        if teller.name not in new and any(word.lower() == teller.words[SUBJECT] for word in new):
            able[line.number].append((PRONOUN, retold.edits))
        own = (teller.words[OBJECT], teller.words[POSSESSIVE])
        alone = [edit for edit in retold.edits if edit.replacement.lower() in own]
        able[line.number] += [(PRONOUN_WORD, (edit,)) for edit in alone]
    return able


def _by_name(edits: tuple[Edit, ...], teller: Teller) -> tuple[Edit, ...]:
    """The edits of a sentence with the teller's name where the first *I* stood; none if that cannot be done."""
    for at, edit in enumerate(edits):
        if edit.replacement == teller.name:
            return edits
        if edit.replacement.lower() == teller.words[SUBJECT]:
            return (*edits[:at], Edit(edit.span, teller.name), *edits[at + 1 :])
    return ()


def _speaks_of_another(line: Line, teller: Teller, cast: Cast) -> bool:
    sentence = line.sentence
    return any(
        PRONOUNS.get(sentence.lower[index]) == teller.pronoun or another(sentence, index, teller, cast)
        for index in range(sentence.start, sentence.end)
    )
