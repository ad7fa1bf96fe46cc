"""What the writer declares, as the Consistency panel shows it."""

from __future__ import annotations

import os
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.checks.intent import Meant, Passage, Telling, View
from editor.checks.narrative.model import (
    MeantPassage,
    Narrative,
    Tense,
)
from editor.text.span import Span
from editor.ui.consistency.bands import Band
from editor.ui.consistency.drawing import TOP, band_box
from editor.ui.consistency.panel import ConsistencyPanel
from editor.ui.theme import LIGHT
from tests.ui.made import NARRATIVE, REPORT, SECOND, STORY
from tests.ui.opened import spot

OWN = Telling(Tense.PRESENT, None, View.CLOSE, ("Ines",))
DREAM = Passage(Meant.DREAM, "she folds", "the map", "", "", 4)
FOLDS = STORY.index("She folds")


def declared() -> Narrative:
    """The first scene declared, the second omniscient, a dream in the first."""
    one, two = NARRATIVE.scenes
    everybody = replace(two, declared=Telling(view=View.OMNISCIENT))
    meant = MeantPassage(DREAM, DREAM, Span(FOLDS, FOLDS + 17))
    return replace(NARRATIVE, scenes=(replace(one, declared=OWN), everybody), meant=(meant,))


def test_what_is_declared_is_marked_in_the_table(panel: ConsistencyPanel) -> None:
    panel.show_report(replace(REPORT, narrative=declared()), STORY)
    rows = panel.table.scenes
    assert [rows.index(0, column).data() for column in (1, 2, 3, 4)] == ["present ✓", "third", "Ines ✓", "86 %"]
    assert [rows.index(1, column).data() for column in (3, 4)] == ["everybody’s ✓", "–"]
    assert "You say: present, close, Ines." in rows.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert rows.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Tense: present as you say"


def test_what_is_declared_has_a_line_and_is_told(panel: ConsistencyPanel) -> None:
    panel.show_report(replace(REPORT, narrative=declared()), STORY)
    timeline = panel.timeline
    bands = timeline.bands
    assert [len(band) for band in bands.declared] == [1, 0, 1]
    assert bands.declared[Band.HEAD] == ((0, len(STORY)),)
    assert timeline.describe(Band.TENSE, 0).startswith("Tense: present, as you say, Scene 1.")
    assert "Meant: dream." in timeline.tip_at(QPointF(spot(panel, Band.PERSON, FOLDS + 5)))
    image = timeline.grab().toImage()
    under = band_box(Band.TENSE, timeline.scale, timeline.height()).bottom() - 1
    x = round(timeline.scale.x(FOLDS + 8))
    assert image.pixelColor(x, round(under)) == QColor(LIGHT.text)
    assert image.pixelColor(x, TOP - 5) == QColor(LIGHT.text)


def test_a_menu_on_a_scene_lets_the_writer_say_what_is_meant(panel: ConsistencyPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.declaration_wanted) as signal:
        panel.scene_menu(1).actions()[1].trigger()
    assert signal.args == [1]
    with qtbot.waitSignal(panel.declaration_wanted) as signal:
        panel.say_button.click()
    assert signal.args == [None]
    with qtbot.waitSignal(panel.table.menu_wanted) as signal:
        panel.table.selectRow(1)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
        QApplication.sendEvent(panel.table.viewport(), event)
    assert signal.args[0] == 1
    with qtbot.waitSignal(panel.timeline.menu_wanted) as signal:
        place = spot(panel, Band.HEAD, SECOND + 20)
        QApplication.sendEvent(
            panel.timeline, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, panel.timeline.mapToGlobal(place))
        )
    assert signal.args[0] == 1
    QApplication.activePopupWidget().close()
