"""From a key to the painted letter, while checks run: ``python -m tests.benchmarks.typing``.

Types into the sample story and into a text of 100,000 words made of it, with the real reviewing process
at work beside the window, and compares each key with the 16 ms of a frame on a screen of 60 pictures a
second.  The exit status is 1 when the slowest key but one in a hundred takes longer than a frame.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

FRAME = 16.0
KEYS = 300
WORDS = 100_000
_FIRST_REPORT = 20.0


def main() -> int:
    argparse.ArgumentParser(description=__doc__).parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["BLUEPENCIL_HOME"] = home
        return _measure(Path(home))


def _measure(folder: Path) -> int:
    from PySide6.QtWidgets import QApplication

    from editor.resources import sample
    from editor.ui.menus import SAMPLE
    from editor.ui.theme import load_fonts
    from editor.ui.window import Window

    app = QApplication(sys.argv[:1])
    load_fonts()
    window = Window()
    window.resize(1280, 800)
    window.show()
    window.start(None)
    story = sample(SAMPLE).read_text("utf-8")
    slow = 0
    for name, times in (("the sample story", 1), (f"{WORDS:,} words", WORDS // len(story.split()) + 1)):
        path = folder / f"story-{times}.txt"
        # Every copy differs, or the memo of paragraphs would make the check of a long text too easy.
        path.write_text("\n\n".join(story.replace(". ", f". {n} ", 1) for n in range(times)), "utf-8")
        window.open(path)
        _wait(app, window)
        keys, checking = _type(app, window)
        slow += _tell(name, window.page.words(), keys, checking)
        window.desk.save()
    window.close()
    return 1 if slow else 0


def _wait(app, window) -> None:  # type: ignore[no-untyped-def]
    """Until the first report, or a while: in a long text the keys are to meet a running check."""
    end = time.monotonic() + _FIRST_REPORT
    while window.report is None and time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)


def _type(app, window) -> tuple[list[float], int]:  # type: ignore[no-untyped-def]
    """The milliseconds of each key, and how many of them met a running check."""
    from PySide6.QtTest import QTest

    page = window.page
    page.go_to_units(page.document().characterCount() // 2)
    app.processEvents()
    keys: list[float] = []
    checking = 0
    for number in range(KEYS):
        if number % 10 == 0:
            window.checking.check_now()  # a writer's pause, without the pause
        checking += window.checking.busy
        start = time.perf_counter()
        QTest.keyClick(page, "the lamp "[number % 9])
        page.viewport().repaint()
        keys.append((time.perf_counter() - start) * 1000)
        app.processEvents()
    return keys, checking


def _tell(name: str, words: int, keys: list[float], checking: int) -> bool:
    middle = statistics.median(keys)
    last = sorted(keys)[int(len(keys) * 0.99)]
    print(
        f"{name} ({words:,} words): {len(keys)} keys, {checking} while a check ran; "
        f"middle {middle:.1f} ms ({middle / FRAME:.2f} of a frame), "
        f"99 of 100 within {last:.1f} ms ({last / FRAME:.2f} of a frame)"
    )
    return last > FRAME


if __name__ == "__main__":
    sys.exit(main())
