"""Every colour can be read on what it stands on, in both themes."""

from __future__ import annotations

import pytest

from editor.checks.rule import Family
from editor.press import palette
from editor.press.palette import Stroke, Theme, contrast


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("family", list(Family))
def test_a_familys_words_can_be_read(family: Family, theme: Theme) -> None:
    ink = palette.INKS[family].hue.on(theme)
    for ground in (palette.PAGE, palette.PANEL, palette.CARD):
        assert contrast(ink, ground.on(theme)) >= 4.5


@pytest.mark.parametrize("theme", list(Theme))
def test_words_can_be_read_on_every_ground(theme: Theme) -> None:
    grounds = (palette.PAGE, palette.PANEL, palette.CARD, palette.CHOSEN, palette.ADDED, palette.REMOVED)
    bands = (*palette.TENSES.values(), *palette.PERSONS.values(), *palette.HEADS, palette.NOBODY)
    for ground in (*grounds, *bands):
        assert contrast(palette.TEXT.on(theme), ground.on(theme)) >= 4.5, ground
    for ground in (palette.PAGE, palette.PANEL, palette.CARD):
        assert contrast(palette.QUIET.on(theme), ground.on(theme)) >= 4.5
        assert contrast(palette.ACCENT.on(theme), ground.on(theme)) >= 4.5
    assert contrast(palette.ACCENT_TEXT.on(theme), palette.ACCENT.on(theme)) >= 4.5


def test_families_of_one_stroke_differ_in_colour() -> None:
    marks = [(ink.stroke, ink.hue.light) for ink in palette.INKS.values()]
    assert len(set(marks)) == len(marks)
    assert palette.INKS[Family.STYLE].stroke is Stroke.NONE


def test_heads_keep_their_colours_in_the_order_they_come() -> None:
    names = [f"Head {n}" for n in range(10)]
    colours = palette.heads([*names, "Head 0"])
    assert list(colours) == names
    assert colours["Head 8"] == colours["Head 0"]
    assert len({colours[name] for name in names[:8]}) == 8
