"""A whole text in one style: straight or curly, American or British quotation marks, one ellipsis, one dash.

    target = Target(glyphs=Glyphs.CURLY, system=Speech.DOUBLE, ellipsis="…", dash="—")
    edits = restyle(story, target)
    text = apply(edits, story.document.source)      # editor.checks.apply

What is None in the target stays as it is.  The edits are in the source, sorted, disjoint, and each replaces
what it names by something else: for a text in the target style there are none, so a second run changes nothing.
The window gives :class:`Typography` as an order: its proposals, one a paragraph, are looked at and made in one step.

Only marks change.  An apostrophe stays an apostrophe (``’tis``, ``rock ’n’ roll``, ``the ’90s``, ``boys’``), a
measure keeps its straight or slanted primes (``6'2"``), code and addresses are left alone, and a mark whose part
nobody can tell is not touched: an unclosed quotation is a finding, not a matter of style.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import regex

from editor.checks.apply import apply
from editor.checks.checker import Facts, Story
from editor.checks.consistency.forms import dashes, ellipses
from editor.checks.consistency.habits import dotted
from editor.checks.intent import Intent
from editor.checks.proposal import Proposal
from editor.checks.rule import Edit
from editor.text.document import Kind
from editor.text.parse import Format, parse
from editor.text.quotes import Ending, Quotation, System, scan
from editor.text.roles import DOUBLE_MARKS, ELISIONS, SINGLE_MARKS, SURE_ELISIONS
from editor.text.span import Span
from editor.text.zones import scan_of


class Glyphs(StrEnum):
    """The shape of quotation marks and apostrophes."""

    STRAIGHT = "straight"
    CURLY = "curly"


class Speech(StrEnum):
    """Which marks speech takes; what is quoted inside it takes the other."""

    DOUBLE = "double"  # American
    SINGLE = "single"  # British


@dataclass(frozen=True, slots=True)
class Target:
    """The style wanted; None leaves that matter as it is.

    ``ellipsis`` is one of :data:`ELLIPSES`; ``dash`` one of :data:`DASHES`, what stands between two words.
    """

    glyphs: Glyphs | None = None
    system: Speech | None = None
    ellipsis: str | None = None
    dash: str | None = None


AS_IT_IS = Target()
ELLIPSES = ("…", "...", ". . .")
DASHES = ("—", " — ", " – ", "--", " -- ")


def told(target: Target) -> str:
    """A target in words (``curly marks, American quotation marks``); empty where nothing is wanted."""
    parts = [
        f"{target.glyphs.value} marks" if target.glyphs is not None else "",
        f"{_ENGLISH[target.system]} quotation marks" if target.system is not None else "",
        f"{target.ellipsis} for an ellipsis" if target.ellipsis is not None else "",
        f"dashes as in word{target.dash}word" if target.dash is not None else "",
    ]
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Typography:
    """The order to bring a whole text into one style."""

    target: Target

    def propose(self, story: Story) -> tuple[Proposal, ...]:
        """One proposal for each paragraph that changes."""
        document = story.document
        by_paragraph: dict[int, list[Edit]] = {}
        for edit in restyle(story, self.target):
            by_paragraph.setdefault(document.paragraph_at(edit.span.start) or 0, []).append(edit)
        return tuple(Proposal(document.places[index].span, tuple(edits)) for index, edits in by_paragraph.items())


_ENGLISH = {Speech.DOUBLE: "American", Speech.SINGLE: "British"}
_CURLY = {True: ("‘", "’"), False: ("“", "”")}
_STRAIGHT = {True: ("'", "'"), False: ('"', '"')}
_ALL = DOUBLE_MARKS | SINGLE_MARKS
_NO_PROSE = regex.compile(
    r"```[^`]*+```|`[^`\n]++`|(?<=\])\([^()\n]*+\)|</?\p{L}[^<>\n]*+>|<?\b(?:https?://|www\.)[^\s<>()”’\"]++"
)
_LONGEST = 8  # no elided word is longer
_APOSTROPHES = frozenset("'’‘")


def restyle(story: Story, target: Target) -> tuple[Edit, ...]:
    """What brings the text of ``story`` into the style of ``target``, in the source, in order."""
    document = story.document
    curly = document.quotes.curly if target.glyphs is None else target.glyphs is Glyphs.CURLY
    wanted: list[Edit] = []
    for index, facts in enumerate(story.facts):
        if facts.paragraph.kind is Kind.SCENE_BREAK:
            continue
        text = facts.paragraph.text
        for edit in _paragraph(_masked(facts), target, curly):
            place = document.to_source(index, edit.span)
            # Markup between the words of an edit is nobody's to lose.
            if place.of(document.source) == edit.span.of(text):
                wanted.append(Edit(place, edit.replacement))
    return tuple(sorted(wanted))


def _masked(facts: Facts) -> Facts:
    """The facts as they would be if the signs in code, tags and addresses were letters."""
    text = facts.paragraph.text
    masked = _NO_PROSE.sub(lambda found: "x" * len(found.group()), text)
    if masked == text and facts.paragraph.kind is not Kind.HEADING:
        return facts
    paragraph = replace(facts.paragraph, text=masked)
    return replace(facts, paragraph=paragraph, scan=scan(masked, facts.style, paragraph.speech_runs_on))


def restyled(source: str, form: Format, target: Target) -> tuple[str, int]:
    """A source in the style of ``target``, and how many places were changed; nothing is read but its marks."""
    document = parse(source, form)
    style = document.quotes
    facts = tuple(Facts(p, style, scan_of(p, style), (), None) for p in document.paragraphs)
    edits = restyle(Story(document, facts, Intent()), target)
    return apply(edits, source), len(edits)


def _paragraph(facts: Facts, target: Target, curly: bool) -> Iterator[Edit]:
    text = facts.paragraph.text
    taken: dict[int, str] = {}
    if facts.style.system in (System.DOUBLE, System.SINGLE):
        for quotation in facts.scan.quotations:
            _marks(text, quotation, facts, target, curly, True, taken)
    if target.glyphs is not None:
        aside = _aside(facts)
        for quotation in aside:
            _marks(text, quotation, facts, Target(target.glyphs), curly, False, taken)
        known = {at for quotation in _all((*facts.scan.quotations, *aside)) for at in _ends(quotation)}
        known |= {stray.start for stray in facts.scan.strays}
        for at, char in enumerate(text):
            if char in _APOSTROPHES and at not in known and _is_apostrophe(text, at):
                taken[at] = "’" if curly else "'"
    for at, mark in taken.items():
        if text[at] != mark:
            yield Edit(Span(at, at + 1), mark)
    if target.ellipsis is not None:
        for form, span in ellipses(text):
            if form != target.ellipsis:
                yield Edit(span, dotted(text, span, target.ellipsis))
    if target.dash is not None:
        for form, span in dashes(text):
            if form != target.dash:
                yield Edit(span, target.dash)


def _aside(facts: Facts) -> tuple[Quotation, ...]:
    """In a text of double marks, words that the narrator sets between single ones: a 'home'."""
    if facts.style.system is System.SINGLE or not SINGLE_MARKS & set(facts.paragraph.text):
        return ()
    speech = [quotation.span for quotation in facts.scan.quotations]
    starts = [span.start for span in speech]

    def clear(span: Span) -> bool:
        before = bisect_left(starts, span.end) - 1  # the last speech that begins before the span ends
        return before < 0 or speech[before].end <= span.start

    found = scan(facts.paragraph.text, replace(facts.style, system=System.SINGLE), False).quotations
    inner = {at for quotation in _all(facts.scan.quotations) for at in _ends(quotation)}
    return tuple(
        one
        for one in found
        if one.ending is Ending.CLOSED
        and one.opening in SINGLE_MARKS
        and clear(one.span)
        and not inner & set(_ends(one))
    )


def _all(quotations: tuple[Quotation, ...]) -> Iterator[Quotation]:
    for quotation in quotations:
        yield quotation
        yield from _all(quotation.inner)


def _ends(quotation: Quotation) -> Iterator[int]:
    if quotation.opening:
        yield quotation.span.start
    if quotation.closing:
        yield quotation.span.end - 1


def _marks(
    text: str, quotation: Quotation, facts: Facts, target: Target, curly: bool, outer: bool, taken: dict[int, str]
) -> None:
    """The marks of a quotation and of those inside it."""
    whole = quotation.ending is Ending.CLOSED
    if not whole and (quotation.ending is not Ending.RUNS_ON or quotation.opening not in _ALL):
        return
    single = quotation.opening in SINGLE_MARKS
    if target.system is not None and (outer or single is not (facts.style.system is System.SINGLE)):
        # Speech takes the mark of the system, what it quotes the other one.
        single = (target.system is Speech.SINGLE) is outer
    bent = curly if target.glyphs is not None else quotation.opening not in "\"'"
    opening, closing = (_CURLY if bent else _STRAIGHT)[single]
    taken[quotation.span.start] = opening
    if whole:
        taken[quotation.span.end - 1] = closing
    for inner in (*quotation.inner, *_runs_on_inside(text, quotation, facts)):
        _marks(text, inner, facts, target, curly, False, taken)


def _runs_on_inside(text: str, quotation: Quotation, facts: Facts) -> tuple[Quotation, ...]:
    """What is quoted inside a speech that runs on, and runs on with it: “‘Dear Madam …"""
    if quotation.ending is not Ending.RUNS_ON:
        return ()
    other = System.DOUBLE if quotation.opening in SINGLE_MARKS else System.SINGLE
    words = quotation.words
    last = scan(words.of(text), replace(facts.style, system=other), True).quotations[-1:]
    return tuple(
        replace(one, span=one.span.shifted(words.start), inner=())
        for one in last
        if one.ending is Ending.RUNS_ON and (one.opening in SINGLE_MARKS) is (other is System.SINGLE)
    )


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether a single mark that belongs to no quotation stands for letters left out, or for a possessor."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isdigit():
        return after.isalpha()  # the 1980's; but 6' is a measure
    if before.isalpha():
        return True
    end = at + 1
    while end < len(text) and text[end].isalnum() and end - at < _LONGEST:
        end += 1
    word = text[at + 1 : end].lower()
    # The 's and 't of a word that begins with its mark; anything else may open a quotation.
    known = SURE_ELISIONS if text[at] == "‘" else ELISIONS
    return word in known or word in ("n", "s", "d") or (word[:2].isdigit() and word.endswith("s"))
