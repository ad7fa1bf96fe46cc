"""Straight and curly in one text: the form most of it uses wins, one finding for all the other places.

Quotation marks and apostrophes are counted apart, since many typists mix only the one or the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.checks.checker import Story
from editor.checks.consistency.places import Place, earned, one_finding, placed
from editor.checks.rule import Applicability, Edit, Family, Finding, Level, Rule
from editor.text.document import Kind
from editor.text.pairs import is_matched
from editor.text.quotes import Ending, Quotation, System
from editor.text.span import Span

QUOTATION_MARKS = Rule(
    "consistency.quotation-marks",
    Family.CONSISTENCY,
    Level.MISTAKE,
    "straight and curly quotation marks",
    "A text keeps to one form of quotation marks. Two forms usually show where two files, or two programs, met.",
    "“Late again?” — “Only a little.”",
    '“Late again?” “Never!” — "Only a little."',
    True,
    "CMOS 6.115",
)
APOSTROPHES = Rule(
    "consistency.apostrophes",
    Family.CONSISTENCY,
    Level.QUESTION,
    "straight and curly apostrophes",
    "A text keeps to one form of apostrophe, as it does with quotation marks.",
    "It’s late, and she’s tired.",
    "It’s late, and she's tired, and he’s gone.",
    True,
    "CMOS 6.117",
)

_TO_CURLY = {"opening": {'"': "“", "'": "‘"}, "closing": {'"': "”", "'": "’"}}
_TO_STRAIGHT = {"“": '"', "”": '"', "„": '"', "‟": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'"}
_STRAIGHT = frozenset("\"'")


def _all(quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    for quotation in quotations:
        yield quotation
        yield from _all(quotation.inner)


def _edits(quotation: Quotation, curly: bool) -> tuple[Edit, ...]:
    """What brings both marks of a quotation into the form of the text, relative to its paragraph."""
    start, end = quotation.span.start, quotation.span.end
    ends = [("opening", quotation.opening, Span(start, start + 1))]
    if quotation.ending is Ending.CLOSED:
        ends.append(("closing", quotation.closing, Span(end - 1, end)))
    edits: list[Edit] = []
    for side, mark, span in ends:
        wanted = _TO_CURLY[side].get(mark) if curly else _TO_STRAIGHT.get(mark)
        if wanted is not None:
            edits.append(Edit(span, wanted))
    return tuple(edits)


@dataclass(frozen=True, slots=True)
class GlyphChecker:
    """Quotation marks and apostrophes of the whole text."""

    name: str = "glyphs"

    @property
    def rules(self) -> Sequence[Rule]:
        return (QUOTATION_MARKS, APOSTROPHES)

    def check(self, story: Story) -> list[Finding]:
        return [*self._quotation_marks(story), *self._apostrophes(story)]

    def _quotation_marks(self, story: Story) -> Iterator[Finding]:
        style = story.document.quotes
        if style.system not in (System.DOUBLE, System.SINGLE):
            return
        places: list[Place] = []
        whole = 0
        for index, facts in enumerate(story.facts):
            for quotation in _all(facts.scan.quotations):
                whole += 1
                if quotation.ending is Ending.CLOSED and not is_matched(quotation):
                    continue  # a mistake of its own, in the dialogue family
                edits = _edits(quotation, style.curly)
                if edits:
                    places.append(placed(story, index, quotation.span, edits))
        if not places:
            return
        few, most = ("straight", "curly") if style.curly else ("curly", "straight")
        many = len(places) > 1
        message = f"{len(places)} quotation{'s' if many else ''} in {few} marks in a text whose quotations are {most}."
        evidence = f"{whole - len(places)} {most}, {len(places)} {few}"
        yield one_finding(
            story, QUOTATION_MARKS, places, message, evidence, f"Make them all {most}", Applicability.SAFE
        )

    def _apostrophes(self, story: Story) -> Iterator[Finding]:
        found: dict[str, list[tuple[int, int]]] = {"'": [], "’": []}
        for index, facts in enumerate(story.facts):
            if facts.paragraph.kind is Kind.SCENE_BREAK:
                continue
            text = facts.paragraph.text
            for mark, seen in found.items():
                at = text.find(mark, 1)
                while at > 0:
                    # Between two letters nothing but an apostrophe can stand.
                    if at + 1 < len(text) and text[at - 1].isalpha() and text[at + 1].isalpha():
                        seen.append((index, at))
                    at = text.find(mark, at + 1)
        straight, curly = found["'"], found["’"]
        if not straight or not curly:
            return
        # A tie goes to the form of the quotation marks.
        curly_wins = len(curly) > len(straight) or (len(curly) == len(straight) and story.document.quotes.curly)
        fewer, mark = (straight, "’") if curly_wins else (curly, "'")
        few, most = ("straight", "curly") if curly_wins else ("curly", "straight")
        places = [placed(story, i, Span(at, at + 1), (Edit(Span(at, at + 1), mark),)) for i, at in fewer]
        total = len(straight) + len(curly)
        message = (
            f"{len(fewer)} of {total} apostrophes {'are' if len(fewer) > 1 else 'is'} {few}; the others are {most}."
        )
        evidence = f"{total - len(fewer)} {most}, {len(fewer)} {few}"
        how = earned(total - len(fewer), len(fewer))
        yield one_finding(story, APOSTROPHES, places, message, evidence, f"Make them all {most}", how)
