"""The marks that a writer declares stand over those that the text seems to have."""

from __future__ import annotations

import pytest

from editor.checks.dialogue.checker import DialogueChecker
from editor.checks.quoting import QuotingError, quotes_of, said_of_quotes
from editor.text.parse import parse
from editor.text.quotes import QuoteStyle, System
from tests.dialogue.reviewing import facts_of

FOUND = QuoteStyle(System.DOUBLE, False)
# One speech in single marks among quoted signs in double ones: by its marks, a text in double quotation marks.
SIGNS = "The sign said “closed”. The other said “open”.\n\n‘It’s late.’ she said.\n\nThe third said “ring twice”."


@pytest.mark.parametrize(
    ("said", "style"),
    [
        ("UK single, curly", QuoteStyle(System.SINGLE, True)),
        ("single straight", QuoteStyle(System.SINGLE, False)),
        ("UK", QuoteStyle(System.SINGLE, False)),
        ("US, curly", QuoteStyle(System.DOUBLE, True)),
        ("UK double and curly quotation marks", QuoteStyle(System.DOUBLE, True)),
        ("curly", QuoteStyle(System.DOUBLE, True)),
        ("dashes", QuoteStyle(System.DASH, False)),
        ("Guillemets", QuoteStyle(System.GUILLEMETS, False)),
        ("none", QuoteStyle(System.NONE, False)),
    ],
)
def test_a_style_is_said_in_words(said: str, style: QuoteStyle) -> None:
    assert quotes_of(said, FOUND) == style
    assert quotes_of(said_of_quotes(style), FOUND) == style


@pytest.mark.parametrize("said", ["tripled", "single, double", "straight and curly", "UK US"])
def test_what_makes_no_sense_is_said(said: str) -> None:
    with pytest.raises(QuotingError, match=r"quotation marks.*\.$"):
        quotes_of(said, FOUND)


def _rules(source: str, quotes: QuoteStyle | None) -> list[str]:
    document = parse(source, quotes=quotes)
    return [f.rule.id for p in document.paragraphs for f in DialogueChecker().check(facts_of(document, p))]


def test_declared_marks_are_judged_by() -> None:
    assert parse(SIGNS).quotes.system is System.DOUBLE
    assert "dialogue.period-before-tag" not in _rules(SIGNS, None)
    assert "dialogue.period-before-tag" in _rules(SIGNS, QuoteStyle(System.SINGLE, True))


def test_a_text_declared_to_have_dashes_is_left_alone() -> None:
    assert _rules("“It’s late.” she said.", QuoteStyle(System.DOUBLE, True)) == ["dialogue.period-before-tag"]
    assert _rules("“It’s late.” she said.", QuoteStyle(System.DASH, True)) == []


def test_nothing_declared_changes_nothing() -> None:
    found = parse(SIGNS)
    assert parse(SIGNS, quotes=found.quotes) == found
