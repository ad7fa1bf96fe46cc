"""How long a writer waits: ``python -m tests.benchmarks.checking``.

Prints ratios (time taken to time allowed), so that figures of different machines can be compared: a cold
``bluepencil check`` of the sample story, a first review of 100,000 words, and the review after one edit.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from editor.checks.intent import Intent
from editor.resources import sample
from editor.review.build import Settings, assemble
from editor.text.parse import parse

_WORDS = 100_000
_ALLOWED = {"cold check of the sample": 4.0, "first review of 100,000 words": 120.0, "review after one edit": 1.0}


def novel(words: int) -> str:
    """A long text without equal paragraphs: the samples again and again, each time with other numbers in it."""
    paragraphs: list[str] = []
    count = turn = 0
    stories = [sample(name).read_text(encoding="utf-8") for name in ("clean_past.txt", "first_person.txt")]
    while count < words:
        turn += 1
        for story in stories:
            for paragraph in story.split("\n\n"):
                paragraphs.append(f"{paragraph.strip()} It was page {turn}.")
                count += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def _cold() -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "editor", "check", "--languagetool", "off", str(sample("restaurant.txt"))]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2])
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - started


def main() -> None:
    taken = {"cold check of the sample": min(_cold() for _ in range(3))}
    engine = assemble(Settings(languagetool="off"))
    text = novel(_WORDS)
    started = time.perf_counter()
    engine.review(parse(text), Intent())
    taken["first review of 100,000 words"] = time.perf_counter() - started
    edited = text.replace("It was page 30.", "It was page thirty, she said.", 1)
    started = time.perf_counter()
    engine.review(parse(edited), Intent())
    taken["review after one edit"] = time.perf_counter() - started
    for name, seconds in taken.items():
        print(f"{name:32} {seconds:7.2f} s   {seconds / _ALLOWED[name]:5.2f} of what is allowed")


if __name__ == "__main__":
    main()
