"""A review as plain text for a terminal: readable by a writer, and still by a script line by line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from editor.checks.narrative.model import Narrative, Person, SceneNarrative, Tense, VerdictState
from editor.checks.readability.model import Readability, Scores
from editor.checks.report import Report
from editor.checks.rule import Applicability, Finding, Fix, Level, Rule
from editor.press.context import duration, excerpt, repaired, tally
from editor.press.difference import Change, Passage
from editor.press.palette import INKS
from editor.text.document import Document

_WIDTH = 88
_INDENT = "    "
_PLACES = 8


def findings_text(path: str, document: Document, report: Report, level: Level = Level.QUESTION) -> str:
    """The findings of ``level`` and above, each with line, column, words, reason and fix."""
    shown = [finding for finding in report.findings if finding.severity >= level]
    head = f"{path}: {tally(shown)} in {_words(report.words)}"
    safe = sum(any(fix.applicability is Applicability.SAFE for fix in finding.fixes) for finding in shown)
    tail = f"{safe} of these can be put right safely: bluepencil clean FILE -o OUT" if safe else ""
    parts = [head + ".", *(_finding(finding, document) for finding in shown), tail]
    return "\n\n".join(part for part in parts if part) + "\n"


def review_text(path: str, document: Document, report: Report, level: Level = Level.QUESTION) -> str:
    """The whole review: scores and scenes before the findings."""
    return "\n".join(
        [
            _readability(path, report.readability),
            _narrative(report.narrative),
            findings_text(path, document, report, level),
        ]
    )


def rules_list(rules: Iterable[Rule]) -> str:
    """Every rule by family and level: its id, what it is about, and where it has them a wrong and a right example."""
    rules = list(rules)
    blocks: list[str] = []
    for family, ink in INKS.items():
        of_family = sorted((rule for rule in rules if rule.family is family), key=lambda rule: (-rule.level, rule.id))
        if of_family:
            blocks.append(f"{ink.name}\n")
            blocks += [_listed(rule) for rule in of_family]
    return "\n".join(blocks)


def _listed(rule: Rule) -> str:
    lines = [f"  {rule.id}  ({rule.level.word}: {rule.summary})"]
    if rule.wrong and rule.right:
        lines += [_wrapped(f"not  {rule.wrong}", _INDENT, " " * 9), _wrapped(f"but  {rule.right}", _INDENT, " " * 9)]
    return "\n".join(lines) + "\n"


def rule_text(rule: Rule) -> str:
    """One rule explained."""
    fix = "Blue Pencil can put it right." if rule.fixable else "There is no ready repair: it is your decision."
    parts = [
        f"{rule.id}\n{INKS[rule.family].name}, {rule.level.word}: {rule.summary}",
        _wrapped(rule.why),
        "\n".join(
            line
            for line in (
                f"{_INDENT}wrong:  {rule.wrong}" if rule.wrong else "",
                f"{_INDENT}right:  {rule.right}" if rule.right else "",
            )
            if line
        ),
        fix,
        f"After {rule.source}." if rule.source else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def difference_text(passages: Sequence[Passage]) -> str:
    """Old above new for every passage that differs; the words that changed stand in brackets."""
    blocks = []
    for passage in passages:
        old = "".join(
            f"[{p.text}]" if p.change is Change.REMOVED else p.text for p in passage.pieces if _in_old(p.change)
        )
        new = "".join(
            f"[{p.text}]" if p.change is Change.ADDED else p.text for p in passage.pieces if _in_new(p.change)
        )
        blocks.append(f"line {passage.line}\n{_signed('-', old)}\n{_signed('+', new)}\n")
    return "\n".join(blocks)


def _in_old(change: Change) -> bool:
    return change is not Change.ADDED


def _in_new(change: Change) -> bool:
    return change is not Change.REMOVED


def _signed(sign: str, text: str) -> str:
    return "\n".join(f"{sign} {line}".rstrip() for line in text.splitlines() or [""])


def _words(count: int) -> str:
    return f"{count:,} word{'' if count == 1 else 's'}"


def _wrapped(text: str, indent: str = "", hang: str | None = None) -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if hang is None else hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _finding(finding: Finding, document: Document) -> str:
    line, column = document.line_and_column(finding.span.start)
    lines = [
        f"line {line}, column {column}  {INKS[finding.family].name} {finding.severity.word} ({finding.rule.id})",
        _wrapped(excerpt(document, finding.span).marked("[", "]"), _INDENT),
        _wrapped(finding.message, _INDENT),
    ]
    if finding.evidence:
        lines.append(_wrapped(finding.evidence, _INDENT))
    if finding.places:
        lines.append(_wrapped(_also(finding, document), _INDENT))
    lines += [_fix(fix, finding, document) for fix in finding.fixes]
    return "\n".join(lines)


def _also(finding: Finding, document: Document) -> str:
    numbers = list(dict.fromkeys(document.line_and_column(place.start)[0] for place in finding.places))
    shown = ", ".join(str(number) for number in numbers[:_PLACES])
    more = len(numbers) - _PLACES
    rest = f" and {more} more" if more > 0 else ""
    return f"Also in line{'s' if len(numbers) > 1 else ''} {shown}{rest}."


def _fix(fix: Fix, finding: Finding, document: Document) -> str:
    kind = {Applicability.SAFE: "Fix (safe)", Applicability.ASK: "Fix", Applicability.SHOW: "Hint"}[fix.applicability]
    said = f"{kind}: {fix.title}"
    after = repaired(document, finding, fix)
    if after is not None:
        said += f"  →  {after.marked('', '')}"
    return _wrapped(said, _INDENT, _INDENT + "  ")


def _readability(path: str, readability: Readability) -> str:
    whole = readability.whole
    lines = [f"{path}: {_words(whole.words)}, {duration(whole.reading_seconds)} to read", ""]
    for score in whole.scores:
        value = "–" if score.value is None else f"{score.value:.1f}"
        lines.append(_wrapped(f"{score.name:<28}{value:>6}  {score.meaning}", "  ", " " * 38))
    for part in (readability.dialogue, readability.narration):
        if part is not None:
            lines.append(f"  {part.label}: {_part(part)}")
    return "\n".join(lines) + "\n"


def _part(scores: Scores) -> str:
    ease = next((score.value for score in scores.scores if score.key == "flesch_reading_ease"), None)
    said = f"{_words(scores.words)}"
    return said if ease is None else f"{said}, Flesch reading ease {ease:.1f}"


def _narrative(narrative: Narrative) -> str:
    lines = [_wrapped(scene_sentence(scene), "  ", "    ") for scene in narrative.scenes]
    if narrative.note:
        lines.append(_wrapped(narrative.note, "  "))
    return "\n".join(lines) + "\n" if lines else ""


def scene_sentence(scene: SceneNarrative) -> str:
    """What was seen of a scene, in a line: ``Scene 1 (738 words): present tense, third person; Ines 86 %.``"""
    tense = "tense not clear" if scene.tense is Tense.UNKNOWN else f"{scene.tense.value} tense"
    person = "person not clear" if scene.person is Person.UNKNOWN else f"{scene.person.value} person"
    heads = ", ".join(f"{focal.name} {focal.share:.0%}" for focal in scene.focal)
    title = f"Scene {scene.number}" + (f", {scene.title}" if scene.title else "")
    said = f"{title} ({_words(scene.words)}): {tense}, {person}" + (f"; inside {heads}" if heads else "") + "."
    if scene.verdict.state is not VerdictState.CLEAN and scene.verdict.reason:
        said += f" {scene.verdict.reason}"
    return said
