"""Export of a cleaned text: choose the repairs, see the difference, write it, hear that it is whole.

The manuscript itself is never written to.  "Exported" is said only after the file was read back and
found the same.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from editor.checks.report import Report
from editor.errors import EditorError
from editor.manuscript.reading import Manuscript
from editor.manuscript.writing import FileExists, export, with_line_ends
from editor.ui.export.changes import ChangeList
from editor.ui.export.choices import Cleaned, cleaned, first_chosen, offers_of
from editor.ui.export.repairs import RepairTree
from editor.ui.flags.chips import Chip
from editor.ui.theme import Theme

_PAUSE_MS = 120  # several ticks in a row are compared once
_MARKDOWN = (".md", ".markdown")


class ExportDialog(QDialog):
    """Make a cleaned copy of a manuscript.

    ``report`` was found in ``source``, the text as the window holds it; ``manuscript`` says where the
    original lies and how its lines end.

    Signals:
        exported(Path): the cleaned text lies in this file, read back and compared.
    """

    exported = Signal(object)

    def __init__(
        self, report: Report, source: str, manuscript: Manuscript, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export a cleaned text")
        self._source = source
        self._manuscript = manuscript
        self._offers = offers_of(report.findings)
        self._cleaned = Cleaned(source, (), 0, 0)
        self._replace = ""
        self.repairs = RepairTree(theme, self)
        self.changes = ChangeList(theme, self)
        self._sum = _label(self, "small")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._compare)
        self.repairs.chosen_changed.connect(self._pause.start)
        self.repairs.repair_reached.connect(lambda n: self.changes.show_place(self._offers[n].finding.span.start))
        self.path = QLineEdit(str(_first_path(manuscript)), self)
        self.path.setAccessibleName("Where the cleaned text is written")
        self.path.textEdited.connect(self._path_edited)
        self.as_text = Chip("Plain text (.txt)", theme, parent=self)
        self.as_markdown = Chip("Markdown (.md)", theme, parent=self)
        self.as_text.clicked.connect(lambda: self._set_suffix(".txt"))
        self.as_markdown.clicked.connect(lambda: self._set_suffix(".md"))
        browse = QPushButton("Choose…", self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        self.said = _label(self, "body")
        self.said.setAccessibleName("What came of the export")
        self.export_button = QPushButton("Export", self)
        self.export_button.setDefault(True)
        self.export_button.clicked.connect(self.write)
        self.close_button = QPushButton("Cancel", self)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        self._lay_out(browse)
        self._show_suffix()
        self.repairs.show_offers(self._offers, first_chosen(self._offers), source)
        self._compare()
        self.resize(1040, 640)

    def set_theme(self, theme: Theme) -> None:
        """Put on ``theme``."""
        self.changes.set_theme(theme)
        self.repairs.set_theme(theme)
        for chip in (self.as_text, self.as_markdown):
            chip.set_theme(theme)

    @property
    def text(self) -> str:
        """The cleaned text, with the line ends of the manuscript."""
        if self._pause.isActive():
            self._compare()
        return with_line_ends(self._manuscript, self._cleaned.text)

    def write(self) -> None:
        """Write the cleaned text; a file that is there already is replaced only on a second press."""
        name = self.path.text().strip()
        if not name:
            self._say("Please say where the cleaned text is to be written.")
            return
        path = Path(name).expanduser()
        text = self.text
        try:
            export(text, path, source=self._manuscript.path, overwrite=self._replace == name)
        except FileExists as error:
            original = self._manuscript.path
            if original is None or not _same(path, original):
                self._replace = name
                self.export_button.setText("Replace it")
            self._say(str(error))
            return
        except EditorError as error:
            self._say(str(error))
            return
        self._reset_button()
        self.close_button.setText("Close")
        self._say(
            f"Exported to {path}. It was read back and is word for word what is shown here; "
            f"{self._manuscript.name} is as it was."
        )
        self.exported.emit(path)

    def _compare(self) -> None:
        self._pause.stop()
        self._cleaned = cleaned(self._source, self._offers, self.repairs.chosen)
        self.changes.show_passages(self._cleaned.passages)
        self._sum.setText(_summary(self._cleaned))

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def _path_edited(self) -> None:
        self._reset_button()
        self._show_suffix()

    def _show_suffix(self) -> None:
        suffix = Path(self.path.text().strip()).suffix.lower()
        self.as_text.setChecked(suffix not in _MARKDOWN)
        self.as_markdown.setChecked(suffix in _MARKDOWN)

    def _set_suffix(self, suffix: str) -> None:
        name = self.path.text().strip()
        if name and Path(name).suffix.lower() != suffix:
            known = Path(name).suffix.lower() in (".txt", ".text", *_MARKDOWN)
            self.path.setText(str(Path(name).with_suffix(suffix)) if known else name + suffix)
            self._reset_button()
        self._show_suffix()

    def _reset_button(self) -> None:
        self._replace = ""
        self.export_button.setText("Export")
        self._say("")

    def _browse(self) -> None:
        kind = "Markdown (*.md)" if self.as_markdown.isChecked() else "Plain text (*.txt)"
        name, _ = QFileDialog.getSaveFileName(
            self, "Where to write the cleaned text", self.path.text(), f"{kind};;All files (*)"
        )
        if name:
            self.path.setText(name)
            self._path_edited()
            # The chooser has asked already whether a file may be replaced.
            self._replace = name

    def _lay_out(self, browse: QPushButton) -> None:
        left, right = QWidget(self), QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(_label(left, "title", "Repairs that go in"))
        column.addWidget(self.repairs, 1)
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(_label(right, "title", "As it is, and as it will be"))
        head.addStretch(1)
        head.addWidget(self._sum)
        column.addLayout(head)
        column.addWidget(self.changes, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(8)
        splitter.setStyleSheet("QSplitter::handle { background: transparent; image: none; }")
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([380, 660])
        splitter.setStretchFactor(1, 1)
        where = QHBoxLayout()
        where.addWidget(_label(self, "body", "Write to"))
        where.addWidget(self.path, 1)
        where.addWidget(browse)
        where.addSpacing(4)
        where.addWidget(self.as_text)
        where.addWidget(self.as_markdown)
        buttons = QHBoxLayout()
        buttons.addWidget(self.said, 1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.export_button)
        self.said.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(splitter, 1)
        layout.addLayout(where)
        layout.addLayout(buttons)


def _label(parent: QWidget, role: str, words: str = "") -> QLabel:
    label = QLabel(words, parent)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _first_path(manuscript: Manuscript) -> Path:
    """A name beside the original that is not yet taken."""
    original = manuscript.path or Path.home() / "Untitled.txt"
    suffix = ".md" if original.suffix.lower() in _MARKDOWN else ".txt"
    path = original.with_name(f"{original.stem} (cleaned){suffix}")
    number = 2
    while path.exists() and number < 100:
        path = original.with_name(f"{original.stem} (cleaned {number}){suffix}")
        number += 1
    return path


def _same(a: Path, b: Path) -> bool:
    try:
        return a.samefile(b)
    except OSError:
        return False


def _summary(clean: Cleaned) -> str:
    if not clean.made:
        return "No repair is ticked: the text stays as it is."
    words = f"{clean.made:,} repair{'s' * (clean.made != 1)} in {len(clean.passages):,} "
    words += "passages" if len(clean.passages) != 1 else "passage"
    if clean.left_out:
        words += f" · {clean.left_out:,} left out: the words are taken by another repair"
    return words
