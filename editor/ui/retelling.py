"""A passage in another tense or person: asks which, how far and, for a person, who; every change is reviewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.checks.intent import Character
from editor.checks.narrative.model import Person, SceneNarrative, Tense
from editor.checks.narrative.rewrite.orders import TellInPerson, TellInTense
from editor.checks.narrative.rewrite.teller import Teller
from editor.checks.narrative.rewrite.where import Reach, Where
from editor.language.names import given_pronoun
from editor.text.span import Span
from editor.ui.choice import Choice, see_or_cancel
from editor.ui.theme import STEP, Theme

if TYPE_CHECKING:
    from editor.ui.window import Window

_TENSES = {Tense.PRESENT.value: "In the present  she walks", Tense.PAST.value: "In the past  she walked"}
_PERSONS = {Person.THIRD.value: "In the third  she walked", Person.FIRST.value: "In the first  I walked"}
_PRONOUNS = {"she": "she, her", "he": "he, him", "they": "they, them"}
_REACHES = {
    Reach.SELECTION.value: "What is selected",
    Reach.SCENE.value: "This scene",
    Reach.CHAPTER.value: "This chapter",
    Reach.ALL.value: "The whole text",
}
_WIDTH = 560
_LEFT_ALONE = "Speech, thoughts, letters and headings are left alone."


def convert_tense(window: Window) -> None:
    """Ask for the tense, and show what would change."""
    scene = _scene(window)
    to = Tense.PAST if scene is not None and scene.tense is Tense.PRESENT else Tense.PRESENT
    dialog = TenseDialog(to, _selected(window), window.theme, window)

    def order() -> None:
        window.orders.give(
            TellInTense(dialog.to, Where(dialog.reach, _place(window))),
            "Convert tense",
            f"{_far(dialog.reach)} in the {dialog.to.value} tense. {_LEFT_ALONE}",
        )

    dialog.accepted.connect(order)
    dialog.open()


def change_person(window: Window) -> None:
    """Ask for the person and who it is, and show what would change."""
    scene = _scene(window)
    to = Person.THIRD if scene is not None and scene.person is Person.FIRST else Person.FIRST
    cast = list(window.intent().cast)
    known = {character.name for character in cast}
    heads = scene.focal if scene is not None else ()
    others = [head.name for head in heads if head.name not in known and head.name != "I"]
    cast += [Character(name, (), given_pronoun(name) or _prevailing(window.page.lines())) for name in others]
    dialog = PersonDialog(to, cast, _selected(window), window.theme, window)

    def order() -> None:
        teller = dialog.teller
        words = f"{_far(dialog.reach)} in the {dialog.to.value} person; {teller.name} is “I”. {_LEFT_ALONE}"
        if dialog.to is Person.THIRD:
            words = f"{_far(dialog.reach)} in the third person; “I” is {teller.name}, {teller.pronoun}. {_LEFT_ALONE}"
        window.orders.give(TellInPerson(dialog.to, teller, Where(dialog.reach, _place(window))), "Change person", words)

    dialog.accepted.connect(order)
    dialog.open()


def _prevailing(lines: Sequence[str]) -> str:
    """The pronoun that the text has more of: a first guess, for the writer to change."""
    counts = Counter(word for line in lines for word in line.casefold().split() if word in ("he", "she"))
    return "he" if counts["he"] > counts["she"] else "she"


def _far(reach: Reach) -> str:
    return _REACHES[reach.value]


def _scene(window: Window) -> SceneNarrative | None:
    """The scene with the caret, as it was last reviewed."""
    scenes = window.report.narrative.scenes if window.report is not None else ()
    here = window.page.offset()
    return next((scene for scene in reversed(scenes) if scene.span.start <= here), None)


def _selected(window: Window) -> bool:
    return window.page.textCursor().hasSelection()


def _place(window: Window) -> Span:
    """The selection, or the caret."""
    cursor, ruler = window.page.textCursor(), window.page.ruler()
    return Span(ruler.point_of(cursor.selectionStart()), ruler.point_of(cursor.selectionEnd()))


class _Asking(QDialog):
    """Rows of choices, a note, and two buttons; Enter shows the changes."""

    reaches: Choice

    def __init__(self, title: str, selected: bool, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        self._column.setSpacing(STEP // 2)
        self._selected = selected
        self.show_button = QPushButton("See the changes", self)

    @property
    def reach(self) -> Reach:
        """How far it is to go."""
        return Reach(self.reaches.value)

    def _row(self, title: str, options: Mapping[str, str], chosen: str) -> Choice:
        choice = Choice(title, options, chosen, self._theme, self)
        self._column.addWidget(choice)
        return choice

    def _titled(self, title: str, row: QWidget) -> None:
        heading = QLabel(title, self)
        heading.setProperty("role", "title")
        self._column.addWidget(heading)
        self._column.addWidget(row)
        self._column.addSpacing(STEP)

    def _finish(self, words: str) -> None:
        reaches = {value: told for value, told in _REACHES.items() if self._selected or value != Reach.SELECTION.value}
        first = Reach.SELECTION if self._selected else Reach.SCENE
        self.reaches = self._row("How far", reaches, first.value)
        note = QLabel(words, self)
        note.setProperty("role", "small")
        note.setWordWrap(True)
        self.show_button.clicked.connect(self.accept)
        cancel = QPushButton("Cancel", self)
        cancel.clicked.connect(self.reject)
        self._column.addWidget(note)
        self._column.addSpacing(STEP)
        self._column.addLayout(see_or_cancel(self.show_button, cancel))
        self.setFixedWidth(_WIDTH)
        self.show_button.setFocus()


class TenseDialog(_Asking):
    """Asks for a tense; ``selected`` if the writer has selected a passage."""

    def __init__(self, to: Tense, selected: bool, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Convert tense", selected, theme, parent)
        self.tenses = self._row("Tell it", _TENSES, to.value)
        self._finish(
            f"{_LEFT_ALONE} You see every sentence before it is changed; those that want a look are left "
            "out until you accept them, and say why. One undo takes all of them back."
        )

    @property
    def to(self) -> Tense:
        """The tense that is wanted."""
        return Tense(self.tenses.value)


class PersonDialog(_Asking):
    """Asks for a person and for who *I* is; ``cast`` is offered by name."""

    def __init__(
        self, to: Person, cast: list[Character], selected: bool, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Change person", selected, theme, parent)
        self._cast = {character.name: character for character in cast}
        self.persons = self._row("Tell it", _PERSONS, to.value)
        self.name = QComboBox(self)
        self.name.setEditable(True)
        self.name.addItems(list(self._cast))
        self.name.setAccessibleName("Who is “I”")
        self._titled("Who is “I”", self.name)
        self.pronouns = self._row("Called", _PRONOUNS, "she")
        self.name.currentTextChanged.connect(self._named)
        self._finish(
            f"{_LEFT_ALONE} In the third person the name stands first in a scene and wherever the pronoun could mean "
            "somebody else. You see every sentence before it is changed. One undo takes all of them back."
        )
        self._named()

    @property
    def to(self) -> Person:
        """The person that is wanted."""
        return Person(self.persons.value)

    @property
    def teller(self) -> Teller:
        """Who is *I*."""
        return Teller(self.name.currentText().strip(), self.pronouns.value)

    def _named(self) -> None:
        name = self.name.currentText().strip()
        self.show_button.setEnabled(bool(name))
        character = self._cast.get(name)
        pronoun = character.pronouns.split("/")[0].strip().casefold() if character is not None else ""
        if pronoun in _PRONOUNS:
            self.pronouns.choose(pronoun)
