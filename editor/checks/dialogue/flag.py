"""How a rule of the family says what it found."""

from __future__ import annotations

from editor.checks.dialogue.speech import Page
from editor.checks.rule import Applicability, Edit, Family, Finding, Fix, Level, Rule
from editor.text.span import Span

# A longer word is not shown whole in a flag.
_LONGEST = 60

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
    """A finding over ``span`` of the paragraph; its words are taken from the text."""
    return Finding(found, span, span.of(page.text), message, evidence, confidence, fixes, level)


def put(page: Page, span: Span, replacement: str, applicability: Applicability, title: str = "") -> Fix:
    """A fix that puts ``replacement`` where ``span`` stands; its title shows the words as they will be."""
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
