"""How long reading takes: ``OMP_NUM_THREADS=1 python -m tests.benchmarks.reading``.

Prints what was measured and its share of what is allowed: loading the model, memory, a paragraph of a hundred
words, words a second over short paragraphs, and whether a long paragraph takes time in proportion.  Seconds are
processor time, so that a busy machine does not blur them.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import psutil

from editor.language.reader import Reader
from editor.resources import sample

_SAMPLES = ("clean_past.txt", "first_person.txt", "restaurant.txt", "uk_quotes.txt")
_TIMES = 5


def _best(work: Callable[[], object], times: int) -> float:
    """The shortest of several runs, in seconds of this process."""
    taken = []
    for _ in range(times):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def main() -> None:
    started = time.process_time()
    reader = Reader.load()
    loading = time.process_time() - started
    lines = [line for name in _SAMPLES for line in sample(name).read_text(encoding="utf-8").splitlines() if line]
    paragraphs = [f"{line} It was page {page}." for page in range(_TIMES) for line in lines]
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    running = " ".join(paragraphs).split()
    hundred, thousand, five_thousand = (" ".join(running[:size]) for size in (100, 1000, 5000))
    speed = words / _best(lambda: reader.read(paragraphs), 2)
    short = _best(lambda: reader.read([hundred]), 20)
    growth = _best(lambda: reader.read([five_thousand]), 2) / _best(lambda: reader.read([thousand]), 3)
    memory = psutil.Process().memory_info().rss / 2**20
    rows = [
        ("loading", loading, "s", loading / 0.3),
        ("memory", memory, "MB", memory / 160),
        ("a paragraph of a hundred words", 1000 * short, "ms", 1000 * short / 15),
        ("words a second", speed, "", 6000 / speed),
        ("5,000 words against 1,000", growth, "times", growth / 6),
    ]
    for name, value, unit, share in rows:
        print(f"{name:32} {value:9.2f} {unit:5} {share:5.2f} of what is allowed")


if __name__ == "__main__":
    main()
