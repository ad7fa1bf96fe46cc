"""The reviewing process: holds the engine, answers requests, ends when the window ends.

One thread reads requests, so that a newer text, a cancel or the end of the window is noticed in the
middle of any work; the main thread reviews.  When the window is gone the pipe ends, and so do we, at
once and with everything that we started: nobody is left to hear an answer.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from dataclasses import replace
from multiprocessing.connection import Connection

from editor.checks.checker import ParagraphChecker
from editor.checks.engine import Cancelled, Engine
from editor.checks.rule import Family
from editor.review.build import Build, Settings
from editor.review.grammar import Grammar, Seated
from editor.review.protocol import (
    CHECKER,
    Answer,
    Cancel,
    CancelInstall,
    Done,
    EngineState,
    InstallLanguageTool,
    Partial,
    Progress,
    Quit,
    Request,
    Review,
    SetLanguageTool,
    State,
)
from editor.text.document import Document
from editor.text.parse import parse

_ENGINES = frozenset({Family.GRAMMAR, Family.SPELLING, Family.STYLE})


def serve(pipe: Connection, settings: Settings, build: Build) -> None:
    """The main function of the process; returns never, ends the process."""
    _step_back()
    desk = _Desk(pipe, settings)
    threading.Thread(target=desk.read_requests, name="requests", daemon=True).start()
    desk.work(build)


def _step_back() -> None:
    """Let the window go first, and leave Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        import ctypes

        below_normal = 0x4000
        ctypes.windll.kernel32.SetPriorityClass(ctypes.windll.kernel32.GetCurrentProcess(), below_normal)
    else:
        os.nice(10)


class _Desk:
    def __init__(self, pipe: Connection, settings: Settings) -> None:
        self._pipe = pipe
        self._settings = settings
        self._speaking = threading.Lock()
        self._inbox: queue.SimpleQueue[Request | Seated] = queue.SimpleQueue()
        self._current: Review | None = None  # the newest text asked for; None after a cancel
        self._reviewed: Review | None = None  # the newest text whose report was sent
        self._grammar = Grammar(self._say, self._inbox.put)

    # On the requests thread.

    def read_requests(self) -> None:
        while True:
            try:
                request: Request = self._pipe.recv()
            except (EOFError, OSError):
                request = Quit()
            match request:
                case Quit():
                    self._end()
                case Review():
                    self._current = request
                    self._inbox.put(request)
                case Cancel():
                    self._current = None
                case SetLanguageTool(mode):
                    self._grammar.use(mode)
                case InstallLanguageTool():
                    self._grammar.install()
                case CancelInstall():
                    self._grammar.cancel_install()

    def _end(self) -> None:
        self._grammar.close()
        # Not sys.exit: the main thread may be deep inside a model and would finish first.
        os._exit(0)

    def _say(self, answer: Answer) -> None:
        try:
            with self._speaking:
                self._pipe.send(answer)
        except OSError:
            self._end()

    # On the main thread.

    def work(self, build: Build) -> None:
        self._grammar.use(self._settings.languagetool)
        engine = build(self._settings)
        self._say(EngineState(CHECKER, State.READY, "Ready."))
        while True:
            request = self._inbox.get()
            if isinstance(request, Seated):
                self._seat(engine, request.checker)
            elif isinstance(request, Review) and request is self._current:
                self._review(engine, request)

    def _seat(self, engine: Engine, checker: ParagraphChecker | None) -> None:
        """LanguageTool has come or gone: what it said before goes with it, and the text is read again."""
        others = [other for other in engine.paragraph_checkers if other.name != self._grammar.name]
        engine.paragraph_checkers = others if checker is None else [*others, checker]
        engine.forget(self._grammar.name)
        again = self._reviewed
        if again is not None and again is self._current:
            self._review(engine, again)

    def _review(self, engine: Engine, request: Review) -> None:
        def progress(done: int, total: int) -> bool:
            if request is not self._current:
                return False
            self._say(Progress(request.revision, done, total))
            return True

        first = self._reviewed is None
        document = parse(request.source, request.form)
        try:
            if first and request.visible is not None:
                self._glance(engine, document, request)
            report = engine.review(document, request.intent, progress)
        except Cancelled:
            return
        self._say(Done(request.revision, report))
        self._reviewed = request

    def _glance(self, engine: Engine, document: Document, request: Review) -> None:
        """What our own paragraph rules say of the visible paragraphs, before the rest is read."""
        assert request.visible is not None
        first = document.paragraph_at(request.visible.start) or 0
        last = document.paragraph_at(request.visible.end)
        if last is None or last - first + 1 >= len(document.paragraphs):
            return
        part = slice(first, last + 1)
        shown = replace(document, paragraphs=document.paragraphs[part], places=document.places[part], scenes=())
        # The copy shares what the engine remembers, so nothing is read twice.
        own = replace(engine, story_checkers=(), narrative=None, sieves=())
        findings = own.review(shown, request.intent, lambda done, total: request is self._current).findings
        span = replace(shown.places[0].span, end=shown.places[-1].span.end)
        kept = tuple(finding for finding in findings if finding.family not in _ENGINES)
        self._say(Partial(request.revision, span, kept))
