"""The timeline of a story as a picture: tense, person and head, one band each, over the whole text.

The picture is SVG to be set into a page: its colours are the page's CSS variables (``stylesheet.py``), so
that it follows light, dark and print.  Everything written by the writer is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from editor.checks.narrative.model import Narrative, SceneNarrative, Stretch
from editor.checks.rule import Family, Finding, Level
from editor.press import palette

_WIDTH = 960.0
_LEFT = 72.0
_BAND = 24.0
_GAP = 10.0
_TOP = 14.0
_LABELS = 26.0
# Widths in pixels of the small sans; a label is left out where it would not fit.
_LETTER = 6.6
_PIN = 4.5
_BANDS = ("Tense", "Person", "Head")


@dataclass(frozen=True, slots=True)
class Pin:
    """A flag on the timeline: its place, its band (0 tense, 1 person, 2 head) and what it says."""

    at: int
    band: int
    family: Family
    says: str


def head_names(narrative: Narrative) -> list[str]:
    """Everybody whose head is shown, in the order in which they first come."""
    shown = [stretch.value for scene in narrative.scenes for stretch in scene.head_band if stretch.value]
    named = [focal.name for scene in narrative.scenes for focal in scene.focal]
    return list(dict.fromkeys([*shown, *named]))


def pins(findings: Iterable[Finding], level: Level = Level.QUESTION) -> list[Pin]:
    """The flags that belong on the timeline: those of tense and point of view, at ``level`` and above."""
    found: list[Pin] = []
    for finding in findings:
        if finding.severity < level or finding.family not in (Family.TENSE, Family.POV):
            continue
        band = 0 if finding.family is Family.TENSE else 1 if finding.rule.id.startswith("pov.person") else 2
        found.append(Pin(finding.span.start, band, finding.family, finding.message))
    return found


def picture(narrative: Narrative, shown_pins: Sequence[Pin], length: int) -> str:
    """The timeline as an ``<svg>`` element; ``length`` is that of the source in code points."""
    scenes = narrative.scenes
    height = _TOP + 3 * _BAND + 2 * _GAP + _LABELS
    colours = {name: f"head-{at % len(palette.HEADS)}" for at, name in enumerate(head_names(narrative))}
    parts = [
        f'<svg class="timeline" viewBox="0 0 {_WIDTH:g} {height:g}" role="img" xmlns="http://www.w3.org/2000/svg" '
        f'aria-label="{escape(_described(scenes), quote=True)}">'
    ]
    for band, name in enumerate(_BANDS):
        parts.append(f'<text class="band-name" x="0" y="{_y(band) + 16:g}">{name}</text>')
        x, end = _x(0, length), _x(length, length)
        parts.append(f'<rect class="nobody" x="{x:g}" y="{_y(band):g}" width="{end - x:g}" height="{_BAND:g}"/>')
    pinned = [sorted(_x(pin.at, length) for pin in shown_pins if pin.band == band) for band in range(len(_BANDS))]
    for scene in scenes:
        for stretch in scene.tense_band:
            parts.append(_stretch(stretch, 0, f"tense-{stretch.value}", length, pinned[0]))
        for stretch in scene.person_band:
            parts.append(_stretch(stretch, 1, f"person-{stretch.value}", length, pinned[1]))
        for stretch in scene.head_band:
            parts.append(_stretch(stretch, 2, colours.get(stretch.value, "nobody"), length, pinned[2]))
    parts += _breaks(scenes, length)
    parts += _scene_labels(scenes, length)
    for pin in shown_pins:
        parts.append(
            f'<circle class="pin {pin.family.value}" cx="{_x(pin.at, length):.2f}" '
            f'cy="{_y(pin.band) + _BAND / 2:g}" r="{_PIN:g}"><title>{escape(pin.says)}</title></circle>'
        )
    parts.append("</svg>")
    return "".join(parts)


def _x(offset: int, length: int) -> float:
    return _LEFT + (_WIDTH - _LEFT) * offset / max(length, 1)


def _y(band: int) -> float:
    return _TOP + band * (_BAND + _GAP)


def _described(scenes: Sequence[SceneNarrative]) -> str:
    told = [f"scene {s.number}: {s.tense.value} tense, {s.person.value} person" for s in scenes]
    return "Timeline. " + "; ".join(told) if told else "Timeline: nothing to show"


def _stretch(stretch: Stretch, band: int, css: str, length: int, pinned: Sequence[float]) -> str:
    x, end = _x(stretch.span.start, length), _x(stretch.span.end, length)
    width = max(end - x, 0.5)
    note = f": {stretch.note}" if stretch.note else ""
    out = (
        f'<rect class="{escape(css, quote=True)}" x="{x:.2f}" y="{_y(band):g}" width="{width:.2f}" '
        f'height="{_BAND:g}"><title>{escape(stretch.value + note)}</title></rect>'
    )
    for pin in pinned:
        # A pin must not lie on the words: they stand behind it.
        if x - _PIN <= pin <= x + len(stretch.value) * _LETTER + 14:
            x = pin + _PIN
    if stretch.value and _fits(stretch.value, end - x):
        out += f'<text class="stretch" x="{x + 8:.2f}" y="{_y(band) + 16:g}">{escape(stretch.value)}</text>'
    return out


def _fits(words: str, width: float) -> bool:
    return len(words) * _LETTER + 14 <= width


def _breaks(scenes: Sequence[SceneNarrative], length: int) -> Iterable[str]:
    bottom = _y(2) + _BAND + 6
    for scene in scenes[1:]:
        x = _x(scene.span.start, length)
        yield f'<line class="break" x1="{x:.2f}" x2="{x:.2f}" y1="{_TOP - 8:g}" y2="{bottom:g}"/>'


def _scene_labels(scenes: Sequence[SceneNarrative], length: int) -> Iterable[str]:
    y = _y(2) + _BAND + 19
    for scene in scenes:
        x, end = _x(scene.span.start, length), _x(scene.span.end, length)
        words = f"{scene.words:,} word{'' if scene.words == 1 else 's'}"
        for label in (f"Scene {scene.number} · {words}", f"Scene {scene.number}", str(scene.number)):
            if _fits(label, end - x + 14):
                yield f'<text class="scene" x="{x:.2f}" y="{y:g}">{escape(label)}</text>'
                break
