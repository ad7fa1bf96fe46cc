"""What the dialogue family alone finds in a text."""

from __future__ import annotations

from editor.checks.checker import Facts
from editor.checks.dialogue.checker import DialogueChecker
from editor.checks.rule import Finding
from editor.text.document import Document, Paragraph
from editor.text.parse import Format, parse
from editor.text.zones import scan_of, zones_of


def facts_of(document: Document, paragraph: Paragraph) -> Facts:
    """The facts of one paragraph, English unread."""
    style = document.quotes
    return Facts(paragraph, style, scan_of(paragraph, style), zones_of(paragraph, style), None)


def findings_in(source: str, form: Format = Format.TEXT) -> list[Finding]:
    """The family's findings, their spans in ``source``."""
    document = parse(source, form)
    checker = DialogueChecker()
    return [
        finding.moved(lambda span, index=index: document.to_source(index, span))  # type: ignore[misc]
        for index, paragraph in enumerate(document.paragraphs)
        for finding in checker.check(facts_of(document, paragraph))
    ]
