"""How long work takes, and how that grows, told as well as a busy machine allows."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Work = Callable[[], object]


def cpu(work: Work) -> float:
    """Seconds of processor time of this thread: what others do on the machine does not count."""
    start = time.thread_time()
    work()
    return time.thread_time() - start


def fastest(work: Work, limit: float, runs: int = 12) -> float:
    """The shortest of several runs, in seconds; no more of them than it takes to stay below ``limit``.

    A disturbed run is only ever longer, so the shortest is the nearest to the truth.
    """
    best = float("inf")
    for number in range(runs):
        best = min(best, cpu(work))
        if best <= limit and number:
            break
    return best


def growth(small: Work, large: Work, limit: float, runs: int = 12) -> float:
    """How many times as long ``large`` takes as ``small``; both are run in turns until ``limit`` is kept."""
    least, most = float("inf"), float("inf")
    for number in range(runs):
        least, most = min(least, cpu(small)), min(most, cpu(large))
        if number and most <= limit * least:
            break
    return most / max(least, 1e-9)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without the collection of garbage, which comes when it likes."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
