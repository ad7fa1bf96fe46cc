"""The shipped weights: windows of words in, scores out (onnxruntime, one thread).

Windows are run together, and yet a window reads the same in any company: activations are quantized by fixed
scales, products of integers are exact, and each window is padded to a length that depends on itself alone.
One file holds every head; only the outputs asked for are computed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from editor.errors import EditorError
from editor.language.pieces import AFFIXES, Encoded, Pieces
from editor.language.slips import SlipWindow
from editor.language.tree import heads

Floats = NDArray[np.float32]
# A window's words in pieces, and for each piece what is known of its surroundings (0: nothing).
Input = tuple[Encoded, Sequence[int]]

# The inputs and outputs of the graph; a file with others is from another version of the program.
FORMAT = "2"
READING = ("tag", "form", "start", "arc_head", "arc_child", "relation_head", "relation_child")
SLIPS = "slip"
# The encoder knows so many positions.
MOST_PIECES = 512

_FILES = ("reader.onnx", "vocabulary.json")
_PADDED_TO = 16
# More pieces at once take more memory and are no faster; fewer wait for the weights.
_AT_ONCE = 256


class ModelMissing(EditorError):
    """The language model that comes with the program is missing or damaged."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of each token of one window."""

    tags: list[int]
    forms: list[int]
    starts: list[float]  # above 0: a sentence starts here
    arc_head: Floats
    arc_child: Floats  # the last column is the score of the root
    relation_head: Floats
    relation_child: Floats


class Network:
    """The network with its label lists.

    ``tags`` are Penn tags, ``forms`` pairs of part of speech and features, ``relations`` dependencies;
    ``about`` says where the weights come from; ``has_slips`` whether they judge tense slips.

    Raises:
        ModelMissing: if a file of the model is not there or cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        for name in _FILES:
            if not (folder / name).is_file():
                raise ModelMissing(
                    f"The language model is incomplete: {name} is missing. Please install Blue Pencil again."
                )
        try:
            self._load(folder)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelMissing("The language model is damaged. Please install Blue Pencil again.") from error
        except _onnxruntime_errors() as error:
            raise ModelMissing("The language model is damaged. Please install Blue Pencil again.") from error

    def _load(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 4
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.about: dict[str, str] = dict(self._session.get_modelmeta().custom_metadata_map)
        if self.about.get("format") != FORMAT:
            raise ValueError("the model is of another version")
        self.has_slips = SLIPS in {output.name for output in self._session.get_outputs()}
        vocabulary = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        self.pieces = Pieces(vocabulary["pieces"])
        self.tags: list[str] = vocabulary["tags"]
        self.relations: list[str] = vocabulary["deps"]
        self.forms: list[tuple[str, str]] = []
        for form in vocabulary["uf"]:
            upos, _, feats = form.partition("|")
            self.forms.append((upos, "" if feats == "_" else feats))
        self._root = self.relations.index("root")

    def score(self, windows: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> Iterator[tuple[int, Scores]]:
        """The scores of each window of words and whether a space follows each; in any order, with its index.

        No window may be empty.
        """
        encoded = [self.pieces.encode(words, space_after) for words, space_after in windows]
        inputs: list[Input] = [(one, [0] * len(one.ids)) for one in encoded]
        for group in _groups([len(one.ids) for one in encoded]):
            found = self._session.run(READING, feed([inputs[index] for index in group]))
            tags, forms, starts, *rest = found
            start = 0
            for index in group:
                part = slice(start, start + len(encoded[index].first))
                start = part.stop
                yield (
                    index,
                    Scores(
                        tags[part].tolist(), forms[part].tolist(), starts[part].tolist(), *(each[part] for each in rest)
                    ),
                )

    def slips(self, windows: Sequence[SlipWindow]) -> list[Floats]:
        """For each window one number a word: above 0, the verb is out of the scene's tense.

        Raises:
            ValueError: if a window has no words or more than ``MOST_PIECES`` pieces with its marks, or if the
                weights do not judge slips.
        """
        if not self.has_slips:
            raise ValueError("these weights have no head for slips")
        inputs = [window.encoded(self.pieces) for window in windows]
        if any(not one.first or len(one.ids) > MOST_PIECES for one, _ in inputs):
            raise ValueError("a window must hold at least one word and fit the encoder")
        found: list[Floats] = [np.zeros(0, np.float32)] * len(inputs)
        for group in _groups([len(one.ids) for one, _ in inputs]):
            [scores] = self._session.run([SLIPS], feed([inputs[index] for index in group]))
            start = 0
            for index in group:
                end = start + len(inputs[index][0].first)
                found[index] = scores[start:end]
                start = end
        return found

    def tree(self, scores: Scores, sentences: Sequence[range]) -> tuple[list[int], list[int]]:
        """For each token of the window its head (index in the window, -1: root) and its relation's number."""
        parents: list[int] = []
        for sentence in sentences:
            part = slice(sentence.start, sentence.stop)
            child = scores.arc_child[part]
            arcs = np.empty((len(sentence), len(sentence) + 1), np.float32)
            arcs[:, 0] = child[:, -1]
            arcs[:, 1:] = child[:, :-1] @ scores.arc_head[part].T
            parents.extend(head - 1 + sentence.start if head else -1 for head in heads(arcs))
        governors = scores.relation_head[parents]
        products = scores.relation_child.reshape(len(parents), len(self.relations), -1)
        labels = np.matmul(products, governors[:, :, None])[:, :, 0]
        labels[:, self._root] = -np.inf
        best = labels.argmax(1).tolist()
        return parents, [self._root if parent < 0 else int(label) for parent, label in zip(parents, best, strict=True)]


