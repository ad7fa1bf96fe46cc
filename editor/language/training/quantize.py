"""Fixed scales for the activations, found on a little text (the samples that come with the program).

A few channels of an encoder are far larger than the others; each channel is divided by a number of its own,
which the matrix behind it takes back (SmoothQuant, Xiao et al. 2023).  How much of the difficulty goes to the
matrix is chosen place by place, where the product comes out nearest to the floats'.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from editor.language.network import Input, feed
from editor.language.pieces import Pieces
from editor.language.slips import CONTEXTS, SlipWindow
from editor.language.tokenize import tokenize
from editor.language.training.graph import LARGEST_WEIGHT, Floats, Scale, Weights, build
from editor.resources import sample

_SAMPLES = ("clean_past.txt", "first_person.txt", "restaurant.txt", "two_heads.md", "uk_quotes.txt")
_LONGEST = 250
# Every so many words one row of activations is kept to compare products on.
_KEPT_EVERY = 16
_SHARES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def _inputs(pieces: Pieces) -> Iterator[Input]:
    """The samples as both faces see them, and in capitals, for some writers shout."""
    dice = random.Random(0)
    for name in _SAMPLES:
        for number, text in enumerate(sample(name).read_text(encoding="utf-8").splitlines()):
            shown = text.upper() if number % 10 == 4 else text
            spans = tokenize(shown)[:_LONGEST]
            if not spans:
                continue
            words = [span.of(shown) for span in spans]
            spaces = [span.end < len(shown) and shown[span.end].isspace() for span in spans]
            encoded = pieces.encode(words, spaces)
            yield encoded, [0] * len(encoded.ids)
            if len(words) > 1:
                code = dice.randrange(1, CONTEXTS)
                window = SlipWindow(words, spaces, [code] * len(words), [len(words) // 2])
                yield window.encoded(pieces)


def _step(low: float, high: float) -> float:
    return max(high - low, 1e-6) / 255


def _error(rows: Floats, weight: Floats, scale: Scale) -> float:
    """How far the product in small numbers is from the product in floats (its share of the variance)."""
    exact = rows @ weight
    small = np.clip(np.round(rows / scale.channel / scale.step) + scale.zero, 0, 255) - scale.zero
    given = weight * scale.channel[:, None]
    columns = np.maximum(np.abs(given).max(0), 1e-9) / LARGEST_WEIGHT
    found = (small.astype(np.float32) * np.float32(scale.step)) @ (np.round(given / columns) * columns)
    return float(((found - exact) ** 2).sum() / np.maximum((exact**2).sum(), 1e-12))


def _scale(rows: Floats, low: Floats, high: Floats, weight: Floats) -> Scale:
    """The best scale for the activations ``rows``, whose channels reach from ``low`` to ``high``."""
    reach = np.maximum(np.maximum(-low, high), 1e-6)
    taken = np.maximum(np.abs(weight).max(1), 1e-6)
    candidates = []
    for share in _SHARES:
        channel = (reach**share / taken ** (1 - share) if share else np.ones_like(reach)).astype(np.float32)
        lowest, highest = float(min(0, (low / channel).min())), float((high / channel).max())
        candidates.append(Scale(channel, lowest, lowest + 255 * _step(lowest, highest)))
    return min(candidates, key=lambda scale: _error(rows, weight, scale))


def find_scales(weights: Weights, vocabulary: Sequence[str]) -> dict[str, Scale]:
    """A scale for every place where activations meet a matrix."""
    model, graph = build(weights, show_sites=True)
    session: Any = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    names = sorted({source for source, _ in graph.sites.values()})
    kept: dict[str, list[NDArray[np.float32]]] = {name: [] for name in names}
    low: dict[str, Floats] = {}
    high: dict[str, Floats] = {}
    for one in _inputs(Pieces(vocabulary)):
        for name, rows in zip(names, session.run(names, feed([one])), strict=True):
            kept[name].append(rows[::_KEPT_EVERY])
            low[name] = np.minimum(low.get(name, np.inf), rows.min(0))
            high[name] = np.maximum(high.get(name, -np.inf), rows.max(0))
    return {
        site: _scale(np.concatenate(kept[source]), low[source], high[source], weight)
        for site, (source, weight) in graph.sites.items()
    }
