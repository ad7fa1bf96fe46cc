"""How a rule of the family says what it found."""

from __future__ import annotations

from dataclasses import replace

from editor.checks.dialogue.speech import Page
from editor.checks.rule import Applicability, Edit, Family, Finding, Fix, Level, Rule
from editor.text.span import Span

# A longer word is not shown whole in a flag.
_LONGEST = 60
# A button has room for so much of the repair.
_TITLE = 28

SAFE, ASK = Applicability.SAFE, Applicability.ASK


def rule(
    name: str, level: Level, summary: str, why: str, right: str, wrong: str, source: str, fixable: bool = True
) -> Rule:
    """A rule of the dialogue family."""
    return Rule(f"dialogue.{name}", Family.DIALOGUE, level, summary, why, right, wrong, fixable, source)


def flag(
    found: Rule,
    page: Page,
    span: Span,
    message: str,
    evidence: str = "",
    fixes: tuple[Fix, ...] = (),
    level: Level | None = None,
    confidence: float = 0.95,
) -> Finding:
    """A finding over ``span`` of the paragraph; its words and the titles of short fixes are taken from the text."""
    fixes = tuple(_titled(page, span, fix) for fix in fixes)
    return Finding(found, span, span.of(page.text), message, evidence, confidence, fixes, level)


def _titled(page: Page, span: Span, fix: Fix) -> Fix:
    """The fix called by what the flagged words become, where that is short and whole."""
    if any(edit.span.start < span.start or edit.span.end > span.end for edit in fix.edits):
        return fix
    parts: list[str] = []
    at = span.start
    for edit in sorted(fix.edits):
        parts += (page.text[at : edit.span.start], edit.replacement)
        at = edit.span.end
    becomes = "".join((*parts, page.text[at : span.end])).strip()
    return replace(fix, title=becomes) if 0 < len(becomes) <= _TITLE else fix


def put(page: Page, span: Span, replacement: str, applicability: Applicability, title: str = "") -> Fix:
    """A fix that puts ``replacement`` where ``span`` stands."""
    return Fix(title or f"Write {replacement}", (Edit(span, replacement),), applicability)


def last_word(page: Page, at: int) -> int:
    """Where the word that ends at ``at`` begins."""
    start, floor = at, max(at - _LONGEST, 0)
    while start > floor and (page.text[start - 1].isalnum() or page.text[start - 1] in "'’-"):
        start -= 1
    return start


def word_end(page: Page, at: int) -> int:
    """Where the word that begins at ``at`` ends."""
    end, limit = at, min(at + _LONGEST, len(page.text))
    while end < limit and (page.text[end].isalnum() or page.text[end] in "'’-"):
        end += 1
    return end
