"""A hard sentence as a card: its words in the page's serif, its reason in grey; a press jumps to it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from editor.checks.readability.model import HardSentence
from editor.ui.flags.card import paint_card
from editor.ui.theme import CONTEXT, SMALL, Theme, sans, serif

_PAD = 12
_LONGEST = 240  # characters that a card shows of a long sentence
_WRAP = int(Qt.TextFlag.TextWordWrap)


class SentenceCard(QAbstractButton):
    """One of the sentences that make the scores what they are."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sentence: HardSentence | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def sentence(self) -> HardSentence | None:
        return self._sentence

    def show_sentence(self, sentence: HardSentence) -> None:
        """Show ``sentence`` in place of the one before."""
        if sentence == self._sentence:
            return
        self._sentence = sentence
        self.setAccessibleName(f"{' '.join(sentence.text.split())} {sentence.reason}")
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        sentence, reason = self._boxes(width)
        return round(sentence.height() + reason.height()) + 2 * _PAD

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def _boxes(self, width: int) -> tuple[QRectF, QRectF]:
        """Where the sentence and its reason stand on a card of ``width`` pixels."""
        room = QRectF(_PAD, _PAD - 2, max(width - 2 * _PAD, 40), 10_000)
        sentence = QFontMetricsF(serif(CONTEXT)).boundingRect(room, _WRAP, self._words)
        room.setTop(sentence.bottom() + 4)
        reason = self._sentence.reason if self._sentence is not None else ""
        return sentence, QFontMetricsF(sans(SMALL)).boundingRect(room, _WRAP, reason)

    @property
    def _words(self) -> str:
        words = " ".join(self._sentence.text.split()) if self._sentence is not None else ""
        return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + "…"

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sentence is None:
            return
        painter = QPainter(self)
        paint_card(painter, QRectF(self.rect()), self._theme, active=self.hasFocus() or self.underMouse())
        sentence, reason = self._boxes(self.width())
        for box, words, font, ink in (
            (sentence, self._words, serif(CONTEXT), self._theme.text),
            (reason, self._sentence.reason, sans(SMALL), self._theme.quiet),
        ):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(box.adjusted(0, 0, 2, 2), _WRAP, words)
