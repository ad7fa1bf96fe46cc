"""The program's fonts, and the rule that a warning of Qt fails the test that caused it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.ui.consistency.panel import ConsistencyPanel
from editor.ui.theme import LIGHT, load_fonts
from tests.ui.made import REPORT, STORY

# The offscreen platform says so of every window; no screen of a writer does.
_HARMLESS = ("This plugin does not support",)


@pytest.fixture(scope="session", autouse=True)
def fonts(qapp: QApplication) -> None:
    """The fonts are loaded once, as at the program's start."""
    load_fonts()


@pytest.fixture(autouse=True)
def quiet_qt(qtlog) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """Fail a test in which Qt warns."""
    yield
    warnings = [
        record.message
        for record in qtlog.records
        if record.type_name in ("QtWarningMsg", "QtCriticalMsg") and not record.message.startswith(_HARMLESS)
    ]
    assert not warnings, warnings


@pytest.fixture
def panel(qtbot: QtBot) -> ConsistencyPanel:
    """The Consistency panel with the made report."""
    panel = ConsistencyPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(1280, 182)
    panel.show()
    panel.show_report(REPORT, STORY)
    return panel
