"""A window for a test, at the size of a small screen, that asks nobody when it is closed; places in its panels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from pytestqt.qtbot import QtBot

from editor.review.build import Build
from editor.ui import ask
from editor.ui.consistency.bands import Band
from editor.ui.consistency.drawing import band_box
from editor.ui.consistency.panel import ConsistencyPanel
from editor.ui.window import Window

WAIT = 120_000
"""Milliseconds for a first report; a machine may be slow."""


@contextmanager
def opened(qtbot: QtBot, path: Path | None = None, build: Build | None = None) -> Iterator[Window]:
    """A window that shows the text at ``path``, reviewed, or an empty one; ``build`` makes its engine."""
    window = Window() if build is None else Window(build)
    window.resize(1280, 800)
    window.show()
    window.start(None)
    if path is not None:
        with qtbot.waitSignal(window.checking.reported, timeout=WAIT):
            window.open(path)
    yield window
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ask, "unsaved", lambda *_: ask.Unsaved.DISCARD)
        window.close()
    window.deleteLater()


def spot(panel: ConsistencyPanel, band: Band, offset: int) -> QPoint:
    """The pixel of a place on a band."""
    timeline = panel.timeline
    box = band_box(band, timeline.scale, timeline.height())
    return QPointF(timeline.scale.x(offset), box.center().y()).toPoint()
