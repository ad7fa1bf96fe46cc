"""The readability of the selected words, measured aside so that selecting never waits."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from editor.checks.readability.model import Scores
from editor.ui.page import Page
from editor.ui.readability.panel import ReadabilityPanel

_PAUSE = 250


def _measure(words: str) -> Scores:
    # The formulas take a moment to load, and only a writer who asks for them should wait for it.
    from editor.checks.readability.measure import scores_of

    return scores_of("Selection", words)


class SelectionScores(QObject):
    """Watches the selection while the Readability panel asks for it."""

    _measured = Signal(int, object)

    def __init__(self, page: Page, panel: ReadabilityPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._panel = page, panel
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="selection")
        self._asked = 0
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        self._measured.connect(self._show, Qt.ConnectionType.QueuedConnection)
        page.selectionChanged.connect(self._pause.start)
        panel.stretch_chosen.connect(self._pause.start)

    def close(self) -> None:
        self._pause.stop()
        self._aside.shutdown(wait=True, cancel_futures=True)

    def _ask(self) -> None:
        if not self._panel.wants_selection:
            return
        self._asked += 1
        words = self._page.textCursor().selectedText().replace("\u2029", "\n")
        if not words.strip():
            self._panel.show_selection(None)
            return
        number = self._asked
        future = self._aside.submit(_measure, words)
        future.add_done_callback(lambda done: self._tell(number, done))

    def _tell(self, number: int, done: Future[Scores]) -> None:
        if not done.cancelled() and done.exception() is None:
            self._measured.emit(number, done.result())

    def _show(self, number: int, scores: Scores) -> None:
        if number == self._asked:
            self._panel.show_selection(scores)
