"""The engine: remembers paragraphs, survives a broken checker, can be called off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from editor.checks.checker import Facts, Story
from editor.checks.engine import Cancelled, Engine
from editor.checks.intent import Intent, Scope, dismissal_of
from editor.checks.readability.model import Readability, Scores
from editor.checks.rule import Edit, Family, Finding, Fix, Level, Rule
from editor.language.reading import Reading
from editor.text.parse import Format, parse
from editor.text.span import Span

RULE = Rule("style.very", Family.STYLE, Level.QUESTION, "s", "w", "r", "x")
TEXT = "It was a very wet day.\n\nNobody came.\n\nIt was a very wet day.\n"


def measure(story: Story) -> Readability:
    return Readability(Scores("", (), len(story.document.source.split()), 0, 0, 0, 0, 0.0))


@dataclass
class Very:
    """Flags the word *very*; counts how often it was asked."""

    name: str = "very"
    rules: Sequence[Rule] = (RULE,)
    asked: list[str] = field(default_factory=list)

    def check(self, facts: Facts) -> list[Finding]:
        text = facts.paragraph.text
        self.asked.append(text)
        at = text.find("very")
        if at < 0:
            return []
        span = Span(at, at + 4)
        fix = Fix("cut", (Edit(Span(at, at + 5), ""),))
        return [Finding(RULE, span, "very", "m", fixes=(fix,))]


@dataclass
class Broken:
    name: str = "broken"
    rules: Sequence[Rule] = ()

    def check(self, facts: Facts) -> list[Finding]:
        raise RuntimeError("out of ink")


@dataclass
class CountingReader:
    read_texts: list[str] = field(default_factory=list)

    def read(self, paragraphs: Sequence[str]) -> list[Reading]:
        self.read_texts += paragraphs
        return [Reading(()) for _ in paragraphs]


def test_equal_paragraphs_are_checked_once_and_placed_twice() -> None:
    very = Very()
    report = Engine(None, [very], [], None, measure).review(parse(TEXT), Intent())
    assert len(very.asked) == 2
    assert [f.span.of(TEXT) for f in report.findings] == ["very", "very"]
    assert report.findings[1].span.start > report.findings[0].span.start
    assert [e.span.of(TEXT) for f in report.findings for e in f.fixes[0].edits] == ["very ", "very "]


def test_an_edit_costs_its_own_paragraph() -> None:
    very, reader = Very(), CountingReader()
    engine = Engine(reader, [very], [], None, measure)
    engine.review(parse(TEXT), Intent())
    very.asked.clear()
    reader.read_texts.clear()
    engine.review(parse(TEXT.replace("Nobody", "Somebody")), Intent())
    assert very.asked == reader.read_texts == ["Somebody came."]


def test_a_broken_checker_becomes_one_failure_and_the_others_go_on() -> None:
    report = Engine(None, [Broken(), Very()], [], None, measure).review(parse(TEXT), Intent())
    assert len(report.findings) == 2
    assert [failure.checker for failure in report.failures] == ["broken"]
    assert "out of ink" in report.failures[0].message


def test_a_review_can_be_called_off() -> None:
    with pytest.raises(Cancelled):
        Engine(None, [Very()], [], None, measure).review(parse(TEXT), Intent(), lambda done, total: False)


def test_an_answer_of_the_writer_silences() -> None:
    engine = Engine(None, [Very()], [], None, measure)
    first = engine.review(parse(TEXT), Intent()).findings[0]
    intent = Intent(dismissals=frozenset({dismissal_of(first, TEXT, Scope.WORD)}))
    assert engine.review(parse(TEXT), intent).findings == ()


def test_findings_in_markdown_lie_on_the_words_in_the_source() -> None:
    source = "# One\n\nIt was a *very* wet day.\n"
    report = Engine(None, [Very()], [], None, measure).review(parse(source, Format.MARKDOWN), Intent())
    assert [f.span.of(source) for f in report.findings] == ["very"]


def test_a_fix_that_would_write_over_markup_is_left_out() -> None:
    source = "It was a ve*ry* wet day.\n"
    (finding,) = Engine(None, [Very()], [], None, measure).review(parse(source, Format.MARKDOWN), Intent()).findings
    assert finding.text == "ve*ry"
    assert finding.fixes == ()


def test_a_fix_beside_markup_stands() -> None:
    source = "It was a very *wet* day.\n"
    (finding,) = Engine(None, [Very()], [], None, measure).review(parse(source, Format.MARKDOWN), Intent()).findings
    assert [edit.span.of(source) for edit in finding.fixes[0].edits] == ["very "]
