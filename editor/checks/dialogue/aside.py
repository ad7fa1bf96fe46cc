"""The family says where it stands aside: in texts that mark speech with dashes or guillemets, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from editor.checks.checker import Facts, Story
from editor.checks.dialogue.flag import rule
from editor.checks.dialogue.tokens import Word, words_in
from editor.checks.dialogue.words import SUBJECTS
from editor.checks.rule import Finding, Level, Rule
from editor.text.document import Kind
from editor.text.quotes import System
from editor.text.span import Span

OTHER_MARKS = rule(
    "other-marks",
    Level.ADVICE,
    "speech without quotation marks",
    "Dashes, guillemets and speech without any marks have rules of their own, which differ from house to house. "
    "Blue Pencil judges the punctuation of speech only between quotation marks.",
    "“Come in,” she said. “You’re wet.”",
    "— Come in, she said. ¶ — I’m wet. ¶ — Sit down. ¶ — Thank you.",
    "New Hart's Rules 9.2.5; CMOS 13.43",
    False,
)
_HOW = {
    System.DASH: "This text marks speech with dashes",
    System.GUILLEMETS: "This text marks speech with guillemets",
    System.NONE: "This text marks speech with no marks at all",
}
_SAYING = frozenset("said says asked asks replied replies whispered whispers shouted shouts".split())
# So many tags without quotation marks are a habit.
_HABIT = 3


@dataclass(frozen=True, slots=True)
class AsideChecker:
    """One piece of advice for the whole text, at the first speech that is not judged."""

    name: str = "aside"

    @property
    def rules(self) -> Sequence[Rule]:
        return (OTHER_MARKS,)

    def check(self, story: Story) -> list[Finding]:
        system = story.document.quotes.system
        if system not in _HOW:
            return []
        found = list(islice(_speeches(story, system), _HABIT))
        if (len(found) < _HABIT and system is System.NONE) or not found:
            return []
        span = found[0]
        message = f"{_HOW[system]}, so its punctuation is not judged."
        return [Finding(OTHER_MARKS, span, span.of(story.document.source), message, "no quotation marks to go by")]


def _speeches(story: Story, system: System) -> Iterator[Span]:
    """The places in the source at which speech shows."""
    for index, facts in enumerate(story.facts):
        if facts.paragraph.kind is not Kind.PROSE:
            continue
        for span in _in_paragraph(facts, system):
            yield story.document.to_source(index, span)


def _in_paragraph(facts: Facts, system: System) -> Iterator[Span]:
    text = facts.paragraph.text
    if system is System.DASH:
        start = len(text) - len(text.lstrip())
        if text[start : start + 1] in ("—", "–", "―"):
            yield Span(start, start + 1)
    elif system is System.GUILLEMETS:
        yield from (quotation.span for quotation in facts.scan.quotations)
    else:
        yield from _tags(text)


def _tags(text: str) -> Iterator[Span]:
    """Tags without quotation marks: ``Come in, she said.``"""
    before: Word | None = None
    for word in words_in(text, 0, len(text)):
        if before is not None and word.low in _SAYING and before.low in SUBJECTS:
            comma = text[: before.span.start].rstrip()[-1:] in (",", "?", "!")
            if comma:
                yield Span(before.span.start, word.span.end)
        before = word
