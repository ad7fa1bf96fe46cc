"""LanguageTool's seat beside the engine: started early, on a thread of its own, there when it is there.

Nobody waits for it: the text is reviewed without it, and again when it has come.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from editor.checks.engine import Cancelled, Progress
from editor.checks.report import Failure
from editor.errors import EditorError
from editor.review.build import LANGUAGETOOL, Settings
from editor.review.protocol import EngineState, State
from editor.text.document import Document

if TYPE_CHECKING:
    from editor.engines.languagetool.checker import LanguageToolChecker
    from editor.engines.languagetool.state import LanguageToolState

# With more new paragraphs than this, a review without LanguageTool comes first.
_FEW = 24
_CHUNK = 32


@dataclass(frozen=True, slots=True)
class Seated:
    """LanguageTool is ready to check, or (None) will not."""

    checker: LanguageToolChecker | None


class Grammar:
    """Starts, fetches and stops LanguageTool; ``say`` gets its states, ``put`` its coming and going.

    :meth:`use`, :meth:`use_variant`, :meth:`install` and :meth:`cancel_install` return at once.
    """

    name = LANGUAGETOOL

    def __init__(self, settings: Settings, say: Callable[[EngineState], None], put: Callable[[Seated], None]) -> None:
        self.mode = settings.languagetool
        self.expected = False
        self._variant = settings.variant
        self._text_may_leave = settings.text_may_leave
        self._say = say
        self._put = put
        self._work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._stop = threading.Event()  # the fetch
        self._running: LanguageToolChecker | None = None  # on the thread's side
        self._seated: LanguageToolChecker | None = None  # on the reviewing side
        self._asked: set[str] = set()
        threading.Thread(target=self._serve, name="languagetool", daemon=True).start()

    # Called from outside.

    def use(self, mode: str) -> None:
        """``auto``, ``off``, ``require``, or a server's URL; :class:`Seated` follows."""
        self.mode = mode
        self.expected = mode != "off"
        self._work.put(partial(self._bring, mode))

    def use_variant(self, variant: str) -> None:
        """Spell another English: a server is made for one."""
        if variant != self._variant:
            self._variant = variant
            if self._seated is not None or self.expected:
                self.use(self.mode)

    def install(self) -> None:
        """Fetch it, then use it."""
        self._stop.clear()
        self._work.put(self._fetch)

    def cancel_install(self) -> None:
        """Stop fetching it."""
        self._stop.set()

    def seat(self, checker: LanguageToolChecker | None) -> None:
        """The reviewing side has taken it up: nothing was asked of it yet."""
        self._seated = checker
        self.expected = False
        self._asked.clear()

    def notice(self, failures: tuple[Failure, ...]) -> None:
        """Say how it is doing when a review could not use it."""
        if self._seated is not None and any(failure.checker == self.name for failure in failures):
            self._hear(self._seated.state)

    def behind(self, document: Document) -> bool:
        """Whether it has so many paragraphs to read that the others should not wait for it."""
        return self._seated is not None and len(self._new(document)) > _FEW

    def read_ahead(self, document: Document, progress: Progress) -> None:
        """Let it read the new paragraphs, many at once.

        Raises:
            Cancelled: if ``progress`` answers False.
        """
        checker, new = self._seated, self._new(document)
        if checker is None:
            return
        for start in range(0, len(new), _CHUNK):
            if not progress(start, len(new)):
                raise Cancelled
            chunk = new[start : start + _CHUNK]
            try:
                checker.prefetch(chunk)
            except EditorError:
                return  # its check says so in the report
            self._asked.update(chunk)

    def _new(self, document: Document) -> list[str]:
        texts = dict.fromkeys(paragraph.text for paragraph in document.paragraphs if paragraph.text.strip())
        return [text for text in texts if text not in self._asked]

    # On the thread.

    def _serve(self) -> None:
        while True:
            self._work.get()()

    def _bring(self, mode: str) -> None:
        from editor.engines.languagetool.state import LanguageToolUnavailable

        if self._running is not None:
            self._running.close()
            self._running = None
        try:
            if mode == "off":
                self._tell(State.OFF, "LanguageTool is switched off.")
            else:
                from editor.engines.build import languagetool

                self._running = languagetool(mode, self._variant, self._hear, self._text_may_leave)
            if self._running is not None:
                self._hear(self._running.wait_ready())
        except LanguageToolUnavailable as error:
            self._running = None
            self._hear(error.state)
        except ImportError as error:
            self._tell(State.FAILED, f"LanguageTool cannot be used: a part of the program is missing ({error}).")
        self._put(Seated(self._running))

    def _fetch(self) -> None:
        from editor.engines.languagetool.install import install

        try:
            install(progress=self._fetching, cancelled=self._stop)
        except EditorError as error:
            self._tell(State.MISSING if self._stop.is_set() else State.FAILED, str(error))
            return
        self.use("auto" if self.mode == "off" else self.mode)

    def _fetching(self, done: float | None, sentence: str) -> None:
        self._say(EngineState(LANGUAGETOOL, State.INSTALLING, sentence, done))

    def _hear(self, state: LanguageToolState) -> None:
        from editor.engines.languagetool.state import Status

        states = {
            Status.ABSENT: State.MISSING,
            Status.NO_JAVA: State.MISSING,
            Status.OFF: State.OFF,
            Status.STOPPED: State.OFF,
            Status.STARTING: State.STARTING,
            Status.READY: State.READY,
            Status.FAILED: State.FAILED,
        }
        self._tell(states[state.status], state.sentence)

    def _tell(self, state: State, sentence: str) -> None:
        self._say(EngineState(LANGUAGETOOL, state, sentence))
