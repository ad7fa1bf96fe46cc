"""The menus: every action of the window has words, a place, and, where it is used often, a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

# Desktops know many old keys for one action ("Alt+Backspace"); the list in Help tells the usual ones.
_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Command:
    """``name`` is how the program finds it again; ``keys`` are shortcuts, the first one shown."""

    name: str
    words: str
    act: Callable[[], object]
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()
    checkable: bool = False


class Commands:
    """Fills the menu bar and holds the actions by name."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.actions: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}

    def menu(self, title: str, commands: Sequence[Command | QMenu | None]) -> QMenu:
        """A menu of the bar; None stands for a line between groups."""
        menu = self._window.menuBar().addMenu(title)
        self.menus[title.replace("&", "")] = menu
        for command in commands:
            if command is None:
                menu.addSeparator()
            elif isinstance(command, QMenu):
                menu.addMenu(command)
            else:
                menu.addAction(self.action(command))
        return menu

    def action(self, command: Command) -> QAction:
        """The action of a command, at home in the window so that its keys work everywhere."""
        action = QAction(command.words, self._window)
        action.setCheckable(command.checkable)
        sequences: list[QKeySequence] = []
        for key in command.keys:
            found = [QKeySequence(key)] if isinstance(key, str) else QKeySequence.keyBindings(key)
            # A key that only some keyboards have ("Copy") is Qt's business, not the list's.
            sequences += [
                s for s in found if s not in sequences and ("+" in s.toString() or s.toString()[1:].isdigit())
            ]
        action.setShortcuts(sequences)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _=False: command.act())
        self._window.addAction(action)
        self.actions[command.name] = action
        return action

    def choices(self, title: str, options: dict[str, str], chosen: Callable[[str], object]) -> QMenu:
        """A menu of which one entry is ticked; ``options`` are values and their words."""
        menu = QMenu(title, self._window)
        group = QActionGroup(menu)
        for value, words in options.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setData(value)
            group.addAction(action)
            action.triggered.connect(lambda _=False, value=value: chosen(value))
        return menu

    @staticmethod
    def tick(menu: QMenu, value: str) -> None:
        """Tick the entry of ``value``."""
        for action in menu.actions():
            action.setChecked(action.data() == value)

    def keys(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Every menu with its actions and their keys, for the list in Help."""
        listed: list[tuple[str, list[tuple[str, str]]]] = []
        for title, menu in self.menus.items():
            rows = [
                (
                    action.text().replace("&", "").rstrip("…"),
                    ", ".join(s.toString(QKeySequence.SequenceFormat.NativeText) for s in action.shortcuts()[:_SHOWN]),
                )
                for action in _all_actions(menu)
                if action.shortcuts()
            ]
            if rows:
                listed.append((title, rows))
        return listed


def _all_actions(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += _all_actions(inner)
        elif not action.isSeparator():
            found.append(action)
    return found
