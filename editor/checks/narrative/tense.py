"""The tense each scene is told in, and the verbs that leave it.

Only main-line clauses count.  A unit is a run of off-tense verbs between two verbs in the scene's tense;
what explains a verb (``exceptions``) takes it out, and what is left is scored by log-odds of hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.checks.narrative.clauses import Clause, Subject
from editor.checks.narrative.exceptions import base_forms, exception, fronted, joined, look_back_open
from editor.checks.narrative.model import Tense
from editor.checks.narrative.scenes import SceneText, Told
from editor.language.verbs import Form

# p = past / (past + present) over main-line verbs.  Asymmetric: look-backs put past verbs into a scene told in
# the present, little puts present verbs into one told in the past.
_PAST_FROM = 0.75
_PRESENT_TO = 0.40
_ENOUGH = 6.0  # weight of verbs below which a scene inherits the story's tense
_LIKELY = 3.0
_SURE = 4.0


@dataclass(slots=True)
class SceneTense:
    """What a scene is told in, and from how many verbs that was read."""

    base: Tense
    past: int = 0
    present: int = 0
    weight: float = 0.0
    share: float = 0.0  # of past verbs
    inherited: bool = False
    declared: bool = False  # by the writer

    @property
    def evidence(self) -> str:
        """The count in the writer's words."""
        verbs = self.past + self.present
        if self.base is Tense.PAST:
            return f"{self.past} of {verbs} verbs here are in the past tense."
        if self.base is Tense.PRESENT:
            return f"{self.present} of {verbs} verbs here are in the present tense."
        return f"{self.past} verbs here are in the past tense, {self.present} in the present."


@dataclass(slots=True, eq=False)
class Slip:
    """Verbs that leave the scene's tense: one sentence, or a run from ``verbs[0]`` to ``verbs[-1]``."""

    verbs: list[Told]
    score: float
    run: int  # sentences
    before: Told | None = None
    after: Told | None = None

    @property
    def sure(self) -> bool:
        return self.score >= _SURE


@dataclass(slots=True, eq=False)
class _Judged:
    told: Told
    why: str | None = None
    score: float = 0.0

    @property
    def clause(self) -> Clause:
        return self.told.clause


@dataclass(slots=True, eq=False)
class _Unit:
    off: list[_Judged]
    before: Told | None
    after: Told | None


def weigh(scene: SceneText) -> SceneTense:
    """Count a scene's main-line verbs; the base is left UNKNOWN where there are too few."""
    weights = {Form.PAST: 0.0, Form.PRESENT: 0.0}
    counts = {Form.PAST: 0, Form.PRESENT: 0}
    for told in scene.told():
        clause = told.clause
        form = clause.verb.form
        if not clause.main or form not in weights or clause.sentence.final == "?" or clause.sentence.thought:
            continue
        weight = 0.5 if clause.verb.stative else 1.0
        vague = clause.kind in (Subject.GENERIC, Subject.FIRST, Subject.EXPLETIVE)
        if form is Form.PRESENT and vague and clause.verb.stative:
            weight = 0.2  # "it is", "I think", "one knows": as likely a comment as the story's tense
        weights[form] += weight
        counts[form] += 1
    weight = weights[Form.PAST] + weights[Form.PRESENT]
    share = weights[Form.PAST] / weight if weight else 0.0
    base = _verdict(share) if weight >= _ENOUGH else Tense.UNKNOWN
    return SceneTense(base, counts[Form.PAST], counts[Form.PRESENT], weight, share)


def settle_bases(scenes: Sequence[SceneTense]) -> Tense:
    """Let short scenes inherit the story's tense; the story's own tense is returned."""
    weight = sum(s.weight for s in scenes)
    if not weight:
        return Tense.UNKNOWN
    share = sum(s.share * s.weight for s in scenes) / weight
    story = _verdict(share) if weight >= _ENOUGH / 2 else Tense.UNKNOWN
    for scene in scenes:
        if scene.base is Tense.UNKNOWN and story in (Tense.PAST, Tense.PRESENT):
            scene.base, scene.inherited = story, True
            if not scene.weight:
                scene.share = share
    return story


def _verdict(share: float) -> Tense:
    if share >= _PAST_FROM:
        return Tense.PAST
    return Tense.PRESENT if share <= _PRESENT_TO else Tense.MIXED


def slips(scene: SceneText, tense: SceneTense) -> list[Slip]:
    """The slips and shifts of a scene told in the past or the present; none for any other."""
    if tense.base not in (Tense.PAST, Tense.PRESENT):
        return []
    found: list[Slip] = []
    for unit in _units(scene, tense.base):
        slip = _judge(unit, tense)
        if slip is not None:
            found.append(slip)
    return found


def _units(scene: SceneText, base: Tense) -> list[_Unit]:
    """Runs of off-tense main-line verbs, with the verbs in the scene's tense around them."""
    own = Form.PAST if base is Tense.PAST else Form.PRESENT
    off = Form.PRESENT if base is Tense.PAST else Form.PAST
    quiet = Form.PAST_PERFECT if base is Tense.PAST else Form.PRESENT_PERFECT
    wanted = (Form.PAST, Form.PRESENT, Form.PAST_PERFECT, Form.PRESENT_PERFECT)
    told = [t for t in scene.told() if (t.clause.main or t.clause.promoted) and t.clause.verb.form in wanted]
    units: list[_Unit] = []
    before: Told | None = None
    at = 0
    while at < len(told):
        form = told[at].clause.verb.form
        if form is own and not told[at].clause.promoted:
            before = told[at]
        if form in (own, quiet):
            at += 1
            continue
        unit = _Unit([], before, None)
        end = at
        while end < len(told):
            here = told[end]
            form = here.clause.verb.form
            if form is own and not here.clause.promoted:
                break
            changed = unit.off and here.line.paragraph != unit.off[-1].told.line.paragraph
            if (
                changed
                and form is off
                and any(j.clause.verb.form is not off or exception(j.clause, base) is not None for j in unit.off)
            ):
                break
            if form is off or (base is Tense.PRESENT and form is Form.PAST_PERFECT):
                unit.off.append(_Judged(here))
            end += 1
        unit.after = told[end] if end < len(told) else None
        if unit.off:
            units.append(unit)
        at = max(end, at + 1)
    return units


