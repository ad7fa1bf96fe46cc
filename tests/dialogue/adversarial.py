"""Paragraphs that a pattern which backtracks, or a loop inside a loop, would take minutes over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from editor.checks.checker import Facts
from editor.checks.consistency.forms import seen_in
from editor.checks.dialogue import advice, ends, house, leads, marks, people, questions, strokes, tags
from editor.checks.dialogue.speech import page_of
from editor.text.document import Paragraph
from editor.text.quotes import QuoteStyle, System
from editor.text.zones import scan_of, zones_of

FULL = 20_000
_NOBODY = people.People(frozenset({"ann", "word"}))
_UNITS = {
    "spaces": " ",
    "dots": ".",
    "straight quotes": '"',
    "opening quotes": "“",
    "closing quotes": "”",
    "apostrophes": "’",
    "straight apostrophes": "'",
    "opening apostrophes": "‘",
    "short words": "ab ",
    "commas": "“Word, ",
    "tags": "“Hi,” he said, ",
    "tags only": "he said he said, ",
    "tags in open speech": "“Word, he said, ",
    "crossed marks": '“a ‘b ’c ”d "e ',
    "strays": "a.” ",
    "end marks": "a.,?! ",
    "shouts": "?!",
    "titles": "Mr. ",
    "names": "Ann ",
    "joined names": "Ann and ",
    "names called": "“Ann come Ann. ",
    "names in speech": "“Ann my dear Ann Ann, ",
    "tag questions": "you are not it aren’t you? ",
    "hyphens": "ab-",
    "dashes": "a — ",
    "directions": "\u202e",
    "joined emoji": "😀\u200d",
    "emoji": "😀",
}


def paragraphs(size: int = FULL) -> Iterator[tuple[str, str]]:
    """Each adversarial paragraph with its name; ``size`` repetitions, or letters where one letter repeats."""
    for name, unit in _UNITS.items():
        # Repetitions of longer units fill a paragraph of the same length.
        yield name, unit * max(size // (1 if len(unit) < 4 else len(unit) // 2), 1)
    yield "letters", "a" * (size * 5 // 2)
    yield "brackets", "(" * (size // 2) + ")" * (size // 2)
    yield "nested quotations", "“‘" * (size // 4) + "’”" * (size // 4)
    yield "combining marks", "a" + "\u0301" * (size * 10)
    yield "one sentence", "word " * (size * 5)
    yield "one spoken sentence", "“" + "word " * (size * 5) + "”"
    yield "one letter", "a" * (size * 50)


def facts_of(text: str, system: System) -> Facts:
    """The facts of an adversarial paragraph."""
    paragraph, style = Paragraph(text), QuoteStyle(system, True)
    return Facts(paragraph, style, scan_of(paragraph, style), zones_of(paragraph, style), None)


def steps(text: str, system: System) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every rule of the two families over one paragraph, as a name and a call."""
    facts = facts_of(text, system)
    page = page_of(facts)
    yield "scan", lambda: scan_of(facts.paragraph, facts.style)
    yield "zones", lambda: zones_of(facts.paragraph, facts.style)
    yield "speech", lambda: page_of(facts)
    for rule in (
        marks.marks,
        ends.doubled,
        ends.missing_end,
        ends.outside,
        tags.after,
        leads.leads,
        questions.questions,
        strokes.strokes,
        advice.advice,
        house.house,
    ):
        yield rule.__name__, lambda rule=rule: list(islice(rule(page), 100))  # type: ignore[misc]
    yield "people", lambda: people.seen_on(page)
    yield "addresses", lambda: list(people.places(text, people.seen_on(page), _NOBODY, None))
    yield "habits", lambda: seen_in.__wrapped__(facts.paragraph)
