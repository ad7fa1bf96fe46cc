"""The result of one review, ready for a window, a terminal or JSON."""

from __future__ import annotations

from dataclasses import dataclass

from editor.checks.narrative.model import Narrative
from editor.checks.readability.model import Readability
from editor.checks.rule import Finding


@dataclass(frozen=True, slots=True)
class Failure:
    """A checker that could not do its work: its name and a sentence for the writer."""

    checker: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """Findings sorted by place, their spans of the document's source, overlaps resolved."""

    findings: tuple[Finding, ...]
    readability: Readability
    narrative: Narrative
    words: int
    failures: tuple[Failure, ...] = ()
