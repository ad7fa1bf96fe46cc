"""A scene as the slip detector sees it: windows of some paragraphs, the same in training and at run time.

Where one window ends depends on the paragraphs near it alone (some paragraphs are landmarks by their words), so
that an edit changes its own window and perhaps the next one, and all the others can be remembered.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from editor.checks.narrative.clauses import Sentence
from editor.checks.narrative.model import Tense
from editor.checks.narrative.scenes import SceneText
from editor.language.slips import Base, SlipWindow, Voice, context_code
from editor.text.zones import ZoneKind

# The detector is trained on windows up to this long: words, and word pieces with their separators.
_MOST_WORDS = 190
_MOST_PIECES = 254
# Every so many paragraphs begin a window, if the one before them has at least so many words.
_LANDMARK = 3
_FEWEST_WORDS = 110
_VOICES = {
    ZoneKind.NARRATION: Voice.NARRATION,
    ZoneKind.SPEECH: Voice.SPEECH,
    ZoneKind.THOUGHT: Voice.THOUGHT,
    ZoneKind.DOCUMENT: Voice.DOCUMENT,
    ZoneKind.UNSURE: Voice.SPEECH,
}
_BASES = {Tense.UNKNOWN: Base.UNKNOWN, Tense.PAST: Base.PAST, Tense.PRESENT: Base.PRESENT, Tense.MIXED: Base.MIXED}

Count = Callable[[str], int]
"""How many word pieces a word has."""


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """The words of one paragraph; ``spaces`` says which are followed by white space, ``starts`` which begin a
    sentence."""

    words: Sequence[str]
    spaces: Sequence[bool]
    voices: Sequence[Voice]
    starts: Sequence[int]


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A passage with the word pieces of each word and of all, and whether it begins a window where it can."""

    passage: Passage
    sizes: Sequence[int]
    pieces: int
    landmark: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """The words ``first`` to ``end`` (half-open) of the passage with this number."""

    passage: int
    first: int
    end: int


def passage_of(sentence: Sentence) -> Passage:
    """The passage of the paragraph in which ``sentence`` stands."""
    tokens, zones = sentence.tree.tokens, sentence.zones
    spaces = [this.span.end < after.span.start for this, after in pairwise(tokens)]
    return Passage(
        [token.text for token in tokens],
        [*spaces, False],
        [_VOICES[zone] for zone in zones],
        [index for index, token in enumerate(tokens) if token.starts_sentence],
    )


def passages_of(scene: SceneText) -> dict[int, Passage]:
    """The passages of a scene by the number of their paragraph."""
    return {
        paragraph: passage_of(next(lines).sentence)
        for paragraph, lines in groupby(scene.lines, key=lambda line: line.paragraph)
    }


def measured(passage: Passage, count: Count) -> Measured:
    """A passage with its measures; they depend on its words alone."""
    sizes = [count(word) for word in passage.words]
    landmark = zlib.crc32(" ".join(passage.words).encode("utf-8", "surrogatepass")) % _LANDMARK == 0
    return Measured(passage, sizes, sum(sizes), landmark)


def cut(passages: Sequence[Measured]) -> Iterator[list[Piece]]:
    """Cut passages in a row into windows: whole ones where they fit, long ones in parts of whole sentences."""
    window: list[Piece] = []
    words = pieces = 0
    for number, passage in enumerate(passages):
        landmark = words >= _FEWEST_WORDS and passage.landmark
        for first, end in _parts(passage.passage, passage.sizes, passage.pieces):
            size = sum(passage.sizes[first:end]) + 1
            if window and (landmark or words + end - first > _MOST_WORDS or pieces + size > _MOST_PIECES - 1):
                yield window
                window, words, pieces = [], 0, 0
            landmark = False
            window.append(Piece(number, first, end))
            words += end - first
            pieces += size
    if window:
        yield window


def _parts(passage: Passage, sizes: Sequence[int], pieces: int) -> Iterator[tuple[int, int]]:
    """Stretches of a passage that fit a window."""
    if len(sizes) <= _MOST_WORDS and pieces + 2 <= _MOST_PIECES:
        if sizes:
            yield 0, len(sizes)
        return
    first = 0
    for start, end in pairwise([*passage.starts, len(passage.words)]):
        if end > first and not _fits(sizes, first, end) and start > first:
            yield first, start
            first = start
        while not _fits(sizes, first, end):  # a sentence longer than a window
            middle = first + 1
            while _fits(sizes, first, middle + 1):
                middle += 1
            yield first, middle
            first = middle
    if first < len(passage.words):
        yield first, len(passage.words)


def _fits(sizes: Sequence[int], first: int, end: int) -> bool:
    return end - first <= _MOST_WORDS and sum(sizes[first:end]) + 2 <= _MOST_PIECES


def slip_window(passages: Sequence[Passage], window: Sequence[Piece], base: Tense) -> SlipWindow:
    """What the detector is asked for one window of a scene told in ``base``."""
    words: list[str] = []
    spaces: list[bool] = []
    context: list[int] = []
    breaks: list[int] = []
    for piece in window:
        passage, part = passages[piece.passage], slice(piece.first, piece.end)
        if words and piece.first == 0:
            breaks.append(len(words))
        words += passage.words[part]
        spaces += passage.spaces[part]
        context += [context_code(voice, _BASES[base]) for voice in passage.voices[part]]
    return SlipWindow(words, spaces, context, breaks)
