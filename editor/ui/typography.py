"""One style for the whole text: which marks, which ellipsis, which dash; every change is seen before it is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.checks.consistency.census import Census, census
from editor.checks.consistency.restyle import DASHES, ELLIPSES, Glyphs, Speech, Target, Typography, told
from editor.ui.choice import Choice, see_or_cancel
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
        self.show_button.clicked.connect(self._choose)
        cancel = QPushButton("Cancel", self)
        cancel.clicked.connect(self.reject)
        self._column.addSpacing(STEP)
        self._column.addWidget(note)
        self._column.addSpacing(STEP)
        self._column.addLayout(see_or_cancel(self.show_button, cancel))
        self._enable()
        self.setFixedWidth(_WIDTH)
        self.show_button.setFocus()

    @property
    def target(self) -> Target:
        """What is chosen."""
        glyphs, speech = self.glyphs.value, self.speech.value
        return Target(
            Glyphs(glyphs) if glyphs else None,
            Speech(speech) if speech else None,
            self.ellipses.value or None,
            self.dashes.value or None,
        )

    def _row(
        self, title: str, options: Mapping[str, str], counts: Mapping[str, int], most: str | None, theme: Theme
    ) -> Choice:
        """What may be chosen, with the counts of what the text has now."""
        choice = Choice(title, {_AS_IT_IS: "As it is", **options}, most or _AS_IT_IS, theme, self, counts)
        choice.changed.connect(self._enable)
        self._column.addWidget(choice)
        return choice

    def _enable(self) -> None:
        self.show_button.setEnabled(self.target != Target())

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self.target)


def _named(counts: Mapping[Glyphs, int] | Mapping[Speech, int]) -> dict[str, int]:
    return {form.value: count for form, count in counts.items()}
