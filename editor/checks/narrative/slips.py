"""The slips: single verbs, sentences and runs that leave their scene's tense.

Which suspects are slips the decision says, from the rules and the detector together; where no detector can be
asked, the rules alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.checks.narrative.decision import Decision, features, loudest_beside, suspects_of
from editor.checks.narrative.model import Tense
from editor.checks.narrative.scenes import Told
from editor.checks.narrative.suspects import Suspect, Unit

# Log-odds of the rules from which a verb is asked about, and from which a copy-editor would mark it.
_LIKELY = 3.0
_SURE = 4.0


@dataclass(slots=True, eq=False)
class Slip:
    """Verbs that leave the tense ``base``: one sentence, or a run from ``verbs[0]`` to ``verbs[-1]``.

    ``confidence`` is 0 to 1; ``sure``: a copy-editor would mark it.
    """

    verbs: list[Told]
    base: Tense
    confidence: float
    sure: bool
    run: int  # sentences
    before: Told | None = None
    after: Told | None = None


def slips(units: Sequence[Unit], base: Tense, decision: Decision | None) -> list[Slip]:
    """The slips and runs among a scene's units; by the rules alone where there is no ``decision``."""
    if decision is None:
        found = [_by_rules(unit) for unit in units] if base is not Tense.MIXED else []
    else:
        suspects = suspects_of(units)
        sounds = {
            id(suspect): decision.probability(features(suspect, base, beside))
            for suspect, beside in zip(suspects, loudest_beside(suspects), strict=True)
        }
        found = [_decided(unit, [sounds[id(s)] for s in unit.suspects], base, decision) for unit in units]
    return [slip for slip in found if slip is not None]


def _by_rules(unit: Unit) -> Slip | None:
    live = [s for s in unit.suspects if s.main and s.why is None and s.judged]
    if not live:
        return None
    run = len({s.told.line.number for s in unit.suspects if s.main})
    best = max(s.score for s in live)
    if best < _LIKELY:
        return None
    flagged = live if run > 1 else [s for s in live if s.score >= _LIKELY]
    return _slip(unit, flagged, min(0.99, 0.5 + best / 16), best >= _SURE, run)


def _decided(unit: Unit, likely: Sequence[float], base: Tense, decision: Decision) -> Slip | None:
    levels = decision.thresholds[base]
    able = [(s, p) for s, p in zip(unit.suspects, likely, strict=True) if s.judged]
    best = max((p for s, p in able if s.main), default=0.0)
    if best < levels.question:
        return None
    lines = {s.told.line.number for s, p in able if s.main and p >= levels.joins}
    # A subordinate verb slips with its sentence, never alone: what is relative to the story has its own time.
    flagged = [s for s, p in able if p >= levels.joins and s.told.line.number in lines]
    return _slip(unit, flagged, best, best >= levels.mistake, len(lines))


def _slip(unit: Unit, flagged: Sequence[Suspect], confidence: float, sure: bool, run: int) -> Slip:
    return Slip([s.told for s in flagged], unit.base, confidence, sure, run, unit.before, unit.after)
