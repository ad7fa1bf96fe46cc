"""What the writer can speak of, in words: the story, a chapter, a scene, and what was said of each.  Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.checks.intent import BOOK, Declaration, Meant, Passage, Place, Reach, Telling
from editor.checks.narrative.model import MeantPassage, Narrative, SaidOf, SceneNarrative
from editor.checks.telling import said_of
from editor.ui.consistency.sentences import scene_name

MEANT_WORDS = {
    Meant.FLASHBACK: "Flashback",
    Meant.DREAM: "Dream",
    Meant.HISTORIC_PRESENT: "Historic present",
}
MEANT_REASONS = {
    Meant.FLASHBACK: "Its tense, person and head are its own; I ask about none of them.",
    Meant.DREAM: "Its tense, person and head are its own; I ask about none of them.",
    Meant.HISTORIC_PRESENT: "Told in the present though it is past. I ask nothing about its tense, only about person "
    "and head.",
}
LOST = "not found in the text now"
_WORDS = 7


@dataclass(frozen=True, slots=True)
class Target:
    """A part of the story to speak of; ``outer`` is what is said of the parts around it."""

    place: Place
    words: str
    telling: Telling
    outer: Telling
    hint: str = ""  # how it reads, for what is not said


def targets_of(narrative: Narrative, number: int) -> list[Target]:
    """The story, the chapter and the scene around scene ``number`` (from 0), the largest first."""
    found = [(BOOK, "The whole story")]
    scenes = narrative.scenes
    if not scenes:
        return [Target(BOOK, found[0][1], _own(narrative, BOOK), Telling())]
    scene = scenes[min(max(number, 0), len(scenes) - 1)]
    if scene.chapter.of > 1:
        found.append((scene.chapter, chapter_words(scene.chapter)))
    found.append((scene.place, scene_words(scene)))
    targets: list[Target] = []
    outer = Telling()
    for place, words in found:
        own = _own(narrative, place)
        targets.append(Target(place, words, own, outer, _reads(scene) if place.reach is Reach.SCENE else ""))
        outer = own.over(outer)
    return targets


def _own(narrative: Narrative, place: Place) -> Telling:
    """What is said of this very place."""
    return next((s.declaration.telling for s in narrative.said if s.now == place), Telling())


def _reads(scene: SceneNarrative) -> str:
    parts = [f"{scene.past_verbs:,} past and {scene.present_verbs:,} present verbs"]
    parts += [f"{focal.name} {focal.share:.0%}" for focal in scene.focal[:3]]
    return "As I read it: " + ", ".join(parts) + "."


def chapter_words(place: Place) -> str:
    """``Chapter “The Weir”``."""
    if not place.chapter:
        return "What stands before the first heading" if place.number == 1 and place.of > 1 else "Chapter 1"
    opener = "" if place.chapter.casefold().startswith(("chapter", "part", "book")) else "Chapter "
    return f"{opener}“{place.chapter}”"


def scene_words(scene: SceneNarrative) -> str:
    """``Scene 4``, with its heading where it has one."""
    return f"Scene {scene.number}" + (f" “{scene.title}”" if scene.title else "")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said, as the list shows it; ``at`` is where it stands in the text, None if nowhere."""

    words: str
    said: Declaration | Passage
    at: int | None
    scene: int = 0


def lines_of(narrative: Narrative) -> list[Line]:
    """Everything that was said, in the order of the text; what is not found comes last."""
    lines = [_said_line(said, narrative.scenes) for said in narrative.said]
    lines += [_meant_line(meant, narrative.scenes) for meant in narrative.meant]
    order = {Reach.BOOK: 0, Reach.CHAPTER: 1, Reach.SCENE: 2}

    def place(line: Line) -> tuple[bool, int, int]:
        depth = order[line.said.place.reach] if isinstance(line.said, Declaration) else 3
        return line.at is None, line.at or 0, depth

    return sorted(lines, key=place)


def _said_line(said: SaidOf, scenes: Sequence[SceneNarrative]) -> Line:
    telling, place = said_of(said.declaration.telling), said.now or said.declaration.place
    if said.now is None or said.first >= len(scenes):
        where = chapter_words(place) if place.reach is Reach.CHAPTER else f"A scene, “{_short(place.opening)}”"
        if place.reach is not Reach.BOOK:
            return Line(f"{where}: {telling} ({LOST})", said.declaration, None)
    if place.reach is Reach.BOOK:
        return Line(f"The whole story: {telling}", said.declaration, 0)
    scene = scenes[said.first]
    words = chapter_words(place) if place.reach is Reach.CHAPTER else scene_words(scene)
    return Line(f"{words}: {telling}", said.declaration, scene.span.start, said.first)


def _meant_line(meant: MeantPassage, scenes: Sequence[SceneNarrative]) -> Line:
    words = f"{MEANT_WORDS[meant.kind]}: “{_short((meant.now or meant.passage).opening)}”"
    if meant.span is None:
        return Line(f"{words} ({LOST})", meant.passage, None)
    start = meant.span.start
    inside = sum(scene.span.start <= start for scene in scenes) - 1
    name = f", {scene_name(scenes[inside])}" if inside >= 0 else ""
    return Line(words + name, meant.passage, start, max(inside, 0))


def _short(words: str) -> str:
    split = words.split()
    return " ".join(split[:_WORDS]) + (" …" if len(split) > _WORDS else "")
