"""The JSON of ``bluepencil check --format json``: a contract with other programs, version 1.

``SCHEMA.md`` beside this file describes it for people, ``report.schema.json`` for machines; a test holds
all three together.  Offsets are half-open, in code points of the text as decoded (byte-order mark dropped,
line ends as they are).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TypeAlias

from editor.checks.intent import Telling
from editor.checks.narrative.model import Narrative, SceneNarrative
from editor.checks.readability.model import HardSentence, Readability, Scores
from editor.checks.report import Report
from editor.checks.rule import Finding, Fix, Level

SCHEMA = 1
"""Raised whenever a key changes its meaning or goes; a new key does not raise it."""

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


def file_entry(path: str, source: str, report: Report, level: Level = Level.QUESTION) -> Json:
    """One entry of ``files``: the review of ``source``, with the findings of ``level`` and above."""
    return {
        "path": path,
        "words": report.words,
        "readability": _readability(report.readability),
        "narrative": _narrative(report.narrative),
        "findings": [_finding(finding, source) for finding in report.findings if finding.severity >= level],
    }


def dump(files: Iterable[Json]) -> str:
    """The whole report as JSON text, ended by a line end.

    Half a surrogate pair, which no UTF-8 can hold, is written as an escape.
    """
    body: Json = {"schema": SCHEMA, "files": list(files)}
    text = json.dumps(body, ensure_ascii=False, indent=1)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(body, ensure_ascii=True, indent=1)
    return text + "\n"


def _counts(scores: Scores) -> dict[str, Json]:
    values: dict[str, Json] = {score.key: score.value for score in scores.scores}
    return {
        "label": scores.label,
        **values,
        "words": scores.words,
        "sentences": scores.sentences,
        "syllables": scores.syllables,
        "long_words": scores.long_words,
        "difficult_words": scores.difficult_words,
        "reading_seconds": round(scores.reading_seconds, 1),
    }


def _readability(readability: Readability) -> Json:
    whole = readability.whole
    return {
        **_counts(whole),
        "meanings": {score.key: score.meaning for score in whole.scores},
        "cautions": {score.key: score.caution for score in whole.scores if score.caution},
        "scenes": [_counts(scores) for scores in readability.scenes],
        "dialogue": None if readability.dialogue is None else _counts(readability.dialogue),
        "narration": None if readability.narration is None else _counts(readability.narration),
        "hardest": [_hard(sentence) for sentence in readability.hardest],
    }


def _hard(sentence: HardSentence) -> Json:
    return {
        "start": sentence.span.start,
        "end": sentence.span.end,
        "text": sentence.text,
        "reason": sentence.reason,
    }


def _narrative(narrative: Narrative) -> Json:
    return {
        "note": narrative.note,
        "scenes": [_scene(scene) for scene in narrative.scenes],
        "meant": [
            {"start": meant.span.start, "end": meant.span.end, "kind": meant.kind.value}
            for meant in narrative.meant
            if meant.span is not None
        ],
    }


def _scene(scene: SceneNarrative) -> Json:
    return {
        "start": scene.span.start,
        "end": scene.span.end,
        "number": scene.number,
        "title": scene.title,
        "chapter": scene.chapter.chapter,
        "tense": scene.tense.value,
        "person": scene.person.value,
        "focal": [{"name": focal.name, "share": round(focal.share, 3)} for focal in scene.focal],
        "past_verbs": scene.past_verbs,
        "present_verbs": scene.present_verbs,
        "declared": _declared(scene.declared) if scene.declared else None,
        "verdict": {"state": scene.verdict.state.value, "reason": scene.verdict.reason},
    }


def _declared(telling: Telling) -> Json:
    return {
        "tense": telling.tense and telling.tense.value,
        "person": telling.person and telling.person.value,
        "view": telling.view and telling.view.value,
        "heads": list(telling.heads),
        "letters": telling.letters,
    }


def _finding(finding: Finding, source: str) -> Json:
    return {
        "rule": finding.rule.id,
        "family": finding.family.value,
        "level": finding.severity.word,
        "start": finding.span.start,
        "end": finding.span.end,
        # The words as they stand between the two offsets, markup included.
        "text": finding.span.of(source),
        "message": finding.message,
        "evidence": finding.evidence,
        "confidence": round(finding.confidence, 3),
        "fixes": [_fix(fix) for fix in finding.fixes],
    }


def _fix(fix: Fix) -> Json:
    return {
        "title": fix.title,
        "applicability": fix.applicability.word,
        "edits": [
            {"start": edit.span.start, "end": edit.span.end, "replacement": edit.replacement} for edit in fix.edits
        ],
    }
