"""The engine: facts of each paragraph, every checker over them, one sorted report.

Facts and a checker's findings are remembered by paragraph, so an edit costs its own paragraph and
the story checkers' totals.  A checker that raises becomes a failure in the report, not a dead panel.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol, TypeVar

from editor.checks.checker import Facts, ParagraphChecker, Sieve, Story, StoryChecker
from editor.checks.intent import Intent
from editor.checks.narrative.model import Narrative
from editor.checks.overlap import settle
from editor.checks.proposal import NotWorkedOut, Order, Proposal
from editor.checks.readability.model import Readability
from editor.checks.report import Failure, Report
from editor.checks.rule import Finding, Rule
from editor.language.reading import Reading
from editor.text.document import Document, Kind, Paragraph
from editor.text.quotes import QuoteStyle
from editor.text.span import Span
from editor.text.zones import scan_of, zones_of


class Reader(Protocol):
    """What reads English: the shipped model, or a stand-in."""

    def read(self, paragraphs: Sequence[str]) -> list[Reading]: ...


class NarrativeChecker(StoryChecker, Protocol):
    """The story checker that also draws the timeline."""

    def narrate(self, story: Story) -> tuple[Narrative, list[Finding]]: ...


Progress = Callable[[int, int], bool]
"""Called with (paragraphs done, paragraphs in all); an answer of False cancels the review."""

K = TypeVar("K")
V = TypeVar("V")

# Paragraphs remembered: a 500,000-word novel has about 12,000.
_REMEMBERED = 20_000
_BATCH = 64


class Cancelled(Exception):
    """The review was called off by its progress callback."""


class _Memo(OrderedDict[K, V]):
    """The least recently used entries go first."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def recall(self, key: K) -> V | None:
        value = self.get(key)
        if value is not None:
            self.move_to_end(key)
        return value

    def keep(self, key: K, value: V) -> None:
        self[key] = value
        if len(self) > self._limit:
            self.popitem(last=False)


def _no_progress(done: int, total: int) -> bool:
    return True


