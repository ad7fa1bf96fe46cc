"""The Consistency panel: the headline, the timeline by mouse and by key, the table of scenes."""

from __future__ import annotations

import os
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import itertools

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from editor.checks.narrative.model import (
    Focal,
    Narrative,
    Person,
    SceneNarrative,
    Stretch,
    Tense,
    Verdict,
    VerdictState,
)
from editor.checks.report import Report
from editor.checks.rule import Level
from editor.press.palette import HEADS, PERSONS, TENSES, contrast
from editor.text.span import Span
from editor.ui.consistency.bands import Band, bands_of
from editor.ui.consistency.drawing import band_box, clusters
from editor.ui.consistency.panel import ConsistencyPanel
from editor.ui.consistency.scale import Scale
from editor.ui.consistency.sentences import headline
from editor.ui.theme import DARK, LIGHT
from tests.ui.made import FINDINGS, NARRATIVE, READABILITY, REPORT, SECOND, STORY, TENSE, WISHED
from tests.ui.opened import spot


def novel(scenes: int, length: int = 3000) -> Narrative:
    """A book of many scenes, three heads, every fifth scene with a slip in its middle."""
    made = []
    for number in range(scenes):
        start, end = number * length, (number + 1) * length - 5
        middle = start + length // 2
        head = ("Ines", "Marlow", "Odd")[number % 3]
        tenses = (
            (
                Stretch(Span(start, middle), "past"),
                Stretch(Span(middle, middle + 60), "present"),
                Stretch(Span(middle + 60, end), "past"),
            )
            if number % 5 == 0
            else (Stretch(Span(start, end), "past"),)
        )
        made.append(
            SceneNarrative(
                Span(start, end),
                number + 1,
                "",
                500,
                Tense.PAST,
                Person.THIRD,
                (Focal(head, 0.9),),
                Verdict(VerdictState.CLEAN),
                40,
                1,
                tenses,
                (Stretch(Span(start, end), "third"),),
                (Stretch(Span(start, end), head),),
            )
        )
    return Narrative(tuple(made))


# Words


def test_the_headline_tells_the_story_in_a_sentence() -> None:
    assert headline(NARRATIVE, FINDINGS) == (
        "2 scenes · present, close third, Ines · two passages to look at · cannot tell in one scene"
    )


def test_a_clean_story_has_nothing_to_look_at() -> None:
    assert headline(novel(12), ()) == "12 scenes · past, close third, Ines and Marlow · nothing to look at"


def test_a_story_that_cannot_be_judged_says_why() -> None:
    scene = replace(NARRATIVE.scenes[1], number=1)
    assert headline(Narrative((scene,)), ()) == (
        "1 scene · cannot tell tense and point of view · Too few verbs to tell."
    )
    assert headline(Narrative((), "English cannot be read."), ()) == "English cannot be read."


def test_first_person_is_named_whole() -> None:
    scene = replace(NARRATIVE.scenes[0], person=Person.FIRST, focal=())
    assert headline(Narrative((scene,)), ()) == "1 scene · present, first person · nothing to look at"


# Bands


def test_a_band_has_no_holes_and_ends_with_the_text() -> None:
    bands = bands_of(NARRATIVE, FINDINGS, len(STORY))
    for band in Band:
        pieces = bands.pieces[band]
        assert pieces[0].start == 0 and pieces[-1].end == len(STORY)
        assert all(a.end == b.start for a, b in itertools.pairwise(pieces))


def test_pins_stand_on_the_band_they_are_about() -> None:
    bands = bands_of(NARRATIVE, FINDINGS, len(STORY))
    assert [(pin.band, pin.finding.text) for pin in bands.pins] == [
        (Band.TENSE, "wished"),
        (Band.HEAD, "Marlow thinks"),
    ]
    advice = replace(WISHED, level=Level.ADVICE)
    assert bands_of(NARRATIVE, (advice,), len(STORY)).pins == ()


