"""How long the Consistency panel takes over 300 scenes: ``python -m tests.benchmarks.consistency``.

Prints the milliseconds of processor time of a first report, of the same report again, of a report after an
edit that moved everything, of a step of the caret, and of finding 300 declared scenes and 100 meant passages
in 120,000 words.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_ALLOWED = {"first report": 120.0, "same report": 16.0, "after an edit": 100.0, "caret": 4.0, "declared": 200.0}


def _milliseconds(work: Callable[[], object], times: int = 5) -> float:
    taken = []
    for _ in range(times):
        started = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - started))
    return sorted(taken)[len(taken) // 2]


def main() -> None:
    from PySide6.QtWidgets import QApplication

    from editor.checks.anchors import find_places, spots_of
    from editor.checks.intent import Meant
    from editor.checks.passages import Words, find_passage, passage_of
    from editor.text.parse import parse
    from editor.text.span import Span
    from editor.ui.consistency.panel import ConsistencyPanel
    from editor.ui.theme import LIGHT, load_fonts
    from tests.ui.novel import novel

    app = QApplication([])
    load_fonts()
    text, report = novel(300)
    panel = ConsistencyPanel(LIGHT)
    panel.resize(1280, 182)
    panel.show()
    app.processEvents()

    def show(source: str) -> None:
        panel.show_report(report if source is text else moved, source)
        panel.timeline.grab()

    shifted = "One new sentence. " + text
    scenes = tuple(
        replace(
            scene,
            span=scene.span.shifted(18),
            tense_band=tuple(replace(s, span=s.span.shifted(18)) for s in scene.tense_band),
            person_band=tuple(replace(s, span=s.span.shifted(18)) for s in scene.person_band),
            head_band=tuple(replace(s, span=s.span.shifted(18)) for s in scene.head_band),
        )
        for scene in report.narrative.scenes
    )
    moved = replace(report, narrative=replace(report.narrative, scenes=scenes))
    taken = {"first report": _milliseconds(lambda: show(text), 1)}
    taken["same report"] = _milliseconds(lambda: show(text))
    turn = [text, shifted]

    def edit() -> None:
        turn.reverse()
        show(turn[0])

    taken["after an edit"] = _milliseconds(edit)
    places = iter(range(0, 10_000_000, 1777))

    def step() -> None:
        panel.set_caret(next(places) % len(text))
        app.processEvents()

    taken["caret"] = _milliseconds(step, 30)
    document = parse(text)
    words = Words(text)
    _, spots = spots_of(document)
    kept = [passage_of(Meant.DREAM, Span(at, at + 600), words) for at in range(0, len(text) - 900, len(text) // 100)]

    def find() -> None:
        find_places([spot.place for spot in spots_of(document)[1]], spots)
        again = Words(text)
        for passage in kept[:100]:
            assert passage is not None
            find_passage(passage, again)

    taken["declared"] = _milliseconds(find, 3)
    for name, milliseconds in taken.items():
        print(f"{name:16} {milliseconds:8.1f} ms   {milliseconds / _ALLOWED[name]:5.2f} of what is allowed")


if __name__ == "__main__":
    main()
