"""One style for the whole text: which marks, which ellipsis, which dash; every change is seen before it is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.checks.consistency.census import Census, census
from editor.checks.consistency.restyle import DASHES, ELLIPSES, Glyphs, Speech, Target, Typography, told
from editor.ui.flags.chips import Chip
from editor.ui.theme import STEP, Theme

if TYPE_CHECKING:
    from editor.ui.window import Window

_AS_IT_IS = ""
_GLYPHS = {Glyphs.CURLY.value: "Curly  “ ” ’", Glyphs.STRAIGHT.value: "Straight  \" ' "}
_SPEECH = {Speech.DOUBLE.value: "American  “Hello”", Speech.SINGLE.value: "British  ‘Hello’"}
_ELLIPSES = dict(zip(ELLIPSES, ("One sign  …", "Three dots  ...", "Spaced dots  . . ."), strict=True))
_DASHES = dict(zip(DASHES, ("word—word", "word — word", "word – word", "word--word", "word -- word"), strict=True))
_WIDTH = 720


def restyle(window: Window) -> None:
    """Ask for one style of marks for the text of ``window``, and show what would change."""

    def order(target: Target) -> None:
        window.orders.give(Typography(target), "Typography", f"The whole text in one style: {told(target)}.")

    dialog = TypographyDialog(census(window.page.text()), window.theme, window)
    dialog.chosen.connect(order)
    dialog.open()


class TypographyDialog(QDialog):
    """Asks for the style; what most of the text does is chosen already.

    Signals:
        chosen(Target): the writer wants to see the changes.
    """

    chosen = Signal(object)

    def __init__(self, census: Census, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Typography of the whole text")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        most = census.majority
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        self._column.setSpacing(STEP // 2)
        self.glyphs = self._row("Quotation marks and apostrophes", _GLYPHS, _named(census.glyphs), most.glyphs, theme)
        self.speech = self._row("Speech", _SPEECH, _named(census.systems), most.system, theme)
        self.ellipses = self._row("Ellipses", _ELLIPSES, census.ellipses, most.ellipsis, theme)
        self.dashes = self._row("Dashes between words", _DASHES, census.dashes, most.dash, theme)
        if not census.speaks:
            self.speech.setEnabled(False)
            self.speech.setToolTip("This text does not set its speech between quotation marks.")
        note = QLabel(
            "What most of the text does is chosen. Measures (6'2\"), code and addresses are left alone, and so is a "
            "mark whose partner is missing. You see every change before it is made; one undo takes all of them back."
        )
        note.setProperty("role", "small")
        note.setWordWrap(True)
        self.show_button = QPushButton("See the changes", self)
        self.show_button.setDefault(True)
        self.show_button.clicked.connect(self._choose)
        cancel = QPushButton("Cancel", self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.show_button)
        self._column.addSpacing(STEP)
        self._column.addWidget(note)
        self._column.addSpacing(STEP)
        self._column.addLayout(buttons)
        self._enable()
        self.setFixedWidth(_WIDTH)
        self.show_button.setFocus()

    @property
    def target(self) -> Target:
        """What is chosen."""
        glyphs, speech = _value(self.glyphs), _value(self.speech)
        return Target(
            Glyphs(glyphs) if glyphs else None,
            Speech(speech) if speech else None,
            _value(self.ellipses) or None,
            _value(self.dashes) or None,
        )

    def choose(self, row: QWidget, value: str) -> None:
        """Choose ``value`` in one of the rows, as a press on its button does."""
        for button in row.findChildren(Chip):
            if button.property("value") == value:
                button.click()

    def _row(
        self, title: str, options: Mapping[str, str], counts: Mapping[str, int], most: str | None, theme: Theme
    ) -> QWidget:
        """A title and its buttons, of which one is chosen; the counts are of what the text has now."""
        heading = QLabel(title, self)
        heading.setProperty("role", "title")
        row = QWidget(self)
        row.setAccessibleName(title)
        flow = QHBoxLayout(row)
        flow.setContentsMargins(0, 0, 0, 0)
        group = QButtonGroup(row)
        for value, words in ((_AS_IT_IS, "As it is"), *options.items()):
            chip = Chip(words, theme, parent=row)
            chip.setProperty("value", value)
            if value:
                chip.set_count(counts.get(value, 0) or None)
            chip.setChecked(value == (most or _AS_IT_IS))
            group.addButton(chip)
            flow.addWidget(chip)
        flow.addStretch(1)
        group.buttonClicked.connect(self._enable)
        self._column.addWidget(heading)
        self._column.addWidget(row)
        self._column.addSpacing(STEP)
        return row

    def _enable(self) -> None:
        self.show_button.setEnabled(self.target != Target())

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self.target)


def _named(counts: Mapping[Glyphs, int] | Mapping[Speech, int]) -> dict[str, int]:
    return {form.value: count for form, count in counts.items()}


def _value(row: QWidget) -> str:
    checked = next((b for b in row.findChildren(QAbstractButton) if b.isChecked()), None)
    return str(checked.property("value")) if checked is not None else _AS_IT_IS
