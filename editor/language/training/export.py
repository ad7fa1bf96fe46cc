"""The trained network as the files that ship: an ONNX graph in eight bits and the names it speaks in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import onnx
from onnx import helper

from editor.language.network import FORMAT
from editor.language.training.graph import Weights, build
from editor.language.training.quantize import find_scales

if TYPE_CHECKING:
    from editor.language.training.examples import Labels

# Raised with every training that ships.
_VERSION = "2"
_LICENCE = "CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/); base encoder Apache License 2.0"
_ATTRIBUTION = (
    "Universal Dependencies English EWT (Silveira et al.; CC BY-SA 4.0), English GUM, free genres (Zeldes et al.; "
    "CC BY 4.0), English Pronouns (Munro; CC BY-SA 4.0); MASC fiction (American National Corpus); "
    "base encoder all-MiniLM-L6-v2 (Sentence-Transformers; Apache License 2.0), from Microsoft's MiniLM (MIT)"
)
# Rows of the pretrained vocabulary that no text reaches.
_UNREACHED = "[unused"


def write(weights: Weights, vocabulary: Sequence[str], labels: Labels, about: Mapping[str, str], folder: Path) -> None:
    """Write ``reader.onnx`` and ``vocabulary.json`` into ``folder``.

    ``weights`` is the state of ``model.Model`` as arrays, with or without its slip head.  ``about`` (the
    plan, the hashes of the data) becomes the file's metadata, beside version, licence and attribution.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kept = [number for number, piece in enumerate(vocabulary) if not piece.startswith(_UNREACHED)]
    pieces = [vocabulary[number] for number in kept]
    reached = {**weights, "encoder.we.weight": weights["encoder.we.weight"][kept]}
    model, _ = build(reached, find_scales(reached, pieces))
    given = {"version": _VERSION, **about}
    helper.set_model_props(model, given | {"format": FORMAT, "licence": _LICENCE, "attribution": _ATTRIBUTION})
    onnx.save(model, folder / "reader.onnx")
    names = {"pieces": pieces, "tags": list(labels.tags), "uf": list(labels.forms), "deps": list(labels.relations)}
    (folder / "vocabulary.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")
