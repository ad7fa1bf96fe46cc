"""The window's side of the reviewing process: ask, hear answers, and start it again when it falls.

No method waits for the process.  Two threads of our own do the waiting: one hands requests down, one
keeps the process alive and calls ``hear`` with each answer (from that thread: a window turns it into a
signal).  Answers about a text that is no longer the newest are dropped here.
"""

from __future__ import annotations

import math
import multiprocessing
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from editor.review.build import Build, Settings, assemble
from editor.review.child import serve
from editor.review.protocol import (
    CHECKER,
    Answer,
    Cancel,
    CancelInstall,
    Done,
    EngineState,
    Failed,
    InstallLanguageTool,
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

# A review says something at least every few paragraphs; only totals over a whole novel take longer.
_CODE_POINTS_A_SECOND = 10_000
_TICK = 1.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait (seconds): for the start, for a sign of life, before each new start, for a clean end."""

    start: float = 120.0
    stall: float = 60.0
    delays: tuple[float, ...] = (0.1, 1.0, 5.0)
    farewell: float = 2.0

    @property
    def tries(self) -> int:
        """After this many falls without an answer the reviewer rests until it is asked again."""
        return len(self.delays) + 1


class Reviewer:
    """One reviewing process, kept alive.

    ``hear`` is called on a thread of the reviewer; it must not block.  Call :meth:`start` once and
    :meth:`close` at the end; ``with`` does both.
    """

    def __init__(
        self,
        hear: Callable[[Answer], None],
        settings: Settings | None = None,
        build: Build = assemble,
        patience: Patience | None = None,
    ) -> None:
        self._hear = hear
        self._settings = settings if settings is not None else Settings()
        self._build = build
        self._patience = patience if patience is not None else Patience()
        self._context = multiprocessing.get_context("spawn")
        self._changed = threading.Condition()
        self._outbox: deque[Request] = deque()
        self._pipe: Connection | None = None
        self._process: SpawnProcess | None = None
        self._wanted: Review | None = None  # asked for, not yet answered
        self._ordered: Propose | None = None  # asked for, not yet answered
        self._latest = -1
        self._heard_at = 0.0
        self._ready = False
        self._closing = False
        self._given_up = False
        self._over = False
        self._keeper = threading.Thread(target=self._keep, name="reviewer-keeper", daemon=True)
        self._postman = threading.Thread(target=self._post, name="reviewer-postman", daemon=True)

    def __enter__(self) -> Reviewer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process id of the reviewing process, None while there is none."""
        process = self._process
        return process.pid if process is not None else None

    def start(self) -> None:
        """Start the process; returns at once."""
        self._keeper.start()
        self._postman.start()

    def review(self, request: Review) -> None:
        """Check a text; a review that is running is superseded."""
        with self._changed:
            self._latest = request.revision
            self._wanted = request
            self._heard_at = time.monotonic()
            self._given_up = False
            self._drop(Review)
            self._send(request)

    def cancel(self) -> None:
        """Stop the running review; nothing more is heard about its text until it is asked for again."""
        with self._changed:
            self._wanted = None
            self._latest = -1
            self._drop(Review)
            self._send(Cancel())

    def propose(self, request: Propose) -> None:
        """Work out what the writer ordered; an earlier order is superseded."""
        with self._changed:
            self._ordered = request
            self._heard_at = time.monotonic()
            self._given_up = False
            self._drop(Propose)
            self._send(request)

    def withdraw(self) -> None:
        """Nobody waits for the proposals any more."""
        with self._changed:
            self._ordered = None
            self._drop(Propose)
            self._send(Withdraw())

    def use_languagetool(self, mode: str) -> None:
        """``auto``, ``off``, ``require`` or a server's URL; the text is checked again when it changes."""
        with self._changed:
            self._settings = replace(self._settings, languagetool=mode)
            self._drop(SetLanguageTool)
            self._send(SetLanguageTool(mode))

    def install_languagetool(self) -> None:
        """Fetch LanguageTool; states of ``languagetool`` tell how far it is."""
        with self._changed:
            self._send(InstallLanguageTool())

    def cancel_install(self) -> None:
        """Stop fetching LanguageTool."""
        with self._changed:
            self._send(CancelInstall())

    def restart(self) -> None:
        """Start the process again after the reviewer gave up ("Try again")."""
        with self._changed:
            self._given_up = False
            self._changed.notify_all()

    def close(self) -> None:
        """End the process and the two threads; returns within a few seconds whatever the process does."""
        with self._changed:
            if self._closing:
                return
            self._closing = True
            self._outbox.clear()
            self._send(Quit())
        if self._keeper.is_alive():
            self._keeper.join(2 * self._patience.farewell + _TICK)
            self._postman.join(self._patience.farewell)

    # What follows is called with the lock held.

    def _drop(self, kind: type[Request]) -> None:
        self._outbox = deque(request for request in self._outbox if not isinstance(request, kind))

    def _send(self, request: Request) -> None:
        self._outbox.append(request)
        self._changed.notify_all()

    # What follows runs on the two threads.

    def _post(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._over or (self._outbox and self._pipe is not None))
                if self._over or self._pipe is None:
                    return
                request, pipe = self._outbox.popleft(), self._pipe
            try:
                pipe.send(request)
            except OSError:
                # The process is gone; the keeper starts another and asks again.
                with self._changed:
                    self._changed.wait_for(partial(self._is_not, pipe))

    def _is_not(self, pipe: Connection) -> bool:
        return self._pipe is not pipe

    def _keep(self) -> None:
        falls = 0
        while not self._closing:
            self._hear(EngineState(CHECKER, State.STARTING, "Starting the checker…"))
            process, pipe = self._launch()
            answered, stalled = self._listen(pipe)
            self._end(process, pipe)
            if not self._closing:
                falls = 1 if answered else falls + 1
                self._rest(falls, "did not answer" if stalled else "stopped")
        with self._changed:
            self._over = True
            self._changed.notify_all()

    def _launch(self) -> tuple[SpawnProcess, Connection]:
        ours, theirs = self._context.Pipe()
        with self._changed:
            settings = self._settings
        process = self._context.Process(
            target=serve, args=(theirs, settings, self._build), name="bluepencil-review", daemon=True
        )
        process.start()
        theirs.close()  # or the end of the process would never show as the end of the pipe
        with self._changed:
            self._process, self._pipe = process, ours
            self._ready = False
            self._heard_at = time.monotonic()
            self._drop(SetLanguageTool)
            self._drop(Review)
            if self._wanted is not None:
                self._outbox.append(self._wanted)
            self._changed.notify_all()
        return process, ours

    def _listen(self, pipe: Connection) -> tuple[bool, bool]:
        """Pass answers on until the process ends: (a review was answered, the process stalled)."""
        answered = False
        while True:
            try:
                if pipe.poll(_TICK):
                    answer: Answer = pipe.recv()
                    answered = self._take(answer) or answered
                    continue
            except (EOFError, OSError):
                return answered, False
            with self._changed:
                if self._closing:
                    return answered, False
                if time.monotonic() - self._heard_at > self._limit():
                    return answered, True

    def _limit(self) -> float:
        if not self._ready:
            return self._patience.start
        waiting = [request.source for request in (self._wanted, self._ordered) if request is not None]
        if not waiting:
            return math.inf
        return self._patience.stall + sum(map(len, waiting)) / _CODE_POINTS_A_SECOND

    def _take(self, answer: Answer) -> bool:
        final = isinstance(answer, Done | Failed)
        with self._changed:
            self._heard_at = time.monotonic()
            if self._closing:
                return False
            if isinstance(answer, EngineState) and answer.name == CHECKER and answer.state is State.READY:
                self._ready = True
            if isinstance(answer, Proposing | Proposed):
                if self._ordered is None or answer.number != self._ordered.number:
                    return False
                if isinstance(answer, Proposed):
                    self._ordered = None
            elif not isinstance(answer, EngineState):
                if answer.revision != self._latest:
                    return False
                if final:
                    self._wanted = None
        self._hear(answer)
        return final

    def _end(self, process: SpawnProcess, pipe: Connection) -> None:
        with self._changed:
            self._pipe = None
            self._changed.notify_all()
        if self._closing:
            process.join(self._patience.farewell)
        if process.is_alive():
            process.kill()
        process.join(self._patience.farewell)
        pipe.close()
        with self._changed:
            self._process = None
            lost, self._ordered = self._ordered, None
            self._drop(Propose)
        if lost is not None and not self._closing:
            self._hear(Proposed(lost.number, refusal="The checker stopped over this. Your words are safe."))

    def _rest(self, falls: int, what: str) -> None:
        """Say what happened and wait before the next start; a text that fells it every time is given up."""
        if falls < self._patience.tries:
            sentence = f"The checker {what}; starting it again. Your words are safe."
            self._hear(EngineState(CHECKER, State.STARTING, sentence))
            with self._changed:
                self._changed.wait_for(lambda: self._closing, self._patience.delays[falls - 1])
            return
        with self._changed:
            fatal, self._wanted = self._wanted, None
            self._given_up = True
        sentence = f"The checker {what} {falls} times. Your words are safe; it tries again when the text changes."
        if fatal is not None:
            self._hear(Failed(fatal.revision, sentence))
        self._hear(EngineState(CHECKER, State.FAILED, sentence))
        with self._changed:
            self._changed.wait_for(lambda: self._closing or not self._given_up)
