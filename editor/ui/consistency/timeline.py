"""The timeline: three bands over the words of the whole text, drawn once and kept as a picture.

Mouse: hover tells, a click jumps, Ctrl and the wheel come closer, the wheel moves along.
Keyboard: left and right go from stretch to stretch, up and down from band to band, Enter jumps,
``+``, ``-`` and ``0`` come closer, go further off and show all.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from editor.checks.narrative.model import Narrative
from editor.text.span import Span
from editor.ui.consistency.bands import Band, Bands, Piece, bands_of
from editor.ui.consistency.drawing import FOOT, LABELS, TOP, Cluster, band_box, clusters, draw, without
from editor.ui.consistency.scale import Scale
from editor.ui.consistency.sentences import number_word, scene_name
from editor.ui.flags.context import context_of
from editor.ui.theme import Theme

_RIGHT = 8
_REACH = 7.0  # pixels from a pin that still mean it
_NARROW = 12.0  # a piece narrower than this is meant from its start
_STEP = 1.5  # how much closer one step of the zoom comes


class Timeline(QWidget):
    """The story from its first word to its last.

    Signals:
        jump(int): show the place at this offset (code points of the report's text).
        described(str): what the stretch under the keyboard or the mouse says; empty for none.
        scale_changed(): another part of the story is in sight.
        menu_wanted(int, object): a menu was asked for on a scene (from 0), at this place of the screen.
    """

    jump = Signal(int)
    described = Signal(str)
    scale_changed = Signal()
    menu_wanted = Signal(int, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._source = ""
        self._bands: Bands = bands_of(Narrative(), (), 0)
        self._scale = Scale.whole(0, LABELS, 100)
        self._picture: QPixmap | None = None
        self._written: list[QRectF] = []
        self._caret = 0
        self._band = Band.TENSE
        self._piece: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(LABELS + 120, TOP + FOOT + 3 * 14 + 20)
        self.setAccessibleName("Timeline of the story")
        self.setAccessibleDescription("Left and right go from stretch to stretch, up and down from band to band.")

    @property
    def bands(self) -> Bands:
        return self._bands

    @property
    def scale(self) -> Scale:
        return self._scale

    @property
    def current(self) -> Piece | None:
        """The stretch under the keyboard."""
        return None if self._piece is None else self._bands.pieces[self._band][self._piece]

    def sizeHint(self) -> QSize:
        return QSize(700, 150)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._redraw()

    def show_bands(self, bands: Bands, source: str) -> None:
        """Draw ``bands``, laid out for ``source``; the zoom stays."""
        here = self.current
        self._source = source
        self._piece = bands.piece_at(self._band, here.start) if here is not None else None
        if bands != self._bands:
            self._bands = bands
            self._fit()
        if self.hasFocus():
            self._select(self._piece)

    def set_caret(self, offset: int) -> None:
        """The caret stands at ``offset`` (code points)."""
        if offset == self._caret:
            return
        for each in (self._caret, offset):
            self.update(round(self._scale.x(each)) - 3, 0, 6, self.height())
        self._caret = offset

    def set_scale(self, scale: Scale) -> None:
        """Show another part of the story."""
        if scale != self._scale:
            self._scale = scale
            self._redraw()
            self.scale_changed.emit()

    def closer(self, factor: float, x: float | None = None) -> None:
        """Come closer (``factor`` above 1) or go further off, around pixel ``x`` or the caret."""
        at = self._caret if x is None else self._scale.offset(x)
        self.set_scale(self._scale.zoomed_by(factor, at))

    def describe(self, band: Band, number: int) -> str:
        """What a stretch says, in a sentence or two."""
        piece = self._bands.pieces[band][number]
        scene = scene_name(self._bands.scenes[piece.scene])
        meant = self._bands.meant_at(piece.start)
        flags = sum(p.band is band and piece.start <= p.finding.span.start < piece.end for p in self._bands.pins)
        label = f"{piece.label}, as you say" if piece.declared else piece.label
        words = [f"{band.label}: {label}, {scene}.", piece.note and f"{piece.note.rstrip('.')}."]
        if meant is not None:
            words.append(f"Meant: {meant.kind}.")
        if flags:
            words.append("One flag here." if flags == 1 else f"{number_word(flags).capitalize()} flags here.")
        return " ".join(word for word in words if word)

    # Where things are

    def _fit(self) -> None:
        width = self.width() - LABELS - _RIGHT
        before = self._scale
        self._scale = before.fitted(self._bands.length, LABELS, width)
        self._redraw()
        self.scale_changed.emit()

    def _redraw(self) -> None:
        self._picture = None
        self.update()

    def _band_at(self, y: float) -> Band | None:
        return next(
            (
                b
                for b in Band
                if band_box(b, self._scale, self.height()).adjusted(0, -3, 0, 3).top()
                <= y
                <= band_box(b, self._scale, self.height()).bottom() + 3
            ),
            None,
        )

    def _cluster_at(self, where: QPointF) -> Cluster | None:
        band = self._band_at(where.y())
        near = [c for c in clusters(self._bands, self._scale) if c.band is band and abs(c.x - where.x()) <= _REACH]
        return min(near, key=lambda c: abs(c.x - where.x()), default=None)

    def _in_bands(self, where: QPointF) -> bool:
        return self._scale.left <= where.x() <= self._scale.left + self._scale.width and bool(self._bands.scenes)

    def _piece_under(self, where: QPointF) -> tuple[Band, int] | None:
        band = self._band_at(where.y())
        if band is None or not self._in_bands(where):
            return None
        number = self._bands.piece_at(band, self._scale.offset(where.x()))
        return None if number is None else (band, number)

    def place_at(self, where: QPointF) -> int | None:
        """The offset that a click at ``where`` means: a pin's flag, a narrow stretch's start, or the place."""
        if not self._in_bands(where):
            return None
        cluster = self._cluster_at(where)
        if cluster is not None:
            return cluster.pins[0].finding.span.start
        under = self._piece_under(where)
        if under is not None:
            piece = self._bands.pieces[under[0]][under[1]]
            if self._scale.x(piece.end) - self._scale.x(piece.start) < _NARROW:
                return piece.start
        return self._scale.offset(where.x())

    def tip_at(self, where: QPointF) -> str:
        """What hovering at ``where`` tells: a pin's message, or a stretch and the words there."""
        cluster = self._cluster_at(where) if self._in_bands(where) else None
        if cluster is not None:
            return "\n".join(dict.fromkeys(pin.finding.message for pin in cluster.pins[:4]))
        under = self._piece_under(where)
        if under is None:
            return ""
        offset = self._scale.offset(where.x())
        around = context_of(self._source, Span(offset, offset)).text
        meant = self._bands.meant_at(offset)
        said = self.describe(*under)
        if meant is not None and meant.kind not in said:
            said += f" Meant: {meant.kind}."
        return f"{said}\n{around}".strip()

    # What the writer does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._change_band(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._select(0 if key == Qt.Key.Key_Home else len(self._bands.pieces[self._band]) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.jump.emit(self.current.start)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.closer(1 / _STEP if key == Qt.Key.Key_Minus else _STEP)
        elif key == Qt.Key.Key_0:
            self.set_scale(Scale.whole(self._bands.length, LABELS, self._scale.width))
        else:
            super().keyPressEvent(event)

    def _go(self, by: int) -> None:
        if self._piece is None:
            self._select(self._bands.piece_at(self._band, self._caret))
        else:
            self._select(self._piece + by)

    def _change_band(self, by: int) -> None:
        here = self.current.start if self.current is not None else self._caret
        self._band = Band(min(max(self._band + by, 0), len(Band) - 1))
        self._select(self._bands.piece_at(self._band, here))

    def _select(self, number: int | None) -> None:
        pieces = self._bands.pieces[self._band]
        if number is None or not pieces:
            return
        self._piece = min(max(number, 0), len(pieces) - 1)
        self.set_scale(self._scale.holding(pieces[self._piece].start))
        said = self.describe(self._band, self._piece)
        self.setAccessibleDescription(said)
        self.described.emit(said)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self._go(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.described.emit("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            under = self._piece_under(event.position())
            if under is not None:
                self._band, self._piece = under
            self.update()
            self.jump.emit(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            here = self.current.start if self.current is not None else self._caret
            middle = band_box(self._band, self._scale, self.height()).center().y()
            place = self.mapToGlobal(QPointF(self._scale.x(here), middle).toPoint())
        else:
            here, place = self._scale.offset(event.pos().x()), event.globalPos()
        scene = self._bands.scene_at(here)
        if scene is not None:
            self.menu_wanted.emit(scene, place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        inside = self.place_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if inside else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.closer(_STEP ** (turned.y() / 120), event.position().x())
        elif self._scale.zoomed:
            along = turned.x() or turned.y()
            self.set_scale(self._scale.moved_to(self._scale.first - along / 120 * self._scale.shown / 10))
        else:
            event.ignore()
            return
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            tip = self.tip_at(QPointF(event.pos()))
            # Escaped: the writer's words must never be read as HTML.
            QToolTip.showText(event.globalPos(), f"<p>{escape(tip).replace(chr(10), '<br>')}</p>" if tip else "", self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            still = QPainter(self._picture)
            self._written = draw(still, self._bands, self._scale, self.height(), self._theme)
            still.end()
        painter.drawPixmap(0, 0, self._picture)
        if not self._bands.scenes:
            return
        if self.hasFocus() and self.current is not None:
            self._paint_current(painter, self.current)
        x = self._scale.x(self._caret)
        if self._scale.left - 1 <= x <= self._scale.left + self._scale.width + 1:
            line = QRectF(x - 1, TOP - 8, 2, self.height() - FOOT - TOP + 14)
            painter.setClipRegion(without(self.rect(), [words for words in self._written if words.intersects(line)]))
            painter.fillRect(line, QColor(self._theme.accent))

    def _paint_current(self, painter: QPainter, piece: Piece) -> None:
        box = band_box(self._band, self._scale, self.height())
        left, right = self._scale.x(piece.start), self._scale.x(piece.end)
        frame = QRectF(left, box.top(), max(right - left, 6), box.height()).intersected(box).adjusted(-1, -1, 1, 1)
        painter.setPen(QPen(QColor(self._theme.text), 2))
        painter.drawRect(frame)
