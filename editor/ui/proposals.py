"""The review of proposed changes: accept or decline each, see its place in the text, make them in one undo step.

The dialog stands beside the page and does not lock it: what is typed meanwhile is followed, and a proposal whose
words were touched is left out rather than guessed at.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from editor.checks.apply import narrowed
from editor.checks.proposal import Proposal
from editor.checks.rule import Edit
from editor.text.span import Span
from editor.ui.flags.chips import Chip
from editor.ui.page import Page
from editor.ui.positions import Drift, Ruler
from editor.ui.proposal_list import ProposalList
from editor.ui.theme import Theme

_WIDEST, _NARROWEST, _LOWEST = 1180, 640, 360


class ProposalsDialog(QDialog):
    """Shows proposals for the text on ``page``.

    Open it with :meth:`start` while they are being worked out; then give them with :meth:`show_proposals`.
    ``sentence`` says what is proposed ("From the past to the present tense; speech, thoughts and letters stay").

    Signals:
        applied(str): the accepted changes were made; the words for the status line.
    """

    applied = Signal(str)

    def __init__(self, page: Page, title: str, sentence: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page = page
        self._drift: Drift | None = None
        self.list = ProposalList(theme, self)
        self.list.ticked_changed.connect(self._count)
        self.list.reached.connect(self._show_place)
        self.sentence = _label(self, "body", sentence)
        self.sentence.setWordWrap(True)
        self.sum = _label(self, "small")
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("How much of the text has been read")
        self.every = Chip("All", theme, parent=self)
        self.unsure = Chip("To look at", theme, parent=self)
        self.every.setChecked(True)
        self.every.clicked.connect(lambda: self._show_unsure(False))
        self.unsure.clicked.connect(lambda: self._show_unsure(True))
        self.accept_all = self._button("&Accept all", lambda: self._tick(lambda proposal: True))
        self.decline_all = self._button("&Decline all", lambda: self._tick(lambda proposal: False))
        self.accept_sure = self._button("Only the &sure ones", lambda: self._tick(lambda proposal: proposal.sure))
        self.close_button = self._button("Cancel", self.reject)
        self.apply_button = self._button("Make the changes", self.apply)
        self.apply_button.setDefault(True)
        self._lay_out()
        self._enable(False)
        self._place()

    # --- from asking to showing

    def start(self) -> None:
        """Show the dialog, busy, beside the page."""
        self.sum.setText("Reading the text…")
        self.progress.setRange(0, 0)
        self.progress.show()
        self.show()

    def show_progress(self, done: int, total: int) -> None:
        """``done`` of ``total`` parts of the text are read."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def show_proposals(self, proposals: tuple[Proposal, ...], drift: Drift) -> None:
        """List ``proposals``, whose places lie in ``drift``'s text."""
        self._drift = drift
        self.progress.hide()
        unsure = sum(not proposal.sure for proposal in proposals)
        self.every.set_count(len(proposals))
        self.unsure.set_count(unsure)
        self.every.setVisible(bool(unsure))
        self.unsure.setVisible(bool(unsure))
        self._enable(bool(proposals))
        self.list.show_proposals(proposals, drift.ruler.text)
        self.list.setFocus()

    def show_failure(self, sentence: str) -> None:
        """Say why there are no proposals."""
        self.progress.hide()
        self._enable(False)
        self.sum.setText(sentence)

    def set_theme(self, theme: Theme) -> None:
        """Put on ``theme``."""
        self.list.set_theme(theme)
        for chip in (self.every, self.unsure):
            chip.set_theme(theme)

    # --- the answer

    def apply(self) -> None:
        """Make every accepted change in one undo step and close."""
        if self._drift is None:
            return
        accepted = self.list.accepted
        ruler = self._page.ruler()
        before, now = self._drift.ruler.text, ruler.text
        edits: list[Edit] = []
        made = 0
        for proposal in accepted:
            moved = _moved(proposal, self._drift, ruler, before, now)
            if moved is not None:
                edits += moved
                made += 1
        if edits:
            self._page.apply_edits([narrowed(edit, now) for edit in edits], ruler)
        self.accept()
        self.applied.emit(_told(made, len(accepted) - made))

    def _tick(self, wanted: Callable[[Proposal], bool]) -> None:
        self.list.tick_where(wanted)

    def _show_unsure(self, only: bool) -> None:
        self.every.setChecked(not only)
        self.unsure.setChecked(only)
        self.list.show_unsure(only)

    def _count(self) -> None:
        every, accepted = len(self.list.proposals), len(self.list.accepted)
        self.apply_button.setEnabled(bool(accepted))
        self.apply_button.setText(
            f"Make {accepted:,} change{'s' * (accepted != 1)}" if accepted else "Make the changes"
        )
        if not every:
            self.sum.setText("Nothing to change here.")
            return
        words = f"{accepted:,} of {every:,} accepted. Space accepts or declines; all of them are one undo step."
        unsure = sum(not proposal.sure for proposal in self.list.proposals)
        if unsure:
            words += f" {unsure:,} {'wants' if unsure == 1 else 'want'} a look first and say{'s' * (unsure == 1)} why."
        self.sum.setText(words)

    # --- the place in the text

    def _show_place(self, proposal: Proposal) -> None:
        place = self._drift.units_of(proposal.span) if self._drift is not None else None
        if place is None:
            return
        self._page.go_to_units(*place)
        # The dialog stands over the lower half of the page.
        bar = self._page.verticalScrollBar()
        bar.setValue(bar.value() + self._page.cursorRect().center().y() - self._page.viewport().height() // 4)

    def _place(self) -> None:
        window = self._page.window()
        width = min(max(window.width() - 96, _NARROWEST), _WIDEST)
        height = max(window.height() * 46 // 100, _LOWEST)
        self.resize(width, height)
        corner = window.mapToGlobal(window.rect().bottomLeft())
        self.move(corner.x() + (window.width() - width) // 2, corner.y() - height - 12)

    # --- how it is laid out

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return button

    def _enable(self, on: bool) -> None:
        for button in (self.accept_all, self.decline_all, self.accept_sure, self.apply_button):
            button.setEnabled(on)
        for chip in (self.every, self.unsure):
            chip.setEnabled(on)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.sentence, 1)
        head.addWidget(self.every)
        head.addWidget(self.unsure)
        buttons = QHBoxLayout()
        for button in (self.accept_all, self.decline_all, self.accept_sure):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.apply_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.progress)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.sum)
        layout.addLayout(buttons)


def _label(parent: QWidget, role: str, words: str = "") -> QLabel:
    label = QLabel(words, parent)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _moved(proposal: Proposal, drift: Drift, ruler: Ruler, before: str, now: str) -> tuple[Edit, ...] | None:
    """The proposal's edits in the text as it stands now; None if its sentence was touched since."""
    if drift.units_of(proposal.span) is None:
        return None
    moved: list[Edit] = []
    for edit in proposal.edits:
        units = drift.units_of(edit.span)
        if units is None:
            return None
        span = Span(ruler.point_of(units[0]), ruler.point_of(units[1]))
        if span.of(now) != edit.span.of(before):
            return None
        moved.append(Edit(span, edit.replacement))
    return tuple(moved)


def _told(made: int, touched: int) -> str:
    if not made and not touched:
        return "Nothing was changed."
    words = f"{made:,} change{'s' * (made != 1)} made. Undo takes {'it' if made == 1 else 'all of them'} back."
    if touched:
        words += f" {touched:,} left out: the words there had changed meanwhile."
    return words
