"""The network as an ONNX graph, built by hand from onnxruntime's operators, in floats or in eight bits.

Measured on one thread: ``LayerNormalization`` after a plain ``Add`` is seven times as fast as the fused
``SkipLayerNormalization``, and attention is the only step that sees padding (``editor.language.network.feed``).
Inputs and outputs are those that ``editor.language.network`` names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from editor.language.network import READING, SLIPS
from editor.language.pieces import AFFIXES

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]

# Weights take seven bits: a product of 255 and 64, twice, still fits the 16 bits in which processors without
# VNNI add pairs, so that no processor saturates and all of them compute the same.
LARGEST_WEIGHT = 63
_HEADS = 12
_SMALL_TABLE = 100
_EPSILON = 1e-12
_FUSED = "com.microsoft"
_OPSET = 17
_IR = 9


@dataclass(frozen=True, slots=True)
class Scale:
    """How the activations before a matrix become eight bits: ``x / channel`` from ``low`` to ``high``."""

    channel: Floats
    low: float
    high: float

    @property
    def step(self) -> float:
        return (self.high - self.low) / 255

    @property
    def zero(self) -> int:
        return round(-self.low / self.step)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A linear map ``output = input @ weight + bias``."""

    output: str
    weight: Floats
    bias: Floats


def rounded(weight: Floats) -> tuple[NDArray[np.int8], Floats]:
    """A matrix in seven bits, and the scale of each column."""
    scale = np.maximum(np.abs(weight).max(0), 1e-9) / LARGEST_WEIGHT
    return np.round(weight / scale).astype(np.int8), scale.astype(np.float32)


