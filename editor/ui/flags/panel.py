"""The Flags panel: every flag as a card, filtered by family and level, the active one open.

The panel shows a report and says what the writer wants; it changes no text.  The findings in its
signals are the very objects of the last report: their spans lie in the text of that report, and the
window carries them over the edits made since.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QTime, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from editor.checks.intent import Scope, dismissal_of
from editor.checks.report import Failure, Report
from editor.checks.rule import Applicability, Family, Finding, Fix, Level
from editor.ui.flags.chips import Chip, FlowLayout
from editor.ui.flags.list_view import FlagList
from editor.ui.flags.progress import ProgressLine
from editor.ui.theme import FAMILY_NAMES, Theme

_LEVELS = {
    Level.MISTAKE: "Mistakes only",
    Level.QUESTION: "Mistakes and questions",
    Level.ADVICE: "Advice as well",
}


class FlagsPanel(QWidget):
    """Family chips, cards, and the states of checking.

    Signals:
        chosen(Finding): the writer opened a card; show its place in the text.
        fix_taken(Finding, Fix): make this repair.
        dismissed(Finding, Scope): "It's meant", and how far.
        fix_all_safe(): make every safe repair.
        restart_requested(): start the checker again.
        filter_changed(): other families or another level; ask :meth:`shows` which flags to underline.
        count_changed(int): flags at the chosen level, for the tab's title.
    """

    chosen = Signal(object)
    fix_taken = Signal(object, object)
    dismissed = Signal(object, object)
    fix_all_safe = Signal()
    restart_requested = Signal()
    filter_changed = Signal()
    count_changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flags")
        self.setAccessibleName("Flags")
        self._report: Report | None = None
        self._findings: list[Finding] = []
        self._source = ""
        self._checked_at = ""
        self._count = 0
        self._level = Level.QUESTION
        self._family: Family | None = None
        self._progress = ProgressLine(theme, self)
        self._chip_row = QWidget(self)
        flow = FlowLayout(self._chip_row)
        self.all_chip = Chip("All", theme, parent=self._chip_row)
        self.all_chip.clicked.connect(lambda: self.show_family(None))
        flow.addWidget(self.all_chip)
        self.chips: dict[Family, Chip] = {}
        for family, name in FAMILY_NAMES.items():
            chip = Chip(name, theme, family, self._chip_row)
            chip.clicked.connect(lambda _=False, family=family: self.show_family(family))
            chip.hide()
            flow.addWidget(chip)
            self.chips[family] = chip
        self.safe_button = QPushButton(self)
        self.safe_button.setProperty("role", "link")
        self.safe_button.clicked.connect(self.fix_all_safe)
        self.safe_button.hide()
        self.level_button = QPushButton(self)
        self.level_button.setProperty("role", "link")
        # The little arrow comes from another font, which Qt measures too narrow.
        self.level_button.setStyleSheet("padding-right: 5px;")
        self.level_button.setMenu(self._level_menu())
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self.safe_button)
        bar.addStretch(1)
        bar.addWidget(self.level_button)
        self._failures = _sentence(self, "quiet")
        self._down = QWidget(self)
        self._down_words = _sentence(self._down, "body")
        self.restart_button = QPushButton("Start the checker again", self._down)
        self.restart_button.clicked.connect(self.restart_requested)
        down = QVBoxLayout(self._down)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self._down_words)
        row = QHBoxLayout()
        row.addWidget(self.restart_button)
        row.addStretch(1)
        down.addLayout(row)
        self._down.hide()
        self.list = FlagList(theme, self)
        self.list.chosen.connect(self.chosen)
        self.list.fix_chosen.connect(self._take)
        self.list.dismissal_chosen.connect(self._dismiss)
        self._empty = _sentence(self, "quiet")
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        empty = QWidget(self)
        empty_layout = QVBoxLayout(empty)
        empty_layout.setContentsMargins(4, 8, 4, 0)
        empty_layout.addWidget(self._empty)
        empty_layout.addStretch(1)
        self._stack.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(self._progress)
        for part in (self._chip_row, bar, self._down, self._failures):
            layout.addLayout(part) if isinstance(part, QHBoxLayout) else layout.addWidget(part)
        layout.addLayout(self._stack, 1)
        self.setFocusProxy(self.list)
        self.set_theme(theme)
        self._refill()

    def set_theme(self, theme: Theme) -> None:
        """Put on ``theme``."""
        for chip in (self.all_chip, *self.chips.values()):
            chip.set_theme(theme)
        self._progress.set_theme(theme)
        self.list.set_theme(theme)

    # What is known

    def show_report(self, report: Report, source: str, *, finished: bool = True) -> None:
        """Show ``report``, found in ``source``; ``finished`` False while more of it is to come."""
        self._report = report
        # What is one question for the whole text comes behind the flags of its first place.
        self._findings = sorted(report.findings, key=lambda f: (f.span.start, bool(f.places), f.span.end))
        self._source = source
        self._down.hide()
        if finished:
            self._checked_at = QTime.currentTime().toString("HH:mm")
            self._progress.finish()
        self._refill()

    def clear(self) -> None:
        """Another text is open, and nothing is known of it yet."""
        self._report = None
        self._findings = []
        self._source = ""
        self._checked_at = ""
        self.list.activate_flag(None)
        self._progress.show_part(0, 1)
        self._refill()

    def show_progress(self, done: int, total: int) -> None:
        """A check is going on: ``done`` of ``total`` steps."""
        self._progress.show_part(done, total)
        if self._report is None:
            self._refill()

    def show_down(self, sentence: str) -> None:
        """The checker does not run; ``sentence`` says so, a button starts it again."""
        self._progress.finish()
        self._down_words.setText(sentence)
        self._down.show()

    # What is shown

    @property
    def count(self) -> int:
        """Flags at the chosen level, all families."""
        return self._count

    @property
    def active(self) -> Finding | None:
        """The flag whose card is open."""
        return self.list.active

    def shows(self, finding: Finding) -> bool:
        """Whether ``finding`` passes the family and level filters."""
        return finding.severity >= self._level and self._family in (None, finding.family)

    def show_family(self, family: Family | None) -> None:
        """Show only ``family``, or all."""
        self._family = family
        self._refill()
        self.filter_changed.emit()

    def set_level(self, level: Level) -> None:
        """Show ``level`` and all that is graver."""
        self._level = level
        for action in self._level_actions:
            action.setChecked(action.data() == int(level))
        self._refill()
        self.filter_changed.emit()

    # What the writer does

    def activate(self, finding: Finding | None) -> None:
        """Open the card of ``finding`` (the caret is in it) or close the open one; emits nothing."""
        self.list.activate_flag(finding)

    def next(self, caret: int = 0) -> None:
        """Open the next flag, after the last the first; with no card open, the next after ``caret``."""
        self._step(1, caret)

    def previous(self, caret: int = 0) -> None:
        """Open the flag before, before the first the last; with no card open, the one before ``caret``."""
        self._step(-1, caret)

    def take_fix(self, number: int = 0) -> None:
        """Take repair ``number`` (0 the first) of the open card; the next card opens."""
        self.list.take_fix(number)

    def _step(self, by: int, caret: int) -> None:
        shown = self.list.flags.findings
        if not shown:
            return
        row = self.list.open_row
        if row < 0:
            row = bisect_left(shown, caret, key=lambda f: f.span.start) - (by > 0)
        self.list.choose_row((row + by) % len(shown))

    def _take(self, finding: Finding, fix: Fix) -> None:
        after = self._after([finding])
        self.fix_taken.emit(finding, fix)
        self._answered([finding], after)

    def _dismiss(self, finding: Finding, scope: Scope) -> None:
        answer = dismissal_of(finding, self._source, scope)
        gone = [f for f in self._findings if f == finding or dismissal_of(f, self._source, scope) == answer]
        after = self._after(gone)
        self.dismissed.emit(finding, scope)
        self._answered(gone, after)

    def _after(self, gone: Sequence[Finding]) -> Finding | None:
        """The card to open once ``gone`` are answered: the next that stays, after the last the first."""
        shown = self.list.flags.findings
        row = max(self.list.open_row, 0)
        leaving = set(gone)
        return next((f for f in (*shown[row:], *shown[:row]) if f not in leaving), None)

    def _answered(self, gone: Sequence[Finding], after: Finding | None) -> None:
        """Take ``gone`` off the list at once, without waiting for the next report, and open ``after``."""
        leaving = set(gone)
        self._findings = [f for f in self._findings if f not in leaving]
        self.list.activate_flag(None)
        self._refill()
        if after is not None and self.list.activate_flag(after):
            self.chosen.emit(after)

    def _refill(self) -> None:
        findings = self._findings
        at_level = [f for f in findings if f.severity >= self._level]
        counts = Counter(f.family for f in at_level)
        if self._family is not None and not counts[self._family]:
            self._family = None
        self.all_chip.set_count(len(at_level))
        self.all_chip.setChecked(self._family is None)
        for family, chip in self.chips.items():
            chip.set_count(counts[family])
            chip.setVisible(counts[family] > 0)
            chip.setChecked(family is self._family)
        self._chip_row.setVisible(bool(at_level))
        self._show_safe(at_level)
        self._show_levels(findings)
        self._show_failures(self._report.failures if self._report is not None else ())
        self._empty.setText(self._nothing())
        self.list.show_findings([f for f in at_level if self._family in (None, f.family)], self._source)
        self._stack.setCurrentIndex(0 if at_level else 1)
        if len(at_level) != self._count:
            self._count = len(at_level)
            self.count_changed.emit(self._count)

    def _show_safe(self, findings: Sequence[Finding]) -> None:
        safe = sum(any(fix.applicability is Applicability.SAFE for fix in f.fixes) for f in findings)
        self.safe_button.setVisible(safe > 0)
        self.safe_button.setText(f"Fix all safe ({safe:,})")
        self.safe_button.setAccessibleName(f"Fix all safe, {safe:,} repairs")

    def _show_levels(self, findings: Sequence[Finding]) -> None:
        advice = sum(f.severity is Level.ADVICE for f in findings)
        self.level_button.setText(f"{_LEVELS[self._level]} ▾")
        self._level_actions[-1].setText(f"{_LEVELS[Level.ADVICE]} ({advice:,})" if advice else _LEVELS[Level.ADVICE])
        self.level_button.setVisible(bool(findings))

    def _show_failures(self, failures: Sequence[Failure]) -> None:
        self._failures.setVisible(bool(failures))
        if failures:
            more = f" {len(failures) - 1} more could not finish." if len(failures) > 1 else ""
            self._failures.setText(failures[0].message + more)
            self._failures.setToolTip(f"<p>{'<br>'.join(escape(f.message) for f in failures)}</p>")

    def _nothing(self) -> str:
        if self._report is None:
            return "Checking…" if self._progress.going else "Open a story, and its flags appear here."
        words = f"{self._report.words:,} word{'s' * (self._report.words != 1)}"
        when = f" Last checked {self._checked_at}." if self._checked_at else ""
        return f"Nothing to flag in {words}.{when}"

    def _level_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._level_actions = []
        for level, words in _LEVELS.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setData(int(level))
            action.setChecked(level is self._level)
            action.triggered.connect(lambda _=False, level=level: self.set_level(level))
            group.addAction(action)
            self._level_actions.append(action)
        return menu


def _sentence(parent: QWidget, role: str) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
