"""What the window remembers from one day to the next: its places, its looks, the files opened last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from editor.manuscript.folders import data_folder
from editor.ui.theme import Choice

_RECENT = 10


class Memory:
    """The window's settings, in one file of the program's own data folder."""

    def __init__(self) -> None:
        self._settings = QSettings(str(data_folder() / "window.ini"), QSettings.Format.IniFormat)

    @property
    def theme(self) -> Choice:
        value = str(self._settings.value("look/theme", Choice.SYSTEM.value))
        return Choice(value) if value in tuple(Choice) else Choice.SYSTEM

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self._settings.setValue("look/theme", choice.value)

    @property
    def zoom(self) -> int:
        """Per cent."""
        try:
            return int(str(self._settings.value("look/zoom", 100)))
        except ValueError:
            return 100

    @zoom.setter
    def zoom(self, percent: int) -> None:
        self._settings.setValue("look/zoom", percent)

    @property
    def languagetool(self) -> str:
        """``auto`` or ``off``."""
        return "off" if self._settings.value("check/languagetool", "auto") == "off" else "auto"

    @languagetool.setter
    def languagetool(self, mode: str) -> None:
        self._settings.setValue("check/languagetool", mode)

    @property
    def variant(self) -> str:
        """The English of a text that does not say its own."""
        return str(self._settings.value("check/variant", "en-US"))

    @variant.setter
    def variant(self, variant: str) -> None:
        self._settings.setValue("check/variant", variant)

    def recent(self) -> list[Path]:
        """The files opened last, newest first; those that are gone are left out."""
        value = self._settings.value("files/recent", [])
        names = value if isinstance(value, list) else [value]
        return [Path(name) for name in map(str, names) if name and Path(name).is_file()]

    def remember(self, path: Path) -> None:
        """Put ``path`` first among the recent files."""
        full = str(path.absolute())
        names = [full, *(str(p) for p in self.recent() if str(p) != full)][:_RECENT]
        self._settings.setValue("files/recent", names)

    def places(self) -> tuple[QByteArray | None, QByteArray | None]:
        """The window's geometry and the places of its panels, as last saved."""
        geometry, state = self._settings.value("window/geometry"), self._settings.value("window/state")
        return (
            geometry if isinstance(geometry, QByteArray) else None,
            state if isinstance(state, QByteArray) else None,
        )

    def keep_places(self, geometry: QByteArray, state: QByteArray) -> None:
        self._settings.setValue("window/geometry", geometry)
        self._settings.setValue("window/state", state)
        self._settings.sync()
