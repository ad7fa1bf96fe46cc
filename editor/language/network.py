"""The shipped weights: windows of words in, scores out (onnxruntime, one thread).

The activations are quantized by the range of the whole batch, so that a neighbour could change a tag.
Each window is therefore run alone: a paragraph reads the same wherever and whenever it is read.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from editor.errors import EditorError
from editor.language.pieces import AFFIXES, Pieces
from editor.language.tree import heads

Floats = NDArray[np.float32]

_FILES = ("reader.onnx", "relations.npz", "vocabulary.json")
_OUTPUTS = ("tag", "uf", "ss", "ah", "ad", "rh", "rd")


class ModelMissing(EditorError):
    """The language model that comes with the program is missing or damaged."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of each token of one window."""

    tags: list[int]
    forms: list[int]
    starts: Floats  # above 0: a sentence starts here
    arc_head: Floats
    arc_child: Floats
    relation_head: Floats
    relation_child: Floats


class Network:
    """The network with its label lists.

    ``tags`` are Penn tags, ``forms`` pairs of part of speech and features, ``relations`` dependencies.

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
        except (OSError, ValueError, KeyError, EOFError, IndexError, RuntimeError, zipfile.BadZipFile) as error:
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
        vocabulary = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        self.pieces = Pieces(vocabulary["pieces"])
        self.tags: list[str] = vocabulary["tags"]
        self.relations: list[str] = vocabulary["deps"]
        self.forms: list[tuple[str, str]] = []
        for form in vocabulary["uf"]:
            upos, _, feats = form.partition("|")
            self.forms.append((upos, "" if feats == "_" else feats))
        self._root = self.relations.index("root")
        with np.load(folder / "relations.npz") as arrays:
            self._root_arc: Floats = arrays["root_a"]
            self._root_relation: Floats = arrays["root_r"]
            tensor = arrays["R"].astype(np.float32)
            self._width = tensor.shape[1]
            self._bilinear: Floats = np.ascontiguousarray(tensor.transpose(1, 0, 2).reshape(self._width, -1))
            self._linear: Floats = arrays["rbw"]
            self._bias: Floats = arrays["rbb"]

    def score(self, words: Sequence[str], space_after: Sequence[bool]) -> Scores:
        """The scores of one window; ``words`` must not be empty."""
        encoded = self.pieces.encode(words, space_after)
        count = len(encoded.ids)
        feed = {
            "ids": np.array([encoded.ids], np.int64),
            "kf": np.array([encoded.piece_flags], np.int64),
            "pos": np.arange(count, dtype=np.int64),
            "len": np.array([count], np.int32),
            "fi": np.array(encoded.first, np.int64),
            "la": np.array(encoded.last, np.int64),
            "af": np.array(encoded.affixes, np.int64).reshape(-1, AFFIXES),
            "fl": np.array(encoded.flags, np.int64),
        }
        tag, form, starts, arc_head, arc_child, relation_head, relation_child = self._session.run(_OUTPUTS, feed)
        return Scores(
            tag.argmax(1).tolist(), form.tolist(), starts[:, 0], arc_head, arc_child, relation_head, relation_child
        )

    def tree(self, scores: Scores, sentences: Sequence[range]) -> tuple[list[int], list[int]]:
        """For each token of the window its head (index in the window, -1: root) and its relation's number."""
        parents: list[int] = []
        arc_heads = np.vstack([self._root_arc[None], scores.arc_head])
        for sentence in sentences:
            candidates = np.vstack([arc_heads[:1], arc_heads[sentence.start + 1 : sentence.stop + 1]])
            found = heads(scores.arc_child[sentence.start : sentence.stop] @ candidates.T)
            parents.extend(head - 1 + sentence.start if head else -1 for head in found)
        relation_heads = np.vstack([self._root_relation[None], scores.relation_head])[np.array(parents) + 1]
        products = (scores.relation_child @ self._bilinear).reshape(len(parents), -1, self._width)
        labels = np.matmul(products, relation_heads[:, :, None])[:, :, 0]
        labels += np.concatenate([scores.relation_child, relation_heads], 1) @ self._linear.T + self._bias
        labels[:, self._root] = -np.inf
        best = labels.argmax(1).tolist()
        return parents, [self._root if parent < 0 else int(label) for parent, label in zip(parents, best, strict=True)]


def _onnxruntime_errors() -> tuple[type[Exception], ...]:
    """onnxruntime's own errors; they share no parent but Exception."""
    state = onnxruntime.capi.onnxruntime_pybind11_state
    return (state.Fail, state.InvalidProtobuf, state.InvalidGraph, state.InvalidArgument, state.NoSuchFile)
