"""Whether a suspect is a slip: a small logistic regression over what the rules and the detector say.

Neither leads alone: the rules know why a verb may be right, the detector has read more fiction.  The weights are
data (``resources/narrative/decision.json``, with the date, the texts and the command that fitted them).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from editor.checks.narrative.model import Tense
from editor.checks.narrative.suspects import Suspect, Unit
from editor.errors import EditorError
from editor.resources import ResourceMissing, resource

# What the detector says is believed up to here, on either side.
_LOUDEST = 8.0
# Said of the neighbouring sentences where none of their verbs is suspected.
_QUIET = -4.0
_SURE_RULES = 3.0


class DecisionMissing(EditorError):
    """The weights of the decision are missing or damaged."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities (0 to 1) from which a suspect is a mistake, a question, or goes with a run beside it."""

    mistake: float
    question: float
    joins: float


@dataclass(frozen=True, slots=True)
class Decision:
    """``weights`` has a number for each name of :func:`features`; ``thresholds`` one entry for each base tense."""

    weights: dict[str, float]
    bias: float
    thresholds: dict[Tense, Thresholds]

    def probability(self, found: dict[str, float]) -> float:
        """How likely a suspect with these features is a slip (0 to 1)."""
        return 1 / (1 + exp(-self.bias - sum(self.weights[name] * value for name, value in found.items())))


@cache
def shipped() -> Decision:
    """The decision that comes with the program.

    Raises:
        DecisionMissing: if its weights are not there or cannot be read.
    """
    try:
        return loaded(json.loads(resource("narrative", "decision.json").read_text(encoding="utf-8")))
    except (ResourceMissing, OSError, ValueError, KeyError, TypeError) as error:
        message = "The weights of the tense checker are damaged. Please install Blue Pencil again."
        raise DecisionMissing(message) from error


def loaded(data: dict[str, dict[str, float]]) -> Decision:
    """A decision from its file's content."""
    weights = {name: float(weight) for name, weight in data["weights"].items()}
    bias = weights.pop("bias")
    thresholds = {Tense(base): Thresholds(**levels) for base, levels in data["thresholds"].items()}  # type: ignore[arg-type]
    return Decision(weights, bias, thresholds)


def features(suspect: Suspect, base: Tense, beside: float) -> dict[str, float]:
    """What is known of a suspect; ``base`` is the scene's tense, ``beside`` what :func:`loudest_beside` says."""
    heard = _within(suspect.heard or 0.0)
    present = base is Tense.PRESENT
    return {
        "detector": heard,
        "detector for a slip": max(0.0, heard),
        "on the main line": float(suspect.main),
        "rules": suspect.score,
        "rules for a slip": float(suspect.main and suspect.score >= _SURE_RULES),
        "an exception": float(suspect.excused),
        "told in the present": float(present),
        "told in both": float(base is Tense.MIXED),
        "detector in the sentences beside": _within(beside),
        "detector, told in the present": heard if present else 0.0,
    }


def loudest_beside(suspects: Sequence[Suspect]) -> list[float]:
    """For each suspect of a scene the most that the detector says of one in a neighbouring sentence."""
    by_line: dict[int, float] = {}
    for suspect in suspects:
        number = suspect.told.line.number
        by_line[number] = max(by_line.get(number, _QUIET), suspect.heard or 0.0)
    return [max(by_line.get(suspect.told.line.number + step, _QUIET) for step in (-1, 1)) for suspect in suspects]


def suspects_of(units: Iterable[Unit]) -> list[Suspect]:
    """Every suspect of a scene, in the order of its units."""
    return [suspect for unit in units for suspect in unit.suspects]


def _within(value: float) -> float:
    return min(_LOUDEST, max(-_LOUDEST, value))
