"""What the writer is told: findings made of slips, in plain words and with their evidence."""

from __future__ import annotations

from editor.checks.checker import Story
from editor.checks.narrative.model import Tense
from editor.checks.narrative.repair import repaired
from editor.checks.narrative.rules import TENSE_SHIFT, TENSE_SLIP
from editor.checks.narrative.scenes import Told, token_span, word
from editor.checks.narrative.tense import SceneTense, Slip
from editor.checks.rule import Applicability, Edit, Finding, Fix, Level
from editor.text.span import Span

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def in_words(number: int) -> str:
    """Small numbers as words."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def group_text(told: Told) -> str:
    """A verb as it is written, with its helpers: ``is walking``; a predicate noun is left out."""
    clause = told.clause
    parts = [clause.verb.carrier]
    tokens = clause.sentence.tree.tokens
    if clause.verb.head > clause.verb.carrier and tokens[clause.verb.head].tag.startswith("V"):
        parts += [p for p in clause.verb.parts if p > clause.verb.carrier]
    return " ".join(word(told.line, p) for p in parts)


def tense_finding(story: Story, slip: Slip, tense: SceneTense) -> Finding:
    """One finding for a slip or for a run of sentences."""
    return _slip(story, slip, tense) if slip.run <= 1 else _shift(story, slip, tense)


def _other(base: Tense) -> str:
    return "present" if base is Tense.PAST else "past"


def _slip(story: Story, slip: Slip, tense: SceneTense) -> Finding:
    first = slip.verbs[0]
    span = _carrier(story, first)
    words = [group_text(told) for told in slip.verbs]
    named = " and ".join(f"“{w}”" for w in words)
    verb = "are" if len(words) > 1 else "is"
    message = f"This scene is told in the {tense.base} tense, but {named} {verb} in the {_other(tense.base)}."
    between = _between(slip)
    if between:
        message = (
            f"This scene is told in the {tense.base} tense; {named}, {between}, {verb} in the {_other(tense.base)}."
        )
    return Finding(
        rule=TENSE_SLIP,
        span=span,
        text=span.of(story.document.source),
        message=f"{message} Is that meant?",
        evidence=tense.evidence,
        confidence=min(0.99, 0.5 + slip.score / 16),
        fixes=_fix(story, slip, tense.base),
        level=None if slip.sure else Level.QUESTION,
        places=tuple(_carrier(story, told) for told in slip.verbs[1:]),
    )


def _between(slip: Slip) -> str:
    if slip.before is None or slip.after is None:
        return ""
    return f"between “{group_text(slip.before)}” and “{group_text(slip.after)}”"


def _fix(story: Story, slip: Slip, base: Tense) -> tuple[Fix, ...]:
    edits: list[Edit] = []
    titles: list[str] = []
    for told in slip.verbs:
        new = repaired(told.clause, base)
        if new is None:
            return ()
        edits.append(Edit(_carrier(story, told), new))
        titles.append(new.strip())
    return (Fix(" … ".join(titles), tuple(edits), Applicability.ASK),)


def _shift(story: Story, slip: Slip, tense: SceneTense) -> Finding:
    first, last = slip.verbs[0], slip.verbs[-1]
    span = Span(_carrier(story, first).start, _carrier(story, last).end)
    other = _other(tense.base)
    return Finding(
        rule=TENSE_SHIFT,
        span=span,
        text=span.of(story.document.source),
        message=(
            f"From “{group_text(first)}” on, {in_words(slip.run)} sentences are in the {other} tense; the scene is told "
            f"in the {tense.base}. Is the change meant?"
        ),
        evidence=tense.evidence,
        confidence=min(0.95, 0.5 + slip.score / 16),
        places=tuple(_carrier(story, told) for told in slip.verbs),
    )


def _carrier(story: Story, told: Told) -> Span:
    return token_span(story, told.line, told.clause.verb.carrier)
