"""The printed review: one HTML page that needs nothing else, to read, to print, to send to a friend.

Everything that comes from the manuscript goes through :func:`html.escape`, and a content policy in the page
forbids scripts and fetching all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from editor.checks.narrative.model import Narrative, SceneNarrative
from editor.checks.readability.model import Readability, Scores
from editor.checks.report import Report
from editor.checks.rule import Applicability, Family, Finding, Fix, Level, Rule
from editor.press.context import Excerpt, duration, excerpt, repaired, tally
from editor.press.palette import INKS
from editor.press.scenes import MARK, declared_bands, declared_words, verdict_words
from editor.press.stylesheet import stylesheet
from editor.press.timeline import picture, pins
from editor.text.document import Document

GENERATOR = '<meta name="generator" content="Blue Pencil">'
"""Stands near the beginning of every page: by it a review is known again."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(name: str, document: Document, report: Report, level: Level = Level.QUESTION) -> str:
    """The review of one text as a whole HTML page; ``name`` is its title."""
    shown = [finding for finding in report.findings if finding.severity >= level]
    parts = [
        _header(name, report, shown),
        _consistency(document, report, shown, level),
        _readability(report.readability),
        _flags(document, shown),
        "<footer><p>Made by Blue Pencil on your own computer. The text was sent nowhere.</p></footer>",
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"{GENERATOR}\n"
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(name)} – review</title>\n<style>\n{stylesheet()}\n</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in parts if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def _header(name: str, report: Report, shown: Sequence[Finding]) -> str:
    words = f"{report.words:,} word{'' if report.words == 1 else 's'}"
    chips = "".join(
        f'<li><a href="#{family.value}"><span class="ink-{family.value}"><b class="{family.value}">{ink.name}</b>'
        f"</span> {sum(f.family is family for f in shown)}</a></li>"
        for family, ink in INKS.items()
        if any(f.family is family for f in shown)
    )
    notices = "".join(f'<p class="notice">{escape(failure.message)}</p>' for failure in report.failures)
    time = duration(report.readability.whole.reading_seconds)
    return (
        f'<header><h1>{escape(name)}</h1><p class="quiet">{words} · {time} to read · {tally(list(shown))}</p>'
        + (f'<ul class="chips">{chips}</ul>' if chips else "")
        + notices
        + "</header>"
    )


def _consistency(document: Document, report: Report, shown: Sequence[Finding], level: Level) -> str:
    narrative = report.narrative
    if not narrative.scenes:
        return ""
    note = f'<p class="quiet">{escape(narrative.note)}</p>' if narrative.note else ""
    return (
        '<section id="consistency-panel"><h2>Tense, person and point of view</h2><div class="sheet">'
        + picture(narrative, pins(shown, level), len(document.source))
        + _scenes(narrative, shown)
        + f"</div>{note}</section>"
    )


