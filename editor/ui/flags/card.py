"""One flag as a card: two lines while closed, and the open card with its reason and its repairs."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from editor.checks.intent import Scope
from editor.checks.rule import Applicability, Finding, Fix
from editor.ui.flags.chips import SAMPLE, FlowLayout
from editor.ui.flags.context import Context
from editor.ui.theme import CONTEXT, FAMILY_NAMES, SMALL, Theme, sans, serif
from editor.ui.underline import painted_underline

HEAD_HEIGHT = 60
_PAD, _RADIUS = 13, 7
_LONGEST_TITLE = 44  # characters of a repair that a button shows; the whole of it is its tooltip


def repairs(finding: Finding) -> tuple[Fix, ...]:
    """The fixes of ``finding`` that get a button; those only shown are advice."""
    return tuple(fix for fix in finding.fixes if fix.applicability > Applicability.SHOW)


def paint_card(painter: QPainter, box: QRectF, theme: Theme, active: bool) -> None:
    """The empty card: a rounded sheet with a thin edge, the accent's where it is the open one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.accent if active else theme.edge), 1.2 if active else 1.0))
    painter.setBrush(QColor(theme.card))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)


def paint_head(painter: QPainter, box: QRectF, finding: Finding, context: Context, theme: Theme) -> None:
    """The two lines of a card: family and rule, then the words with the flagged ones bold."""
    colour = theme.color(finding.family)
    left, right = box.left() + _PAD, box.right() - _PAD
    line = QRectF(left, box.top() + 10, right - left, 18)
    painted_underline(painter, finding.family, QRectF(left - 1, line.top(), SAMPLE - 3, line.height() / 2 + 1), theme)
    x = left + SAMPLE + 6
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    for words, font, ink in (
        (FAMILY_NAMES[finding.family], sans(11, semibold=True), colour),
        (finding.rule.summary, sans(SMALL), QColor(theme.quiet)),
    ):
        painter.setFont(font)
        painter.setPen(ink)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, right - x)
        painter.drawText(QRectF(x, line.top(), right - x, line.height()), middle, shown)
        x += metrics.horizontalAdvance(words) + 8
        if x >= right:
            break
    _paint_context(painter, QRectF(left, line.bottom() + 1, right - left, 22), context, theme)


def _paint_context(painter: QPainter, line: QRectF, context: Context, theme: Theme) -> None:
    plain, bold = serif(CONTEXT), serif(CONTEXT, bold=True)
    x = line.left()
    baseline = line.top() + 16
    for words, font, ink in (
        (context.before, plain, theme.quiet),
        (context.flagged, bold, theme.text),
        (context.after, plain, theme.quiet),
    ):
        room = line.right() - x
        if not words or room < 12:
            continue
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(QPointF(x, baseline), _fitted(words, metrics, room))
        x += metrics.horizontalAdvance(words)


def _fitted(words: str, metrics: QFontMetricsF, room: float) -> str:
    """``words``, or as many of them as there is room for, with an ellipsis."""
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    if shown == words or " " not in shown.strip():
        return shown
    return shown.removesuffix("…").rstrip("…").rsplit(" ", 1)[0] + "…"


