"""Questions that need an answer before anything goes on, and the choosing of files."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

_FILTER = "Stories (*.txt *.md *.markdown);;Plain text (*.txt);;Markdown (*.md *.markdown);;All files (*)"


class Unsaved(Enum):
    """What is to become of unsaved words."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


def unsaved(parent: QWidget, name: str) -> Unsaved:
    """Ask before a text with unsaved changes is closed."""
    box = QMessageBox(parent)
    box.setWindowTitle("Unsaved changes")
    box.setText(f"Save the changes to {name}?")
    box.setInformativeText("If you don’t, what you typed since the last save is thrown away.")
    save = box.addButton("Save", QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton("Don’t save", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    return Unsaved.SAVE if clicked is save else Unsaved.DISCARD if clicked is discard else Unsaved.CANCEL


def choose(parent: QWidget, title: str, sentence: str, choices: list[str], more: str = "") -> int | None:
    """One of ``choices`` by its number; None for "Cancel", which is always there and is the default."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setText(sentence)
    box.setInformativeText(more)
    buttons = [box.addButton(words, QMessageBox.ButtonRole.AcceptRole) for words in choices]
    cancel = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    return next((number for number, button in enumerate(buttons) if button is clicked), None)


def tell(parent: QWidget, title: str, sentence: str, details: str = "") -> None:
    """Say something that must not be missed."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, sentence, QMessageBox.StandardButton.Ok, parent)
    box.setDetailedText(details)
    box.exec()


def file_to_open(parent: QWidget, folder: str) -> Path | None:
    """Ask which file to open."""
    name, _ = QFileDialog.getOpenFileName(parent, "Open a story", folder, _FILTER)
    return Path(name) if name else None


def file_to_save(parent: QWidget, suggestion: str) -> Path | None:
    """Ask under which name to save; an existing file has been asked about."""
    name, _ = QFileDialog.getSaveFileName(parent, "Save the story as", suggestion, _FILTER)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(".txt")
