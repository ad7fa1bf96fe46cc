"""The trained network as the files that ship: an ONNX graph in int8, the relation scorer, the vocabulary.

The graph is built by hand from onnxruntime's fused BERT operators: it is a third faster than the exported
one.  Weights are quantized to seven bits (reduced range), so that no processor without VNNI saturates.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from editor.language.pieces import AFFIXES
from editor.language.training.examples import Labels
from editor.language.training.model import EPSILON, HEADS, WIDTH

_FUSED = "com.microsoft"
_OPSET = 17
_IR = 9

Weights = Mapping[str, np.ndarray[Any, np.dtype[np.float32]]]


class _Graph:
    """Nodes and constants in the order they are added; every method gives back the name of its output."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: Any) -> str:
        array = np.asarray(value)
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array) if array.ndim else array, name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], name=f"{output}_n", domain=domain, **attributes))
        return output

    def linear(self, source: str, part: str, output: str, rectified: bool = False) -> str:
        weight = self.constant(f"{output}_w", self.weights[f"{part}.weight"].T)
        product = self.node("MatMul", [source, weight], f"{output}_m")
        bias = self.constant(f"{output}_b", self.weights[f"{part}.bias"])
        total = self.node("Add", [product, bias], f"{output}_p" if rectified else output)
        return self.node("LeakyRelu", [total], output, alpha=0.1) if rectified else total


def _encoder(graph: _Graph, layers: int) -> str:
    w = graph.weights
    e = "encoder."
    graph.node("Gather", [graph.constant("we", w[e + "we.weight"]), "ids"], "we_g")
    graph.node("Gather", [graph.constant("ke", w[e + "ke.weight"]), "kf"], "ke_g")
    graph.node("Gather", [graph.constant("pe", w[e + "pe.weight"]), "pos"], "pe_g")
    total = graph.node("Add", [graph.node("Add", ["we_g", "ke_g"], "e0"), "pe_g"], "e1")
    norm = [graph.constant("en_w", w[e + "en.weight"]), graph.constant("en_b", w[e + "en.bias"])]
    x = graph.node("LayerNormalization", [total, *norm], "x0", axis=-1, epsilon=EPSILON)
    shares = np.exp(w[e + "mix"])
    shares = (shares / shares.sum() * w[e + "gam"][0]).astype(np.float32)
    mixed = graph.node("Mul", [x, graph.constant("mw0", shares[0])], "y0")
    for i in range(layers):
        p = f"{e}layers.{i}."

        def c(part: str, value: Any, i: int = i) -> str:
            return graph.constant(f"{part}{i}", value)

        attended = graph.node(
            "Attention",
            [x, c("qkv_w", w[p + "qkv.weight"].T), c("qkv_b", w[p + "qkv.bias"]), "len"],
            f"att{i}",
            _FUSED,
            num_heads=HEADS,
        )
        out = graph.node("MatMul", [attended, c("o_w", w[p + "o.weight"].T)], f"o{i}")
        first = [c("n1_w", w[p + "n1.weight"]), c("n1_b", w[p + "n1.bias"]), c("o_b", w[p + "o.bias"])]
        middle = graph.node("SkipLayerNormalization", [out, x, *first], f"xa{i}", _FUSED, epsilon=EPSILON)
        wide = graph.node("MatMul", [middle, c("f1_w", w[p + "f1.weight"].T)], f"f1{i}")
        wide = graph.node("BiasGelu", [wide, c("f1_b", w[p + "f1.bias"])], f"g{i}", _FUSED)
        narrow = graph.node("MatMul", [wide, c("f2_w", w[p + "f2.weight"].T)], f"f2{i}")
        second = [c("n2_w", w[p + "n2.weight"]), c("n2_b", w[p + "n2.bias"]), c("f2_b", w[p + "f2.bias"])]
        x = graph.node("SkipLayerNormalization", [narrow, middle, *second], f"x{i + 1}", _FUSED, epsilon=EPSILON)
        share = graph.node("Mul", [x, c("mw", shares[i + 1])], f"ym{i}")
        mixed = graph.node("Add", [mixed, share], f"y{i + 1}")
    flat = graph.node("Reshape", [mixed, graph.constant("shape", np.array([-1, WIDTH], np.int64))], "flat")
    parts = [graph.node("Gather", [flat, "fi"], "t_f"), graph.node("Gather", [flat, "la"], "t_l")]
    for i in range(AFFIXES):
        column = graph.node("Gather", ["af", graph.constant(f"ix{i}", np.int64(i))], f"af{i}", axis=1)
        parts.append(graph.node("Gather", [graph.constant(f"ae{i}", w[f"{e}ae.{i}.weight"]), column], f"ag{i}"))
    parts.append(graph.node("Gather", [graph.constant("fe", w[e + "fe.weight"]), "fl"], "fg"))
    return graph.linear(graph.node("Concat", parts, "word", axis=1), e + "pr", "h", rectified=True)


