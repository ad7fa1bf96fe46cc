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
import time
from dataclasses import replace
from multiprocessing.connection import Connection

from editor.checks.checker import ParagraphChecker
from editor.checks.engine import Cancelled, Engine
from editor.checks.proposal import NotWorkedOut
from editor.checks.report import Report
from editor.review.build import HARPER, Build, Settings, use_variant
from editor.review.grammar import Grammar, Seated
from editor.review.patience import PatientReader
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
    Propose,
    Proposed,
    Proposing,
    Quit,
    Request,
    Review,
    SetLanguageTool,
    State,
    Withdraw,
)
from editor.review.shelf import Shelf
from editor.text.document import Document
from editor.text.parse import parse
from editor.text.span import Span

_IDLE = 3.0  # seconds without a request
_BREATH = 0.05  # seconds between two words about progress


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
        self._variant = settings.variant
        self._speaking = threading.Lock()
        self._inbox: queue.SimpleQueue[Request | Seated] = queue.SimpleQueue()
        self._current: Review | None = None  # the newest text asked for; None after a cancel
        self._ordered: Propose | None = None  # the newest order; None when it was withdrawn
        self._at_work: Review | Propose | None = None  # the one that the main thread is reading
        self._reviewed: Review | None = None  # the newest one that was read to its end
        self._owed = False  # its report was held back until LanguageTool has started
        self._unkept: tuple[Review, Report] | None = None  # not on the shelf yet
        self._said_at = 0.0
        self._grammar = Grammar(settings, self._say, self._inbox.put)

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
                case Propose():
                    self._ordered = request
                    self._inbox.put(request)
                case Withdraw():
                    self._ordered = None
                case Cancel():
                    self._current = None
                case SetLanguageTool(mode):
                    self._grammar.use(mode)
                case InstallLanguageTool():
                    self._grammar.install()
                case CancelInstall():
                    self._grammar.cancel_install()

    def _end(self) -> None:
        # Not sys.exit: the main thread may be deep inside a model and would finish first.  LanguageTool ends
        # as soon as the pipe to its supervisor does.
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
        # LanguageTool is seated by `_grammar` alone: a second server would take the other core.
        engine = build(replace(self._settings, languagetool="off"))
        if engine.reader is not None:
            engine.reader = PatientReader(engine.reader, lambda: self._wanted(self._at_work))
        shelf = Shelf()
        self._say(EngineState(CHECKER, State.READY, "Ready."))
        while True:
            try:
                request = self._inbox.get(timeout=_IDLE if self._unkept is not None else None)
            except queue.Empty:
                self._put_away(shelf)
                continue
            if isinstance(request, Seated):
                self._grammar.seat(request.checker)
                self._seat(engine, request.checker, shelf)
            elif isinstance(request, Review) and request is self._current:
                self._review(engine, request, shelf)
            elif isinstance(request, Propose) and request is self._ordered:
                self._propose(engine, request)

    def _wanted(self, request: Review | Propose | None) -> bool:
        return request is (self._ordered if isinstance(request, Propose) else self._current)

    def _propose(self, engine: Engine, request: Propose) -> None:
        self._at_work = request
        try:
            document = parse(request.source, request.form, request.intent.quotes)
            proposals = engine.propose(
                request.order, document, request.intent, lambda done, total: self._proposing(request, done, total)
            )
            self._say(Proposed(request.number, proposals))
        except NotWorkedOut as refusal:
            self._say(Proposed(request.number, refusal=str(refusal)))
        except Cancelled:
            return

    def _proposing(self, request: Propose, done: int, total: int) -> bool:
        if not self._wanted(request):
            return False
        self._say(Proposing(request.number, done, total))
        return True

    def _put_away(self, shelf: Shelf) -> None:
        """The writer rests: keep the newest report for the next time the text is opened."""
        if self._unkept is not None and not self._grammar.expected:
            shelf.keep(self._unkept[0], self._grammar.mode, self._unkept[1])
        self._unkept = None

    def _seat(self, engine: Engine, checker: ParagraphChecker | None, shelf: Shelf) -> None:
        """LanguageTool has come or gone: what it said before goes with it, and the text is read again."""
        others = [other for other in engine.paragraph_checkers if other.name != self._grammar.name]
        changed = checker is not None or len(others) < len(engine.paragraph_checkers)
        engine.paragraph_checkers = others if checker is None else [*others, checker]
        engine.forget(self._grammar.name)
        again = self._reviewed
        if again is not None and again is self._current and (changed or self._owed):
            self._review(engine, again, shelf)

    def _review(self, engine: Engine, request: Review, shelf: Shelf) -> None:
        self._at_work = request
        document = parse(request.source, request.form, request.intent.quotes)
        if request.intent.variant != self._variant:
            self._variant = request.intent.variant
            use_variant(engine, self._variant)
            self._grammar.use_variant(self._variant)
        try:
            kept = None if request is self._reviewed else shelf.find(request, self._grammar.mode)
            if kept is not None:
                self._say(Done(request.revision, kept))
            elif self._reviewed is None and request.visible is not None:
                self._glance(engine, document, request, request.visible)
            if self._grammar.behind(document) and request is not self._reviewed:
                # LanguageTool has much to read: the others' findings need not wait for it.
                others = [other for other in engine.paragraph_checkers if other.name != self._grammar.name]
                report = self._report(replace(engine, paragraph_checkers=others), document, request)
                if kept is None:
                    self._say(Done(request.revision, report))
            if self._grammar.behind(document):
                self._grammar.read_ahead(document, lambda done, total: self._progress(request, done, total))
            report = self._report(engine, document, request)
        except Cancelled:
            return
        self._grammar.notice(report.failures)
        self._reviewed = request
        # A kept report has what LanguageTool said; until that has started, the new one would take it away.
        self._owed = kept is not None and self._grammar.expected
        if not self._owed:
            self._say(Done(request.revision, report))
        self._unkept = request, report

    def _progress(self, request: Review, done: int, total: int) -> bool:
        if request is not self._current:
            return False
        now = time.monotonic()
        if now - self._said_at > _BREATH:
            self._said_at = now
            self._say(Progress(request.revision, done, total))
        return True

    def _report(self, engine: Engine, document: Document, request: Review) -> Report:
        return engine.review(document, request.intent, lambda done, total: self._progress(request, done, total))

    def _glance(self, engine: Engine, document: Document, request: Review, visible: Span) -> None:
        """What our own paragraph rules say of the visible paragraphs, before the rest is read."""
        first = document.paragraph_at(visible.start) or 0
        last = document.paragraph_at(visible.end)
        if last is None or last - first + 1 >= len(document.paragraphs):
            return
        part = slice(first, last + 1)
        shown = replace(document, paragraphs=document.paragraphs[part], places=document.places[part], scenes=())
        # The copy shares what the engine remembers, so nothing is read twice.
        own = [checker for checker in engine.paragraph_checkers if checker.name not in (HARPER, self._grammar.name)]
        glance = replace(engine, paragraph_checkers=own, story_checkers=(), narrative=None, sieves=())
        report = glance.review(shown, request.intent, lambda done, total: request is self._current)
        span = Span(shown.places[0].span.start, shown.places[-1].span.end)
        self._say(Partial(request.revision, span, report.findings))