def _scenes(narrative: Narrative, shown: Sequence[Finding]) -> str:
    rows = "".join(_scene(scene, shown) for scene in narrative.scenes)
    return (
        '<table><thead><tr><th>Scene</th><th class="number">Words</th><th>Tense</th><th>Person</th>'
        '<th>Head</th><th class="number">Flags</th><th>Verdict</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _scene(scene: SceneNarrative, shown: Sequence[Finding]) -> str:
    flags = sum(scene.span.covers(finding.span) for finding in shown if finding.family in (Family.TENSE, Family.POV))
    heads = ", ".join(f"{escape(focal.name)} {focal.share:.0%}" for focal in scene.focal) or "–"
    title = f"{scene.number}" + (f" · {escape(scene.title)}" if scene.title else "")
    told = zip((scene.tense.value, scene.person.value, heads), declared_bands(scene.declared), strict=True)
    tense, person, head = (f"{words} {MARK}" if said else words for words, said in told)
    said = declared_words(scene)
    return (
        f'<tr><td>{title}</td><td class="number">{scene.words:,}</td><td>{tense}</td>'
        f'<td>{person}</td><td>{head}</td><td class="number">{flags}</td>'
        f'<td class="quiet">{escape(verdict_words(scene))}{f"<br>{escape(said)}" if said else ""}</td></tr>'
    )


def _readability(readability: Readability) -> str:
    rows = "".join(
        f'<tr><td>{escape(score.name)}</td><td class="number">{_value(score.value)}</td>'
        f"<td>{escape(score.meaning)}{_caution(score.caution, score.meaning)}</td></tr>"
        for score in readability.whole.scores
    )
    parts = [readability.whole]
    parts += [part for part in (readability.narration, readability.dialogue) if part is not None]
    if len(readability.scenes) > 1:
        parts += readability.scenes
    hardest = "".join(
        f'<li class="hard"><span class="serif">{escape(" ".join(sentence.text.split()))}</span><br>'
        f'<span class="quiet">{escape(sentence.reason)}</span></li>'
        for sentence in readability.hardest
    )
    return (
        '<section id="readability"><h2>Readability</h2><div class="sheet"><table><tbody>'
        + rows
        + "</tbody></table></div>"
        + _parts(parts)
        + (f"<h2>The hardest sentences</h2><ol>{hardest}</ol>" if hardest else "")
        + "</section>"
    )


def _caution(caution: str, meaning: str) -> str:
    return f' <span class="quiet">{escape(caution)}</span>' if caution and caution != meaning else ""


def _parts(parts: Iterable[Scores]) -> str:
    keys = ("flesch_reading_ease", "flesch_kincaid_grade", "consensus_grade")
    rows = []
    for part in parts:
        values = {score.key: score.value for score in part.scores}
        rows.append(
            f'<tr><td>{escape(part.label)}</td><td class="number">{part.words:,}</td>'
            f'<td class="number">{part.sentences:,}</td><td class="number">{duration(part.reading_seconds)}</td>'
            f'<td class="number">{part.long_words:,}</td><td class="number">{part.difficult_words:,}</td>'
            + "".join(f'<td class="number">{_value(values.get(key))}</td>' for key in keys)
            + "</tr>"
        )
    heads = ("Words", "Sentences", "To read", "Long words", "Difficult words", "Flesch ease", "Flesch-Kincaid", "Grade")
    return (
        '<h2>Part by part</h2><div class="sheet"><table><thead><tr><th></th>'
        + "".join(f'<th class="number">{head}</th>' for head in heads)
        + f"</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _value(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _flags(document: Document, shown: Sequence[Finding]) -> str:
    if not shown:
        return '<section id="flags"><h2>Flags</h2><p>Nothing to flag.</p></section>'
    sections = []
    for family, ink in INKS.items():
        of_family = [finding for finding in shown if finding.family is family]
        if of_family:
            groups = "".join(_rule_group(document, rule, list(found)) for rule, found in _by_rule(of_family))
            sections.append(
                f'<section id="{family.value}"><h2 class="ink-{family.value}">{ink.name}</h2>{groups}</section>'
            )
    return "\n".join(sections)


def _by_rule(findings: Sequence[Finding]) -> Iterable[tuple[Rule, Iterable[Finding]]]:
    """The findings by rule, the gravest rules first, and in the order of the text within a rule."""
    first = {finding.rule.id: finding.span for finding in reversed(findings)}
    ordered = sorted(findings, key=lambda f: (-f.rule.level, first[f.rule.id], f.rule.id, f.span))
    return groupby(ordered, key=lambda finding: finding.rule)


def _rule_group(document: Document, rule: Rule, found: Sequence[Finding]) -> str:
    examples = "".join(
        f'<p class="example"><span>{label}</span>{escape(text)}</p>'
        for label, text in (("wrong", rule.wrong), ("right", rule.right))
        if text
    )
    return (
        f'<div class="rule"><h3>{escape(rule.summary)} <span class="quiet">· {escape(rule.id)}</span></h3>'
        f'<p class="why">{escape(rule.why)}</p>{examples}</div>'
        + "".join(_flag(document, finding) for finding in found)
    )


def _flag(document: Document, finding: Finding) -> str:
    line, column = document.line_and_column(finding.span.start)
    around = excerpt(document, finding.span, 80)
    level = "" if finding.severity is Level.MISTAKE else f"{finding.severity.word} · "
    evidence = f'<p class="evidence">{escape(finding.evidence)}</p>' if finding.evidence else ""
    also = ""
    if finding.places:
        count = len(finding.places)
        also = f'<p class="evidence">And in {count} other place{"" if count == 1 else "s"}.</p>'
    return (
        f'<article class="flag"><span class="place">{level}line {line}, column {column}</span>'
        f'<p class="words">{_marked(around, finding.family.value)}</p>'
        f"<p>{escape(finding.message)}</p>{evidence}{also}"
        + "".join(_fix(document, finding, fix) for fix in finding.fixes)
        + "</article>"
    )


def _marked(around: Excerpt, css: str = "") -> str:
    opening = f'<b class="{css}">' if css else "<b>"
    return f"{escape(around.before)}{opening}{escape(around.words)}</b>{escape(around.after)}"


def _fix(document: Document, finding: Finding, fix: Fix) -> str:
    after = repaired(document, finding, fix, 40)
    shown = f'<span class="after">{_marked(after)}</span>' if after is not None else ""
    safe = ' <span class="quiet">(safe)</span>' if fix.applicability is Applicability.SAFE else ""
    return f'<p class="fix"><span class="title">{escape(fix.title)}</span>{safe} {shown}</p>'