def _reading_heads(graph: _Graph, word: str) -> None:
    h = "heads.reading."
    graph.linear(word, h + "tag", "tag")
    graph.node("ArgMax", [graph.linear(word, h + "uf", "uf_scores")], "uf", axis=1, keepdims=0)
    graph.linear(word, h + "ss", "ss")
    for part in ("ah", "rh", "rd"):
        graph.linear(word, h + part, part, rectified=True)
    child = graph.linear(word, h + "ad", "ad0", rectified=True)
    product = graph.node("MatMul", [child, graph.constant("U_w", graph.weights[h + "U"])], "adU")
    graph.node("Add", [product, graph.constant("U_b", graph.weights[h + "ub"])], "ad")


def build(weights: Weights, layers: int = 6) -> Any:
    """The fp32 graph; inputs and outputs are those that ``editor.language.network`` names."""
    graph = _Graph(weights)
    _reading_heads(graph, _encoder(graph, layers))

    def integers(name: str, shape: list[str | int], kind: int = TensorProto.INT64) -> Any:
        return helper.make_tensor_value_info(name, kind, shape)

    def floats(name: str, width: int | None = None) -> Any:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", width])

    inputs = [
        integers("ids", ["B", "P"]),
        integers("kf", ["B", "P"]),
        integers("pos", ["P"]),
        integers("len", ["B"], TensorProto.INT32),
        integers("fi", ["N"]),
        integers("la", ["N"]),
        integers("af", ["N", AFFIXES]),
        integers("fl", ["N"]),
    ]
    outputs = [floats("tag"), integers("uf", ["N"]), floats("ss", 1)]
    outputs += [floats(name) for name in ("ah", "ad", "rh", "rd")]
    body = helper.make_graph(graph.nodes, "reader", inputs, outputs, graph.constants)
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=_IR)


def write(weights: Weights, vocabulary: list[str], labels: Labels, about: Mapping[str, str], folder: Path) -> None:
    """Write ``reader.onnx`` (with ``about`` as its metadata), ``relations.npz`` and ``vocabulary.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        full, small = Path(scratch) / "full.onnx", Path(scratch) / "small.onnx"
        onnx.save(build(weights), full)
        quantize_dynamic(
            full,
            small,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
        model = onnx.load(small)
        helper.set_model_props(model, dict(about))
        onnx.save(model, folder / "reader.onnx")
    h = "heads.reading."
    np.savez(
        folder / "relations.npz",
        root_a=weights[h + "root_a"],
        root_r=weights[h + "root_r"],
        R=weights[h + "R"].astype(np.float16),
        rbw=weights[h + "rb.weight"],
        rbb=weights[h + "rb.bias"],
    )
    names = {"pieces": vocabulary, "tags": list(labels.tags), "uf": list(labels.forms), "deps": list(labels.relations)}
    (folder / "vocabulary.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")
