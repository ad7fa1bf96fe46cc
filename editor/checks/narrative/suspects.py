"""The verbs that leave a scene's tense, and what the rules say of each: an exception that explains it, a score.

A unit is a run of off-tense main-line verbs between two verbs in the scene's tense.  What explains a verb
(``exceptions``) may go on to its neighbours; what is left is scored by log-odds of hand.  In a scene that mixes
both tenses the verbs around a place say what it is told in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from editor.checks.narrative.clauses import Clause, Subject
from editor.checks.narrative.exceptions import base_forms, exception, fronted, joined, look_back_open
from editor.checks.narrative.model import Tense
from editor.checks.narrative.scenes import SceneText, Told
from editor.checks.narrative.tense import SceneTense
from editor.language.verbs import Form

# Verbs on either side that say what a place in a mixed scene is told in.
_AROUND = 6
# Tags such as *says I* in a scene that show a teller's dialect.
_DIALECT = 2


@dataclass(slots=True, eq=False)
class Suspect:
    """A verb in the other tense than the scene.

    ``main``: it stands on the main line; ``why``: the exception that explains it, if any; ``score``: log-odds of
    the rules that it is a slip; ``heard``: what the detector says, above 0 for a slip, None where none was asked.
    """

    told: Told
    main: bool = True
    why: str | None = None
    score: float = 0.0
    heard: float | None = None

    @property
    def clause(self) -> Clause:
        return self.told.clause

    @property
    def judged(self) -> bool:
        """Whether it can be a slip at all; a pluperfect only stands in its unit to be counted."""
        return self.clause.verb.form in (Form.PAST, Form.PRESENT)

    @property
    def excused(self) -> bool:
        """Whether an exception speaks for it; *it is* is let go for want of evidence only."""
        return self.why is not None and self.why != "E7 it is"


@dataclass(slots=True, eq=False)
class Unit:
    """Suspects without a verb in the scene's tense between them; ``base`` is that tense."""

    base: Tense
    suspects: list[Suspect] = field(default_factory=list)
    before: Told | None = None
    after: Told | None = None


def units_of(scene: SceneText, tense: SceneTense) -> list[Unit]:
    """The units of a scene, judged by the rules; none where its tense is unknown.

    In a mixed scene each stretch is judged by its own tense.
    """
    found: list[Unit] = []
    for stretch, base in _stretches(scene, tense.base):
        units = list(_units(stretch, base))
        for unit in units:
            _explain(unit)
        _spread_dialect(units)
        for unit in units:
            _weigh(unit, tense.share)
        found += _with_subordinate(units, stretch, base)
    return found


def _stretches(scene: SceneText, base: Tense) -> Iterator[tuple[list[Told], Tense]]:
    told = list(scene.told())
    if base in (Tense.PAST, Tense.PRESENT):
        yield told, base
    elif base is Tense.MIXED:
        yield from _by_neighbours(told)


def _by_neighbours(told: Sequence[Told]) -> Iterator[tuple[list[Told], Tense]]:
    forms = [
        1 if t.clause.verb.form is Form.PAST else -1
        for t in told
        if t.clause.main and t.clause.verb.form in (Form.PAST, Form.PRESENT)
    ]
    stretch: list[Told] = []
    tense: Tense | None = None
    at = 0
    for each in told:
        if each.clause.main and each.clause.verb.form in (Form.PAST, Form.PRESENT):
            around = sum(forms[max(0, at - _AROUND) : at]) + sum(forms[at + 1 : at + 1 + _AROUND])
            at += 1
            here = Tense.PAST if around > 0 else Tense.PRESENT if around < 0 else tense
            if here is not tense and tense is not None:
                yield stretch, tense
                stretch = []
            tense = here
        stretch.append(each)
    if stretch and tense is not None:
        yield stretch, tense


def _units(told: Sequence[Told], base: Tense) -> Iterator[Unit]:
    """Runs of off-tense main-line verbs, with the verbs in the scene's tense around them."""
    own = Form.PAST if base is Tense.PAST else Form.PRESENT
    off = Form.PRESENT if base is Tense.PAST else Form.PAST
    quiet = Form.PAST_PERFECT if base is Tense.PAST else Form.PRESENT_PERFECT
    wanted = (Form.PAST, Form.PRESENT, Form.PAST_PERFECT, Form.PRESENT_PERFECT)
    told = [t for t in told if (t.clause.main or t.clause.promoted) and t.clause.verb.form in wanted]
    before: Told | None = None
    at = 0
    while at < len(told):
        form = told[at].clause.verb.form
        if form is own and not told[at].clause.promoted:
            before = told[at]
        if form in (own, quiet):
            at += 1
            continue
        unit = Unit(base, before=before)
        end = at
        while end < len(told):
            here = told[end]
            form = here.clause.verb.form
            if form is own and not here.clause.promoted:
                break
            changed = unit.suspects and here.line.paragraph != unit.suspects[-1].told.line.paragraph
            if (
                changed
                and form is off
                and any(s.clause.verb.form is not off or exception(s.clause, base) is not None for s in unit.suspects)
            ):
                break
            if form is off or (base is Tense.PRESENT and form is Form.PAST_PERFECT):
                unit.suspects.append(Suspect(here))
            end += 1
        unit.after = told[end] if end < len(told) else None
        if unit.suspects:
            yield unit
        at = max(end, at + 1)


