"""Drawing the timeline: bands, scene breaks, pins, labels.  What is drawn here changes only with the
report, the size, the zoom or the theme; the caret's line is drawn over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QRegion

from editor.press.palette import NOBODY, Hue
from editor.press.palette import Theme as Shade
from editor.ui.consistency.bands import Band, Bands, Pin
from editor.ui.consistency.scale import Scale
from editor.ui.consistency.sentences import scene_name
from editor.ui.theme import SMALL, Theme, sans

LABELS = 84
"""Pixels at the left for the names of the bands."""
TOP, GAP, FOOT = 10, 10, 26
_PIN = 4.5
_INSET = 5.0
_OVER = 14.0  # pixels by which the last number may stand over the end of the bands
_CROWDED = 14.0  # pins nearer than this are drawn as one
# As many as there are textures; the hatching of what nobody can tell is none of them.
_PATTERNS = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.VerPattern,
    Qt.BrushStyle.Dense6Pattern,
)
_FAINT = 46
_LINE = 8  # half the height of a line of small words
_ROOMY = 16.0  # pixels a scene must have for its break to be drawn through the bands


@dataclass(frozen=True, slots=True)
class Cluster:
    """Pins that stand too near to tell apart, at one place."""

    band: Band
    x: float
    pins: tuple[Pin, ...]


def band_box(band: Band, scale: Scale, height: float) -> QRectF:
    """Where ``band`` lies in a timeline ``height`` pixels high."""
    each = max((height - TOP - FOOT - 2 * GAP) / 3, 8)
    return QRectF(scale.left, TOP + band * (each + GAP), scale.width, each)


def clusters(bands: Bands, scale: Scale) -> Iterator[Cluster]:
    """The pins in sight, those that crowd together as one."""
    for band in Band:
        group: list[Pin] = []
        first = 0.0
        for pin in (p for p in bands.pins if p.band is band):
            x = scale.x((pin.finding.span.start + pin.finding.span.end) / 2)
            if not scale.left - _PIN <= x <= scale.left + scale.width + _PIN:
                continue
            if group and x - first >= _CROWDED:
                yield Cluster(band, first, tuple(group))
                group = []
            if not group:
                first = x
            group.append(pin)
        if group:
            yield Cluster(band, first, tuple(group))


def draw(painter: QPainter, bands: Bands, scale: Scale, height: float, theme: Theme) -> list[QRectF]:
    """The whole still picture; where words are written in it, which nothing should be drawn across."""
    painter.setFont(sans(SMALL))
    written: list[QRectF] = []
    pins = tuple(clusters(bands, scale))
    for band in Band:
        box = band_box(band, scale, height)
        painter.setPen(QColor(theme.quiet))
        painter.drawText(QRectF(0, box.top(), LABELS, box.height()), Qt.AlignmentFlag.AlignVCenter, band.label)
        _draw_band(painter, bands, band, scale, box, theme)
        _draw_lines(painter, [(start, end) for start, end in bands.declared[band]], scale, box.bottom() - 2, theme)
        written += _write_values(painter, bands, band, scale, box, [c.x for c in pins if c.band is band], theme)
    _draw_lines(painter, [(meant.start, meant.end) for meant in bands.meant], scale, TOP - 6, theme)
    painter.save()
    painter.setClipRegion(without(QRect(0, 0, ceil(scale.left + scale.width) + 2, ceil(height)), written))
    _draw_breaks(painter, bands, scale, height, theme)
    painter.restore()
    _draw_labels(painter, bands, scale, height, theme)
    _draw_pins(painter, pins, scale, height, theme)
    return written


def without(whole: QRect, written: Sequence[QRectF]) -> QRegion:
    """``whole`` without the words written in it: a line goes behind them, not through them."""
    region = QRegion(whole)
    for words in written:
        lower = words.adjusted(-1, words.height() / 2 - _LINE, 1, _LINE - words.height() / 2)
        region = region.subtracted(QRegion(lower.toAlignedRect()))
    return region


def _draw_lines(painter: QPainter, marks: Sequence[tuple[int, int]], scale: Scale, top: float, theme: Theme) -> None:
    """Lines of two pixels: under what is declared, over what is meant."""
    sight = QRectF(scale.left, top, scale.width, 2)
    for start, end in marks:
        left, right = scale.x(start), scale.x(end)
        line = QRectF(left, top, max(right - left, 2.0), 2).intersected(sight)
        if not line.isEmpty():
            painter.fillRect(line, QColor(theme.text))


def _shade(hue: Hue, theme: Theme) -> QColor:
    return QColor(hue.on(Shade.DARK if theme.dark else Shade.LIGHT))


def _draw_band(painter: QPainter, bands: Bands, band: Band, scale: Scale, box: QRectF, theme: Theme) -> None:
    painter.save()
    painter.setClipRect(box)
    painter.fillRect(box, _shade(NOBODY, theme))
    for run in bands.runs[band]:
        left, right = scale.x(run.start), scale.x(run.end)
        if right < box.left() or left > box.right():
            continue
        piece = QRectF(left, box.top(), max(right - left, 1.0), box.height())
        if run.known:
            painter.fillRect(piece, _shade(bands.colour(band, run.value), theme))
            texture = _PATTERNS[bands.texture(band, run.value)]
            if texture is not Qt.BrushStyle.NoBrush:
                faint = QColor(theme.text)
                faint.setAlpha(_FAINT)
                painter.fillRect(piece, QBrush(faint, texture))
        else:
            painter.fillRect(piece, QColor(theme.surface))
            painter.fillRect(piece, QBrush(QColor(theme.edge), Qt.BrushStyle.BDiagPattern))
    painter.restore()


def _write_values(
    painter: QPainter, bands: Bands, band: Band, scale: Scale, box: QRectF, pins: Sequence[float], theme: Theme
) -> list[QRectF]:
    """Each value on its run where it fits beside the pins, so that colour is never all there is."""
    painter.save()
    painter.setFont(sans(11))
    painter.setPen(QColor(theme.text))
    metrics = QFontMetricsF(sans(11))
    written: list[QRectF] = []
    for run in bands.runs[band]:
        sight = QRectF(scale.x(run.start), box.top(), scale.x(run.end) - scale.x(run.start), box.height())
        sight = sight.intersected(box)
        width = metrics.horizontalAdvance(run.value)
        if sight.width() < width + 2 * _INSET:
            continue
        x = sight.left() + (12 if sight.width() > width + 24 else _INSET)
        for pin in pins:
            if x - _PIN - 3 < pin < x + width + _PIN + 3:
                x = pin + _PIN + 4
        if x + width + _INSET <= sight.right():
            place = QRectF(x, box.top(), width + 2, box.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, run.value)
            written.append(place)
    painter.restore()
    return written


def _draw_breaks(painter: QPainter, bands: Bands, scale: Scale, height: float, theme: Theme) -> None:
    """Scene breaks through the bands; ticks below them where scenes stand too close."""
    bottom = height - FOOT
    pen = QPen(QColor(theme.text), 1)
    roomy = scale.width / max(len(bands.scenes) * scale.shown / scale.length, 1) >= _ROOMY
    if roomy:
        pen.setDashPattern([3, 2])
    painter.setPen(pen if roomy else QPen(QColor(theme.quiet), 1))
    drawn = -10.0
    for scene in bands.scenes[1:]:
        x = round(scale.x(scene.span.start)) + 0.5
        if not scale.left <= x <= scale.left + scale.width or x - drawn < 2:
            continue
        drawn = x
        painter.drawLine(QPointF(x, TOP - 6 if roomy else bottom + 1), QPointF(x, bottom + (5 if roomy else 4)))


def _draw_labels(painter: QPainter, bands: Bands, scale: Scale, height: float, theme: Theme) -> None:
    """The scenes' names with their words, or their names, or their numbers, as far as there is room."""
    painter.setFont(sans(11))
    painter.setPen(QColor(theme.quiet))
    metrics = QFontMetricsF(sans(11))
    taken = -1e9
    edge = scale.left + scale.width
    for number, scene in enumerate(bands.scenes):
        following = bands.scenes[number + 1].span.start if number + 1 < len(bands.scenes) else scale.length
        left, right = max(scale.x(scene.span.start), scale.left), min(scale.x(following), edge)
        if right <= left or left < taken:
            continue
        words = f"{scene.words:,} word{'s' * (scene.words != 1)}"
        for label in (f"{scene_name(scene)}  ·  {words}", scene_name(scene), f"{scene.number}"):
            width = metrics.horizontalAdvance(label)
            short = label == f"{scene.number}"
            if width + 8 <= (edge + _OVER if short else right) - left:
                painter.drawText(QRectF(left, height - FOOT + 6, width + 2, FOOT - 8), Qt.AlignmentFlag.AlignTop, label)
                taken = left + width + (14 if short else 6)
                break


def _draw_pins(painter: QPainter, pins: Sequence[Cluster], scale: Scale, height: float, theme: Theme) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for cluster in pins:
        middle = band_box(cluster.band, scale, height).center().y()
        radius = _PIN if len(cluster.pins) == 1 else _PIN + 1
        painter.setPen(QPen(QColor(theme.card), 1.6))
        painter.setBrush(theme.color(cluster.pins[0].finding.family))
        painter.drawEllipse(QPointF(cluster.x, middle), radius, radius)
        if len(cluster.pins) > 1:  # a ring in the pin: there is more than one
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.card))
            painter.drawEllipse(QPointF(cluster.x, middle), 1.5, 1.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
