"""Which verbs slip: the choice of single verbs, sentences and runs in a block of a scene.

Strata and densities follow what writers do: speech tags, action verbs, coordinated verbs, *be* and states, whole
sentences, runs of two to five sentences.  A verb that could as well be a comment (*it is*, a state of *I*) slips
seldom, for nobody could tell.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from enum import StrEnum

from editor.checks.narrative.anchors import far, words
from editor.checks.narrative.clauses import Clause, Subject
from editor.checks.narrative.scenes import Line, Told
from editor.checks.narrative.training.retell import NOT_JUDGED, SLIPPED, Draft, invariant, place_of
from editor.language.verbs import Form

DENSITY = 1 / 115  # slips a word of narration, before a block's own factor


class Stratum(StrEnum):
    """What kind of verb slips."""

    TAG = "speech tag"
    ACTION = "action"
    COORDINATED = "coordinated"
    BE = "be"
    STATE = "state"


_WEIGHTS = {
    Stratum.TAG: 0.8,
    Stratum.BE: 0.8,
    Stratum.STATE: 0.8,
    Stratum.ACTION: 1.2,
    Stratum.COORDINATED: 1.3,
}
_vague = words("now|always|never|often|sometimes|usually|still|to-?day|every|whenever|nowadays")

Flip = Callable[[Told], str | None]
"""What a verb's tense carrier becomes when it slips; None where it cannot."""


def stratum(clause: Clause) -> Stratum:
    """The stratum of a main-line verb."""
    tree, verb = clause.sentence.tree, clause.verb
    if clause.tag:
        return Stratum.TAG
    if verb.copular or clause.sentence.lower[verb.carrier] in ("was", "were", "is", "are", "am"):
        return Stratum.BE
    if tree.tokens[verb.head].relation == "conj" and not verb.own_subject:
        return Stratum.COORDINATED
    return Stratum.STATE if verb.stative else Stratum.ACTION


def eligible(told: Told, form: Form) -> bool:
    """Whether a slip of this verb is one that a copy-editor would mark."""
    clause = told.clause
    if not (clause.main or clause.promoted) or clause.verb.form is not form:
        return False
    if clause.sentence.final == "?" or clause.sentence.thought or invariant(told):
        return False
    return clause.subject is not None or clause.tag


def weight(told: Told) -> float:
    """How often this verb slips beside others."""
    clause = told.clause
    found = _WEIGHTS[stratum(clause)]
    if clause.verb.stative and clause.kind in (Subject.EXPLETIVE, Subject.GENERIC, Subject.PLURAL, Subject.BARE):
        found *= 0.45
    elif clause.verb.stative and clause.kind is Subject.FIRST:
        found *= 0.5
    if _vague(clause.words) or far(clause.words):
        found *= 0.25
    return found


class Slipper:
    """Makes verbs of one block slip.  ``form`` is what they have in the source, ``flip`` what they become."""

    def __init__(self, draft: Draft, form: Form, flip: Flip, rng: random.Random) -> None:
        self._draft = draft
        self._form = form
        self._flip = flip
        self._rng = rng
        self._used: set[int] = set()

    def slip(self, block: Sequence[Line], number: int) -> None:
        """Let ``number`` verbs, sentences or runs of the block slip, where so many can."""
        told = [Told(clause, line) for line in block for clause in line.sentence.clauses]
        able = [t for t in told if eligible(t, self._form) and self._flip(t) is not None]
        for _ in range(number if block else 0):
            kind = self._rng.choices(["one", "coordinated", "sentence", "run"], [42, 20, 10, 28])[0]
            if kind in ("one", "coordinated"):
                self._one(able, kind == "coordinated")
            else:
                self._run(block, 1 if kind == "sentence" else self._rng.choices([2, 3, 4, 5], [3, 3, 2, 1])[0])

    def _free(self, *numbers: int) -> bool:
        return self._used.isdisjoint(numbers)

    def _one(self, able: Sequence[Told], coordinated: bool) -> None:
        free = [t for t in able if self._free(t.line.number)]
        if coordinated:
            free = [t for t in free if stratum(t.clause) is Stratum.COORDINATED] or free
        if not free:
            return
        told = self._rng.choices(free, [weight(t) for t in free])[0]
        self._mark(told, SLIPPED)
        number = told.line.number
        self._used.update((number - 1, number, number + 1))

    def _run(self, block: Sequence[Line], length: int) -> None:
        first = self._rng.randrange(len(block))
        run = block[first : first + length]
        if not self._free(*(line.number for line in run)):
            return
        told = [Told(clause, line) for line in run if line.sentence.final != "?" for clause in line.sentence.clauses]
        slipping = [t for t in told if t.clause.verb.form is self._form and not invariant(t)]
        slipping = [t for t in slipping if not t.clause.sentence.thought and self._flip(t) is not None]
        main = sum(t.clause.main for t in slipping)
        if main < (1 if length == 1 else 2):
            return
        for each in told:
            if each in slipping:
                self._mark(each, SLIPPED)
            elif self._flip(each) is not None:
                self._mark(each, NOT_JUDGED)
        self._used.update(range(run[0].number - 1, run[-1].number + 2))

    def _mark(self, told: Told, label: int) -> None:
        new = self._flip(told)
        if new is not None:
            self._draft.words[place_of(told)] = new
            self._draft.labels[place_of(told)] = label
