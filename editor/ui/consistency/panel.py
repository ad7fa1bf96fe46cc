"""The Consistency panel: one sentence about the story, the timeline, and the table of its scenes."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QScrollBar, QSplitter, QVBoxLayout, QWidget

from editor.checks.narrative.model import Narrative
from editor.checks.report import Report
from editor.checks.rule import Level
from editor.ui.consistency.bands import bands_of
from editor.ui.consistency.one_line import OneLine
from editor.ui.consistency.sentences import headline
from editor.ui.consistency.table import SceneTable
from editor.ui.consistency.timeline import Timeline
from editor.ui.theme import Theme

_TABLE = 520  # pixels of the table: all its columns with names of usual length


class ConsistencyPanel(QWidget):
    """Tense, person and whose head, over the whole text.

    Signals:
        jump(int): show the place at this offset (code points of the report's text).
        declaration_wanted(object): let the writer say how a scene (its number from 0) is told, or, for None,
            the scene that the caret stands in.
    """

    jump = Signal(int)
    declaration_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Consistency")
        self._caret = 0
        self._title = QLabel("Consistency", self)
        self._title.setProperty("role", "title")
        self.headline = OneLine(Qt.AlignmentFlag.AlignLeft, self)
        self.headline.setText("Open a story, and its tense and point of view appear here.")
        self._told = OneLine(Qt.AlignmentFlag.AlignRight, self)
        self.timeline = Timeline(theme, self)
        self.timeline.jump.connect(self.jump)
        self.timeline.menu_wanted.connect(self._show_menu)
        self.timeline.described.connect(self._told.setText)
        self.timeline.scale_changed.connect(self._show_scroll)
        self._scroll = QScrollBar(Qt.Orientation.Horizontal, self)
        self._scroll.setAccessibleName("The part of the story in sight")
        self._scroll.valueChanged.connect(self._scrolled)
        self._scroll.hide()
        self.table = SceneTable(self)
        self.table.scene_chosen.connect(self._jump_to_scene)
        self.table.menu_wanted.connect(self._show_menu)
        self.say_button = QPushButton("Say what is meant…", self)
        self.say_button.setProperty("role", "link")
        self.say_button.setToolTip("Say how the story, this chapter or this scene is told")
        self.say_button.clicked.connect(lambda: self.declaration_wanted.emit(None))
        self.say_button.hide()
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(12)
        line.addWidget(self._title)
        line.addWidget(self.headline)
        line.addStretch(1)
        line.addWidget(self._told)
        line.addWidget(self.say_button)
        drawn = QWidget(self)
        column = QVBoxLayout(drawn)
        column.setContentsMargins(16, 0, 8, 0)
        column.setSpacing(0)
        column.addWidget(self.timeline, 1)
        column.addWidget(self._scroll)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(drawn)
        splitter.addWidget(self.table)
        # Of a wider window the table takes a third: its verdicts are sentences.
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 1)
        splitter.setHandleWidth(8)
        splitter.setStyleSheet("QSplitter::handle { background: transparent; image: none; }")
        splitter.setSizes([800, _TABLE])
        self.table.setMinimumWidth(160)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 6)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addWidget(splitter, 1)

    def set_theme(self, theme: Theme) -> None:
        """Put on ``theme``."""
        self.timeline.set_theme(theme)

    def show_report(self, report: Report, source: str) -> None:
        """Show the narrative of ``report``, found in ``source``."""
        narrative = _counted(report)
        self.headline.setText(headline(narrative, report.findings))
        self.timeline.show_bands(bands_of(narrative, report.findings, len(source)), source)
        self.say_button.setVisible(bool(narrative.scenes))
        starts = [f.span.start for f in report.findings if f.severity > Level.ADVICE]
        scenes = narrative.scenes
        flags = [bisect_left(starts, s.span.end) - bisect_left(starts, s.span.start) for s in scenes]
        self.table.show_scenes(scenes, flags)
        self.table.show_current(self.timeline.bands.scene_at(self._caret))

    def set_caret(self, offset: int) -> None:
        """The caret stands at ``offset`` (code points)."""
        self._caret = offset
        self.timeline.set_caret(offset)
        self.table.show_current(self.timeline.bands.scene_at(offset))

    def _jump_to_scene(self, number: int) -> None:
        self.jump.emit(self.timeline.bands.scenes[number].span.start)

    def _show_menu(self, number: int, place: QPoint) -> None:
        menu = self.scene_menu(number)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def scene_menu(self, number: int) -> QMenu:
        """What can be done with scene ``number`` (from 0)."""
        menu = QMenu(self)
        menu.addAction("Go there").triggered.connect(lambda: self._jump_to_scene(number))
        menu.addAction("Say what is meant here…").triggered.connect(lambda: self.declaration_wanted.emit(number))
        return menu

    def _show_scroll(self) -> None:
        scale = self.timeline.scale
        self._scroll.setVisible(scale.zoomed)
        self._scroll.blockSignals(True)
        self._scroll.setRange(0, round(scale.length - scale.shown))
        self._scroll.setPageStep(round(scale.shown))
        self._scroll.setSingleStep(max(round(scale.shown / 10), 1))
        self._scroll.setValue(round(scale.first))
        self._scroll.blockSignals(False)

    def _scrolled(self, first: int) -> None:
        self.timeline.set_scale(self.timeline.scale.moved_to(first))


def _counted(report: Report) -> Narrative:
    """The narrative with every word of a scene counted, not those of the narration alone."""
    scenes, counted = report.narrative.scenes, report.readability.scenes
    if len(scenes) != len(counted):
        return report.narrative
    words = tuple(replace(scene, words=scores.words) for scene, scores in zip(scenes, counted, strict=True))
    return replace(report.narrative, scenes=words)
