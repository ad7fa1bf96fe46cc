"""How often a text has each form of its quotation marks, ellipses and dashes: what is offered before a restyling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from editor.checks.consistency.forms import dashes, ellipses
from editor.checks.consistency.restyle import Glyphs, Speech, Target
from editor.text.quotes import System, detect
from editor.text.roles import Role, marks_in
from editor.text.span import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Census:
    """Counts by form: marks by their shape, quotations by the mark that opens them, ellipses and dashes as typed.

    ``speaks`` says that speech stands between quotation marks, and not behind dashes or in guillemets.
    """

    glyphs: Mapping[Glyphs, int]
    systems: Mapping[Speech, int]
    ellipses: Mapping[str, int]
    dashes: Mapping[str, int]
    speaks: bool

    @property
    def majority(self) -> Target:
        """What most of the text does; None for what it does not do at all, or in two ways equally often."""
        system = _most(self.systems) if self.speaks else None
        return Target(_most(self.glyphs), system, _most(self.ellipses), _most(self.dashes))


def census(source: str) -> Census:
    """Count the forms in a source; its markup and its line ends do not matter."""
    whole = Span(0, len(source))
    opened = {
        speech: sum(role is Role.OPEN for _, role in marks_in(source, whole, speech is Speech.DOUBLE))
        for speech in Speech
    }
    return Census(
        {
            Glyphs.CURLY: sum(map(source.count, "“”‘’")),
            Glyphs.STRAIGHT: sum(map(source.count, "\"'")),
        },
        opened,
        Counter(form for form, _ in ellipses(source)),
        Counter(form for form, _ in dashes(source)),
        detect(source.splitlines()).system in (System.DOUBLE, System.SINGLE),
    )


def _most(counts: Mapping[T, int]) -> T | None:
    ranked = sorted(counts, key=lambda form: -counts[form])
    if not ranked or not counts[ranked[0]]:
        return None
    tied = len(ranked) > 1 and counts[ranked[0]] == counts[ranked[1]]
    return None if tied else ranked[0]
