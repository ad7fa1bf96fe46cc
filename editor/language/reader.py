"""Paragraphs into readings: tokens, tags, features, lemmas, a tree, sentence starts.

The model is one encoder, fine-tuned on treebanks (see the README of ``resources/language``).  Reading is
deterministic, keeps nothing but what it has learned of single words, and takes time in proportion to the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from editor.language.inflect import words
from editor.language.lemma import Lemmatizer
from editor.language.reading import Draft, Reading, Token
from editor.language.repair import repair
from editor.language.slips import SlipWindow
from editor.language.tokenize import tokenize
from editor.resources import resource
from editor.text.span import Span

if TYPE_CHECKING:
    from editor.language.network import Floats, Network, Scores

# A window holds at most this many word pieces: the encoder was trained on paragraphs up to this length.
_WINDOW = 300
# Where no sentence ends in it, a window is cut after this share of it at the earliest.
_EARLIEST_CUT = 0.4
_STOPS = frozenset({".", "!", "?", "…", "..."})
_CLOSING = frozenset({"”", '"', "’", "'", ")"})
_NEVER_FIRST = frozenset({"”", "’", ",", ".", "?", "!", ")", ";", ":", "…"})


@dataclass(slots=True)
class _Text:
    """One paragraph on its way: its tokens, its windows, and what the network says of each window."""

    spans: list[Span]
    words: list[str]
    space_after: list[bool]
    windows: list[range] = field(default_factory=list)
    parts: dict[int, Draft] = field(default_factory=dict)


class Reader:
    """Reads English.  One reader may be used by one thread at a time."""

    def __init__(self, network: Network, lemmatizer: Lemmatizer) -> None:
        self._network = network
        self._lemmatizer = lemmatizer

    @classmethod
    def load(cls, folder: Path | None = None) -> Reader:
        """The reader with the model in ``folder`` (default: the one that comes with the program).

        Raises:
            ModelMissing: if a file of the model is not there or damaged.
            ResourceMissing: if the installation has no language folder at all.
        """
        # numpy and onnxruntime take a quarter of a second: only who reads pays it.
        from editor.language.network import Network

        folder = folder or resource("language")
        return cls(Network(folder), Lemmatizer(words()))

    @property
    def has_slips(self) -> bool:
        """Whether the model judges tense slips."""
        return self._network.has_slips

    def slips(self, windows: Sequence[SlipWindow]) -> list[Floats]:
        """For each window one number a word: above 0, the network takes the verb to be out of the scene's tense.

        Raises:
            ValueError: if a window has no words or does not fit the encoder, or if not ``has_slips``.
        """
        return self._network.slips(windows)

    def pieces(self, word: str) -> int:
        """How many of the encoder's pieces ``word`` takes, for who makes a :class:`SlipWindow`."""
        return self._network.pieces.count(word)

    def read(self, paragraphs: Sequence[str]) -> list[Reading]:
        """A reading for each paragraph, in order; an empty one for a paragraph without words.

        The same paragraph is read the same in any company.
        """
        texts = [self._text(paragraph) for paragraph in paragraphs]
        places = [(text, window) for text in texts for window in text.windows]
        asked = [
            (text.words[window.start : window.stop], text.space_after[window.start : window.stop])
            for text, window in places
        ]
        for index, scores in self._network.score(asked):
            text, window = places[index]
            text.parts[window.start] = self._draft(asked[index][0], scores)
        return [self._reading(text) for text in texts]

    def _text(self, paragraph: str) -> _Text:
        spans = tokenize(paragraph)
        found = [span.of(paragraph) for span in spans]
        # The end of the paragraph counts as a space where a window ends there (see ``Pieces.encode``).
        space_after = [span.end < len(paragraph) and paragraph[span.end].isspace() for span in spans]
        return _Text(spans, found, space_after, list(self._windows(found)))

    def _windows(self, words: Sequence[str]) -> Iterator[range]:
        """Stretches that fit the encoder, cut at the end of a sentence where there is one."""
        start = 0
        room = _WINDOW
        cut = 0
        index = 0
        while index < len(words):
            room -= self._network.pieces.count(words[index])
            if room < 0:
                end = cut if cut > start else index
                yield range(start, end)
                start = index = end
                room = _WINDOW
                continue
            index += 1
            ended = words[index - 1] in _STOPS or (words[index - 1] in _CLOSING and cut == index - 1)
            if ended and room < _WINDOW * (1 - _EARLIEST_CUT):
                cut = index
        if start < len(words):
            yield range(start, len(words))

    def _draft(self, words: Sequence[str], scores: Scores) -> Draft:
        """What the network says of one window; heads count within it."""
        network = self._network
        starts = [
            index
            for index, score in enumerate(scores.starts)
            if index == 0 or (score > 0 and words[index] not in _NEVER_FIRST)
        ]
        heads, relations = network.tree(scores, [range(a, b) for a, b in pairwise([*starts, len(words)])])
        return Draft(
            list(words),
            [network.tags[tag] for tag in scores.tags],
            [network.forms[form] for form in scores.forms],
            heads,
            [network.relations[relation] for relation in relations],
            set(starts),
        )

    def _reading(self, text: _Text) -> Reading:
        whole = Draft([], [], [], [], [], set())
        for start in sorted(text.parts):
            whole.append(text.parts[start])
        repair(whole)
        lemma = self._lemmatizer.lemma
        return Reading(
            tuple(
                Token(span, word, tag, upos, feats, lemma(word, tag), head, relation, index in whole.starts)
                for index, (span, word, tag, (upos, feats), head, relation) in enumerate(
                    zip(text.spans, whole.words, whole.tags, whole.forms, whole.heads, whole.relations, strict=True)
                )
            )
        )
