"""What the dialogue family alone finds in a text."""

from __future__ import annotations

from editor.checks.checker import Facts, Story
from editor.checks.dialogue.checker import DialogueChecker
from editor.checks.dialogue.people import PeopleChecker
from editor.checks.intent import Intent
from editor.checks.rule import Finding
from editor.language.reader import Reader
from editor.text.document import Document, Paragraph
from editor.text.parse import Format, parse
from editor.text.zones import scan_of, zones_of


def facts_of(document: Document, paragraph: Paragraph, reader: Reader | None = None) -> Facts:
    """The facts of one paragraph; without a reader, English unread."""
    style = document.quotes
    reading = reader.read([paragraph.text])[0] if reader is not None else None
    return Facts(paragraph, style, scan_of(paragraph, style), zones_of(paragraph, style), reading)


def story_of(
    source: str, reader: Reader | None = None, intent: Intent | None = None, form: Format = Format.TEXT
) -> Story:
    """A text with the facts of its paragraphs."""
    document = parse(source, form)
    facts = tuple(facts_of(document, paragraph, reader) for paragraph in document.paragraphs)
    return Story(document, facts, intent or Intent())


def findings_in(source: str, form: Format = Format.TEXT) -> list[Finding]:
    """What the rules of one paragraph find, their spans in ``source``."""
    document = parse(source, form)
    checker = DialogueChecker()
    return [
        finding.moved(lambda span, index=index: document.to_source(index, span))  # type: ignore[misc]
        for index, paragraph in enumerate(document.paragraphs)
        for finding in checker.check(facts_of(document, paragraph))
    ]


def addressed_in(source: str, reader: Reader | None = None, intent: Intent | None = None) -> list[Finding]:
    """Who is spoken to without a comma, their spans in ``source``."""
    return PeopleChecker().check(story_of(source, reader, intent))
