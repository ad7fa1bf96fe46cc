"""From a key to a report: waits for a pause, asks the reviewing process, and passes on what it says.

The window never waits: everything here is a timer or a signal.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from editor.checks.intent import Intent
from editor.checks.proposal import Order
from editor.review.build import LANGUAGETOOL, Build, Settings, assemble
from editor.review.protocol import (
    CHECKER,
    Answer,
    Done,
    EngineState,
    Failed,
    Partial,
    Progress,
    Propose,
    Proposed,
    Proposing,
    Review,
    State,
)
from editor.review.reviewer import Reviewer
from editor.ui.page import Page
from editor.ui.positions import Drift

_SWITCH = 0.0005

PAUSE = 300
"""Milliseconds after the last key before the text is checked."""


class Checking(QObject):
    """The window's one reviewer, and the state of the text's check."""

    reported = Signal(object, object)
    """(Report, Drift): the whole text was checked."""
    glimpsed = Signal(object, object)
    """(findings, Drift): what stands in the visible part, before the rest is read."""
    progressed = Signal(int, int)
    state_changed = Signal()
    """Ask :attr:`sentence`, :attr:`busy`, :attr:`down`, :attr:`languagetool`."""
    proposing = Signal(int, int)
    """(done, total): how far the newest order is."""
    proposed = Signal(object)
    """(Proposed): the newest order is worked out, or refused."""
    _heard = Signal(object)

    def __init__(
        self, page: Page, intent: Callable[[], Intent], languagetool: str, parent: QObject, build: Build = assemble
    ) -> None:
        super().__init__(parent)
        self._page, self._intent = page, intent
        # The reviewer speaks from a thread of its own; the signal carries it over to this one.
        self._heard.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._reviewer = Reviewer(self._heard.emit, Settings(languagetool), build)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.check_now)
        self._asked = 0
        self._ordered = 0
        self._drift: Drift | None = None
        self._open = False
        self.busy = False
        self.down = False
        self.stopped = False
        self.sentence = ""
        self.languagetool = EngineState(LANGUAGETOOL, State.OFF, "")
        page.edited.connect(self.check_soon)

    def start(self) -> None:
        """Start the process; returns at once."""
        # Its two threads share the interpreter with the keyboard: neither may hold it for long.
        sys.setswitchinterval(_SWITCH)
        self._open = True
        self._reviewer.start()

    def close(self) -> None:
        """End the process and everything it started."""
        self._pause.stop()
        if self._open:
            self._open = False
            self._reviewer.close()

    def check_now(self) -> None:
        """Check the text as it is now, with the writer's intent as it is now."""
        self._pause.stop()
        if not self._open:
            return
        self._asked += 1
        self._drift = self._page.begin_review()
        self.busy, self.stopped = True, False
        request = Review(self._asked, self._page.text(), self._page.form, self._intent(), self._page.visible())
        self._reviewer.review(request)
        self.state_changed.emit()

    def check_soon(self) -> None:
        """Check after the usual pause."""
        if self._open:
            self._pause.start()

    def cancel(self) -> None:
        """Stop the running check; the next edit starts another."""
        self._pause.stop()
        self._reviewer.cancel()
        self.busy, self.stopped = False, True
        self.state_changed.emit()

    def order(self, order: Order) -> Drift:
        """Have ``order`` worked out over the text as it is now; the answer's places lie in the drift's text."""
        self._ordered += 1
        drift = self._page.begin_review()
        self._reviewer.propose(Propose(self._ordered, self._page.text(), order, self._page.form, self._intent()))
        return drift

    def withdraw(self) -> None:
        """Nobody waits for the order any more."""
        self._ordered += 1
        self._reviewer.withdraw()

    def restart(self) -> None:
        """Start the process again after it was given up."""
        self.down = False
        self._reviewer.restart()
        self.check_now()

    def use_languagetool(self, mode: str) -> None:
        """``auto`` or ``off``."""
        self._reviewer.use_languagetool(mode)

    def install_languagetool(self) -> None:
        """Fetch LanguageTool; the writer has been asked."""
        self._reviewer.install_languagetool()

    def cancel_install(self) -> None:
        self._reviewer.cancel_install()

    def _hear(self, answer: Answer) -> None:
        if not self._open:
            return
        match answer:
            case EngineState():
                self._hear_state(answer)
            case Progress(revision, done, total) if revision == self._asked:
                if not self.busy:
                    self.busy = True
                    self.state_changed.emit()
                self.progressed.emit(done, total)
            case Partial(revision, _, findings) if revision == self._asked and self._drift is not None:
                self.glimpsed.emit(findings, self._drift)
            case Done(revision, report) if revision == self._asked and self._drift is not None:
                self._settle("")
                self.reported.emit(report, self._drift)
            case Proposing(number, done, total) if number == self._ordered:
                self.proposing.emit(done, total)
            case Proposed(number) if number == self._ordered:
                self.proposed.emit(answer)
            case Failed(revision, sentence) if revision == self._asked:
                self._settle(sentence)
            case _:
                pass  # about a text that is no longer there

    def _settle(self, sentence: str) -> None:
        self.busy = False
        self.sentence = sentence
        self.down = bool(sentence)
        self.state_changed.emit()

    def _hear_state(self, state: EngineState) -> None:
        if state.name == CHECKER:
            self.down = state.state is State.FAILED
            self.sentence = "" if state.state is State.READY else state.sentence
        elif state.name == LANGUAGETOOL:
            self.languagetool = state
        self.state_changed.emit()
