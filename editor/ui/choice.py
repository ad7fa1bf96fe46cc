"""A title and a row of buttons of which one is chosen, in dialogs that ask for a way of doing something."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.ui.flags.chips import Chip
from editor.ui.theme import STEP, Theme


class Choice(QWidget):
    """One of several ``options`` (value to words); ``counts`` stand behind those that have one.

    Signals:
        changed: the writer chose another one.
    """

    changed = Signal()

    def __init__(
        self,
        title: str,
        options: Mapping[str, str],
        chosen: str,
        theme: Theme,
        parent: QWidget,
        counts: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, STEP)
        column.setSpacing(STEP // 2)
        heading = QLabel(title, self)
        heading.setProperty("role", "title")
        row = QWidget(self)
        row.setAccessibleName(title)
        flow = QHBoxLayout(row)
        flow.setContentsMargins(0, 0, 0, 0)
        self._chips: dict[str, Chip] = {}
        group = QButtonGroup(row)
        for value, words in options.items():
            chip = self._chips[value] = Chip(words, theme, parent=row)
            chip.set_count((counts or {}).get(value) or None)
            chip.setChecked(value == chosen)
            group.addButton(chip)
            flow.addWidget(chip)
        flow.addStretch(1)
        group.buttonClicked.connect(lambda _: self.changed.emit())
        column.addWidget(heading)
        column.addWidget(row)

    @property
    def value(self) -> str:
        """What is chosen; an empty string if nothing is."""
        return next((value for value, chip in self._chips.items() if chip.isChecked()), "")

    def choose(self, value: str) -> None:
        """Choose ``value``, as a press on its button does."""
        if value in self._chips:
            self._chips[value].click()


def see_or_cancel(show: QPushButton, cancel: QPushButton) -> QHBoxLayout:
    """The two buttons under a question, at its right; Enter shows the changes."""
    show.setDefault(True)
    cancel.setAutoDefault(False)
    buttons = QHBoxLayout()
    buttons.addStretch(1)
    buttons.addWidget(cancel)
    buttons.addWidget(show)
    return buttons
