""" "Say what is meant…": how the story, a chapter or a scene is told, which words are meant, and all that was said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor.checks.intent import Declaration, Meant, Passage
from editor.checks.narrative.model import Narrative
from editor.checks.telling import EXAMPLES, said_of
from editor.ui.intent.form import TellingForm
from editor.ui.intent.targets import (
    MEANT_REASONS,
    MEANT_WORDS,
    Line,
    Target,
    lines_of,
    targets_of,
)
from editor.ui.theme import STEP

_WIDE, _HIGH = 560, 600
_SELECTED = "The selected words"
_SHOWN = 60


class IntentDialog(QDialog):
    """Opens on scene ``scene`` (from 0) of ``narrative``, or on the ``selected`` words where there are any.

    Signals:
        telling_said(object, object): how a :class:`Target` is told (a Telling, empty to forget).
        passage_meant(object): the selected words are meant (a Meant).
        unsaid(object): forget this Declaration or Passage.
        jump(int): show the place at this offset.
    """

    telling_said = Signal(object, object)
    passage_meant = Signal(object)
    unsaid = Signal(object)
    jump = Signal(int)

    def __init__(
        self, narrative: Narrative, scene: int, names: Sequence[str], selected: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Say what is meant")
        self._narrative, self._scene, self._selected = narrative, scene, " ".join(selected.split())
        self._targets: list[Target] = []
        self._lines: list[Line] = []
        self.about = QComboBox(self)
        self.about.setAccessibleName("What this is said of")
        heads = [focal.name for s in narrative.scenes for focal in s.focal if focal.name[:1].isupper()]
        self.form = TellingForm(list(dict.fromkeys([*names, *heads])), self)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName("Why the words are meant")
        self.kind.addItems([words.lower() for words in MEANT_WORDS.values()])
        self._reason = _label(self, "quiet")
        self._told = _label(self, "body")
        self._hint = _label(self, "small")
        self.list = QListWidget(self)
        self.list.setAccessibleName("What you have said")
        self.list.setWordWrap(True)
        self._none = _label(self, "quiet", f"Nothing yet. You might say: {'; '.join(EXAMPLES)}.")
        self.forget_button = QPushButton("&Forget", self)
        self.go_button = QPushButton("&Go there", self)
        self.say_button = QPushButton("&Say so", self)
        self.say_button.setDefault(True)
        self.close_button = QPushButton("Close", self)
        for button in (self.forget_button, self.go_button, self.close_button):
            button.setAutoDefault(False)
        self._lay_out()
        self.about.currentIndexChanged.connect(self._show_target)
        self.form.changed.connect(self._tell)
        self.kind.currentIndexChanged.connect(self._tell)
        self.list.currentRowChanged.connect(self._enable)
        self.list.itemActivated.connect(lambda _: self._load_line())
        self.forget_button.clicked.connect(self._forget)
        self.go_button.clicked.connect(self._go)
        self.say_button.clicked.connect(self._say)
        self.close_button.clicked.connect(self.reject)
        self.show_narrative(narrative)
        self.about.setCurrentIndex(self.about.count() - 1)
        self.resize(_WIDE, _HIGH)
        self.form.tense.setFocus()

    def _lay_out(self) -> None:
        passage = QWidget(self)
        column = QVBoxLayout(passage)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(_label(passage, "body", "These words are"))
        column.addWidget(self.kind)
        column.addWidget(self._reason)
        column.addStretch(1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.form)
        self._stack.addWidget(passage)
        rule = QFrame(self)
        rule.setProperty("role", "rule")
        said = QHBoxLayout()
        said.addWidget(_label(self, "title", "What you have said"), 1)
        said.addWidget(self.go_button)
        said.addWidget(self.forget_button)
        foot = QHBoxLayout()
        foot.addWidget(self._told, 1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.say_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        layout.setSpacing(STEP + STEP // 2)
        layout.addWidget(self.about)
        layout.addWidget(self._hint)
        layout.addWidget(self._stack)
        layout.addLayout(foot)
        layout.addWidget(rule)
        layout.addLayout(said)
        layout.addWidget(self._none)
        layout.addWidget(self.list, 1)

    # What is shown

    def show_narrative(self, narrative: Narrative) -> None:
        """A report has come: what was said may stand elsewhere now; half-filled fields are left alone."""
        self._narrative = narrative
        self._lines = lines_of(narrative)
        row = self.list.currentRow()
        self.list.clear()
        for line in self._lines:
            item = QListWidgetItem(line.words)
            item.setToolTip("" if line.at is not None else "Its words were changed or taken out. Forget it, or undo.")
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, len(self._lines) - 1))
        self.list.setVisible(bool(self._lines))
        self._none.setVisible(not self._lines)
        before = self._target()
        old = before is not None and self.form.telling() == before.telling
        self._fill_about()
        target = self._target()
        if before is None or old or target is None or target.place != before.place:
            self._show_target()
        self._enable()

    def _fill_about(self) -> None:
        at = self.about.currentIndex()
        self._targets = targets_of(self._narrative, self._scene)
        words = [target.words for target in self._targets]
        if self._selected:
            shown = self._selected if len(self._selected) <= _SHOWN else self._selected[: _SHOWN - 2] + " …"
            words.append(f"{_SELECTED}: “{shown}”")
        self.about.blockSignals(True)
        self.about.clear()
        self.about.addItems(words)
        self.about.setCurrentIndex(min(max(at, 0), len(words) - 1))
        self.about.blockSignals(False)

    def _target(self) -> Target | None:
        """What the fields are about; None for the selected words."""
        at = self.about.currentIndex()
        return self._targets[at] if 0 <= at < len(self._targets) else None

    def _show_target(self) -> None:
        target = self._target()
        self._stack.setCurrentIndex(0 if target is not None else 1)
        if target is not None:
            self.form.show_telling(target.telling, target.outer)
        self._tell()

    def _tell(self) -> None:
        """Say in words what would be noted."""
        target = self._target()
        if target is None:
            kind = tuple(Meant)[self.kind.currentIndex()]
            self._reason.setText(MEANT_REASONS[kind])
            self._told.setText("")
            self._hint.hide()
            self.say_button.setEnabled(True)
            return
        telling = self.form.telling()
        whole = said_of(telling.over(target.outer))
        self._hint.setText(target.hint)
        self._hint.setVisible(bool(target.hint))
        self._told.setText(f"Told: {whole}." if whole else "Nothing is said of it.")
        self.say_button.setEnabled(telling != target.telling)

    def _enable(self) -> None:
        line = self._line()
        self.forget_button.setEnabled(line is not None)
        self.go_button.setEnabled(line is not None and line.at is not None)

    def _line(self) -> Line | None:
        row = self.list.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    # What the writer does

    def _say(self) -> None:
        target = self._target()
        if target is None:
            self.passage_meant.emit(tuple(Meant)[self.kind.currentIndex()])
        else:
            self.telling_said.emit(target, self.form.telling())
        self.accept()

    def _forget(self) -> None:
        line = self._line()
        if line is not None:
            self.unsaid.emit(line.said)
            self._lines.remove(line)
            self.list.takeItem(self.list.currentRow())
            self._enable()

    def _go(self) -> None:
        line = self._line()
        if line is not None and line.at is not None:
            self.jump.emit(line.at)

    def _load_line(self) -> None:
        """Put what was said into the fields; a passage is only shown."""
        line = self._line()
        if line is None or line.at is None or isinstance(line.said, Passage):
            self._go()
            return
        self._scene = line.scene
        self._fill_about()
        places = [target.place.reach for target in self._targets]
        if isinstance(line.said, Declaration) and line.said.place.reach in places:
            self.about.setCurrentIndex(places.index(line.said.place.reach))
        self._show_target()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.list.hasFocus() and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._forget()
        elif self.list.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._load_line()
        else:
            super().keyPressEvent(event)


def _label(parent: QWidget, role: str, words: str = "") -> QLabel:
    label = QLabel(words, parent)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
