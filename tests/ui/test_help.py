"""The page of the manual in the Help menu: made from the rules when it is opened, so it is never out of date."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from editor.checks.consistency.habits import HabitChecker
from editor.checks.dialogue.checker import DialogueChecker
from editor.checks.dialogue.manual import manual
from editor.ui import help


def test_the_page_shows_every_rule_with_its_examples(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = help.page(parent, "Speech", manual())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    assert not dialog.isModal()
    words = dialog.findChild(QTextBrowser).toPlainText()
    for rule in (*DialogueChecker().rules, *HabitChecker().rules):
        assert rule.id in words and rule.right in words and rule.wrong in words, rule.id
