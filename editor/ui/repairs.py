"""Answers to flags: repairs, each one undo step, and "I meant that", which can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from editor.checks.apply import Choice, edits_of, narrowed
from editor.checks.intent import Scope, dismissal_of
from editor.checks.rule import Applicability, Family, Finding, Fix
from editor.errors import EditorError
from editor.manuscript.notebook import Notebook
from editor.text.span import Span
from editor.ui.page import Page
from editor.ui.positions import Drift, Ruler


class _Touched(Exception):
    """The words under a span are no longer those that were reviewed."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Something that the writer declared, in ``words``, and what takes it back."""

    words: str
    undo: Callable[[], None]


class Repairs(QObject):
    """Takes fixes and notes dismissals for the text on the page."""

    said = Signal(str)
    intent_changed = Signal()
    """What the writer declared has changed: check again."""

    def __init__(self, page: Page, notebook: Callable[[], Notebook], parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._notebook = page, notebook
        self._answered: list[Answered] = []

    # --- repairs

    def take(self, finding: Finding, fix: Fix) -> bool:
        """Make one repair; False (and a sentence) if the words have changed since they were checked."""
        return self._apply([Choice(finding, fix)]) == 1

    def safe(self, findings: Iterable[Finding]) -> list[Choice]:
        """The safe repair of every finding that has one."""
        choices: list[Choice] = []
        for finding in findings:
            fix = next((fix for fix in finding.fixes if fix.applicability is Applicability.SAFE), None)
            if fix is not None:
                choices.append(Choice(finding, fix))
        return choices

    def take_all(self, choices: Iterable[Choice]) -> int:
        """Make many repairs in one undo step; how many were made."""
        made = self._apply(list(choices))
        if made:
            repairs = "One repair" if made == 1 else f"{made:,} repairs"
            self.said.emit(f"{repairs} made. Undo takes {'it' if made == 1 else 'all of them'} back.")
        return made

    def _apply(self, choices: list[Choice]) -> int:
        """Carry the choices over what was typed since, verify their words, and edit last to first."""
        drift, ruler = self._page.drift, self._page.ruler()
        moved: list[Choice] = []
        for choice in choices:
            try:
                moved.append(_moved(choice, drift, ruler))
            except _Touched:
                continue
        edits, taken = edits_of(moved, self._page.text())
        if not edits:
            self.said.emit("These words have changed since they were checked; they are being checked again.")
            return 0
        self._page.apply_edits([narrowed(edit, ruler.text) for edit in edits], ruler)
        last = edits[-1]
        if len(taken) == 1:
            behind = edits[0].span.start + len(edits[0].replacement) if len(edits) == 1 else last.span.start
            self._page.go_to_units(self._page.ruler().unit_of(behind))
        return len(taken)

    # --- "I meant that"

    def dismiss(self, finding: Finding, scope: Scope) -> bool:
        """Note that the writer meant it; the flag and all that the answer covers go."""
        source = self._page.drift.ruler.text
        dismissal = dismissal_of(finding, source, scope)
        word = finding.text if finding.family is Family.SPELLING and scope is Scope.WORD else ""
        notebook = self._notebook()
        try:
            notebook.dismiss(dismissal)
            if word:
                notebook.add_word(word)
        except EditorError as error:
            self.said.emit(str(error))
            return False
        shown = finding.text if len(finding.text) <= 30 else finding.text[:28] + "…"
        what = {
            Scope.HERE: f"“{shown}” is meant here.",
            Scope.WORD: f"“{shown}” is in this story’s dictionary now." if word else f"“{shown}” is meant everywhere.",
            Scope.RULE: f"“{finding.rule.summary}” is not looked for in this story.",
        }[scope]

        def undo() -> None:
            self._notebook().undismiss(dismissal)
            if word:
                self._notebook().remove_word(word)

        self.note(what, undo)
        self._page.drop_flags(lambda other: dismissal_of(other, source, scope) == dismissal)
        self.said.emit(what)
        self.intent_changed.emit()
        return True

    def note(self, words: str, undo: Callable[[], None]) -> None:
        """Remember what was declared, so that it can be taken back; ``undo`` may raise EditorError."""
        self._answered.append(Answered(words, undo))

    @property
    def last_answer(self) -> Answered | None:
        """What would be taken back next."""
        return self._answered[-1] if self._answered else None

    def take_back(self) -> None:
        """Undo the last "I meant that", or whatever else was declared last."""
        if not self._answered:
            return
        answer = self._answered.pop()
        try:
            answer.undo()
        except EditorError as error:
            self.said.emit(str(error))
            return
        self.said.emit("Taken back: " + answer.words)
        self.intent_changed.emit()

    def forget(self) -> None:
        """Another text is open; its answers are its own."""
        self._answered.clear()


def _moved(choice: Choice, drift: Drift, ruler: Ruler) -> Choice:
    def move(span: Span) -> Span:
        units = drift.units_of(span)
        if units is None:
            raise _Touched
        return Span(ruler.point_of(units[0]), ruler.point_of(units[1]))

    number = choice.finding.fixes.index(choice.fix)
    finding = choice.finding.moved(move) if drift.moved else choice.finding
    return Choice(finding, finding.fixes[number])
