"""What a checker is given and what it must be.

Checkers are stateless and deterministic: the same facts, the same findings, no clock, no disk.
(Those in ``engines`` talk to a grammar engine and keep to the same rule towards the outside.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from editor.checks.intent import Intent
from editor.checks.rule import Finding, Rule
from editor.language.reading import Reading
from editor.text.document import Document, Paragraph
from editor.text.quotes import QuoteStyle, Scan
from editor.text.zones import Zone


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one paragraph before anybody checks it.

    ``style`` is the document's; ``reading`` is None where English was not read (the model is missing).
    """

    paragraph: Paragraph
    style: QuoteStyle
    scan: Scan
    zones: tuple[Zone, ...]
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Story:
    """A whole document with the facts of each of its paragraphs, in order."""

    document: Document
    facts: tuple[Facts, ...]
    intent: Intent


class ParagraphChecker(Protocol):
    """Looks at one paragraph alone; its findings' spans are relative to the paragraph's text."""

    @property
    def name(self) -> str: ...

    @property
    def rules(self) -> Sequence[Rule]: ...

    def check(self, facts: Facts) -> list[Finding]: ...


class StoryChecker(Protocol):
    """Looks at the whole text; its findings' spans are of the document's source."""

    @property
    def name(self) -> str: ...

    @property
    def rules(self) -> Sequence[Rule]: ...

    def check(self, story: Story) -> list[Finding]: ...


class Sieve(Protocol):
    """Drops findings that the whole text shows to be false (a name taken for a misspelling)."""

    def keep(self, story: Story, index: int, finding: Finding) -> bool:
        """Whether ``finding`` of paragraph number ``index`` (span relative to it) stands."""
        ...
