"""The colours and strokes of the window and of the printed review, light and dark.

A family is told by shape as well as by colour.  Every family's colour keeps 4.5:1 against page and
card (WCAG 2.2, 1.4.3), so that it may be used for words too; a test holds it to that.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from editor.checks.narrative.model import Person, Tense
from editor.checks.rule import Family


class Stroke(StrEnum):
    """The shape of an underline."""

    DASHED = "dashed"
    WAVY = "wavy"
    DOTTED = "dotted"
    DOUBLE = "double"
    FINE = "fine"
    NONE = "none"


class Theme(StrEnum):
    """The two sets of colours."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Hue:
    """One colour in both themes, each ``#rrggbb``."""

    light: str
    dark: str

    def on(self, theme: Theme) -> str:
        """The colour for ``theme``."""
        return self.light if theme is Theme.LIGHT else self.dark


@dataclass(frozen=True, slots=True)
class Ink:
    """How one family is marked: ``name`` as the writer reads it, its stroke and its colour."""

    name: str
    stroke: Stroke
    hue: Hue


PAGE = Hue("#fbfaf7", "#222327")
PANEL = Hue("#f4f2ed", "#1e1f23")
CARD = Hue("#ffffff", "#2a2b30")
CARD_EDGE = Hue("#d5d1c8", "#36373c")
RULE = Hue("#e4e1db", "#2a2a2f")
TEXT = Hue("#24221f", "#dedad2")
QUIET = Hue("#6b675f", "#9a968e")
ACCENT = Hue("#1f5fa8", "#7fb2ea")
ACCENT_TEXT = Hue("#ffffff", "#1e1f23")
BUTTON = Hue("#e9e6df", "#34353b")
CHOSEN = Hue("#dce8f5", "#2b3a4d")
ADDED = Hue("#d7ecd9", "#23432c")
REMOVED = Hue("#f6d9d5", "#50292a")

INKS: dict[Family, Ink] = {
    Family.DIALOGUE: Ink("Dialogue", Stroke.DASHED, Hue("#1f6bb8", "#6aa8ea")),
    Family.TENSE: Ink("Tense", Stroke.WAVY, Hue("#a8571a", "#e59a4c")),
    Family.POV: Ink("Point of view", Stroke.DOTTED, Hue("#8e4489", "#d991d3")),
    Family.GRAMMAR: Ink("Grammar", Stroke.DOUBLE, Hue("#b8371f", "#f08a74")),
    Family.SPELLING: Ink("Spelling", Stroke.FINE, Hue("#c0273f", "#f5858f")),
    Family.CONSISTENCY: Ink("Consistency", Stroke.DASHED, Hue("#14746b", "#55c2b4")),
    Family.STYLE: Ink("Style", Stroke.NONE, Hue("#6b675f", "#9a968e")),
}

TENSES: dict[Tense, Hue] = {
    Tense.PAST: Hue("#c9d9ec", "#34506f"),
    Tense.PRESENT: Hue("#f3c98b", "#7c551e"),
    Tense.MIXED: Hue("#d9c3d9", "#5d4863"),
    Tense.UNKNOWN: Hue("#e6e3dc", "#303136"),
}

PERSONS: dict[Person, Hue] = {
    Person.FIRST: Hue("#c5dcc2", "#3d5d44"),
    Person.SECOND: Hue("#e8d3a9", "#6b5731"),
    Person.THIRD: Hue("#ddd9d0", "#3a3b40"),
    Person.MIXED: Hue("#d9c3d9", "#5d4863"),
    Person.UNKNOWN: Hue("#e6e3dc", "#303136"),
}

# One colour a head, in the order in which heads are first opened; a ninth head starts again.
HEADS: tuple[Hue, ...] = (
    Hue("#8fb7de", "#385f88"),
    Hue("#e3a6c4", "#8a4c6c"),
    Hue("#a9cf9f", "#40653c"),
    Hue("#e9c07f", "#735421"),
    Hue("#b9aee0", "#584e8e"),
    Hue("#8fcfc6", "#2f6861"),
    Hue("#e5ac93", "#7d4b36"),
    Hue("#c3c7a0", "#5a5e38"),
)
NOBODY = Hue("#e6e3dc", "#303136")


def heads(names: list[str]) -> dict[str, Hue]:
    """A colour for each of ``names``, in their order."""
    return {name: HEADS[at % len(HEADS)] for at, name in enumerate(dict.fromkeys(names))}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours ``#rrggbb``, 1 to 21 (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        linear = []
        for at in (1, 3, 5):
            part = int(colour[at : at + 2], 16) / 255
            linear.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
