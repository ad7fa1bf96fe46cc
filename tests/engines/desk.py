"""Reviewing a few sentences with the engines alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from editor.checks.checker import Facts, ParagraphChecker, Story
from editor.checks.engine import Engine
from editor.checks.intent import Intent
from editor.checks.readability.model import Readability
from editor.checks.report import Report
from editor.engines.cast import CastSieve
from editor.text.parse import parse


class _Whole:
    words = 0


class _Unmeasured:
    whole = _Whole()


def _unmeasured(story: Story) -> Readability:
    return cast(Readability, _Unmeasured())


def engine(*checkers: ParagraphChecker) -> Engine:
    return Engine(None, checkers, (), None, _unmeasured, [CastSieve()])


def story(text: str, intent: Intent | None = None) -> Story:
    return engine().story(parse(text), intent or Intent())


def facts(text: str) -> Facts:
    return story(text).facts[0]


def review(text: str, checkers: Sequence[ParagraphChecker], intent: Intent | None = None) -> Report:
    return engine(*checkers).review(parse(text), intent or Intent())


def flags(text: str, checkers: Sequence[ParagraphChecker], intent: Intent | None = None) -> list[tuple[str, str]]:
    """Each finding as (the last part of its rule's id, the flagged words)."""
    report = review(text, checkers, intent)
    assert not report.failures
    return [(finding.rule.id.rpartition(".")[2], finding.text) for finding in report.findings]
