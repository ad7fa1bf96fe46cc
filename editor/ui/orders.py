"""What the writer orders over a whole passage: asked of the reviewing process, shown for review, made in one step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from editor.checks.proposal import Order
from editor.review.protocol import Proposed
from editor.ui.checking import Checking
from editor.ui.page import Page
from editor.ui.positions import Drift
from editor.ui.proposals import ProposalsDialog
from editor.ui.theme import Theme


class Orders(QObject):
    """One order at a time; a new one takes the place of the last.

    Signals:
        said(str): a sentence for the status line.
    """

    said = Signal(str)

    def __init__(self, page: Page, checking: Checking, theme: Callable[[], Theme], parent: QWidget) -> None:
        super().__init__(parent)
        self._page, self._checking, self._theme, self._parent = page, checking, theme, parent
        self.dialog: ProposalsDialog | None = None
        self._drift: Drift | None = None
        checking.proposing.connect(self._proposing)
        checking.progressed.connect(self._proposing)
        checking.proposed.connect(self._proposed)

    def give(self, order: Order, title: str, sentence: str) -> None:
        """Have ``order`` worked out and show the proposals under ``title``; ``sentence`` says what they do."""
        self.drop()
        dialog = ProposalsDialog(self._page, title, sentence, self._theme(), self._parent)
        dialog.applied.connect(self.said)
        dialog.finished.connect(self._over)
        self.dialog = dialog
        self._drift = self._checking.order(order)
        dialog.start()

    def drop(self) -> None:
        """Close what is under review: another text is open, or another order is given."""
        if self.dialog is not None:
            self.dialog.reject()

    def set_theme(self, theme: Theme) -> None:
        """Put on ``theme``."""
        if self.dialog is not None:
            self.dialog.set_theme(theme)

    def _over(self) -> None:
        if self._drift is not None:
            self._checking.withdraw()
        self.dialog, self._drift = None, None

    def _proposing(self, done: int, total: int) -> None:
        if self.dialog is not None and self._drift is not None:
            self.dialog.show_progress(done, total)

    def _proposed(self, answer: Proposed) -> None:
        drift, self._drift = self._drift, None
        if self.dialog is None or drift is None:
            return
        if answer.refusal:
            self.dialog.show_failure(answer.refusal)
        else:
            self.dialog.show_proposals(answer.proposals, drift)
