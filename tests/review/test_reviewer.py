"""The reviewing process: it answers, makes way for newer words, comes back, and never outlives the window."""

from __future__ import annotations

import os
import queue
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from editor.checks.intent import Dismissal, Intent, Scope
from editor.review.build import Build, Settings
from editor.review.protocol import CHECKER, Answer, Done, EngineState, Failed, Partial, Progress, Review, State
from editor.review.reviewer import Patience, Reviewer
from editor.text.parse import Format
from editor.text.span import Span
from tests.review.desks import desk, no_desk

A = TypeVar("A")
DEADLINE = 60.0
QUICK = Patience(stall=30.0, delays=(0.01, 0.01))


class Ear:
    """Hears the answers, and lets a test wait for one."""

    def __init__(self) -> None:
        self._heard: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self.passed: list[Answer] = []

    def __call__(self, answer: Answer) -> None:
        self._heard.put(answer)

    def wait(self, kind: type[A], fits: Callable[[A], bool] = lambda answer: True) -> A:
        ends = time.monotonic() + DEADLINE
        while True:
            answer = self._heard.get(timeout=max(0.0, ends - time.monotonic()))
            self.passed.append(answer)
            if isinstance(answer, kind) and fits(answer):
                return answer


@contextmanager
def reviewing(build: Build = desk, patience: Patience = QUICK) -> Iterator[tuple[Reviewer, Ear]]:
    ear = Ear()
    with Reviewer(ear, Settings(languagetool="off"), build, patience) as reviewer:
        yield reviewer, ear


