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

from editor.checks.narrative.model import Person, Tense
from editor.checks.rule import Family
from editor.press import palette
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

FAMILY_NAMES: Mapping[Family, str] = MappingProxyType({family: ink.name for family, ink in palette.INKS.items()})
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


def _theme(of: palette.Theme, button_hover: str) -> Theme:
    def pick(hue: palette.Hue) -> str:
        return hue.on(of)

    return Theme(
        dark=of is palette.Theme.DARK,
        page=pick(palette.PAGE),
        surface=pick(palette.PANEL),
        card=pick(palette.CARD),
        line=pick(palette.RULE),
        edge=pick(palette.CARD_EDGE),
        text=pick(palette.TEXT),
        quiet=pick(palette.QUIET),
        accent=pick(palette.ACCENT),
        on_accent=pick(palette.ACCENT_TEXT),
        soft=pick(palette.CHOSEN),
        button=pick(palette.BUTTON),
        button_hover=button_hover,
        added=pick(palette.ADDED),
        removed=pick(palette.REMOVED),
        present=pick(palette.TENSES[Tense.PRESENT]),
        past=pick(palette.TENSES[Tense.PAST]),
        neutral=pick(palette.PERSONS[Person.THIRD]),
        heads=tuple(pick(hue) for hue in palette.HEADS),
        families=MappingProxyType({family: pick(ink.hue) for family, ink in palette.INKS.items()}),
    )


LIGHT = _theme(palette.Theme.LIGHT, "#dedad1")
DARK = _theme(palette.Theme.DARK, "#404148")


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