class OpenCard(QWidget):
    """The card of the active flag.

    Signals:
        fix_taken(Fix): a repair's button was pressed.
        dismissed(Scope): "It's meant", and how far.
        resized(): its height has changed (``Why?`` was opened or closed).
        left(): Escape was pressed; the list wants the keyboard back.
    """

    fix_taken = Signal(object)
    dismissed = Signal(object)
    resized = Signal()
    left = Signal()

    def __init__(
        self,
        finding: Finding,
        context: Context,
        results: Sequence[str],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """``results`` say for each repair with a button what becomes of the words, or are empty."""
        super().__init__(parent)
        self._finding = finding
        self._context = context
        self._theme = theme
        self._reason = _label(self, "body", finding.message)
        self._evidence = _label(self, "small", finding.evidence)
        self._evidence.setVisible(bool(finding.evidence))
        self._advice = _label(self, "small", _advice(finding))
        self._advice.setVisible(bool(self._advice.text()))
        self._why = _label(self, "why", "")
        self._why.setContentsMargins(0, 10, 0, 0)
        self._why.hide()
        self._buttons = QWidget(self)
        row = FlowLayout(self._buttons, gap=8)
        self.fix_buttons: list[QPushButton] = []
        for number, (fix, result) in enumerate(zip(repairs(finding), results, strict=True)):
            button = self._fix_button(number, fix, result)
            self.fix_buttons.append(button)
            row.addWidget(button)
        self.meant = QPushButton("It’s meant ▾", self._buttons)
        self.meant.setAccessibleName("It’s meant")
        self.meant.setMenu(self._meant_menu())
        self.why = QPushButton("Why?", self._buttons)
        self.why.setCheckable(True)
        self.why.toggled.connect(self._show_why)
        row.addWidget(self.meant)
        row.addWidget(self.why)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PAD, HEAD_HEIGHT - 2, _PAD, 14)
        layout.setSpacing(2)
        for part in (self._reason, self._evidence, self._advice):
            layout.addWidget(part)
        layout.addSpacing(9)
        layout.addWidget(self._buttons)
        layout.addWidget(self._why)
        self.set_theme(theme)
        self.setAccessibleName(f"{FAMILY_NAMES[finding.family]}: {finding.rule.summary}")
        self.setAccessibleDescription(f"{context.text}. {finding.message} {finding.evidence}".strip())

    @property
    def finding(self) -> Finding:
        return self._finding

    @property
    def stops(self) -> list[QPushButton]:
        """The buttons in the order of the Tab key."""
        return [*self.fix_buttons, self.meant, self.why]

    def fits(self, finding: Finding) -> bool:
        """Whether this card can show ``finding`` with no change to its words and buttons."""
        mine = self._finding
        return (mine.rule, mine.message, mine.evidence) == (finding.rule, finding.message, finding.evidence) and [
            fix.title for fix in mine.fixes
        ] == [fix.title for fix in finding.fixes]

    def refresh(self, finding: Finding, context: Context) -> None:
        """The same flag after an edit elsewhere: new place, same words, nothing moves."""
        self._context = context
        self._finding = finding
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._why.setText(_why_text(self._finding, theme))
        self.update()

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else HEAD_HEIGHT

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.heightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            button := self.focusWidget(), QPushButton
        ):
            button.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_card(painter, box, self._theme, active=True)
        paint_head(painter, QRectF(0, 0, box.width(), HEAD_HEIGHT), self._finding, self._context, self._theme)

    def _fix_button(self, number: int, fix: Fix, result: str) -> QPushButton:
        title = fix.title if len(fix.title) <= _LONGEST_TITLE else fix.title[: _LONGEST_TITLE - 1] + "…"
        button = QPushButton(title.replace("&", "&&"), self._buttons)
        button.setProperty("role", "plain" if number else "primary")
        told = "\n".join(words for words in (fix.title if title != fix.title else "", result) if words)
        # Escaped: the writer's words must never be read as HTML.
        button.setToolTip(f"<p>{escape(told)}</p>" if told else "")
        button.setAccessibleName(fix.title)
        button.setAccessibleDescription(result)
        # By number: after an edit elsewhere the same repair has other places.
        button.clicked.connect(lambda: self.fix_taken.emit(repairs(self._finding)[number]))
        return button

    def _meant_menu(self) -> QMenu:
        menu = QMenu(self)
        words = " ".join(self._finding.text.split())
        words = words if len(words) <= 28 else words[:27] + "…"
        choices = [(Scope.HERE, "Here, this once")]
        if words:
            # Words that bring quotation marks along need no second pair.
            quoted = words if any(mark in words for mark in '"“”„«»') else f"“{words}”"
            choices.append((Scope.WORD, f"{quoted.replace('&', '&&')}, everywhere in this text"))
        choices.append((Scope.RULE, f"This rule, in this text: {self._finding.rule.summary.replace('&', '&&')}"))
        for scope, label in choices:
            menu.addAction(label).triggered.connect(lambda _=False, scope=scope: self.dismissed.emit(scope))
        return menu

    def _show_why(self, shown: bool) -> None:
        self._why.setVisible(shown)
        self.resized.emit()


def _label(parent: QWidget, role: str, words: str) -> QLabel:
    label = QLabel(words, parent)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText if role == "why" else Qt.TextFormat.PlainText)
    return label


def _advice(finding: Finding) -> str:
    shown = [fix.title for fix in finding.fixes if fix.applicability is Applicability.SHOW]
    return f"Perhaps: {'; '.join(shown)}" if shown else ""


def _why_text(finding: Finding, theme: Theme) -> str:
    """The rule in full: its reason, a wrong and a right example, where it comes from."""
    rule = finding.rule
    quiet = f'style="color:{QColor(theme.quiet).name()}"'
    family = escape(serif().family(), quote=True)
    parts = [f'<p style="margin:12px 0 6px 0">{escape(rule.why)}</p>']
    examples = [
        f'<tr><td {quiet} valign="middle">{word}&nbsp;&nbsp;</td>'
        f"<td style=\"font-family:'{family}'; font-size:15px\">{escape(example)}</td></tr>"
        for word, example in (("Not", rule.wrong), ("But", rule.right))
        if example
    ]
    if examples:
        parts.append(f'<table cellspacing="0" cellpadding="2">{"".join(examples)}</table>')
    if rule.source:
        parts.append(f'<p {quiet} style="margin:6px 0 0 0">{escape(rule.source)}</p>')
    return "".join(parts)