def test_a_scene_without_bands_shows_its_totals() -> None:
    bands = bands_of(NARRATIVE, (), len(STORY))
    last = [bands.pieces[band][-1] for band in Band]
    assert [piece.label for piece in last] == ["cannot tell", "third", "cannot tell"]
    assert last[0].note == "Too few verbs to tell."


def test_words_can_be_read_on_every_band_in_both_themes() -> None:
    for hue in (*TENSES.values(), *PERSONS.values(), *HEADS):
        assert contrast(hue.light, LIGHT.text) >= 4.5
        assert contrast(hue.dark, DARK.text) >= 4.5


# The timeline


def test_a_click_jumps_to_the_place(panel: ConsistencyPanel, qtbot: QtBot) -> None:
    place = STORY.index("Marlow, who")
    with qtbot.waitSignal(panel.jump) as signal:
        qtbot.mouseClick(panel.timeline, Qt.MouseButton.LeftButton, pos=spot(panel, Band.PERSON, place))
    assert abs(signal.args[0] - place) <= 2


def test_a_click_on_a_pin_jumps_to_its_flag(panel: ConsistencyPanel, qtbot: QtBot) -> None:
    where = spot(panel, Band.TENSE, WISHED.span.start + 3) + QPoint(4, 0)
    with qtbot.waitSignal(panel.jump) as signal:
        qtbot.mouseClick(panel.timeline, Qt.MouseButton.LeftButton, pos=where)
    assert signal.args == [WISHED.span.start]


def test_a_click_beside_the_bands_does_nothing(panel: ConsistencyPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.jump):
        qtbot.mouseClick(panel.timeline, Qt.MouseButton.LeftButton, pos=QPoint(10, 40))


def test_hovering_tells_the_flag_or_the_stretch(panel: ConsistencyPanel) -> None:
    tip = panel.timeline.tip_at(QPointF(spot(panel, Band.TENSE, WISHED.span.start + 3)))
    assert tip == WISHED.message
    tip = panel.timeline.tip_at(QPointF(spot(panel, Band.TENSE, 4)))
    assert tip.startswith("Tense: present, Scene 1. 7 of 7 verbs are present.\nThe ")
    tip = panel.timeline.tip_at(QPointF(spot(panel, Band.HEAD, SECOND + 5)))
    assert tip.startswith("Head: cannot tell, The winch. Too few verbs to tell.")
    assert panel.timeline.tip_at(QPointF(2, 2)) == ""


def test_the_arrows_go_from_stretch_to_stretch_and_enter_jumps(panel: ConsistencyPanel, qtbot: QtBot) -> None:
    told: list[str] = []
    panel.timeline.described.connect(told.append)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right):
        qtbot.keyClick(panel.timeline, key)
    assert told[-1] == "Tense: past, Scene 1. One flag here."
    assert panel.timeline.accessibleDescription() == told[-1]
    with qtbot.waitSignal(panel.jump) as signal:
        qtbot.keyClick(panel.timeline, Qt.Key.Key_Return)
    assert signal.args == [WISHED.span.start]
    qtbot.keyClick(panel.timeline, Qt.Key.Key_Down)
    assert told[-1].startswith("Person: third, Scene 1.")
    qtbot.keyClick(panel.timeline, Qt.Key.Key_Down)
    qtbot.keyClick(panel.timeline, Qt.Key.Key_Down)
    assert told[-1].startswith("Head: Ines, Scene 1.")
    qtbot.keyClick(panel.timeline, Qt.Key.Key_End)
    assert told[-1].startswith("Head: cannot tell, The winch.")
    qtbot.keyClick(panel.timeline, Qt.Key.Key_Right)
    assert panel.timeline.current is not None and panel.timeline.current.end == len(STORY)


