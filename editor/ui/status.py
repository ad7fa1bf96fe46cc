"""The line at the foot of the window: the text on the left, the checking on the right."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QProgressBar, QPushButton, QStatusBar, QWidget

from editor.review.protocol import EngineState, State

VARIANTS = {"en-US": "US English", "en-GB": "UK English", "en-CA": "Canadian English", "en-AU": "Australian English"}
"""The Englishes that both grammar engines know."""

_WORDS_A_MINUTE = 238  # silent reading of fiction and prose, Brysbaert 2019
_SENTENCE = 6000


class StatusLine(QStatusBar):
    """Counts and states; the words on the right are buttons."""

    languagetool_clicked = Signal()
    zoom_clicked = Signal()
    stop_clicked = Signal()

    def __init__(self, variants: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setFixedHeight(28)
        self.counts = QLabel()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(96)
        self.progress.setAccessibleName("Progress")
        self.progress.hide()
        self.state = QLabel()
        self.state.setContentsMargins(0, 0, 4, 0)  # as far from the dot as the buttons' words
        self.stop = self._button("Stop")
        self.stop.setAccessibleName("Stop")
        self.stop.clicked.connect(self.stop_clicked)
        self.stop.hide()
        self.languagetool = self._button("LanguageTool off")
        self.languagetool.clicked.connect(self.languagetool_clicked)
        self.variant = self._button("US English")
        self.variant.setMenu(variants)
        self.zoom = self._button("100 %")
        self.zoom.setToolTip("Back to 100 %")
        self.zoom.clicked.connect(self.zoom_clicked)
        left = QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(14, 0, 0, 0)
        row.addWidget(self.counts)
        self.addWidget(left)
        right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 10, 0)
        row.setSpacing(4)
        parts = (self.progress, self.state, self.stop, self.languagetool, self.variant, self.zoom)
        for part in parts:
            if part in (self.variant, self.zoom):
                row.addWidget(QLabel("·"))
            row.addWidget(part)
            if part is self.stop:
                self._dot = QLabel("·")
                row.addWidget(self._dot)
        self.addPermanentWidget(right)
        self._sentence = QTimer(self, singleShot=True, interval=_SENTENCE)
        self._sentence.timeout.connect(self._show_counts)
        self._counts = ""

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setFlat(True)
        return button

    def say(self, sentence: str) -> None:
        """Show a sentence in place of the counts for a while."""
        self.counts.setText(sentence)
        self._sentence.start()

    def show_counts(self, words: int, scene: int, scenes: int) -> None:
        """``scene`` of ``scenes``, from 1; 0 where there is none."""
        parts = [f"{words:,} word{'s' if words != 1 else ''}", reading_time(words)]
        if scene and scenes:
            parts.append(f"scene {scene} of {scenes}")
        self._counts = "  ·  ".join(parts)
        if not self._sentence.isActive():
            self._show_counts()

    def _show_counts(self) -> None:
        self.counts.setText(self._counts)

    def show_state(self, words: str, busy: bool) -> None:
        self.state.setText(words)
        self._dot.setVisible(bool(words))
        self.stop.setVisible(busy)
        if not busy:
            self.progress.hide()

    def show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)
        self.progress.show()

    def show_languagetool(self, state: EngineState) -> None:
        words = {
            State.STARTING: "LanguageTool starting…",
            State.READY: "LanguageTool on",
            State.WORKING: "LanguageTool on",
            State.OFF: "LanguageTool off",
            State.MISSING: "Get LanguageTool",
            State.FAILED: "LanguageTool failed",
            State.INSTALLING: "Getting LanguageTool…",
        }[state.state]
        if state.state is State.INSTALLING and state.done is not None:
            words = f"Getting LanguageTool {state.done:.0%}"
        self.languagetool.setText(words)
        self.languagetool.setToolTip(state.sentence)

    def show_zoom(self, percent: int) -> None:
        self.zoom.setText(f"{percent} %")

    def show_variant(self, variant: str) -> None:
        self.variant.setText(VARIANTS.get(variant, variant))


def reading_time(words: int) -> str:
    """How long ``words`` take to read, in the words a writer uses."""
    minutes = max(1, round(words / _WORDS_A_MINUTE))
    if minutes < 60:
        return f"{minutes} min to read"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min to read"
