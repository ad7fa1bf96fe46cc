"""The story laid out for judging: its scenes, their sentences in order, and the clauses told in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from editor.checks.checker import Story
from editor.checks.narrative.clauses import Clause, Sentence
from editor.text.document import Scene
from editor.text.span import Span


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sentence at its place: the number of its paragraph and its own, counted through the story.

    ``previous`` is the sentence before it in the scene.
    """

    sentence: Sentence
    paragraph: int
    number: int
    previous: Line | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A clause at its place."""

    clause: Clause
    line: Line


@dataclass(slots=True, eq=False)
class SceneText:
    """One scene's lines."""

    scene: Scene
    lines: list[Line] = field(default_factory=list)

    def told(self) -> Iterator[Told]:
        """Every clause of the scene's narration, in order."""
        for line in self.lines:
            for clause in line.sentence.clauses:
                yield Told(clause, line)

    def words(self) -> int:
        """Words of narration."""
        return sum(
            line.sentence.narrated(i) and line.sentence.lower[i][0].isalnum()
            for line in self.lines
            for i in range(line.sentence.start, line.sentence.end)
        )


def lay_out(story: Story, passages: Sequence[tuple[Sentence, ...]]) -> list[SceneText]:
    """The scenes of a story; ``passages`` are the sentences of each paragraph."""
    scenes: list[SceneText] = []
    number = 0
    for scene in story.document.scenes:
        text = SceneText(scene)
        previous: Line | None = None
        for paragraph in range(scene.first, scene.last):
            for sentence in passages[paragraph]:
                previous = Line(sentence, paragraph, number, previous)
                text.lines.append(previous)
                number += 1
        scenes.append(text)
    return scenes


def token_span(story: Story, line: Line, first: int, last: int | None = None) -> Span:
    """The tokens ``first`` to ``last`` (inclusive) of a line as a span of the source."""
    tokens = line.sentence.tree.tokens
    end = tokens[first if last is None else last].span.end
    return story.document.to_source(line.paragraph, Span(tokens[first].span.start, end))


def word(line: Line, index: int) -> str:
    """A token as it is written."""
    return line.sentence.tree.tokens[index].text
