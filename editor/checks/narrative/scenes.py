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
    """A sentence in its scene: ``inside`` is its paragraph's number there, ``number`` its own.

    ``previous`` is the sentence before it in the scene.
    """

    sentence: Sentence
    text: SceneText
    inside: int
    number: int
    previous: Line | None = None

    @property
    def paragraph(self) -> int:
        """The number of its paragraph in the story, wherever the scene stands now."""
        return self.text.scene.first + self.inside


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A clause at its place."""

    clause: Clause
    line: Line


@dataclass(slots=True, eq=False)
class SceneText:
    """One scene's lines; ``scene`` is where it stands, and changes when the story around it does."""

    scene: Scene
    lines: list[Line] = field(default_factory=list)
    _words: int | None = None

    def told(self) -> Iterator[Told]:
        """Every clause of the scene's narration, in order."""
        for line in self.lines:
            for clause in line.sentence.clauses:
                yield Told(clause, line)

    def words(self) -> int:
        """Words of narration; to be asked when all lines are there."""
        if self._words is None:
            self._words = sum(
                line.sentence.narrated(i) and line.sentence.lower[i][0].isalnum()
                for line in self.lines
                for i in range(line.sentence.start, line.sentence.end)
            )
        return self._words


def lay_out(story: Story, passages: Sequence[tuple[Sentence, ...]]) -> list[SceneText]:
    """The scenes of a story; ``passages`` are the sentences of each paragraph."""
    return [scene_text(scene, passages[scene.first : scene.last]) for scene in story.document.scenes]


def scene_text(scene: Scene, passages: Sequence[tuple[Sentence, ...]]) -> SceneText:
    """A scene's lines; ``passages`` are the sentences of each of its paragraphs."""
    text = SceneText(scene)
    previous: Line | None = None
    for inside, sentences in enumerate(passages):
        for sentence in sentences:
            previous = Line(sentence, text, inside, len(text.lines), previous)
            text.lines.append(previous)
    return text


def token_span(story: Story, line: Line, first: int, last: int | None = None) -> Span:
    """The tokens ``first`` to ``last`` (inclusive) of a line as a span of the source."""
    tokens = line.sentence.tree.tokens
    end = tokens[first if last is None else last].span.end
    return story.document.to_source(line.paragraph, Span(tokens[first].span.start, end))


def word(line: Line, index: int) -> str:
    """A token as it is written."""
    return line.sentence.tree.tokens[index].text
