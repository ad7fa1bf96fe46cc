"""A strip above the page: one sentence, and what can be done about it.  Nothing waits for an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.ui.theme import STEP


class Notice(QWidget):
    """Shows one sentence at a time; each of its buttons closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        self._row.setSpacing(STEP)
        self._row.addWidget(self.sentence, 1)
        rule = QFrame()
        rule.setProperty("role", "rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addWidget(rule)
        self.buttons: list[QPushButton] = []
        self.topic = ""
        self._waiting: list[tuple[str, str, Sequence[tuple[str, Callable[[], None]]]]] = []
        self.hide()

    def say(self, topic: str, sentence: str, choices: Sequence[tuple[str, Callable[[], None]]] = ()) -> None:
        """Show ``sentence`` with a button for each of ``choices`` and one that only closes the strip.

        While the strip still speaks of another topic, this one waits for its answer.
        """
        if self.topic not in ("", topic):
            self._waiting = [one for one in self._waiting if one[0] != topic] + [(topic, sentence, choices)]
            return
        self._clear()
        self.topic = topic
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        for words, act in (*choices, ("Dismiss", lambda: None)):
            button = QPushButton(words)
            button.clicked.connect(lambda _=False, act=act: self._chosen(act))
            self._row.addWidget(button)
            self.buttons.append(button)
        self.show()

    def take_back(self, topic: str) -> None:
        """Close the strip if it still speaks of ``topic``."""
        self._waiting = [one for one in self._waiting if one[0] != topic]
        if self.topic == topic:
            self._next()

    def _chosen(self, act: Callable[[], None]) -> None:
        self._next()
        act()

    def _next(self) -> None:
        """Close the strip, or show what waited."""
        self._clear()
        self.hide()
        if self._waiting:
            self.say(*self._waiting.pop(0))

    def _clear(self) -> None:
        self.topic = ""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons.clear()
