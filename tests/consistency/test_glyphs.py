"""Marks in the minority form: one finding for the whole text, and a clean text stays clean."""

from __future__ import annotations

from editor.checks.apply import Choice, apply, edits_of
from editor.checks.checker import Story
from editor.checks.consistency.glyphs import APOSTROPHES, QUOTATION_MARKS, GlyphChecker
from editor.checks.intent import Intent
from editor.checks.rule import Applicability, Finding
from editor.text.parse import parse
from tests.dialogue.reviewing import facts_of, findings_in

_MIXED = '“One,” he said. “Two.”\n\n"Three." “Four.”\n\n“Five."\n\n"Six."\n'


def _whole_text(source: str) -> list[Finding]:
    document = parse(source)
    facts = tuple(facts_of(document, paragraph) for paragraph in document.paragraphs)
    return GlyphChecker().check(Story(document, facts, Intent()))


def test_the_minority_form_is_one_finding_with_all_its_places() -> None:
    (found,) = _whole_text(_MIXED)
    assert found.rule is QUOTATION_MARKS
    assert found.text == '"Three."'
    assert [place.of(_MIXED) for place in found.places] == ['"Six."']


def test_safe_fixes_leave_one_form_and_change_nothing_twice() -> None:
    text = _MIXED
    for _ in range(3):
        findings = [*findings_in(text), *_whole_text(text)]
        choices = [Choice(f, x) for f in findings for x in f.fixes if x.applicability is Applicability.SAFE]
        text = apply(edits_of(choices, text)[0], text)
    assert text == _MIXED.replace('"Three."', "“Three.”").replace('“Five."', "“Five.”").replace('"Six."', "“Six.”")
    assert findings_in(text) == [] and _whole_text(text) == []


def test_apostrophes_are_counted_apart() -> None:
    (found,) = _whole_text("It’s late, and she’s tired, and he's gone.")
    assert found.rule is APOSTROPHES
    assert found.fixes[0].edits[0].replacement == "’"


def test_apostrophes_follow_safely_where_the_habit_is_clear() -> None:
    (clear,) = _whole_text("It’s late, and she’s tired, and he’s gone, and they've not.")
    (unclear,) = _whole_text("It’s late, and she’s tired, and he's gone.")
    assert [one.fixes[0].applicability for one in (clear, unclear)] == [Applicability.SAFE, Applicability.ASK]


def test_a_text_of_one_form_is_silent() -> None:
    assert _whole_text("“It’s late,” she said. “He said ‘run.’”") == []
