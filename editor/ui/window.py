"""The window: puts page, panels, file and checking together, and passes word from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from editor.checks.intent import Intent, Scope
from editor.checks.narrative.model import Narrative
from editor.checks.readability.model import Readability, Scores
from editor.checks.report import Report
from editor.checks.rule import Finding, Fix
from editor.review.build import Build, assemble
from editor.review.protocol import EngineState, State
from editor.text.span import Span
from editor.ui.checking import Checking
from editor.ui.consistency.panel import ConsistencyPanel
from editor.ui.docks import Docks
from editor.ui.files import Desk
from editor.ui.find import FindBar
from editor.ui.flags.panel import FlagsPanel
from editor.ui.intent.declaring import Declaring
from editor.ui.letters import Letters
from editor.ui.menus import Menus
from editor.ui.notice import Notice
from editor.ui.orders import Orders
from editor.ui.page import Page
from editor.ui.positions import Drift
from editor.ui.readability.panel import ReadabilityPanel
from editor.ui.repairs import Repairs
from editor.ui.selection import SelectionScores
from editor.ui.settings import Memory
from editor.ui.sheet import dropped_file
from editor.ui.status import StatusLine
from editor.ui.theme import Choice, dress, theme_for
from editor.ui.welcome import Welcome

_CARET_PAUSE = 60
# The menu bar gives its corner no more room when the words in it grow.
_CORNER = 420


class Window(QMainWindow):
    """One manuscript at a time."""

    def __init__(self, build: Build = assemble) -> None:
        super().__init__()
        self.memory = Memory()
        self.theme = theme_for(self.memory.theme)
        self.report: Report | None = None
        self._leading = False  # the window itself moves the caret
        # Before any widget is made: each takes its font and colours from the program's.
        dress(_app(), self.theme)
        self.setWindowTitle("Blue Pencil")
        self.setAcceptDrops(True)
        self.page = Page()
        self.notice = Notice()
        self.welcome = Welcome()
        self.find_bar = FindBar(self.page)
        self.flags = FlagsPanel(self.theme)
        self.readability = ReadabilityPanel(self.theme)
        self.consistency = ConsistencyPanel(self.theme)
        self.desk = Desk(self.page, self.notice, self)
        self.repairs = Repairs(self.page, lambda: self.desk.notebook, self)
        self.declaring = Declaring(self.page, lambda: self.desk.notebook, self.repairs.note, self)
        self.checking = Checking(self.page, self.intent, self.memory.languagetool, self, build)
        self._languagetool = self.checking.languagetool
        self.orders = Orders(self.page, self.checking, lambda: self.theme, self)
        self.selection = SelectionScores(self.page, self.readability, self)
        self.docks = Docks(self, self.theme)
        for name, panel in (
            ("Flags", self.flags),
            ("Readability", self.readability),
            ("Consistency", self.consistency),
        ):
            self.docks.add(name, panel)
        self.menus = Menus(self)
        self._letters = Letters(self.menuBar(), _app())
        self.status = StatusLine(self.menus.variants, self)
        self.setStatusBar(self.status)
        self._corner = QLabel()
        self._corner.setProperty("role", "corner")
        self._corner.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._corner.setFixedSize(_CORNER, self.menuBar().sizeHint().height())
        self.menuBar().setCornerWidget(self._corner, Qt.Corner.TopRightCorner)
        self._lay_out()
        self._caret = QTimer(self, singleShot=True, interval=_CARET_PAUSE)
        self._caret.timeout.connect(self._show_caret)
        self._connect()
        self._restore()

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.welcome)
        self.stack.addWidget(self.page)
        center = QWidget()
        column = QVBoxLayout(center)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.stack, 1)
        column.addWidget(self.find_bar)
        self.setCentralWidget(center)

    def _connect(self) -> None:
        page, flags, desk, checking, repairs = self.page, self.flags, self.desk, self.checking, self.repairs
        page.flag_reached.connect(self._flag_reached)
        page.file_dropped.connect(self.open)
        page.zoom_changed.connect(self._zoomed)
        page.menu_wanted.connect(self.menus.fill_flag_menu)
        page.cursorPositionChanged.connect(self._caret.start)
        page.edited.connect(self._caret.start)
        page.set_filter(flags.shows)
        flags.chosen.connect(self._lead_to)
        flags.fix_taken.connect(self._take)
        flags.dismissed.connect(repairs.dismiss)
        flags.fix_all_safe.connect(self.fix_all_safe)
        flags.restart_requested.connect(checking.restart)
        flags.filter_changed.connect(lambda: page.set_filter(flags.shows))
        flags.count_changed.connect(lambda n: self.docks.all["Flags"].setWindowTitle(f"Flags  {n:,}" if n else "Flags"))
        self.readability.jump.connect(self.jump)
        self.consistency.jump.connect(self.jump)
        desk.opened.connect(self._opened)
        desk.named.connect(self._named)
        for part in (desk, repairs, self.declaring, self.orders, self.find_bar):
            part.said.connect(self.status.say)
        page.selection_menu_wanted.connect(self.declaring.fill_selection_menu)
        self.consistency.declaration_wanted.connect(self.declaring.ask)
        self.declaring.jump.connect(self.jump)
        for declares in (repairs, self.declaring):
            declares.intent_changed.connect(self._intent_changed)
        checking.reported.connect(self._reported)
        checking.glimpsed.connect(self._glimpsed)
        checking.progressed.connect(self._progressed)
        checking.state_changed.connect(self._show_state)
        self.status.languagetool_clicked.connect(self.menus.languagetool_clicked)
        self.status.stop_clicked.connect(self.menus.stop)
        self.status.zoom_clicked.connect(lambda: page.set_zoom(100))
        self.welcome.open_wanted.connect(self.menus.open)
        self.welcome.begin_wanted.connect(self.begin)
        self.welcome.sample_wanted.connect(self.menus.open_sample)
        self.welcome.recent_wanted.connect(self.open)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)

    def _restore(self) -> None:
        self.resize(1280, 800)
        self.docks.arrange()
        geometry, state = self.memory.places()
        if geometry is not None:
            self.restoreGeometry(geometry)
        if state is not None:
            self.restoreState(state)
        self.docks.put_away()  # until there is a story
        self.page.set_zoom(self.memory.zoom)
        self.set_theme(self.memory.theme)
        self._named()
        self._show_state()
        self.welcome.show_recent(self.memory.recent())

    # --- the text

    def start(self, path: Path | None) -> None:
        """Begin to check, and open ``path``, or show the welcome."""
        self.checking.start()
        if path is not None:
            self.open(path)
        else:
            self.welcome.setFocus()
            self.desk.offer_rescues()

    def open(self, path: Path) -> bool:
        """Open a file."""
        opened = self.desk.open(Path(path))
        if opened:
            self.memory.remember(Path(path))
        return opened

    def begin(self) -> None:
        """A new, empty text."""
        self.desk.begin()

    def _opened(self) -> None:
        if self.stack.currentWidget() is not self.page:
            self.stack.setCurrentWidget(self.page)
            self.docks.bring_back()
        self.report = None
        self.repairs.forget()
        self.declaring.forget()
        self.orders.drop()
        empty = Report((), _EMPTY, Narrative(), 0)
        for panel in (self.readability, self.consistency):
            panel.show_report(empty, "")
        self.flags.clear()
        self.page.setFocus()
        self.checking.check_now()
        self._show_caret()

    def _named(self) -> None:
        name, dirty = self.desk.name, self.desk.dirty
        shown = self.stack.currentWidget() is self.page
        self.setWindowTitle(f"{name}[*] – Blue Pencil" if shown else "Blue Pencil")
        self.setWindowModified(dirty and shown)
        state = "not saved" if dirty else f"saved {self.desk.saved_at}" if self.desk.saved_at else ""
        self._corner.setText("  ·  ".join(part for part in (name, state) if part) if shown else "")
        self.menus.show_state()

    def intent(self) -> Intent:
        """What the writer declared about the open text."""
        return self.desk.notebook.intent(self.memory.variant)

    def _intent_changed(self) -> None:
        self.menus.show_state()
        self.checking.check_now()

    # --- flags

    def _reported(self, report: Report, drift: Drift) -> None:
        self.report = report
        source = drift.ruler.text
        self._leading = True
        self.page.show_report(report, drift)
        self.flags.show_report(report, source)
        self._leading = False
        self.readability.show_report(report, source)
        self.consistency.show_report(report, source)
        self.declaring.show_narrative(report.narrative)
        self.page.set_active(self.flags.active)
        self.menus.show_state()
        self._show_caret()
        self._show_state()

    def _glimpsed(self, findings: Sequence[Finding], drift: Drift) -> None:
        if self.report is None and findings:
            report = Report(tuple(findings), _EMPTY, Narrative(), 0)
            self.page.show_report(report, drift)
            self.flags.show_report(report, drift.ruler.text, finished=False)

    def _flag_reached(self, finding: Finding | None) -> None:
        if not self._leading:
            self.flags.activate(finding)
            self.page.set_active(finding)

    def _lead_to(self, finding: Finding) -> None:
        self._leading = True
        self.page.go_to(finding)
        self.page.set_active(finding)
        self._leading = False

    def _take(self, finding: Finding, fix: Fix) -> None:
        self._leading = True
        self.repairs.take(finding, fix)
        self._leading = False

    def take_fix(self, number: int) -> None:
        """Take repair ``number`` (from 0) of the open card."""
        self.flags.take_fix(number)

    def dismiss(self, finding: Finding, scope: Scope) -> None:
        """ "I meant that", said elsewhere than on a card."""
        if self.repairs.dismiss(finding, scope):
            self.flags.activate(None)

    def step_flag(self, by: int) -> None:
        """Open the next (1) or previous (-1) flag."""
        caret = self.page.offset()
        if by > 0:
            self.flags.next(caret)
        else:
            self.flags.previous(caret)
        self.docks.all["Flags"].raise_()

    def fix_all_safe(self) -> None:
        """Make every safe repair, in one undo step."""
        if self.report is not None:
            self._leading = True
            self.repairs.take_all(self.repairs.safe(self.report.findings))
            self._leading = False

    def jump(self, offset: int) -> None:
        """Go to an offset (code points) of the reviewed text, wherever it stands now."""
        ruler = self.page.drift.ruler
        offset = min(offset, len(ruler.text))
        units = self.page.drift.units_of(Span(offset, offset))
        self.page.go_to_units(units[0] if units is not None else ruler.unit_of(offset))
        self.page.setFocus()

    # --- what is shown

    def _show_caret(self) -> None:
        offset = self.page.offset()
        self.readability.set_caret(offset)
        self.consistency.set_caret(offset)
        scenes = self.report.narrative.scenes if self.report is not None else ()
        number = next((scene.number for scene in reversed(scenes) if scene.span.start <= offset), 1)
        self.status.show_counts(self.page.words(), number, len(scenes))

    def _progressed(self, done: int, total: int) -> None:
        self.flags.show_progress(done, total)
        self.status.show_progress(done, total)

    def _show_state(self) -> None:
        checking = self.checking
        if checking.down:
            self.flags.show_down(checking.sentence)
            words = "Not checked"
        elif self.stack.currentWidget() is not self.page:
            words = ""
        elif checking.busy:
            words = checking.sentence or "Checking…"
        else:
            words = "Check stopped" if checking.stopped else "Checked" if self.report is not None else "Not checked"
        self.status.show_state(words, checking.busy and not checking.down)
        self._show_languagetool(checking.languagetool)
        self.status.show_variant(self.intent().variant)
        self.menus.show_state()

    def _show_languagetool(self, state: EngineState) -> None:
        """The word in the status line; a failure is told in a sentence, once."""
        before, self._languagetool = self._languagetool, state
        self.status.show_languagetool(state)
        if state.state is State.FAILED and before != state:
            again = self.menus.get_languagetool if before.state is State.INSTALLING else self._start_languagetool
            self.notice.say("languagetool", state.sentence, [("Try again", again)])
        elif state.state is not State.FAILED:
            self.notice.take_back("languagetool")

    def _start_languagetool(self) -> None:
        self.memory.languagetool = "auto"
        self.checking.use_languagetool("auto")

    def _zoomed(self, percent: int) -> None:
        self.status.show_zoom(percent)
        self.memory.zoom = percent

    def set_theme(self, choice: Choice) -> None:
        """Put on a theme, and remember the choice."""
        self.memory.theme = choice
        self.theme = theme_for(choice)
        dress(_app(), self.theme)
        parts = (self.page, self.welcome, self.docks, self.flags, self.readability, self.consistency, self.orders)
        for part in parts:
            part.set_theme(self.theme)
        self.menus.show_state()

    def _system_theme_changed(self) -> None:
        if self.memory.theme is Choice.SYSTEM:
            self.set_theme(Choice.SYSTEM)

    # --- coming and going

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.key() == Qt.Key.Key_Alt:
            self._letters.show(True)
        elif self.stack.currentWidget() is self.welcome and event.text().isprintable() and event.text() and not held:
            # Whoever starts to type has begun a new text, and its first letter is not lost.
            self.begin()
            QApplication.sendEvent(self.page, event)
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt:
            self._letters.release()
        super().keyReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.desk.may_leave():
            event.ignore()
            return
        self.memory.keep_places(self.saveGeometry(), self.docks.state())
        self.orders.drop()
        self.selection.close()
        self.checking.close()
        self.desk.close()
        event.accept()


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


_EMPTY = Readability(Scores("Whole text", (), 0, 0, 0, 0, 0, 0.0))
