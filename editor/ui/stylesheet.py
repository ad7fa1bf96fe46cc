"""The one stylesheet, written out for a theme."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.ui.theme import Theme

_SHEET = Template("""
QMainWindow, QDialog, QDockWidget, QStackedWidget, QScrollArea, QScrollArea > QWidget > QWidget
{ background: $surface; }
QMainWindow::separator { background: $line; width: 2px; height: 2px; }
QMainWindow::separator:hover { background: $accent; }
QToolTip { background: $card; color: $text; border: 1px solid $edge; padding: 4px 8px; }

QMenuBar { background: $surface; border-bottom: 2px solid $line; padding: 2px 6px; }
QMenuBar::item { padding: 5px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $soft; }
QMenu { background: $card; border: 1px solid $edge; padding: 6px; }
QMenu::item { padding: 6px 24px 6px 20px; border-radius: 4px; }
QMenu::item:selected { background: $soft; color: $text; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
QStatusBar { background: $surface; border-top: 2px solid $line; }
QStatusBar::item { border: none; }
QStatusBar QLabel { font-size: 12px; color: $quiet; }
QStatusBar QPushButton { font-size: 12px; font-weight: 400; color: $quiet; background: transparent; border: none;
  padding: 2px 4px; }
QStatusBar QPushButton:hover, QStatusBar QPushButton:focus { color: $accent; }

QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; }
QTabBar { background: $surface; border: none; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $quiet; padding: 10px 2px 8px 2px; margin: 4px 10px 0 10px;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent; }
QTabWidget::pane { border: none; border-top: 2px solid $line; background: $surface; }

QLabel { background: transparent; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="small"] { font-size: 12px; color: $quiet; }
QLabel[role="corner"] { font-size: 12px; color: $quiet; padding-right: 14px; }
QLabel[role="serif"] { font-family: "Charis SIL"; font-size: 16px; color: $quiet; }
QFrame[role="card"] { background: $card; border: 1px solid $edge; border-radius: 8px; }
QFrame[role="card"][active="true"] { border: 1px solid $accent; }
QFrame[role="surface"] { background: $surface; border: none; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QPushButton { background: $button; border: 1px solid transparent; border-radius: 6px; padding: 6px 11px;
  font-weight: 500; }
QPushButton:hover { background: $button_hover; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $quiet; }
QPushButton:default, QPushButton[role="primary"] { background: $accent; color: $on_accent; }
QPushButton[role="primary"]:focus { border: 1px solid $text; }
QPushButton[role="chip"] { border-radius: 12px; padding: 3px 9px; font-weight: 400; }
QPushButton[role="chip"]:checked { background: $soft; }
QPushButton[role="link"] { background: transparent; color: $accent; border: none; padding: 2px 0; text-align: left; }
QPushButton[role="link"]:hover, QPushButton[role="link"]:focus { text-decoration: underline; }
QPushButton::menu-indicator { width: 0; image: none; }
QToolButton { background: transparent; border: none; border-radius: 6px; padding: 4px 8px; }
QToolButton:hover, QToolButton:checked { background: $button; }

QLineEdit, QComboBox, QSpinBox { background: $card; border: 1px solid $edge; border-radius: 6px; padding: 5px 8px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { border: 1px solid $accent; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { width: 0; height: 0; border-left: 4px solid $card; border-right: 4px solid $card;
  border-top: 5px solid $quiet; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $edge; selection-background-color: $soft;
  selection-color: $text; }
QCheckBox, QRadioButton { background: transparent; spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $quiet; border-radius: 3px; background: $card; }
QCheckBox::indicator:checked { background: $accent; border: 4px solid $card; outline: 1px solid $quiet; }
QCheckBox:focus { color: $accent; }
QPlainTextEdit, QTextBrowser { background: $page; border: none; selection-background-color: $accent;
  selection-color: $on_accent; }
QTextEdit { background: $page; border: none; }

QTableView, QListView, QTreeView { background: transparent; border: none; gridline-color: transparent; outline: none;
  selection-background-color: $soft; selection-color: $text; }
QTableView::item, QListView::item, QTreeView::item { padding: 4px 6px; border: none; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected { background: $soft; color: $text; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $quiet; font-weight: 600; font-size: 12px; border: none;
  padding: 4px 6px; }
QTableCornerButton::section { background: transparent; border: none; }

QProgressBar { background: $line; border: none; max-height: 3px; min-height: 3px; }
QProgressBar::chunk { background: $accent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $edge; min-height: 32px; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical:hover { background: $quiet; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: $edge; min-width: 32px; border-radius: 3px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def stylesheet(theme: Theme) -> str:
    """The stylesheet in the theme's colours."""
    names = "page surface card line edge text quiet accent on_accent soft button button_hover".split()
    return _SHEET.substitute({name: getattr(theme, name) for name in names})
