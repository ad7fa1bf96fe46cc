"""What the lowest floor promises: nothing of the source is lost, and every place maps back to it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.document import Kind
from editor.text.parse import Format, parse
from editor.text.quotes import Ending, QuoteStyle, System, detect, scan
from editor.text.span import Span
from editor.text.zones import ZoneKind, zones_of

_PIECES = st.sampled_from(
    [
        "word",
        "Anna",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "“",
        "”",
        '"',
        "'",
        "’",
        "‘",
        "*",
        "_",
        "**",
        "# ",
        "> ",
        "* * *",
        "😀",
        "👩\u200d👩\u200d👧",
        "é",
        "\xa0",
        ".",
        ",",
        "?",
        "…",
        "—",
        "\\",
        "said",
        "\t",
    ]
)
_SOURCES = st.lists(_PIECES, max_size=40).map("".join)


@given(_SOURCES, st.sampled_from(Format))
def test_every_character_of_a_paragraph_stands_where_its_place_says(source: str, form: Format) -> None:
    document = parse(source, form)
    assert document.source == source
    end = 0
    for index, paragraph in enumerate(document.paragraphs):
        place = document.places[index]
        assert place.span.start >= end and place.span.end <= len(source)
        end = place.span.end
        for at, char in enumerate(paragraph.text):
            there = document.to_source(index, Span(at, at + 1)).of(source)
            assert there == char or (char == " " and not there.strip())


@given(_SOURCES)
def test_plain_words_are_never_lost(source: str) -> None:
    document = parse(source)
    kept = "".join(paragraph.text for paragraph in document.paragraphs)
    assert [char for char in kept if char.isalpha()] == [char for char in source if char.isalpha()]


@given(_SOURCES)
def test_zones_cover_a_paragraph_without_gaps(source: str) -> None:
    document = parse(source)
    for paragraph in document.paragraphs:
        zones = zones_of(paragraph, document.quotes)
        assert "".join(zone.span.of(paragraph.text) for zone in zones) == paragraph.text


@given(_SOURCES, st.sampled_from(System), st.booleans())
def test_quotations_are_in_order_and_apart(source: str, system: System, curly: bool) -> None:
    found = scan(source, QuoteStyle(system, curly)).quotations
    for before, after in itertools.pairwise(found):
        assert before.span.end <= after.span.start
    for quotation in found:
        assert source[quotation.span.start] == quotation.opening
        assert bool(quotation.closing) is (quotation.ending is Ending.CLOSED)


def test_a_place_counts_code_points_after_an_emoji_and_markup() -> None:
    source = "A 😀 smile.\n\nShe was *very* tired 👩‍👩‍👧 today."
    document = parse(source, Format.MARKDOWN)
    text = document.paragraphs[1].text
    assert text == "She was very tired 👩‍👩‍👧 today."
    at = text.index("tired")
    assert document.to_source(1, Span(at, at + 5)).of(source) == "tired"
    very = text.index("very")
    assert document.to_source(1, Span(very, very + 4)).of(source) == "very"


def test_a_style_is_the_same_however_often_it_is_used() -> None:
    assert detect(["“One.”"]) == detect(["“One.” “Two.”"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("‘How many of ’em are there?’ he asked.", ["‘How many of ’em are there?’"]),
        ("‘The boys’ boots are wet,’ she said.", ["‘The boys’ boots are wet,’"]),
        ("‘’Tis late,’ she said.", ["‘’Tis late,’"]),
        ("'I don't know,' he said. 'It's rock 'n' roll.'", ["'I don't know,'", "'It's rock 'n' roll.'"]),
        ("‘He said “run” to me,’ she said.", ["‘He said “run” to me,’"]),
        ("It was the summer of ’62, and Tom’s last.", []),
    ],
)
def test_an_apostrophe_is_told_from_a_closing_mark(text: str, said: list[str]) -> None:
    found = scan(text, QuoteStyle(System.SINGLE, "’" in text))
    assert [quotation.span.of(text) for quotation in found.quotations] == said
    assert found.strays == ()


def test_a_speech_runs_over_paragraphs_that_open_again() -> None:
    document = parse("“It began in March.\n\n“By June it was over.\n\n“And here I am.”\n\nHe stopped.")
    first, second, third, last = document.paragraphs
    assert (first.speech_open, first.speech_runs_on) == (False, True)
    assert (second.speech_open, second.speech_runs_on) == (True, True)
    assert (third.speech_open, third.speech_runs_on) == (True, False)
    assert [zone.kind for zone in zones_of(first, document.quotes)] == [ZoneKind.SPEECH]
    assert [zone.kind for zone in zones_of(last, document.quotes)] == [ZoneKind.NARRATION]


def test_what_follows_an_unclosed_speech_is_in_doubt() -> None:
    document = parse("He nodded. “I was there. The room was cold.\n\nNobody spoke.")
    kinds = [zone.kind for zone in zones_of(document.paragraphs[0], document.quotes)]
    assert kinds == [ZoneKind.NARRATION, ZoneKind.UNSURE]


def test_a_mark_of_the_other_kind_closes_after_an_end_mark() -> None:
    text = "“Run!’ she cried."
    quotation = scan(text, QuoteStyle(System.DOUBLE, True)).quotations[0]
    assert (quotation.span.of(text), quotation.ending) == ("“Run!’", Ending.CLOSED)


def test_headings_breaks_and_letters_are_told_apart() -> None:
    document = parse("# One\n\nShe came.\n\n* * *\n\n> Dear Ada", Format.MARKDOWN)
    assert [p.kind for p in document.paragraphs] == [Kind.HEADING, Kind.PROSE, Kind.SCENE_BREAK, Kind.QUOTATION]