def _judge(unit: _Unit, tense: SceneTense) -> Slip | None:
    base = tense.base
    for judged in unit.off:
        judged.why = exception(judged.clause, base)
    if base is Tense.PRESENT:
        _spread_look_back(unit)
    else:
        _spread_truth(unit)
    if base is Tense.PAST and any(_thinks_beside(unit, neighbour) for neighbour in (unit.before, unit.after)):
        return None
    live = [j for j in unit.off if j.why is None and j.clause.verb.form in (Form.PAST, Form.PRESENT)]
    if not live or (base is Tense.PAST and any(j.why == "E11 thought" for j in unit.off)):
        return None
    run = len({j.told.line.number for j in unit.off})
    # "It is" is excused for want of evidence, which says nothing about its neighbours.
    excused = sum(j.why is not None and j.why != "E7 it is" for j in unit.off)
    for judged in live:
        judged.score = _score(judged.clause, unit, tense, run, excused)
    best = max(live, key=lambda j: j.score)
    if best.score < _LIKELY:
        return None
    flagged = live if run > 1 else [j for j in live if j.score >= _LIKELY]
    return Slip([j.told for j in flagged], best.score, run, unit.before, unit.after)


def _thinks_beside(unit: _Unit, neighbour: Told | None) -> bool:
    """A sentence of thought next to this one makes it likely that this is thought too."""
    first = unit.off[0].told.line
    return (
        neighbour is not None
        and neighbour.line.paragraph == first.paragraph
        and neighbour.line.number != first.number
        and neighbour.clause.sentence.thought
    )


def _spread_truth(unit: _Unit) -> None:
    """E5 and E8: a general truth, or the teller's own now, goes on through its paragraph's pronouns and tags."""
    opened: dict[int, str] = {}
    for judged in unit.off:
        paragraph = judged.told.line.paragraph
        if judged.why is not None and judged.why.startswith(("E5", "E8")):
            opened[paragraph] = judged.why
        elif judged.why is None and paragraph in opened:
            follows = judged.clause.subject_word in ("they", "it", "this", "that", "these", "those")
            if follows and not joined(judged.clause, Tense.PAST):
                judged.why = f"{opened[paragraph]} goes on"


def _spread_look_back(unit: _Unit) -> None:
    """E4: an anchored look back covers the past verbs that follow it in its paragraph."""
    line = unit.off[0].told.line
    previous = line.previous
    open_in = (
        line.paragraph
        if previous is not None and previous.paragraph == line.paragraph and look_back_open(previous.sentence)
        else None
    )
    for judged in unit.off:
        paragraph = judged.told.line.paragraph
        if judged.why is not None and judged.why.startswith(("E2", "E4", "E20")):
            open_in = paragraph
        elif judged.why is None and open_in == paragraph and not _joined_on(judged.clause):
            judged.why = "E4 look back goes on"


def _joined_on(clause: Clause) -> bool:
    """Whether a verb is joined to one in the present: then it is no part of a look back."""
    relation = clause.sentence.tree.tokens[clause.verb.head].relation
    return relation == "conj" and joined(clause, Tense.PRESENT) > 0


def _score(clause: Clause, unit: _Unit, tense: SceneTense, run: int, excused: int) -> float:
    """The log-odds that an unexplained off-tense verb is a slip (narrative.md 3.5, as measured there)."""
    base, verb, kind = tense.base, clause.verb, clause.kind
    bound = joined(clause, base)
    past = base is Tense.PAST
    known = kind in (Subject.PRONOUN, Subject.NAME)
    score = 1.0 + (0.5 if past else 0.0)
    score += {2: 2.5, 1: 1.5, 0: 0.0}[bound]
    score += (unit.before is not None) + (unit.after is not None)
    if not verb.stative:
        if known or kind is Subject.DEFINITE:
            score += 1.5
        elif kind in (Subject.INDEFINITE, Subject.FIRST):
            score += 1.0
    elif known:
        score += 0.5
    elif kind is not Subject.DEFINITE:
        score -= 1.5 if bound < 2 else 0.5
    if clause.tag:
        score += 1.0 if not excused else -1.0
    if clause.promoted:
        score -= 1.0
    if fronted(clause, base):
        score += 2.5
    elif (
        past and not bound and any(c is not clause and c.verb.form in base_forms(base) for c in clause.sentence.clauses)
    ):
        score += 1.0
    if excused:
        score -= min(excused, 4) + (0.5 * min(run - 1, 4) if run > 1 else 0.0)
    if past and clause.sentence.lower[verb.carrier].startswith("'"):
        score -= 1.0
    if clause.sentence.words.count(" ") > 55:
        score -= 1.0
    if 0.65 < tense.share < 0.8 or 0.3 < tense.share < 0.45:
        score -= 0.5
    if clause.sentence.final not in (".", ";", ":", ",", "…"):
        score -= 0.5
    return score
