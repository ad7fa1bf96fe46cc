"""Paragraphs into readings: tokens, tags, features, lemmas, a tree, sentence starts.

The model is one encoder, fine-tuned on treebanks (see the README of ``resources/language``).  Reading is
deterministic, keeps nothing but what it has learned of single words, and takes time in proportion to the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from editor.language.inflect import words
from editor.language.lemma import Lemmatizer
from editor.language.reading import Reading, Token
from editor.language.tokenize import tokenize
from editor.resources import resource
from editor.text.span import Span

if TYPE_CHECKING:
    from editor.language.network import Network

# A window holds at most this many word pieces: the encoder was trained on paragraphs up to this length.
_WINDOW = 400
# Where no sentence ends in it, a window is cut after this share of it at the earliest.
_EARLIEST_CUT = 0.4
_STOPS = frozenset({".", "!", "?", "…", "..."})
_CLOSING = frozenset({"”", '"', "’", "'", ")"})
_NEVER_FIRST = frozenset({"”", "’", ",", ".", "?", "!", ")", ";", ":", "…"})


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

    def read(self, paragraphs: Sequence[str]) -> list[Reading]:
        """A reading for each paragraph, in order; an empty one for a paragraph without words."""
        return [self._read(text) for text in paragraphs]

    def _read(self, text: str) -> Reading:
        spans = tokenize(text)
        words = [span.of(text) for span in spans]
        space_after = [span.end < len(text) and text[span.end].isspace() for span in spans]
        tokens: list[Token] = []
        for window in self._windows(words):
            part = slice(window.start, window.stop)
            tokens.extend(self._read_window(words[part], space_after[part], spans[part], window.start))
        return Reading(tuple(tokens))

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

    def _read_window(
        self, words: Sequence[str], space_after: Sequence[bool], spans: Sequence[Span], offset: int
    ) -> Iterator[Token]:
        network = self._network
        scores = network.score(words, space_after)
        starts = [
            index
            for index, score in enumerate(scores.starts)
            if index == 0 or (score > 0 and words[index] not in _NEVER_FIRST)
        ]
        parents, relations = network.tree(scores, [range(a, b) for a, b in pairwise([*starts, len(words)])])
        tags = [network.tags[tag] for tag in scores.tags]
        _settle_clitic_had(words, tags)
        first = set(starts)
        for index, word in enumerate(words):
            upos, feats = network.forms[scores.forms[index]]
            yield Token(
                span=spans[index],
                text=word,
                tag=tags[index],
                upos=upos,
                feats=feats,
                lemma=self._lemmatizer.lemma(word, tags[index]),
                head=parents[index] + offset if parents[index] >= 0 else -1,
                relation=network.relations[relations[index]],
                starts_sentence=index in first,
            )


def _settle_clitic_had(words: Sequence[str], tags: list[str]) -> None:
    """*'d* before a participle or *better* is *had*, whatever the tagger says; before a base form *would*."""
    for index, tag in enumerate(tags[:-1]):
        if tag == "MD" and words[index].lower() in ("'d", "’d"):
            following = index + 1
            while following < len(words) - 1 and tags[following] in ("RB", "PRP"):
                following += 1
            if tags[following] == "VBN" or words[following].lower() == "better":
                tags[index] = "VBD"
