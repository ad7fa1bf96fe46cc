"""The fields in which a telling is said: tense, person, view, heads, letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFormLayout, QLineEdit, QWidget

from editor.checks.intent import Telling, View
from editor.checks.narrative.model import Person, Tense
from editor.checks.telling import person_said, tense_said

_TENSES = (None, Tense.PAST, Tense.PRESENT, Tense.MIXED)
_PERSONS = (None, Person.FIRST, Person.SECOND, Person.THIRD, Person.MIXED)
_VIEWS = {None: "", View.CLOSE: "close, inside one head", View.OMNISCIENT: "omniscient, inside every head"}
_KINDS = {None: "", False: "narration", True: "letters or documents, not judged"}
_UNSAID = "not said"
_AND = " and "


class TellingForm(QWidget):
    """Edits one telling; what is left unsaid shows what the parts around it say.

    Signals:
        changed(): the telling is another one now.
    """

    changed = Signal()

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loading = False
        self.kind = _choices(self, list(_KINDS.values()), "Narration or letters")
        self.tense = _choices(self, [tense_said(t) if t else "" for t in _TENSES], "Tense")
        self.person = _choices(self, [f"{person_said(p)} person" if p else "" for p in _PERSONS], "Person")
        self.view = _choices(self, list(_VIEWS.values()), "View")
        self.heads = QLineEdit(self)
        self.heads.setAccessibleName("Whose head")
        completer = QCompleter(list(names), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.heads.setCompleter(completer)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            ("It &is", self.kind),
            ("&Tense", self.tense),
            ("&Person", self.person),
            ("&View", self.view),
            ("Whose &head", self.heads),
        ):
            form.addRow(words, field)
        for box in (self.kind, self.tense, self.person, self.view):
            box.currentIndexChanged.connect(self._edited)
        self.heads.textChanged.connect(self._edited)

    def show_telling(self, telling: Telling, outer: Telling) -> None:
        """Show ``telling``; ``outer`` is what holds where it says nothing."""
        self._loading = True
        inherited = (
            (self.kind, _KINDS[outer.letters] if outer.letters is not None else ""),
            (self.tense, tense_said(outer.tense) if outer.tense else ""),
            (self.person, f"{person_said(outer.person)} person" if outer.person else ""),
            (self.view, _VIEWS[outer.view]),
        )
        for box, words in inherited:
            box.setItemText(0, f"{_UNSAID}: {words}, as around it" if words else _UNSAID)
        self.heads.setPlaceholderText(_AND.join(outer.heads) or "a name, or two joined by “and”")
        self.kind.setCurrentIndex(list(_KINDS).index(telling.letters))
        self.tense.setCurrentIndex(_TENSES.index(telling.tense))
        self.person.setCurrentIndex(_PERSONS.index(telling.person))
        self.view.setCurrentIndex(list(_VIEWS).index(telling.view))
        self.heads.setText(_AND.join(telling.heads))
        self._loading = False
        self._enable()

    def telling(self) -> Telling:
        """What the fields say."""
        view = list(_VIEWS)[self.view.currentIndex()]
        letters = list(_KINDS)[self.kind.currentIndex()]
        names = self.heads.text().replace(",", _AND).split(_AND)
        heads = tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
        if letters:
            return Telling(letters=True)
        return Telling(
            _TENSES[self.tense.currentIndex()],
            _PERSONS[self.person.currentIndex()],
            view,
            () if view is View.OMNISCIENT else heads,
            letters,
        )

    def _edited(self) -> None:
        if not self._loading:
            self._enable()
            self.changed.emit()

    def _enable(self) -> None:
        """Letters have no tense to be judged by, an omniscient narrator no head."""
        letters = list(_KINDS)[self.kind.currentIndex()] is True
        for field in (self.tense, self.person, self.view):
            field.setEnabled(not letters)
        self.heads.setEnabled(not letters and list(_VIEWS)[self.view.currentIndex()] is not View.OMNISCIENT)


def _choices(parent: QWidget, options: Sequence[str], name: str) -> QComboBox:
    box = QComboBox(parent)
    box.addItems([words or _UNSAID for words in options])
    box.setAccessibleName(name)
    return box
