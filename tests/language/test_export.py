"""The file that ships computes what was trained: the exported graph against the network in torch."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is missing: it belongs to the extra 'training'")
pytest.importorskip("onnx", reason="onnx is missing: it belongs to the extra 'training'")

import onnxruntime  # noqa: E402

from editor.language.network import READING, SLIPS, feed  # noqa: E402
from editor.language.pieces import Pieces  # noqa: E402
from editor.language.reader import Reader  # noqa: E402
from editor.language.slips import SlipWindow  # noqa: E402
from editor.language.training import quantize  # noqa: E402
from editor.language.training.examples import Example, Face, Labels, collate  # noqa: E402
from editor.language.training.export import write  # noqa: E402
from editor.language.training.graph import build  # noqa: E402
from editor.language.training.model import Model  # noqa: E402

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOCABULARY = [
    *("[PAD]", "[unused1]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[unused2]"),
    *_LETTERS, *(f"##{letter}" for letter in _LETTERS), *"0123456789.,;:!?'\"—…-",
]  # fmt: skip
LABELS = Labels(
    {tag: number for number, tag in enumerate(["NN", "VBD", "VBZ", "."])},
    {form: number for number, form in enumerate(["NOUN|Number=Sing", "PUNCT|_", "VERB|Tense=Past"])},
    {relation: number for number, relation in enumerate(["nsubj", "obj", "punct", "root"])},
)
WINDOW = SlipWindow("The ferry came , and goes . Rain !".split(), [True] * 9, [3] * 6 + [0] * 3, [7])
Weights = dict[str, np.ndarray[Any, Any]]


@pytest.fixture(scope="module")
def model() -> Model:
    torch.manual_seed(6)
    made = Model(len(VOCABULARY), LABELS)
    with torch.no_grad():  # what starts at nothing is given something, so that a fault in it is seen
        for name, parameter in made.named_parameters():
            if parameter.abs().max() == 0:
                parameter.normal_(std=0.3)
            if "norm" in name or ".n1." in name or ".n2." in name:
                parameter.add_(torch.randn_like(parameter) * 0.1)
    return made.eval()


@pytest.fixture(scope="module")
def weights(model: Model) -> Weights:
    return {name: value.detach().float().numpy() for name, value in model.state_dict().items()}


@pytest.fixture(autouse=True)
def _little_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quantize, "_SAMPLES", ("restaurant.txt",))


def expected(model: Model, encoded: Any, context: list[int]) -> dict[str, np.ndarray[Any, Any]]:
    """What the network in torch says of one window, with the scores of every head for every word."""
    with torch.no_grad():
        word = model.encoder(collate([Example(Face.READING, encoded, context)]))
        heads: Any = model.heads[Face.READING]
        arcs, relation_head, relation_child = heads._arcs(word)
        size = word.shape[1]
        every = torch.arange(1, size + 1)
        relations = [heads._relations(relation_head, relation_child, every.roll(turn)[None]) for turn in range(size)]
        slip: Any = model.heads[Face.SLIPS]
        slips = slip.out(torch.nn.functional.leaky_relu(slip.hidden(word), 0.1))
        return {
            "tag": heads.tag(word)[0].argmax(-1).numpy(),
            "form": heads.uf(word)[0].argmax(-1).numpy(),
            "start": heads.ss(word)[0, :, 0].numpy(),
            "arcs": arcs[0].numpy(),
            "relations": torch.stack(relations)[:, 0].numpy(),
            SLIPS: slips[0, :, 0].numpy(),
        }


def found(session: Any, window: tuple[Any, list[int]]) -> dict[str, np.ndarray[Any, Any]]:
    """The same from an exported graph."""
    tag, form, start, arc_head, arc_child, head, child, slips = session.run([*READING, SLIPS], feed([window]))
    size = len(tag)
    products = child.reshape(size, len(LABELS.relations), -1)
    relations = [np.einsum("nlw,nw->nl", products, head[np.roll(np.arange(size), turn)]) for turn in range(size)]
    return {
        "tag": tag,
        "form": form,
        "start": start,
        "arcs": np.column_stack([arc_child[:, -1], arc_child[:, :-1] @ arc_head.T]),
        "relations": np.stack(relations),
        SLIPS: slips,
    }


def window() -> tuple[Any, list[int]]:
    return WINDOW.encoded(Pieces(VOCABULARY))


def test_the_graph_in_floats_is_the_network(model: Model, weights: Weights) -> None:
    built, _ = build(weights)
    session = onnxruntime.InferenceSession(built.SerializeToString(), providers=["CPUExecutionProvider"])
    said, wanted = found(session, window()), expected(model, *window())
    for name, value in wanted.items():
        assert np.allclose(said[name], value, atol=1e-3 * max(1, np.abs(value).max())), name


def test_the_file_in_eight_bits_is_near_the_network(model: Model, weights: Weights, tmp_path: Path) -> None:
    write(weights, VOCABULARY, LABELS, {"version": "9", "sha256 of x": "00"}, tmp_path)
    reader = Reader.load(tmp_path)
    assert reader.has_slips
    assert reader._network.about["sha256 of x"] == "00" and reader._network.about["version"] == "9"
    pieces = reader._network.pieces
    said, wanted = found(reader._network._session, WINDOW.encoded(pieces)), expected(model, *window())
    for name in ("start", "arcs", "relations", SLIPS):
        assert np.corrcoef(said[name].ravel(), wanted[name].ravel())[0, 1] > 0.99, name
    assert np.array_equal(reader.slips([WINDOW])[0], said[SLIPS])
    [reading] = reader.read(["The ferry came, and goes. Rain!"])
    assert [token.text for token in reading.tokens] == list(WINDOW.words)


def test_without_a_head_for_slips_there_is_no_such_output(weights: Weights, tmp_path: Path) -> None:
    write({n: v for n, v in weights.items() if ".slips." not in n}, VOCABULARY, LABELS, {"version": "9"}, tmp_path)
    reader = Reader.load(tmp_path)
    assert not reader.has_slips
    with pytest.raises(ValueError, match="no head for slips"):
        reader.slips([WINDOW])
    dice = random.Random(2)
    words = "".join(dice.choice(_LETTERS + "  .,") for _ in range(900))
    assert reader.read([words])[0].tokens
