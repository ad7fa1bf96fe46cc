"""Two engines on the same words make one card: which finding stands where several overlap."""

from __future__ import annotations

from collections.abc import Iterable

from editor.checks.rule import Family, Finding

_CELL = 512  # code points
# Our own rules know fiction best; LanguageTool's texts explain better than Harper's.
_OWN = frozenset({Family.DIALOGUE, Family.TENSE, Family.POV, Family.CONSISTENCY})


def _rank(finding: Finding) -> tuple[int, int, float]:
    source = 0 if finding.family in _OWN else 1 if ".languagetool." in finding.rule.id else 2
    return source, -finding.severity, -finding.confidence


def settle(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by place and drop, of findings of one concern on the same words, all but the best.

    Tense and point of view answer other questions than punctuation does, so they may share words with
    another family; within a family, and between our rules and the engines, one card stands.
    """
    kept: list[Finding] = []
    at: dict[int, list[Finding]] = {}  # kept findings by every cell of text they touch
    for finding in sorted(findings, key=lambda f: (_rank(f), f.span, f.rule.id)):
        cells = range(finding.span.start // _CELL, finding.span.end // _CELL + 1)
        near = [other for cell in cells for other in at.get(cell, ())]
        if any(_same_concern(finding, other) and finding.span.overlaps(other.span) for other in near):
            continue
        kept.append(finding)
        for cell in cells:
            at.setdefault(cell, []).append(finding)
    return sorted(kept, key=lambda f: (f.span, f.rule.id))


def _same_concern(a: Finding, b: Finding) -> bool:
    narrative = (Family.TENSE, Family.POV)
    if a.family in narrative or b.family in narrative:
        return a.family is b.family
    if Family.CONSISTENCY in (a.family, b.family):
        return a.family is b.family
    return True