@dataclass(slots=True)
class Engine:
    """Holds the checkers and what they found before.

    ``measure`` computes the readability of a story; ``narrative`` may be None when English cannot be
    read, and then the report's narrative is empty and a failure says why.
    """

    reader: Reader | None
    paragraph_checkers: Sequence[ParagraphChecker]
    story_checkers: Sequence[StoryChecker]
    narrative: NarrativeChecker | None
    measure: Callable[[Story], Readability]
    sieves: Sequence[Sieve] = ()
    standing_failures: tuple[Failure, ...] = ()
    _facts: _Memo[tuple[Paragraph, QuoteStyle], Facts] = field(default_factory=lambda: _Memo(_REMEMBERED))
    _found: dict[str, _Memo[tuple[Paragraph, QuoteStyle], tuple[Finding, ...]]] = field(default_factory=dict)

    def rules(self) -> list[Rule]:
        """Every rule of every checker, by id."""
        checkers: list[ParagraphChecker | StoryChecker] = [*self.paragraph_checkers, *self.story_checkers]
        if self.narrative is not None:
            checkers.append(self.narrative)
        return sorted({rule.id: rule for checker in checkers for rule in checker.rules}.values(), key=lambda r: r.id)

    def forget(self, checker: str) -> None:
        """Drop what one paragraph checker found before (its engine was switched on, off or changed)."""
        self._found.pop(checker, None)

    def story(self, document: Document, intent: Intent, progress: Progress = _no_progress) -> Story:
        """The facts of every paragraph of ``document``; only new paragraphs are read.

        Raises:
            Cancelled: if ``progress`` answers False.
        """
        style = document.quotes
        new = list(dict.fromkeys(p for p in document.paragraphs if self._facts.recall((p, style)) is None))
        for start in range(0, len(new), _BATCH):
            batch = new[start : start + _BATCH]
            readings: Sequence[Reading | None] = (
                self.reader.read([p.text for p in batch]) if self.reader is not None else [None] * len(batch)
            )
            for paragraph, reading in zip(batch, readings, strict=True):
                facts = Facts(paragraph, style, scan_of(paragraph, style), zones_of(paragraph, style), reading)
                self._facts.keep((paragraph, style), facts)
            if not progress(start, 2 * len(new)):
                raise Cancelled
        return Story(document, tuple(self._known(p, style) for p in document.paragraphs), intent)

    def _known(self, paragraph: Paragraph, style: QuoteStyle) -> Facts:
        facts = self._facts.recall((paragraph, style))
        if facts is None:  # more paragraphs than are remembered
            reading = self.reader.read([paragraph.text])[0] if self.reader is not None else None
            facts = Facts(paragraph, style, scan_of(paragraph, style), zones_of(paragraph, style), reading)
        return facts

    def review(self, document: Document, intent: Intent, progress: Progress = _no_progress) -> Report:
        """Check the whole document.

        Raises:
            Cancelled: if ``progress`` answers False.
        """
        story = self.story(document, intent, progress)
        failures: dict[str, Failure] = {failure.checker: failure for failure in self.standing_failures}
        findings: list[Finding] = []
        total = len(story.facts)
        for index, facts in enumerate(story.facts):
            if facts.paragraph.kind is not Kind.SCENE_BREAK:
                for checker in self.paragraph_checkers:
                    for finding in self._paragraph(checker, facts, failures):
                        if all(sieve.keep(story, index, finding) for sieve in self.sieves):
                            findings.append(_placed(finding, document, index))
            if index % 16 == 0 and not progress(total + index, 2 * total):
                raise Cancelled
        for story_checker in self.story_checkers:
            findings += self._guard(story_checker.name, failures, partial(story_checker.check, story)) or []
        narrative = Narrative()
        if self.narrative is not None:
            narrator = self.narrative
            told = self._guard(narrator.name, failures, lambda: narrator.narrate(story))
            if told is not None:
                narrative = told[0]
                findings += told[1]
        readability = self.measure(story)
        # The words as they stand in the source: with markup inside them, or a line end in a wrapped line.
        findings = [replace(f, text=f.span.of(document.source)) for f in findings]
        kept = [f for f in settle(findings) if not intent.silences(f, document.source)]
        return Report(tuple(kept), readability, narrative, readability.whole.words, tuple(failures.values()))

    def propose(
        self, order: Order, document: Document, intent: Intent, progress: Progress = _no_progress
    ) -> tuple[Proposal, ...]:
        """What ``order`` would change in the document.

        Raises:
            Cancelled: if ``progress`` answers False.
            NotWorkedOut: if it cannot be told.
        """
        story = self.story(document, intent, progress)
        failures: dict[str, Failure] = {}

        def work() -> tuple[Proposal, ...] | NotWorkedOut:
            try:
                return order.propose(story)
            except NotWorkedOut as refusal:
                return refusal

        answer = self._guard("rewriting", failures, work)
        if answer is None:
            raise NotWorkedOut(failures["rewriting"].message)
        if isinstance(answer, NotWorkedOut):
            raise answer
        return answer

    def _paragraph(self, checker: ParagraphChecker, facts: Facts, failures: dict[str, Failure]) -> Iterable[Finding]:
        memo = self._found.setdefault(checker.name, _Memo(_REMEMBERED))
        key = (facts.paragraph, facts.style)
        known = memo.recall(key)
        if known is None:
            found = self._guard(checker.name, failures, lambda: checker.check(facts))
            if found is None:
                return ()
            known = tuple(found)
            memo.keep(key, known)
        return known

    def _guard(self, name: str, failures: dict[str, Failure], work: Callable[[], V]) -> V | None:
        if name in failures and name not in {f.checker for f in self.standing_failures}:
            return None  # it failed on an earlier paragraph: once is enough
        try:
            return work()
        except Exception as error:  # the one guard: a broken checker must not take the others with it
            failures[name] = Failure(name, f"The {name} check could not finish ({type(error).__name__}: {error}).")
            return None


def _placed(finding: Finding, document: Document, index: int) -> Finding:
    """``finding`` of paragraph number ``index`` in the source.

    A fix that would write over markup inside its words is left out: nobody asked to lose an emphasis.
    """
    text = document.paragraphs[index].text
    source = document.source

    def as_it_stands(span: Span) -> bool:
        return document.to_source(index, span).of(source) == span.of(text)

    fixes = tuple(fix for fix in finding.fixes if all(as_it_stands(edit.span) for edit in fix.edits))
    return replace(finding, fixes=fixes).moved(lambda span: document.to_source(index, span))