def _padded(size: int) -> int:
    return -(-size // _PADDED_TO) * _PADDED_TO


def _groups(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Indices of windows that are padded to the same length, and together fit the cache."""
    group: list[int] = []
    filled = 0
    for index in sorted(range(len(sizes)), key=lambda index: _padded(sizes[index])):
        size = sizes[index]
        if group and (_padded(size) != _padded(sizes[group[0]]) or filled + size > _AT_ONCE):
            yield group
            group, filled = [], 0
        group.append(index)
        filled += size
    if group:
        yield group


def feed(windows: Sequence[Input]) -> dict[str, NDArray[Any]]:
    """The network's inputs for windows that are padded to the same length.

    Everything but attention works on the pieces of all windows in one row, without padding; ``grid`` sets the
    row into a window a line (the last piece again where a window is shorter), and ``place`` takes it out again.
    """
    encoded = [one for one, _ in windows]

    def joined(lists: Iterator[Sequence[int]]) -> NDArray[np.int64]:
        return np.fromiter(chain.from_iterable(lists), np.int64)

    sizes = np.array([len(one.ids) for one in encoded])
    offsets = np.cumsum(sizes) - sizes
    column = np.arange(_padded(int(sizes.max())))
    filled = column < sizes[:, None]
    shift = np.repeat(offsets, [len(one.first) for one in encoded])
    return {
        "piece": joined(one.ids for one in encoded),
        "piece_flag": joined(one.piece_flags for one in encoded),
        "context": joined(context for _, context in windows),
        "position": np.broadcast_to(column, filled.shape)[filled],
        "grid": offsets[:, None] + np.minimum(column, sizes[:, None] - 1),
        "place": np.flatnonzero(filled),
        "length": sizes.astype(np.int32),
        "first": joined(one.first for one in encoded) + shift,
        "last": joined(one.last for one in encoded) + shift,
        "affix": joined(affixes for one in encoded for affixes in one.affixes).reshape(-1, AFFIXES),
        "flag": joined(one.flags for one in encoded),
    }


def _onnxruntime_errors() -> tuple[type[Exception], ...]:
    """onnxruntime's own errors; they share no parent but Exception."""
    state = onnxruntime.capi.onnxruntime_pybind11_state
    return (state.Fail, state.InvalidProtobuf, state.InvalidGraph, state.InvalidArgument, state.NoSuchFile)
