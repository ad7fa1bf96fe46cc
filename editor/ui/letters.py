"""The underlined letters of the menu bar: hidden, as on paper, until Alt is held or has been tapped."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMenuBar, QWidget


class Letters(QObject):
    """Shows and hides the letters; while hidden, they are not there for the keyboard either, until Alt brings them."""

    def __init__(self, bar: QMenuBar, app: QApplication) -> None:
        super().__init__(bar)
        self._bar = bar
        self._titles = [(action, action.text()) for action in bar.actions()]
        self._shown = True
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(lambda: self._follow(None, app.focusWidget()))
        app.focusChanged.connect(self._follow)
        self.show(False)

    def show(self, shown: bool) -> None:
        """Underline the letters, or not."""
        if shown != self._shown:
            self._shown = shown
            for action, title in self._titles:
                action.setText(title if shown else title.replace("&", ""))

    def release(self) -> None:
        """Alt was let go; a mere tap has put the keyboard into the menu bar by then, and the letters stay."""
        self._later.start()

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._shown and now is not self._bar:
            self.show(False)