@dataclass(slots=True)
class Graph:
    """Nodes and constants in the order they are added; every method gives back the name of its output.

    With ``scales`` the graph is quantized; without, it is in floats.  ``sites`` are the places where
    activations meet matrices: the tensor there, and the matrices side by side.
    """

    weights: Weights
    scales: Mapping[str, Scale] | None = None
    nodes: list[Any] = field(default_factory=list)
    constants: dict[str, Any] = field(default_factory=dict)
    sites: dict[str, tuple[str, Floats]] = field(default_factory=dict)

    def constant(self, name: str, value: Any) -> str:
        array = np.asarray(value)
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(array) if array.ndim else array, name)
        return name

    def node(self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        return self.nodes_of(operator, inputs, [output], domain, **attributes)[0]

    def nodes_of(
        self, operator: str, inputs: list[str], outputs: list[str], domain: str = "", **attributes: Any
    ) -> list[str]:
        name = f"{outputs[0]}_node"
        self.nodes.append(helper.make_node(operator, inputs, outputs, name=name, domain=domain, **attributes))
        return outputs

    def matrix(self, output: str, part: str) -> Matrix:
        """The linear layer ``part`` of the trained weights."""
        return Matrix(output, self.weights[f"{part}.weight"].T, self.weights[f"{part}.bias"])

    def linear(self, source: str, site: str, *matrices: Matrix) -> list[str]:
        self.sites[site] = (source, np.concatenate([each.weight for each in matrices], 1))
        if self.scales is None:
            for each in matrices:
                product = self.node(
                    "MatMul", [source, self.constant(f"{each.output}_w", each.weight)], f"{each.output}_m"
                )
                self.node("Add", [product, self.constant(f"{each.output}_b", each.bias)], each.output)
            return [each.output for each in matrices]
        scale = self.scales[site]
        step = self.constant(f"{site}_step", np.float32(scale.step))
        zero = self.constant(f"{site}_zero", np.uint8(scale.zero))
        if np.any(scale.channel != 1):
            source = self.node("Mul", [source, self.constant(f"{site}_channel", 1 / scale.channel)], f"{site}_even")
        small = self.node("QuantizeLinear", [source, step, zero], f"{site}_small")
        for each in matrices:
            weight, columns = rounded(each.weight * scale.channel[:, None])
            name = each.output
            inputs = [
                small,
                self.constant(f"{name}_w", weight),
                step,
                self.constant(f"{name}_scale", columns),
                zero,
                self.constant(f"{name}_zero", np.zeros(len(columns), np.int8)),
                self.constant(f"{name}_b", each.bias),
            ]
            self.node("MatMulIntegerToFloat", inputs, name, _FUSED)
        return [each.output for each in matrices]

    def table(self, name: str, index: str) -> str:
        """Rows of an embedding; of a large one each row in eight bits with a scale of its own."""
        rows = self.weights[f"encoder.{name}.weight"]
        if self.scales is None or len(rows) < _SMALL_TABLE:
            return self.node("Gather", [self.constant(name, rows), index], f"{name}_row")
        scale = np.maximum(np.abs(rows).max(1, keepdims=True), 1e-9) / 127
        table = self.constant(name, np.round(rows / scale).astype(np.int8))
        whole = self.node("Cast", [self.node("Gather", [table, index], f"{name}_small")], f"{name}_whole", to=1)
        scales = self.constant(f"{name}_scale", scale.astype(np.float32))
        return self.node("Mul", [whole, self.node("Gather", [scales, index], f"{name}_by")], f"{name}_row")

    def normal(self, source: str, part: str, output: str) -> str:
        inputs = [self.constant(f"{output}_{kind}", self.weights[f"{part}.{kind}"]) for kind in ("weight", "bias")]
        return self.node("LayerNormalization", [source, *inputs], output, axis=-1, epsilon=_EPSILON)

    def total(self, output: str, *parts: str) -> str:
        so_far = parts[0]
        for number, part in enumerate(parts[1:], 2):
            so_far = self.node("Add", [so_far, part], output if number == len(parts) else f"{output}_{number}")
        return so_far


def _attention(graph: Graph, x: str, layer: int) -> str:
    part = f"encoder.layers.{layer}.qkv"
    both = graph.matrix("", part)
    width = both.weight.shape[0]
    cut = [slice(start, start + width) for start in (0, width, 2 * width)]
    names = [f"{name}{layer}" for name in ("query", "key", "value")]
    matrices = [Matrix(name, both.weight[:, part], both.bias[part]) for name, part in zip(names, cut, strict=True)]
    rows = [graph.node("Gather", [each, "grid"], f"{each}_grid") for each in graph.linear(x, f"in{layer}", *matrices)]
    seen = graph.node("MultiHeadAttention", [*rows, "", "length"], f"seen{layer}", _FUSED, num_heads=_HEADS)
    row = graph.node("Reshape", [seen, graph.constant("row", np.array([-1, width]))], f"seen{layer}_row")
    return graph.node("Gather", [row, "place"], f"attended{layer}")


def _encoder(graph: Graph) -> str:
    """The vector of each word."""
    w = graph.weights
    rows = [("we", "piece"), ("ke", "piece_flag"), ("ce", "context"), ("pe", "position")]
    x = graph.normal(graph.total("embedded", *(graph.table(*row) for row in rows)), "encoder.en", "x0")
    shares = np.exp(w["encoder.mix"])
    shares = (shares / shares.sum() * w["encoder.gam"][0]).astype(np.float32)
    layers = [graph.node("Mul", [x, graph.constant("share0", shares[0])], "shared0")]
    for i, share in enumerate(shares[1:]):
        p = f"encoder.layers.{i}."
        [out] = graph.linear(_attention(graph, x, i), f"out{i}", graph.matrix(f"o{i}", p + "o"))
        middle = graph.normal(graph.total(f"after_attention{i}", out, x), p + "n1", f"middle{i}")
        [wide] = graph.linear(middle, f"wide{i}", graph.matrix(f"f1_{i}", p + "f1"))
        wide = graph.node("Gelu", [wide], f"gelu{i}", _FUSED)
        [narrow] = graph.linear(wide, f"narrow{i}", graph.matrix(f"f2_{i}", p + "f2"))
        x = graph.normal(graph.total(f"after_layer{i}", narrow, middle), p + "n2", f"x{i + 1}")
        layers.append(graph.node("Mul", [x, graph.constant(f"share{i + 1}", share)], f"shared{i + 1}"))
    mixed = graph.total("mixed", *layers)
    parts = [graph.node("Gather", [mixed, end], f"{end}_vector") for end in ("first", "last")]
    for i in range(AFFIXES):
        column = graph.node("Gather", ["affix", graph.constant(f"column{i}", np.int64(i))], f"affix{i}", axis=1)
        parts.append(graph.table(f"ae.{i}", column))
    parts.append(graph.table("fe", "flag"))
    joined = graph.node("Concat", parts, "joined", axis=1)
    return graph.node(
        "LeakyRelu", graph.linear(joined, "joined", graph.matrix("word_plain", "encoder.pr")), "word", alpha=0.1
    )


def _heads(graph: Graph, word: str) -> None:
    """The heads share one reading of the word; each output is computed only where it is asked for."""
    w, h = graph.weights, "heads.reading."
    parts = [graph.matrix(name, h + name) for name in ("tag", "uf", "ss", "ah", "ad", "rh", "rd")]
    # A last 1 on what governs takes in what a relation owes to the child alone.
    parts[5] = Matrix("rh", np.pad(parts[5].weight, ((0, 0), (0, 1))), np.append(parts[5].bias, np.float32(1)))
    sizes = [len(part.bias) for part in parts]
    reading = Matrix(
        "reading", np.concatenate([part.weight for part in parts], 1), np.concatenate([part.bias for part in parts])
    )
    heads = [reading]
    with_slips = "heads.slips.out.weight" in w
    if with_slips:
        heads.append(graph.matrix("slip_plain", "heads.slips.hidden"))
    graph.linear(word, "word", *heads)
    cuts = graph.constant("cuts", np.array([*sizes[:3], sum(sizes[3:])]))
    graph.nodes_of("Split", ["reading", cuts], ["tags", "forms", "starts", "arcs_plain"], axis=1)
    graph.node("ArgMax", ["tags"], "tag", axis=1, keepdims=0)
    graph.node("ArgMax", ["forms"], "form", axis=1, keepdims=0)
    graph.node("Squeeze", ["starts", graph.constant("axis", np.array([1]))], "start")
    arcs = graph.node("LeakyRelu", ["arcs_plain"], "arcs", alpha=0.1)
    cuts = graph.constant("arc_cuts", np.array(sizes[3:]))
    graph.nodes_of("Split", [arcs, cuts], ["arc_head", "child", "relation_head", "related"], axis=1)
    root = w[h + "root_a"]
    arc, owed = w[h + "U"], w[h + "ub"]
    arc, owed = np.column_stack([arc, arc @ root]), np.append(owed, owed @ root)
    graph.linear("child", "child", Matrix("arc_child", arc, owed))
    # For each relation the bilinear form, then what child and head add by themselves (Dozat & Manning 2017).
    kinds, size, _ = w[h + "R"].shape
    alone, by_head = w[h + "rb.weight"][:, :size], w[h + "rb.weight"][:, size:]
    bilinear = np.concatenate([w[h + "R"].transpose(1, 0, 2), alone.T[:, :, None]], 2)
    bias = np.column_stack([by_head, w[h + "rb.bias"]])
    graph.linear(
        "related", "related", Matrix("relation_child", bilinear.reshape(size, kinds * (size + 1)), bias.reshape(-1))
    )
    if with_slips:
        hidden = graph.node("LeakyRelu", ["slip_plain"], "slip_hidden", alpha=0.1)
        # A sum of products, not a matrix: its rounding does not depend on how many words there are.
        product = graph.node("Mul", [hidden, graph.constant("slip_w", w["heads.slips.out.weight"][0])], "slip_products")
        graph.node("ReduceSum", [product, "axis"], "slip_sum", keepdims=0)
        graph.node("Add", ["slip_sum", graph.constant("slip_b", w["heads.slips.out.bias"][0])], SLIPS)


def build(weights: Weights, scales: Mapping[str, Scale] | None = None, show_sites: bool = False) -> tuple[Any, Graph]:
    """The model and its graph; in floats without ``scales``; ``show_sites`` makes outputs of all activations."""
    graph = Graph(weights, scales)
    _heads(graph, _encoder(graph))
    rows = ["piece", "piece_flag", "context", "position", "place"]
    words = ["first", "last", "flag"]
    integers = TensorProto.INT64
    shapes: dict[str, list[str | int]] = {"grid": ["windows", "columns"], "affix": ["words", AFFIXES]}
    shapes.update({name: ["pieces"] for name in rows})
    shapes.update({name: ["words"] for name in words})
    inputs = [helper.make_tensor_value_info(name, integers, shape) for name, shape in shapes.items()]
    inputs.append(helper.make_tensor_value_info("length", TensorProto.INT32, ["windows"]))
    outputs = []
    for name in (*READING, SLIPS) if "slip_sum" in {node.output[0] for node in graph.nodes} else READING:
        kind = integers if name in ("tag", "form") else TensorProto.FLOAT
        shape = ["words"] if name in ("tag", "form", "start", SLIPS) else ["words", None]
        outputs.append(helper.make_tensor_value_info(name, kind, shape))
    if show_sites:
        shown = {source for source, _ in graph.sites.values()}
        outputs += [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in sorted(shown)]
    body = helper.make_graph(graph.nodes, "reader", inputs, outputs, list(graph.constants.values()))
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=_IR), graph
