"""What is known of a scene as long as nobody edits it: its lines, its counts, whose head it is.

A scene is known by its paragraphs, so an edit costs the scene that it touches, and the others only move.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field

from editor.checks.narrative.clauses import Sentence
from editor.checks.narrative.heads import ScenePeople
from editor.checks.narrative.person import Count, count
from editor.checks.narrative.scenes import SceneText, scene_text
from editor.checks.narrative.tense import SceneTense, weigh
from editor.language.cast import Cast, NameTally
from editor.text.document import Scene

# Scenes remembered: a long novel has some three hundred.
_REMEMBERED = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """What is known of one paragraph, wherever it stands."""

    sentences: tuple[Sentence, ...]
    names: NameTally


@dataclass(slots=True, eq=False)
class KeptScene:
    """One scene's lines and what follows from them alone."""

    text: SceneText
    counted: Count
    _tense: SceneTense
    _people: ScenePeople | None = None

    def tense(self) -> SceneTense:
        """A copy that may be settled with the story's other scenes."""
        return copy(self._tense)

    def people(self, cast: Cast) -> ScenePeople:
        """The scene's people, as long as the cast is the same."""
        if self._people is None or self._people.cast != cast:
            self._people = ScenePeople(self.text, cast)
        return self._people


@dataclass(slots=True, eq=False)
class SceneShelf:
    """The scenes of the stories read last, by their paragraphs."""

    _scenes: OrderedDict[tuple[int, tuple[Passage, ...]], KeptScene] = field(default_factory=OrderedDict)

    def take(self, places: Sequence[Scene], passages: Sequence[Passage]) -> list[KeptScene]:
        """The scenes of a story at their ``places``; ``passages`` are those of all its paragraphs."""
        taken: Counter[tuple[Passage, ...]] = Counter()
        found: list[KeptScene] = []
        for place in places:
            own = tuple(passages[place.first : place.last])
            key = taken[own], own  # the same scene may stand twice in a story
            taken[own] += 1
            kept = self._scenes.get(key)
            if kept is None:
                text = scene_text(place, [passage.sentences for passage in own])
                kept = self._scenes[key] = KeptScene(text, count(text), weigh(text))
            kept.text.scene = place
            self._scenes.move_to_end(key)
            found.append(kept)
        while len(self._scenes) > max(_REMEMBERED, len(places)):
            self._scenes.popitem(last=False)
        return found
