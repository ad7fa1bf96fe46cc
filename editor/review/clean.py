"""Putting right what can be put right without asking, until nothing more can be.

A fix may make room for another (the doubled mark gone, the missing comma shows), so the text is reviewed
again after every pass.  What is cleaned once stays as it is when it is cleaned again.  Where a style of marks is
wanted for the whole text, every pass begins by setting it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from editor.checks.apply import Choice, apply, edits_of
from editor.checks.consistency.restyle import AS_IT_IS, Target, restyled
from editor.checks.engine import Engine
from editor.checks.intent import Intent
from editor.checks.report import Report
from editor.checks.rule import Applicability, Finding, Fix, Rule
from editor.errors import EditorError
from editor.text.parse import Format, parse

# Real texts settle in two or three passes; what has not settled by then never will.
_PASSES = 12


class UnknownRule(EditorError):
    """A rule was named that does not exist."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The cleaned text, what was done to it, and what is left to the writer (``report``).

    ``set_anew`` counts the marks that were brought into the style wanted.
    """

    text: str
    taken: tuple[Choice, ...]
    report: Report
    set_anew: int = 0


def clean(
    source: str,
    form: Format,
    engine: Engine,
    intent: Intent,
    accepted: Sequence[str] = (),
    target: Target = AS_IT_IS,
) -> Cleaned:
    """Make every safe fix, and the first fix that asks of the rules ``accepted`` (ids, or prefixes of them).

    ``target`` is the style of marks for the whole text.

    The spans of what was taken are of the text at the moment it was taken.

    Raises:
        UnknownRule: if an accepted id or prefix names no rule.
    """
    rules = engine.rules()
    for name in accepted:
        # LanguageTool has thousands of rules that nobody can list before they are met.
        if ".languagetool." not in name and not any(named(rule, name) for rule in rules):
            raise UnknownRule(f"There is no rule “{name}”. “bluepencil rules” lists them all.")
    restless: set[str] = set()
    while True:
        cleaned, again = _settled(source, form, engine, intent, accepted, target, restless)
        if cleaned is not None:
            return cleaned
        # Two rules that undo each other, or one that is never content: they are left to the writer.
        restless |= again


def named(rule: Rule, name: str) -> bool:
    """Whether ``name`` is the rule's id or a prefix of it at a dot."""
    return rule.id == name or rule.id.startswith(f"{name}.")


def _settled(
    source: str,
    form: Format,
    engine: Engine,
    intent: Intent,
    accepted: Sequence[str],
    target: Target,
    restless: set[str],
) -> tuple[Cleaned | None, set[str]]:
    """The cleaned text, or None and the rules that would go on for ever."""
    text = source
    taken: list[Choice] = []
    seen = {text}
    last: set[str] = set()
    set_anew = 0
    for _ in range(_PASSES):
        if target != AS_IT_IS:
            text, marks = restyled(text, form, target)
            set_anew += marks
        report = engine.review(parse(text, form, intent.quotes), intent)
        edits, made = edits_of(choices(report.findings, accepted, restless), text)
        changed = apply(edits, text)
        if changed == text:
            return Cleaned(text, tuple(taken), report, set_anew), set()
        text = changed
        taken += made
        last = {choice.finding.rule.id for choice in made}
        if text in seen:
            break
        seen.add(text)
    return None, last


def choices(findings: Iterable[Finding], accepted: Sequence[str] = (), refused: Iterable[str] = ()) -> Iterator[Choice]:
    """Which fix of which finding is taken without asking; ``refused`` are rule ids that are left alone."""
    refused = frozenset(refused)
    for finding in findings:
        if finding.rule.id in refused:
            continue
        fix = _fix(finding, any(named(finding.rule, name) for name in accepted))
        if fix is not None:
            yield Choice(finding, fix)


def _fix(finding: Finding, accepted: bool) -> Fix | None:
    least = Applicability.ASK if accepted else Applicability.SAFE
    return next((fix for fix in finding.fixes if fix.edits and fix.applicability >= least), None)
