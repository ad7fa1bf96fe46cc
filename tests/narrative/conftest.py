"""A story read by the shipped model, and what the narrative checker says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from editor.checks.checker import Facts, Story
from editor.checks.intent import Intent
from editor.checks.narrative.checker import NarrativeChecker
from editor.checks.narrative.model import Narrative
from editor.checks.rule import Finding
from editor.language.reader import Reader
from editor.text.parse import Format, parse
from editor.text.zones import scan_of, zones_of


@dataclass(frozen=True)
class Told:
    """What came out for one text."""

    source: str
    narrative: Narrative
    findings: list[Finding]

    def flagged(self, prefix: str = "tense") -> list[str]:
        """The words flagged by the rules that begin with ``prefix``."""
        return [f.text for f in self.findings if f.rule.id.startswith(prefix)]


Tell = Callable[..., Told]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load()


@pytest.fixture(scope="session")
def story_of(reader: Reader) -> Callable[..., Story]:
    def story(source: str, intent: Intent | None = None, read: bool = True) -> Story:
        document = parse(source, Format.TEXT)
        readings = reader.read([p.text for p in document.paragraphs])
        facts = tuple(
            Facts(p, document.quotes, scan_of(p, document.quotes), zones_of(p, document.quotes), r if read else None)
            for p, r in zip(document.paragraphs, readings, strict=True)
        )
        return Story(document, facts, intent or Intent())

    return story


@pytest.fixture(scope="session")
def tell(story_of: Callable[..., Story], reader: Reader) -> Tell:
    def told(source: str, intent: Intent | None = None, read: bool = True) -> Told:
        narrative, findings = NarrativeChecker(reader).narrate(story_of(source, intent, read))
        return Told(source, narrative, findings)

    return told
