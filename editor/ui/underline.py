"""Underlines: each family has its own shape, so that colour is never all there is to tell it by."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from editor.checks.rule import Family
from editor.ui.theme import Theme

# A wave's length and height in pixels.
_WAVE = 6.0
_CREST = 1.5


def painted_underline(painter: QPainter, family: Family, rect: QRectF, theme: Theme) -> None:
    """Draw the family's underline along the lower edge of ``rect``, the words' own rectangle.

    Dialogue dashed, tense wavy, point of view dotted, grammar double, spelling one fine line,
    consistency dash and dot, style a fine dotted line.
    """
    left, right, y = rect.left(), rect.right(), rect.bottom()
    if right - left < 2:
        right = left + 4  # a place between two letters still shows
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    pen = QPen(theme.color(family), 1.6)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if family is Family.TENSE:
        pen.setWidthF(1.5)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setClipRect(QRectF(left, y - 3, right - left, 6), Qt.ClipOperation.IntersectClip)
        painter.drawPath(_wave(left, right, y))
    elif family is Family.GRAMMAR:
        pen.setWidthF(1.1)
        painter.setPen(pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for offset in (-1, 2):
            painter.drawLine(QPointF(left, y + offset), QPointF(right, y + offset))
    elif family is Family.POV:
        pen.setWidthF(2.2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 1.9])
        painter.setPen(pen)
        painter.drawLine(QPointF(left + 1, y), QPointF(right, y))
    else:
        if family is Family.DIALOGUE:
            pen.setWidthF(2.0)
            pen.setDashPattern([3.5, 1.5])
        elif family is Family.CONSISTENCY:
            pen.setWidthF(1.8)
            pen.setDashPattern([5.0, 1.8, 1.2, 1.8])
        elif family is Family.STYLE:
            pen.setWidthF(1.2)
            pen.setDashPattern([1.0, 2.0])
        else:
            pen.setWidthF(1.3)
        painter.setPen(pen)
        painter.drawLine(QPointF(left, y), QPointF(right, y))
    painter.restore()


def _wave(left: float, right: float, y: float) -> QPainterPath:
    x, up = left, True
    path = QPainterPath(QPointF(left, y))
    while x < right:
        path.quadTo(QPointF(x + _WAVE / 4, y + (-2 if up else 2) * _CREST), QPointF(x + _WAVE / 2, y))
        x, up = x + _WAVE / 2, not up
    return path
