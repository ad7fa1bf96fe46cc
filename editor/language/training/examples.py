"""Paragraphs and windows as numbers: what the network takes, in batches of like length."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import torch
from torch import Tensor

from editor.language.pieces import AFFIXES, Encoded, Pieces
from editor.language.slips import SlipWindow
from editor.language.training.treebank import Sentences, Word

# The encoder knows 512 positions, two of them its own marks.
_MOST_PIECES = 510
UNKNOWN = -1


class Face(StrEnum):
    """What an example teaches: the names of the network's heads."""

    READING = "reading"
    SLIPS = "slips"


@dataclass(frozen=True, slots=True)
class Labels:
    """What the heads choose from."""

    tags: dict[str, int]
    forms: dict[str, int]
    relations: dict[str, int]

    @classmethod
    def of(cls, paragraphs: Iterable[Sentences]) -> Labels:
        words = [word for paragraph in paragraphs for sentence in paragraph for word in sentence]

        def numbered(values: Iterable[str]) -> dict[str, int]:
            return {value: number for number, value in enumerate(sorted(set(values)))}

        return cls(
            numbered(word.xpos for word in words),
            numbered(form_of(word) for word in words),
            numbered(word.relation for word in words),
        )


def form_of(word: Word) -> str:
    """Part of speech and features as one label."""
    return f"{word.upos}|{word.feats or '_'}"


@dataclass(slots=True)
class Example:
    """One paragraph (or part of one) in numbers; heads count from 1, 0 is the root.

    An example of slips has ``context`` (one number a piece) and ``slips`` (one a word), one of reading the others.
    """

    face: Face
    encoded: Encoded
    context: list[int]
    tags: list[int] = field(default_factory=list)
    forms: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[int] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    slips: list[int] = field(default_factory=list)


def chunks(paragraph: Sentences, most_words: int = 200) -> Iterator[Sentences]:
    """A paragraph in parts of whole sentences, as the reader's windows are."""
    part: Sentences = []
    size = 0
    for sentence in paragraph:
        if part and size + len(sentence) > most_words:
            yield part
            part, size = [], 0
        part.append(sentence)
        size += len(sentence)
    if part:
        yield part


def example(sentences: Sentences, labels: Labels, pieces: Pieces) -> Example:
    words = [word for sentence in sentences for word in sentence]
    encoded = pieces.encode([w.form for w in words], [w.space_after for w in words])
    made = Example(Face.READING, encoded, [0] * len(encoded.ids))
    for number, sentence in enumerate(sentences):
        base = len(made.tags)
        for place, word in enumerate(sentence):
            parsed = word.head >= 0
            made.tags.append(labels.tags.get(word.xpos, UNKNOWN))
            made.forms.append(labels.forms.get(form_of(word), UNKNOWN) if parsed else UNKNOWN)
            made.heads.append((base + word.head if word.head else 0) if parsed else UNKNOWN)
            made.relations.append(labels.relations.get(word.relation, UNKNOWN) if parsed else UNKNOWN)
            made.starts.append(float(place == 0) if parsed else float(UNKNOWN))
            made.sentences.append(number)
    return made


def slip_examples(path: Path, pieces: Pieces) -> Iterator[Example]:
    """The windows of a file of injected slips (gzipped JSON lines) that fit and have a verb to judge."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            window = SlipWindow(row["words"], [bool(space) for space in row["spaces"]], row["context"], row["breaks"])
            encoded, context = window.encoded(pieces)
            if len(encoded.ids) <= _MOST_PIECES and max(row["labels"], default=UNKNOWN) != UNKNOWN:
                yield Example(Face.SLIPS, encoded, context, slips=row["labels"])


def batches(examples: Iterable[Example], most_pieces: int, rng: random.Random) -> list[list[Example]]:
    """Batches of like length, padded to at most ``most_pieces``, in random order."""
    fitting = [e for e in examples if len(e.encoded.ids) <= _MOST_PIECES]
    fitting.sort(key=lambda e: len(e.encoded.ids) + rng.random() * 8)
    made: list[list[Example]] = []
    batch: list[Example] = []
    for one in fitting:
        if batch and len(one.encoded.ids) * (len(batch) + 1) > most_pieces:
            made.append(batch)
            batch = []
        batch.append(one)
    if batch:
        made.append(batch)
    rng.shuffle(made)
    return made


@dataclass(slots=True)
class Batch:
    """Padded tensors of examples of one face; ``filled`` marks the pieces that are there."""

    face: Face
    ids: Tensor
    piece_flags: Tensor
    context: Tensor
    filled: Tensor
    first: Tensor
    last: Tensor
    affixes: Tensor
    flags: Tensor
    tags: Tensor
    forms: Tensor
    heads: Tensor
    relations: Tensor
    starts: Tensor
    sentences: Tensor
    slips: Tensor


def collate(examples: Sequence[Example]) -> Batch:
    words = max(len(e.encoded.first) for e in examples)
    pieces = max(len(e.encoded.ids) for e in examples)

    def padded(rows: list[list[int]], width: int, fill: int) -> Tensor:
        out = torch.full((len(rows), width), fill, dtype=torch.long)
        for number, row in enumerate(rows):
            out[number, : len(row)] = torch.tensor(row, dtype=torch.long)
        return out

    encoded = [e.encoded for e in examples]
    affixes = torch.zeros(len(examples), words, AFFIXES, dtype=torch.long)
    starts = torch.full((len(examples), words), float(UNKNOWN))
    for number, one in enumerate(examples):
        affixes[number, : len(one.encoded.first)] = torch.tensor(one.encoded.affixes, dtype=torch.long)
        starts[number, : len(one.starts)] = torch.tensor(one.starts)
    sizes = torch.tensor([len(e.ids) for e in encoded])
    return Batch(
        face=examples[0].face,
        ids=padded([e.ids for e in encoded], pieces, 0),
        piece_flags=padded([e.piece_flags for e in encoded], pieces, 0),
        context=padded([e.context for e in examples], pieces, 0),
        filled=torch.arange(pieces)[None, :] < sizes[:, None],
        first=padded([e.first for e in encoded], words, 0),
        last=padded([e.last for e in encoded], words, 0),
        affixes=affixes,
        flags=padded([e.flags for e in encoded], words, 0),
        tags=padded([e.tags for e in examples], words, UNKNOWN),
        forms=padded([e.forms for e in examples], words, UNKNOWN),
        heads=padded([e.heads for e in examples], words, UNKNOWN),
        relations=padded([e.relations for e in examples], words, UNKNOWN),
        starts=starts,
        sentences=padded([e.sentences for e in examples], words, UNKNOWN),
        slips=padded([e.slips for e in examples], words, UNKNOWN),
    )