def _with_subordinate(units: Sequence[Unit], told: Sequence[Told], base: Tense) -> list[Unit]:
    """The units, and those of off-tense verbs in subordinate clauses, which only the detector can judge."""
    off = Form.PRESENT if base is Tense.PAST else Form.PAST
    known = {id(suspect.clause): unit for unit in units for suspect in unit.suspects}
    by_line = {suspect.told.line.number: unit for unit in units for suspect in unit.suspects}
    found = list(units)
    for each in told:
        if each.clause.verb.form is not off or id(each.clause) in known:
            continue
        suspect = Suspect(each, main=False, why=exception(each.clause, base))
        unit = by_line.get(each.line.number)
        if unit is None:
            unit = by_line[each.line.number] = Unit(base)
            found.append(unit)
        unit.suspects.append(suspect)
    for unit in found:
        unit.suspects.sort(key=lambda s: (s.told.line.number, s.clause.verb.carrier))
    return found


def _explain(unit: Unit) -> None:
    """Find the exceptions of a unit's verbs, and spread those that go on."""
    for suspect in unit.suspects:
        suspect.why = exception(suspect.clause, unit.base)
    if unit.base is Tense.PRESENT:
        _spread_look_back(unit)
        return
    _spread_truth(unit)
    thought = any(s.why == "E11 thought" for s in unit.suspects)
    if thought or any(_thinks_beside(unit, neighbour) for neighbour in (unit.before, unit.after)):
        for suspect in unit.suspects:
            suspect.why = suspect.why or "E11 thought beside"


def _weigh(unit: Unit, share: float) -> None:
    """Score the verbs of a unit."""
    run = len({s.told.line.number for s in unit.suspects})
    excused = sum(s.excused for s in unit.suspects)
    for suspect in unit.suspects:
        if suspect.judged and not suspect.excused:
            suspect.score = _score(suspect.clause, unit, share, run, excused)


def _thinks_beside(unit: Unit, neighbour: Told | None) -> bool:
    """A sentence of thought next to this one makes it likely that this is thought too."""
    first = unit.suspects[0].told.line
    return (
        neighbour is not None
        and neighbour.line.paragraph == first.paragraph
        and neighbour.line.number != first.number
        and neighbour.clause.sentence.thought
    )


def _spread_truth(unit: Unit) -> None:
    """E5 and E8: a general truth, or the teller's own now, goes on through its paragraph's pronouns and tags."""
    opened: dict[int, str] = {}
    for suspect in unit.suspects:
        paragraph = suspect.told.line.paragraph
        if suspect.why is not None and suspect.why.startswith(("E5", "E8")):
            opened[paragraph] = suspect.why
        elif suspect.why is None and paragraph in opened:
            follows = suspect.clause.subject_word in ("they", "it", "this", "that", "these", "those")
            if follows and not joined(suspect.clause, Tense.PAST):
                suspect.why = f"{opened[paragraph]} goes on"


def _spread_dialect(units: Sequence[Unit]) -> None:
    """E19: where *says he* and *says I* are the teller's way of speaking, *says Silver* is too."""
    suspects = [suspect for unit in units for suspect in unit.suspects]
    if sum(suspect.why == "E19 dialect" for suspect in suspects) < _DIALECT:
        return
    for suspect in suspects:
        sentence, verb = suspect.clause.sentence, suspect.clause.verb
        if suspect.why is None and suspect.clause.tag and sentence.lower[verb.carrier] == "says":
            suspect.why = "E19 dialect goes on"


def _spread_look_back(unit: Unit) -> None:
    """E4: an anchored look back covers the past verbs that follow it in its paragraph."""
    line = unit.suspects[0].told.line
    previous = line.previous
    open_in = (
        line.paragraph
        if previous is not None and previous.paragraph == line.paragraph and look_back_open(previous.sentence)
        else None
    )
    for suspect in unit.suspects:
        paragraph = suspect.told.line.paragraph
        if suspect.why is not None and suspect.why.startswith(("E2", "E4", "E20")):
            open_in = paragraph
        elif suspect.why is None and open_in == paragraph and not _joined_on(suspect.clause):
            suspect.why = "E4 look back goes on"


def _joined_on(clause: Clause) -> bool:
    """Whether a verb is joined to one in the present: then it is no part of a look back."""
    relation = clause.sentence.tree.tokens[clause.verb.head].relation
    return relation == "conj" and joined(clause, Tense.PRESENT) > 0


def _score(clause: Clause, unit: Unit, share: float, run: int, excused: int) -> float:
    """The log-odds that an unexplained off-tense verb is a slip (narrative.md 3.5, as measured there)."""
    base, verb, kind = unit.base, clause.verb, clause.kind
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
    if 0.65 < share < 0.8 or 0.3 < share < 0.45:
        score -= 0.5
    if clause.sentence.final not in (".", ";", ":", ",", "…"):
        score -= 0.5
    return score
