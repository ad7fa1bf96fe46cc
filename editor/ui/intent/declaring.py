"""The writer says how the story is told and what is meant: noted down, taken back, kept up to date.

What is noted is found again by its words (``checks/anchors``, ``checks/passages``).  With every report it is
brought up to date with the text as it stands, so that small changes never add up to one too large.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from editor.checks.intent import Declaration, Meant, Passage, Place, Telling
from editor.checks.narrative.model import Narrative
from editor.checks.passages import Words, passage_of
from editor.checks.telling import said_of
from editor.errors import EditorError
from editor.manuscript.notebook import Notebook
from editor.text.span import Span
from editor.ui.commands import Command
from editor.ui.intent.dialog import IntentDialog
from editor.ui.intent.targets import MEANT_WORDS
from editor.ui.page import Page

_Noted = tuple[tuple[Declaration, ...], tuple[Passage, ...]]


class Declaring(QObject):
    """What is declared about the open text.

    ``answered(words, undo)`` is told of each declaration, so that it can be taken back.

    Signals:
        said(str): a sentence for the status line.
        intent_changed(): what the writer declared has changed: check again.
        jump(int): show the place at this offset (code points of the report's text).
    """

    said = Signal(str)
    intent_changed = Signal()
    jump = Signal(int)

    def __init__(
        self,
        page: Page,
        notebook: Callable[[], Notebook],
        answered: Callable[[str, Callable[[], None]], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._page, self._notebook, self._answered, self._window = page, notebook, answered, parent
        self._narrative = Narrative()
        self._history: list[_Noted] = []
        self.dialog: IntentDialog | None = None

    def forget(self) -> None:
        """Another text is open."""
        self._narrative = Narrative()
        self._history.clear()
        if self.dialog is not None:
            self.dialog.reject()

    def show_narrative(self, narrative: Narrative) -> None:
        """A report has come: bring what is noted up to date with its text."""
        self._narrative = narrative
        changes: dict[Declaration | Passage, Declaration | Passage] = {}
        for said in narrative.said:
            if said.now is not None and said.now != said.declaration.place:
                changes[said.declaration] = Declaration(said.now, said.declaration.telling)
        for meant in narrative.meant:
            if meant.now is not None and meant.now != meant.passage:
                changes[meant.passage] = meant.now
        if changes:
            declarations, passages = _changed(self._noted(), changes)
            self._history = [_changed(noted, changes) for noted in self._history]
            self._note(declarations, passages)
            self._narrative = narrative = _renewed(narrative)
        if self.dialog is not None:
            self.dialog.show_narrative(narrative)

    # --- saying

    def say(self, place: Place, telling: Telling, words: str) -> bool:
        """Note how ``place`` is told; an empty telling forgets what was said of it."""
        declarations, passages = self._noted()
        kept = tuple(d for d in declarations if d.place != place)
        if telling:
            kept = (*kept, Declaration(place, telling))
        told = f"{words}: {said_of(telling)}." if telling else f"{words}: forgotten."
        return self._change((kept, passages), told)

    def mean(self, kind: Meant) -> bool:
        """Mark the selected words as meant to be otherwise."""
        ruler, cursor = self._page.ruler(), self._page.textCursor()
        span = Span(ruler.point_of(cursor.selectionStart()), ruler.point_of(cursor.selectionEnd()))
        passage = passage_of(kind, span, Words(ruler.text))
        if passage is None:
            self.said.emit("Select the words that are meant first.")
            return False
        declarations, passages = self._noted()
        kept = tuple(p for p in passages if p.opening != passage.opening or p.closing != passage.closing)
        return self._change((declarations, (*kept, passage)), f"Meant as a {kind}: I ask nothing more about it.")

    def unsay(self, said: Declaration | Passage) -> bool:
        """Forget one thing that was said."""
        declarations, passages = self._noted()
        kept = tuple(d for d in declarations if d != said), tuple(p for p in passages if p != said)
        return self._change(kept, "Forgotten.")

    def _change(self, new: _Noted, words: str) -> bool:
        old = self._noted()
        if new == old or not self._note(*new):
            return False
        self._history.append(old)
        self._answered(words, self._take_back)
        self.said.emit(words)
        self.intent_changed.emit()
        return True

    def _take_back(self) -> None:
        if self._history:
            self._note(*self._history.pop())

    def _noted(self) -> _Noted:
        intent = self._notebook().intent()
        return intent.declarations, intent.passages

    def _note(self, declarations: tuple[Declaration, ...], passages: tuple[Passage, ...]) -> bool:
        try:
            self._notebook().set_declared(declarations, passages)
        except EditorError as error:
            self.said.emit(str(error))
            return False
        return True

    # --- where it is said

    def ask(self, scene: int | None = None) -> None:
        """Open the editor for scene ``scene`` (from 0), or for the one that the caret stands in."""
        if self.dialog is not None:
            self.dialog.reject()
        selected = self._page.textCursor().selectedText().replace("\u2029", " ") if scene is None else ""
        if scene is None:
            offset = self._page.offset()
            scene = max(sum(s.span.start <= offset for s in self._narrative.scenes) - 1, 0)
        names = [member.name for member in self._notebook().intent().cast]
        dialog = IntentDialog(self._narrative, scene, names, selected, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.telling_said.connect(lambda target, telling: self.say(target.place, telling, target.words))
        dialog.passage_meant.connect(self.mean)
        dialog.unsaid.connect(self.unsay)
        dialog.jump.connect(self.jump)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    def commands(self) -> list[Command | QMenu | None]:
        """The entries of the Story menu."""
        meant = QMenu("The selected words are &meant", self._window)
        self.fill_selection_menu(meant)
        return [Command("say-meant", "Say &what is meant…", lambda: self.ask(), ("Ctrl+Shift+I",)), meant]

    def fill_selection_menu(self, menu: QMenu) -> None:
        """Put "flashback", "dream", "historic present" into a menu about the selected words."""
        menu.addSeparator()
        for kind, words in MEANT_WORDS.items():
            menu.addAction(f"Meant: {words.lower()}").triggered.connect(lambda _=False, kind=kind: self.mean(kind))


def _changed(noted: _Noted, changes: dict[Declaration | Passage, Declaration | Passage]) -> _Noted:
    declarations = [changes.get(d, d) for d in noted[0]]
    passages = [changes.get(p, p) for p in noted[1]]
    return (
        tuple(d for d in declarations if isinstance(d, Declaration)),
        tuple(p for p in passages if isinstance(p, Passage)),
    )


def _renewed(narrative: Narrative) -> Narrative:
    """The narrative as it will be reported the next time, with what is noted now."""
    said = tuple(
        replace(s, declaration=Declaration(s.now, s.declaration.telling)) if s.now is not None else s
        for s in narrative.said
    )
    meant = tuple(replace(m, passage=m.now) if m.now is not None else m for m in narrative.meant)
    return replace(narrative, said=said, meant=meant)
