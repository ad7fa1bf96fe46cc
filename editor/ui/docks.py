"""The panels around the page: dockable, hideable, movable with the mouse and from the menu."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QWidget

from editor.ui.theme import Theme

PLACES = {
    "Left": Qt.DockWidgetArea.LeftDockWidgetArea,
    "Right": Qt.DockWidgetArea.RightDockWidgetArea,
    "Bottom": Qt.DockWidgetArea.BottomDockWidgetArea,
    "Top": Qt.DockWidgetArea.TopDockWidgetArea,
}

_SIDE = 440
_FOOT = 182
_GRIP = 8


class Grip(QWidget):
    """The upper edge of a panel: a short line to take hold of; a double click lets the panel float."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip("Drag to move this panel")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, _GRIP)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.edge))
        painter.drawRoundedRect(QRectF(self.width() / 2 - 14, 3, 28, 3), 1.5, 1.5)
        painter.end()


class Docks:
    """The window's three panels and where they stand."""

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        self._window = window
        self._grips: list[Grip] = []
        self._theme = theme
        self.all: dict[str, QDockWidget] = {}
        self._away: QByteArray | None = None
        window.setDockNestingEnabled(True)
        for area in PLACES.values():
            window.setTabPosition(area, QTabWidget.TabPosition.North)
        for corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.BottomRightCorner):
            window.setCorner(corner, Qt.DockWidgetArea.BottomDockWidgetArea)

    def add(self, name: str, panel: QWidget) -> QDockWidget:
        """Put a panel into a dock of that name."""
        dock = QDockWidget(name, self._window)
        dock.setObjectName(name.lower())
        grip = Grip(self._theme, dock)
        dock.setTitleBarWidget(grip)
        dock.setWidget(panel)
        self._grips.append(grip)
        self.all[name] = dock
        return dock

    def arrange(self) -> None:
        """The places they have at first: flags and readability as tabs on the right, consistency below."""
        flags, readability, consistency = self.all.values()
        self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, flags)
        self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, readability)
        self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, consistency)
        self._window.tabifyDockWidget(flags, readability)
        for dock in self.all.values():
            dock.setFloating(False)
            dock.show()
        flags.raise_()
        self._window.resizeDocks([flags, readability], [_SIDE, _SIDE], Qt.Orientation.Horizontal)
        self._window.resizeDocks([consistency], [_FOOT], Qt.Orientation.Vertical)

    def put_away(self) -> None:
        """Hide all panels for a while; where they stood, and which were hidden already, is remembered."""
        if self._away is None:
            self._away = self._window.saveState()
            for dock in self.all.values():
                dock.hide()

    def bring_back(self) -> None:
        """Show the panels as they were before they were put away."""
        if self._away is not None:
            self._window.restoreState(self._away)
            self._away = None

    def state(self) -> QByteArray:
        """Where the panels stand, or stood before they were put away: what the next start should show."""
        return self._away if self._away is not None else self._window.saveState()

    def toggle(self, name: str) -> QAction:
        """The action that hides a panel, or shows it; one that stands behind another comes to the front."""
        dock = self.all[name]
        action = QAction(name, self._window, checkable=True)

        def act() -> None:
            if dock.visibleRegion().isEmpty():
                dock.show()
                dock.raise_()
            else:
                dock.hide()
            action.setChecked(not dock.isHidden())

        action.triggered.connect(act)
        dock.toggleViewAction().toggled.connect(action.setChecked)
        return action

    def place(self, name: str, area: Qt.DockWidgetArea) -> None:
        """Move a panel without a mouse."""
        dock = self.all[name]
        dock.setFloating(False)
        self._window.addDockWidget(area, dock)
        dock.show()
        dock.raise_()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for grip in self._grips:
            grip.set_theme(theme)
