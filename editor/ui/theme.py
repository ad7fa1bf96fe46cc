"""How everything looks: two themes, the fonts, the 8-pixel rhythm, one stylesheet.

A theme is a value; :func:`dress` puts one over the whole program.  Widgets take their colours from the
theme they are given (``set_theme``) and their shape from the stylesheet, through the property ``role``:

* QPushButton: ``primary`` (the first repair), ``plain``, ``chip`` (checkable), ``link``
* QLabel: ``title``, ``quiet``, ``small``, ``serif``
* QFrame: ``card`` (with the property ``active``), ``rule`` (a one-pixel line), ``surface``
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from editor.checks.rule import Family
from editor.resources import resource
from editor.ui.stylesheet import stylesheet

STEP = 8
"""The rhythm: every distance is a multiple (or a half) of this many pixels."""

SERIF = "Charis SIL"
SANS = "Inter"
BODY = 13
"""Pixels of the interface's words."""
SMALL = 12
"""Pixels of labels, evidence and the status line."""
PAGE = 18
"""Pixels of the text at 100 %."""
CONTEXT = 16
"""Pixels of the text where a card quotes it."""

FAMILY_NAMES: Mapping[Family, str] = MappingProxyType(
    {
        Family.DIALOGUE: "Dialogue",
        Family.TENSE: "Tense",
        Family.POV: "Point of view",
        Family.GRAMMAR: "Grammar",
        Family.SPELLING: "Spelling",
        Family.STYLE: "Style",
        Family.CONSISTENCY: "Consistency",
    }
)
"""Each family in the writer's words."""


class Choice(StrEnum):
    """What the writer asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """A set of colours (``#rrggbb``).

    ``families`` colour both underlines and words: each is at least 4.5:1 against ``page``, ``surface``
    and ``card``.  ``present``, ``past``, ``neutral`` and ``heads`` fill the bands of the timeline, and
    ``text`` is legible on all of them; ``heads`` go to the characters in order of their share.
    """

    dark: bool
    page: str
    surface: str
    card: str
    line: str
    edge: str
    text: str
    quiet: str
    accent: str
    on_accent: str
    soft: str
    button: str
    button_hover: str
    added: str
    removed: str
    present: str
    past: str
    neutral: str
    heads: tuple[str, ...]
    families: Mapping[Family, str]

    def color(self, family: Family) -> QColor:
        """The family's colour."""
        return QColor(self.families[family])


LIGHT = Theme(
    dark=False,
    page="#fbfaf7",
    surface="#f4f2ed",
    card="#ffffff",
    line="#e4e1db",
    edge="#d5d1c8",
    text="#24221f",
    quiet="#66625a",
    accent="#1f5fa8",
    on_accent="#ffffff",
    soft="#dce8f5",
    button="#e9e6df",
    button_hover="#dedad1",
    added="#d9ecd6",
    removed="#f6d9d3",
    present="#f3c98b",
    past="#c9d9ec",
    neutral="#ddd9d0",
    heads=("#8fb7de", "#e3a6c4", "#a9cfa4", "#d9c48f", "#bdb2e0", "#9fcfcb"),
    families=MappingProxyType(
        {
            Family.DIALOGUE: "#1f67b8",
            Family.TENSE: "#9c4f15",
            Family.POV: "#8e4489",
            Family.GRAMMAR: "#b8371f",
            Family.SPELLING: "#b3262e",
            Family.STYLE: "#66625a",
            Family.CONSISTENCY: "#0c6b64",
        }
    ),
)

DARK = Theme(
    dark=True,
    page="#222327",
    surface="#1e1f23",
    card="#2a2b30",
    line="#303136",
    edge="#3d3e44",
    text="#dedad2",
    quiet="#a8a49c",
    accent="#7fb2ea",
    on_accent="#15181d",
    soft="#2b3a4d",
    button="#34353b",
    button_hover="#404148",
    added="#274330",
    removed="#57302b",
    present="#7c541b",
    past="#34506f",
    neutral="#3a3b40",
    heads=("#38618b", "#844766", "#386240", "#6a5922", "#5a508c", "#2a625e"),
    families=MappingProxyType(
        {
            Family.DIALOGUE: "#7fb2ea",
            Family.TENSE: "#e59a4c",
            Family.POV: "#d991d3",
            Family.GRAMMAR: "#f08a74",
            Family.SPELLING: "#ff8f8a",
            Family.STYLE: "#a8a49c",
            Family.CONSISTENCY: "#62c4b8",
        }
    ),
)


def theme_for(choice: Choice) -> Theme:
    """The theme the writer asked for; ``SYSTEM`` follows the desktop's own setting."""
    if choice is Choice.SYSTEM:
        return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return DARK if choice is Choice.DARK else LIGHT


def load_fonts() -> None:
    """Make the bundled fonts known to Qt; a font that cannot be read leaves the system's in its place.

    Raises:
        ResourceMissing: if the installation is incomplete.
    """
    for path in sorted(resource("fonts").iterdir()):
        if path.suffix in (".otf", ".ttf"):
            QFontDatabase.addApplicationFont(str(path))


def sans(pixels: int = BODY, *, semibold: bool = False) -> QFont:
    """The interface's font."""
    font = QFont(SANS)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    return font


def serif(pixels: int = PAGE, *, bold: bool = False, italic: bool = False) -> QFont:
    """The page's font."""
    font = QFont(SERIF)
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(pixels)
    font.setBold(bold)
    font.setItalic(italic)
    return font


def palette_of(theme: Theme) -> QPalette:
    """The theme for everything the stylesheet does not reach."""
    palette = QPalette()
    colors = {
        QPalette.ColorRole.Window: theme.surface,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.page,
        QPalette.ColorRole.AlternateBase: theme.surface,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.button,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.quiet,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.ToolTipBase: theme.card,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.Light: theme.card,
        QPalette.ColorRole.Midlight: theme.line,
        QPalette.ColorRole.Mid: theme.edge,
        QPalette.ColorRole.Dark: theme.edge,
    }
    for role, color in colors.items():
        palette.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.quiet))
    return palette


def dress(app: QApplication, theme: Theme) -> None:
    """Put ``theme`` over the whole program."""
    app.setStyle("Fusion")
    app.setPalette(palette_of(theme))
    app.setFont(sans())
    app.setStyleSheet(stylesheet(theme))


def restyle(widget: QWidget) -> None:
    """Read the stylesheet again for a widget whose ``role`` or ``active`` property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