def test_the_caret_is_a_line_over_the_still_picture(panel: ConsistencyPanel) -> None:
    timeline = panel.timeline
    place = STORY.index("Marlow, who")
    x = round(timeline.scale.x(place))
    middle = round(band_box(Band.PERSON, timeline.scale, timeline.height()).center().y())
    before = timeline.grab().toImage().pixelColor(x, middle)
    panel.set_caret(place)
    assert timeline.grab().toImage().pixelColor(x, middle) == QColor(LIGHT.accent) != before
    assert panel.table.currentIndex().row() == 0
    panel.set_caret(SECOND + 1)
    assert panel.table.currentIndex().row() == 1


def test_the_zoom_keeps_its_place_and_scrolls(panel: ConsistencyPanel, qtbot: QtBot) -> None:
    narrative = novel(300)
    panel.show_report(Report((), READABILITY, narrative, 150_000), "word " * 180_000)
    panel.set_caret(450_000)
    for _ in range(5):
        qtbot.keyClick(panel.timeline, Qt.Key.Key_Plus)
    scale = panel.timeline.scale
    assert scale.zoomed and scale.first < 450_000 < scale.first + scale.shown
    panel.show_report(Report((), READABILITY, narrative, 150_000), "word " * 180_001)
    assert panel.timeline.scale.shown == scale.shown
    qtbot.keyClick(panel.timeline, Qt.Key.Key_End)
    assert panel.timeline.scale.first + scale.shown >= narrative.scenes[-1].span.start
    qtbot.keyClick(panel.timeline, Qt.Key.Key_0)
    assert not panel.timeline.scale.zoomed


def test_the_same_report_again_draws_nothing_anew(panel: ConsistencyPanel, qtbot: QtBot) -> None:
    panel.timeline.grab()
    picture = panel.timeline._picture
    panel.show_report(REPORT, STORY)
    panel.set_caret(40)
    panel.timeline.grab()
    assert panel.timeline._picture is picture


def test_pins_that_crowd_become_one(panel: ConsistencyPanel) -> None:
    narrative = novel(300)
    flags = tuple(replace(WISHED, rule=TENSE, span=Span(place, place + 6)) for place in range(100, 890_000, 300))
    bands = bands_of(narrative, flags, 900_000)
    scale = Scale.whole(900_000, 84, 700)
    drawn = list(clusters(bands, scale))
    assert sum(len(cluster.pins) for cluster in drawn) == len(flags)
    assert len(drawn) <= 52
    panel.show_report(Report(flags, READABILITY, narrative, 150_000), "word " * 180_000)
    panel.grab()


# The table


def test_the_table_has_a_row_a_scene_and_its_reason(panel: ConsistencyPanel) -> None:
    rows = panel.table.scenes
    words = [[rows.index(row, column).data() for column in range(rows.columnCount())] for row in range(2)]
    assert words == [
        ["1", "present", "third", "Ines", "86 %", "5", "One verb is in the past"],
        ["2  The winch", "cannot tell", "third", "nobody’s", "–", "3", "not evaluated: too few verbs to tell"],
    ]
    tip = rows.index(0, 6).data(Qt.ItemDataRole.ToolTipRole)
    assert "One verb is in the past." in tip and "1 past and 9 present verbs" in tip


def test_a_scene_counts_all_its_words(panel: ConsistencyPanel) -> None:
    told = replace(REPORT, narrative=replace(NARRATIVE, scenes=tuple(replace(s, words=1) for s in NARRATIVE.scenes)))
    panel.show_report(told, STORY)
    assert [scene.words for scene in panel.timeline.bands.scenes] == [738, 415]


def test_a_row_jumps_to_its_scene(panel: ConsistencyPanel, qtbot: QtBot) -> None:
    place = panel.table.visualRect(panel.table.scenes.index(1, 0)).center()
    with qtbot.waitSignal(panel.jump) as signal:
        qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert signal.args == [SECOND]
    panel.table.selectRow(0)
    with qtbot.waitSignal(panel.jump) as signal:
        qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert signal.args == [0]


