"""What stands in the page's place while no file is open: three words of help, the sample, the last files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.ui.theme import STEP, Theme, serif

_SHOWN = 6


class Welcome(QWidget):
    """Offers to open, to begin, and to read the sample."""

    open_wanted = Signal()
    begin_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel("Open, drop, type.")
        self._title.setObjectName("welcome")
        self._title.setAlignment(Qt.AlignmentFlag.AlignLeft)
        words = QLabel("Open a story (.txt or .md), drop one here, or start to type. It never leaves this machine.")
        words.setProperty("role", "quiet")
        words.setWordWrap(True)
        self.open = QPushButton("Open a story…")
        self.open.setProperty("role", "primary")
        self.sample = QPushButton("Read the sample")
        self.begin = QPushButton("Start writing")
        self.open.clicked.connect(self.open_wanted)
        self.sample.clicked.connect(self.sample_wanted)
        self.begin.clicked.connect(self.begin_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(STEP)
        for button in (self.open, self.sample, self.begin):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._recent_title = QLabel("Opened last")
        self._recent_title.setProperty("role", "small")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(STEP // 2)
        column = QVBoxLayout()
        column.setSpacing(2 * STEP)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(words)
        column.addLayout(buttons)
        column.addSpacing(2 * STEP)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent)
        column.addStretch(3)
        inner = QWidget()
        inner.setLayout(column)
        inner.setMaximumWidth(620)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(inner, 4)
        row.addStretch(1)
        self._files: list[QPushButton] = []
        self.setFocusProxy(self.open)
        self.show_recent([])

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List the files opened last."""
        for button in self._files:
            self._recent.removeWidget(button)
            button.deleteLater()
        self._files = []
        for path in paths[:_SHOWN]:
            button = QPushButton(f"{path.name}    {path.parent.name}")
            button.setProperty("role", "link")
            button.setToolTip(str(path))
            button.clicked.connect(lambda _=False, path=path: self.recent_wanted.emit(path))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._files.append(button)
        self._recent_title.setVisible(bool(self._files))

    def set_theme(self, theme: Theme) -> None:
        self._title.setFont(serif(32))
        self._title.setStyleSheet(
            f'font-family: "{self._title.font().family()}"; font-size: 32px; color: {theme.text};'
        )
        self.setStyleSheet(f"Welcome {{ background: {theme.page}; }}")
