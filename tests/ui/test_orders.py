"""Orders over a whole passage, end to end: asked, worked out in the other process, reviewed, made in one step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pytestqt.qtbot import QtBot

from editor.ui.window import Window
from tests.review.desks import Louder, desk
from tests.ui.opened import WAIT, opened


@pytest.fixture
def window(qtbot: QtBot, home: Path, tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "quay.txt"
    path.write_text("Warm teh rulers 🫖.\n", "utf-8")
    with opened(qtbot, path, desk) as window:
        yield window


def test_an_order_is_reviewed_and_made_in_one_step(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.checking.proposed, timeout=WAIT):
        window.orders.give(Louder(), "Louder", "Every teh in capitals.")
        assert window.orders.dialog is not None and window.orders.dialog.isVisible()
    dialog = window.orders.dialog
    assert dialog is not None and len(dialog.list.accepted) == 1
    dialog.apply()
    assert window.page.text() == "Warm TEH rulers 🫖.\n"
    assert window.orders.dialog is None
    window.page.undo()
    assert window.page.text() == "Warm teh rulers 🫖.\n"


def test_a_refusal_is_shown(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.checking.proposed, timeout=WAIT):
        window.orders.give(Louder("refuse"), "Louder", "Every teh in capitals.")
    dialog = window.orders.dialog
    assert dialog is not None and dialog.sum.text() == "No louder, please."
    assert not dialog.apply_button.isEnabled()


def test_another_text_ends_the_review(window: Window, qtbot: QtBot) -> None:
    window.orders.give(Louder(), "Louder", "Every teh in capitals.")
    window.begin()
    assert window.orders.dialog is None