def test_rows_come_and_go_with_the_scenes(panel: ConsistencyPanel) -> None:
    panel.show_report(Report((), READABILITY, novel(300), 150_000), "word " * 180_000)
    assert panel.table.scenes.rowCount() == 300
    panel.show_report(Report((), READABILITY, Narrative(), 0), "")
    assert panel.table.scenes.rowCount() == 0
    panel.set_caret(0)
    panel.grab()


def test_a_long_headline_does_not_widen_the_panel(panel: ConsistencyPanel) -> None:
    before = panel.minimumSizeHint().width()
    panel.show_report(replace(REPORT, narrative=Narrative((), "A very long note. " * 40)), STORY)
    assert panel.minimumSizeHint().width() == before
    panel.grab()
    assert panel.headline.toolTip().startswith("<p>A very long note.")


def test_both_themes_can_be_put_on(panel: ConsistencyPanel) -> None:
    light = panel.grab().toImage()
    panel.set_theme(DARK)
    assert panel.grab().toImage() != light


def test_the_caret_goes_behind_the_words_of_a_band(panel: ConsistencyPanel) -> None:
    """Near the left edge its line would strike through "present"."""
    timeline = panel.timeline
    x = timeline.scale.left + 16
    panel.set_caret(timeline.scale.offset(x))
    image = timeline.grab().toImage()
    column = round(timeline.scale.x(timeline.scale.offset(x)))
    box = band_box(Band.TENSE, timeline.scale, timeline.height())
    middle = range(round(box.center().y()) - 5, round(box.center().y()) + 5)
    accent = QColor(LIGHT.accent)
    assert all(image.pixelColor(at, y) != accent for y in middle for at in (column - 1, column))
    assert image.pixelColor(column, round(box.top()) + 1) == accent


def seen_without_red_and_green(colour: str) -> tuple[float, ...]:
    """A colour as the most common kinds of colour-blind eyes see it (Viénot, Brettel & Mollon 1999)."""
    red, green, blue = ((int(colour[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5))
    yellow = 0.29275 * red + 0.70725 * green
    return yellow, -0.02234 * red + 0.02234 * green + blue


def test_values_can_be_told_apart_without_seeing_red_and_green() -> None:
    bands = bands_of(novel(3), (), 9000)
    for band, hues in ((Band.TENSE, TENSES), (Band.PERSON, PERSONS)):
        known = [(value, hue) for value, hue in hues.items() if value.value != "unknown"]
        for (a, one), (b, other) in itertools.combinations(known, 2):
            for first, second in ((one.light, other.light), (one.dark, other.dark)):
                pair = zip(seen_without_red_and_green(first), seen_without_red_and_green(second), strict=True)
                differs = max(abs(x - y) for x, y in pair) > 0.06
                assert differs or bands.texture(band, a.value) != bands.texture(band, b.value), (a, b)
    names = [f"Head {number}" for number in range(20)]
    many = tuple(
        replace(scene, head_band=(Stretch(scene.span, names[at]),)) for at, scene in enumerate(novel(20).scenes)
    )
    bands = bands_of(Narrative(many), (), 60_000)
    looks = {(bands.colour(Band.HEAD, name).light, bands.texture(Band.HEAD, name)) for name in names}
    assert len(looks) == len(names)
    assert [bands.texture(Band.HEAD, name) for name in names[:3]] == [0, 1, 2]


# The scale


def test_places_and_pixels_agree() -> None:
    scale = Scale.whole(1000, 84, 500)
    assert scale.x(0) == 84 and scale.x(1000) == 584
    assert all(scale.offset(scale.x(place)) in (place, place - 1) for place in range(0, 1001, 7))
    closer = scale.zoomed_by(2, 500)
    assert closer.shown == 500 and closer.x(500) == scale.x(500)
    assert closer.moved_to(5000).first == 500 and closer.moved_to(-3).first == 0
    assert closer.holding(20).first <= 20
    assert not closer.zoomed_by(0.1, 500).zoomed
    assert Scale.whole(0, 84, 500).offset(300) in (0, 1)
