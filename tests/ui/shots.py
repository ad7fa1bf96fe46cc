"""Pictures of the window with a story in it, for looking at: ``python -m tests.ui.shots FOLDER [STORY]``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ui.novel import novel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor.ui.window import Window

SIZES = ((1280, 800), (1920, 1080))
_PATIENCE = 120_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("story", type=Path, nargs="?")
    args = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["BLUEPENCIL_HOME"] = home
        return _shoot(args.folder, args.story)


def _shoot(folder: Path, story: Path | None) -> int:
    from PySide6.QtCore import QEvent, QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication, QDialog

    from editor.resources import sample
    from editor.ui import help
    from editor.ui.export.dialog import ExportDialog
    from editor.ui.menus import SAMPLE
    from editor.ui.theme import Choice, load_fonts
    from editor.ui.window import Window

    app = QApplication(sys.argv[:1])
    load_fonts()
    folder.mkdir(parents=True, exist_ok=True)
    window = Window()
    window.resize(*SIZES[0])
    window.show()
    window.start(None)

    def picture(name: str) -> None:
        for _ in range(3):
            app.processEvents()
        window.grab().save(str(folder / f"{name}.png"))

    def aside(name: str, widget: QWidget) -> None:
        widget.show()
        for _ in range(3):
            app.processEvents()
        widget.grab().save(str(folder / f"{name}.png"))
        widget.hide()

    picture("welcome")
    waiting = QEventLoop()
    window.checking.reported.connect(waiting.quit)
    QTimer.singleShot(_PATIENCE, waiting.quit)
    window.open(story if story is not None else sample(SAMPLE))
    picture("checking")
    waiting.exec()
    window.step_flag(1)
    for width, height in SIZES:
        for choice in (Choice.LIGHT, Choice.DARK):
            window.resize(width, height)
            window.set_theme(choice)
            picture(f"{choice.value}-{width}x{height}")
    window.resize(*SIZES[0])
    window.docks.all["Readability"].raise_()
    picture("readability")
    window.set_theme(Choice.LIGHT)
    picture("readability-light")
    window.find_bar.open_bar(replace=True)
    window.find_bar.wanted.setText("the")
    window.find_bar.step(1)
    picture("find")
    window.find_bar.close_bar()
    window.docks.all["Flags"].raise_()
    window.flags.next()
    card = window.flags.list.card
    if card is not None:
        card.why.click()
        picture("why")
        aside("meant", card.meant.menu())
    for name, menu in window.menus.commands.menus.items():
        aside(f"menu-{name}", menu)
    for choice in (Choice.LIGHT, Choice.DARK):
        window.set_theme(choice)
        window.menus.export()
        dialog = next(d for d in window.findChildren(ExportDialog) if d.isVisible())
        aside(f"export-{choice.value}", dialog)
        dialog.close()
        dialog.deleteLater()
        app.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
        help.shortcuts(window, window.menus.commands.keys()).open()
        aside(f"keys-{choice.value}", window.findChildren(QDialog)[-1])
        window.findChildren(QDialog)[-1].close()
    _many_scenes(window, folder, picture, aside)
    clean = folder / "clean.txt"
    clean.write_text("The ferry comes at noon. Ines counts the lamps and waits.\n", "utf-8")
    window.open(clean)
    waiting.exec()
    picture("nothing-found")
    clean.unlink()
    window.close()
    return 0


def _many_scenes(
    window: Window, folder: Path, picture: Callable[[str], None], aside: Callable[[str, QWidget], None]
) -> None:
    """The Consistency panel over a novel of three hundred scenes, and the editor of what is meant."""
    from PySide6.QtGui import QTextCursor

    from editor.ui.theme import Choice

    text, report = novel()
    path = folder / "novel.txt"
    path.write_text(text, "utf-8")
    window.open(path)
    window.checking.cancel()
    window._reported(report, window.page.drift)
    for width, height in SIZES:
        for choice in (Choice.LIGHT, Choice.DARK):
            window.resize(width, height)
            window.set_theme(choice)
            picture(f"scenes-{choice.value}-{width}x{height}")
    window.consistency.timeline.closer(12)
    picture("scenes-closer")
    window.resize(*SIZES[0])
    for choice in (Choice.LIGHT, Choice.DARK):
        window.set_theme(choice)
        window.declaring.ask(49)
        dialog = window.declaring.dialog
        assert dialog is not None
        aside(f"intent-{choice.value}", dialog)
        dialog.reject()
    window.page.moveCursor(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    window.declaring.ask()
    if window.declaring.dialog is not None:
        aside("intent-selection", window.declaring.dialog)
        window.declaring.dialog.reject()
    path.unlink()


if __name__ == "__main__":
    sys.exit(main())