def gone(pid: int) -> bool:
    """Wait until a process has ended."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], DEADLINE)[0])
    finally:
        os.close(handle)


linux = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waits on a process by its handle")
SLOW = "\n\n".join(f"The [slow] rain of day {day} fell." for day in range(2_000))


def test_a_text_is_reviewed() -> None:
    with reviewing() as (reviewer, ear):
        reviewer.review(Review(1, "One teh.\n\n# Two teh\n", Format.MARKDOWN))
        report = ear.wait(Done).report
        assert [(f.span, f.text) for f in report.findings] == [(Span(4, 7), "teh"), (Span(16, 19), "teh")]
        assert report.words == 4
        dismissed = Intent(dismissals=frozenset({Dismissal("dialogue.test", Scope.RULE)}))
        reviewer.review(Review(2, "One teh.", Format.TEXT, dismissed))
        done = ear.wait(Done)
        assert done.revision == 2 and not done.report.findings
        states = [a.state for a in ear.passed if isinstance(a, EngineState) and a.name == CHECKER]
        assert states == [State.STARTING, State.READY]


@pytest.mark.parametrize("source", ["", "   \n \n", "\0", "x" * 1_000_000, "😀\r\n\r\n“teh”", "* * *"])
def test_odd_texts_are_reviewed(source: str) -> None:
    with reviewing(patience=Patience()) as (reviewer, ear):
        reviewer.review(Review(1, source))
        for finding in ear.wait(Done).report.findings:
            assert finding.span.of(source) == finding.text


def test_a_newer_text_supersedes_a_running_review() -> None:
    with reviewing() as (reviewer, ear):
        reviewer.review(Review(1, SLOW))
        ear.wait(Progress, lambda progress: progress.done > 0)
        for revision in range(2, 12):
            reviewer.review(Review(revision, f"teh {revision}"))
        assert ear.wait(Done).revision == 11
        assert not any(isinstance(a, Done) for a in ear.passed[:-1])
        assert reviewer.pid is not None


def test_a_cancelled_review_is_not_heard_of_again() -> None:
    with reviewing() as (reviewer, ear):
        reviewer.review(Review(1, SLOW))
        ear.wait(Progress, lambda progress: progress.done > 0)
        reviewer.cancel()
        reviewer.review(Review(2, "teh"))
        assert ear.wait(Done).revision == 2


def test_what_is_visible_comes_first() -> None:
    visible = SLOW + "\n\nHere is teh visible line.\n\n" + SLOW
    at = visible.index("Here")
    with reviewing() as (reviewer, ear):
        reviewer.review(Review(1, visible, visible=Span(at, at + 10)))
        partial = ear.wait(Partial)
        assert [f.span.of(visible) for f in partial.findings] == ["teh"]
        assert partial.span.covers(Span(at, at + 10)) and partial.revision == 1
        reviewer.review(Review(2, "Short teh."))
        ear.wait(Done)


@linux
def test_a_killed_process_comes_back_and_answers() -> None:
    with reviewing() as (reviewer, ear):
        reviewer.review(Review(1, "teh"))
        ear.wait(Done)
        for revision in (2, 3, 4):
            pid = reviewer.pid
            assert pid is not None
            reviewer.review(Review(revision, SLOW + str(revision)))
            ear.wait(Progress)
            os.kill(pid, signal.SIGKILL)
            ear.wait(EngineState, lambda state: "Your words are safe" in state.sentence)
            reviewer.review(Review(revision, f"teh {revision}"))
            assert ear.wait(Done).revision == revision
            assert reviewer.pid != pid


def test_a_text_that_fells_the_checker_is_given_up_until_it_changes() -> None:
    with reviewing() as (reviewer, ear):
        reviewer.review(Review(1, "[crash]"))
        failed = ear.wait(Failed)
        assert failed.revision == 1 and "words are safe" in failed.sentence
        ear.wait(EngineState, lambda state: state.state is State.FAILED)
        reviewer.review(Review(2, "teh"))
        assert ear.wait(Done).revision == 2


def test_a_stalled_checker_is_started_again() -> None:
    with reviewing(patience=Patience(stall=2.0, delays=(0.01,))) as (reviewer, ear):
        reviewer.review(Review(1, "warm"))
        ear.wait(Done)
        reviewer.review(Review(2, "[stall]"))
        ear.wait(EngineState, lambda state: "did not answer" in state.sentence)
        reviewer.review(Review(3, "teh"))
        assert ear.wait(Done).revision == 3


def test_a_checker_that_cannot_start_says_so_and_can_be_tried_again() -> None:
    with reviewing(no_desk) as (reviewer, ear):
        for _ in range(2):
            ear.wait(EngineState, lambda state: state.state is State.FAILED)
            reviewer.restart()
        ear.wait(EngineState, lambda state: state.state is State.STARTING)


@linux
def test_closing_ends_the_process_even_in_the_middle_of_work() -> None:
    for source in ("teh", SLOW, "[stall]"):
        ear = Ear()
        reviewer = Reviewer(ear, Settings(languagetool="off"), desk, Patience())
        reviewer.start()
        ear.wait(EngineState, lambda state: state.state is State.READY)
        reviewer.review(Review(1, source))
        pid = reviewer.pid
        assert pid is not None
        started = time.monotonic()
        reviewer.close()
        assert time.monotonic() - started < 5
        assert gone(pid)
        reviewer.close()


def test_closing_at_once_is_clean() -> None:
    reviewer = Reviewer(Ear(), Settings(languagetool="off"), desk)
    reviewer.start()
    reviewer.close()
    assert reviewer.pid is None
    Reviewer(Ear()).close()


_WINDOW = """
import sys
from editor.review.build import Settings
from editor.review.protocol import Progress, Review
from editor.review.reviewer import Reviewer
from tests.review.desks import desk
from tests.review.test_reviewer import SLOW, Ear

if __name__ == "__main__":
    ear = Ear()
    with Reviewer(ear, Settings(languagetool="off"), desk) as reviewer:
        reviewer.review(Review(1, SLOW + SLOW))
        ear.wait(Progress)
        print(reviewer.pid, flush=True)
        sys.stdin.read()
"""


@linux
def test_no_process_outlives_a_killed_window(tmp_path: Path) -> None:
    script = tmp_path / "window.py"
    script.write_text(_WINDOW)
    root = Path(__file__).parents[2]
    for _ in range(3):
        window = subprocess.Popen(
            [sys.executable, str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        assert window.stdout is not None
        pid = int(window.stdout.readline())
        window.send_signal(signal.SIGKILL)
        window.wait()
        assert gone(pid)
