"""The habits of a text: what it mostly does wins, one finding for all the places where it does the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from editor.checks.checker import Story
from editor.checks.consistency import terms
from editor.checks.consistency.forms import Seen, seen_in
from editor.checks.consistency.places import Where, earned, few_places, habit
from editor.checks.rule import Applicability, Finding, Rule
from editor.language.names import starts_sentence
from editor.text.document import Kind
from editor.text.span import Span

ELLIPSES = habit(
    "ellipses",
    "mixed ellipses",
    "An ellipsis is typed as one sign or as three dots; a text keeps to one of them.",
    "“Well… maybe…”",
    "“Well… maybe… or... no…”",
    "CMOS 13.50",
)
DASHES = habit(
    "dashes",
    "mixed dashes",
    "A dash is closed up or stands between spaces, long or short: a house has one way, and a text keeps to it.",
    "It was late—too late—and cold.",
    "It was late—too late—and cold -- very cold.",
    "CMOS 6.85; New Hart's Rules 4.11",
)
OKAY = habit(
    "okay",
    "OK and okay mixed",
    "Both forms are right; a text uses one of them.",
    "“Okay,” she said. “It’s okay.”",
    "“Okay,” she said. “It’s okay.” “OK.”",
    "CMOS 7.1",
)
RULES = (ELLIPSES, DASHES, OKAY, *terms.RULES)

Makes = Callable[[str, Span, str], str]
"""What a typed form becomes: (the paragraph's text, the place of the form, the wanted form) to the replacement."""


@dataclass(frozen=True, slots=True)
class HabitChecker:
    """Ellipses, dashes, OK, spellings, compounds, names and capitals of the whole text."""

    name: str = "habits"

    @property
    def rules(self) -> Sequence[Rule]:
        return RULES

    def check(self, story: Story) -> list[Finding]:
        seen = {
            index: seen_in(facts.paragraph)
            for index, facts in enumerate(story.facts)
            if facts.paragraph.kind is Kind.PROSE
        }
        return [
            *_few(story, ELLIPSES, _by_form(seen, lambda one: one.ellipses), "ellipsis", "ellipses", dotted),
            *_few(story, DASHES, _by_form(seen, lambda one: one.dashes), "dash", "dashes", _dash),
            *_few(story, OKAY, _by_form(seen, lambda one: one.okays), "place", "places", _okay),
            *terms.terms(story, seen),
        ]


def _by_form(seen: Mapping[int, Seen], forms: Callable[[Seen], tuple[tuple[str, Span], ...]]) -> dict[str, list[Where]]:
    found: dict[str, list[Where]] = defaultdict(list)
    for index, one in seen.items():
        for form, span in forms(one):
            found[form].append((index, span))
    return found


def _few(
    story: Story, rule: Rule, found: Mapping[str, list[Where]], one: str, many: str, makes: Makes
) -> Iterator[Finding]:
    """The finding for every form but the one that is used most; none where two are used equally often."""
    ranked = sorted(found, key=lambda form: -len(found[form]))
    if len(ranked) < 2 or len(found[ranked[0]]) == len(found[ranked[1]]):
        return
    most, *others = ranked
    few = sorted(place for form in others for place in found[form])
    if len(few) > len(found[most]):
        return  # no habit at all
    shown = " ".join(f"“{form.strip()}”" for form in others)
    spaced = ", spaced" if rule is DASHES and most.startswith(" ") else ", closed up" if rule is DASHES else ""
    noun = one if len(few) == 1 else many
    message = f"{len(few)} {noun} typed another way in a text that mostly has “{most.strip()}”{spaced}."
    evidence = f"{len(found[most])} times {most.strip()}{spaced}; {len(few)} times {shown}"
    # Dots are the same to a reader in either form; of dashes and words the writer is asked.
    how = earned(len(found[most]), len(few)) if rule is ELLIPSES else Applicability.ASK
    yield few_places(
        story,
        rule,
        few,
        message,
        evidence,
        lambda text, span: makes(text, span, most),
        most.strip(),
        how,
    )


def dotted(text: str, span: Span, wanted: str) -> str:
    """An ellipsis in the form ``wanted``; four dots end a sentence as well, and its full stop stays."""
    typed = "".join(span.of(text).split())
    return {"…": ".…", "...": "....", ". . .": ". . . ."}[wanted] if typed == "...." else wanted


def _dash(text: str, span: Span, wanted: str) -> str:
    return wanted


def _okay(text: str, span: Span, wanted: str) -> str:
    return "Okay" if wanted == "okay" and starts_sentence(text, span.start) else wanted
