"""The front door with a window: looks for a display, dresses the program, rescues words if it falls."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType

from editor.commands.display import no_window_because
from editor.errors import EditorError

_FAULTY_QT = (6, 12)


class NoWindow(EditorError):
    """A window cannot be opened here; the sentence says why."""


def check() -> None:
    """See that a window can be opened.

    Raises:
        NoWindow: if it cannot.
    """
    why = no_window_because()
    if why:
        raise NoWindow(why)
    try:
        import PySide6
        import PySide6.QtWidgets
    except ImportError as error:
        raise NoWindow(f"The window’s library cannot be loaded ({error}).") from error
    # Every call of that version that returns nothing takes a reference from None: the process aborts.
    if PySide6.__version_info__[:2] >= _FAULTY_QT and sys.version_info < (3, 12):
        raise NoWindow(
            f"PySide6 {PySide6.__version__} does not run on Python {sys.version_info.major}.{sys.version_info.minor}. "
            "Please install PySide6-Essentials below 6.12."
        )


def main(path: Path | None) -> int:
    """Open the window, with the story at ``path`` if there is one; the exit status.

    Raises:
        NoWindow: if no window can be opened.
    """
    check()
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from editor.ui import ask
    from editor.ui.theme import load_fonts
    from editor.ui.window import Window

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("bluepencil")
    app.setApplicationDisplayName("Blue Pencil")
    app.setDesktopFileName("bluepencil")
    QLocale.setDefault(QLocale(QLocale.Language.English))
    load_fonts()
    window = Window()

    def unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Save the open text first, then say what happened; the window stays."""
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        print(details, file=sys.stderr)
        try:
            kept = window.desk.rescue_now()
            safe = f"Your unsaved words are kept in {kept}." if kept is not None else "There were no unsaved words."
        except Exception as failure:  # whatever it is, the writer must hear of it
            safe = f"Your unsaved words could not be kept ({failure}). Please copy them from the window now."
        ask.tell(window, "Something went wrong", f"Blue Pencil made a mistake. {safe}", details)

    previous = sys.excepthook
    sys.excepthook = unexpected
    try:
        window.show()
        window.start(path)
        return app.exec()
    finally:
        sys.excepthook = previous
        window.checking.close()
