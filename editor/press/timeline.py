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
from editor.press.scenes import declared_bands, declared_words, runs

_WIDTH = 960.0
_LEFT = 72.0
_BAND = 24.0
_GAP = 10.0
_TOP = 14.0
_LABELS = 26.0
# Widths in pixels of the small sans; a label is left out where it would not fit.
_LETTER = 6.6
_PIN = 4.5
_CROWDED = 9.0  # pins nearer than this are drawn as one
_ROOMY = 16.0  # what a scene must have for its break to be drawn through the bands
_TOLD = 4  # messages that the words of a crowd of pins tell
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
    breaks = [_x(scene.span.start, length) for scene in scenes[1:]]
    for band, name in enumerate(_BANDS):
        parts.append(f'<text class="band-name" x="0" y="{_y(band) + 16:g}">{name}</text>')
        x, end = _x(0, length), _x(length, length)
        parts.append(f'<rect class="nobody" x="{x:g}" y="{_y(band):g}" width="{end - x:g}" height="{_BAND:g}"/>')
        stretches = [s for scene in scenes for s in (scene.tense_band, scene.person_band, scene.head_band)[band]]
        for stretch in stretches:
            css = colours.get(stretch.value, "nobody") if band == 2 else f"{name.lower()}-{stretch.value}"
            parts.append(_stretch(stretch, band, css, length))
        pinned = sorted(_x(pin.at, length) for pin in shown_pins if pin.band == band)
        parts += _values(stretches, band, length, pinned, breaks if _roomy(scenes) else ())
        parts += _declared(scenes, band, length)
    parts += _meant(narrative, length)
    parts += _breaks(scenes, length)
    parts += _scene_labels(scenes, length)
    for band in range(len(_BANDS)):
        parts += _pins([pin for pin in shown_pins if pin.band == band], length)
    parts.append("</svg>")
    return "".join(parts)


def _x(offset: int, length: int) -> float:
    return _LEFT + (_WIDTH - _LEFT) * offset / max(length, 1)


def _y(band: int) -> float:
    return _TOP + band * (_BAND + _GAP)


def _described(scenes: Sequence[SceneNarrative]) -> str:
    told = [f"scene {s.number}: {s.tense.value} tense, {s.person.value} person" for s in scenes]
    return "Timeline. " + "; ".join(told) if told else "Timeline: nothing to show"


def _stretch(stretch: Stretch, band: int, css: str, length: int) -> str:
    x, end = _x(stretch.span.start, length), _x(stretch.span.end, length)
    width = max(end - x, 0.5)
    note = f": {stretch.note}" if stretch.note else ""
    return (
        f'<rect class="{escape(css, quote=True)}" x="{x:.2f}" y="{_y(band):g}" width="{width:.2f}" '
        f'height="{_BAND:g}"><title>{escape(stretch.value + note)}</title></rect>'
    )


def _values(
    stretches: Sequence[Stretch], band: int, length: int, pinned: Sequence[float], breaks: Sequence[float]
) -> Iterable[str]:
    """Each value on its run of stretches, over scene breaks, where it fits: colour is never all there is.

    A pin must not lie on the words, and a break should not cross them: they stand behind it.
    """
    at = 0
    while at < len(stretches):
        value, end = stretches[at].value, at + 1
        while end < len(stretches) and stretches[end].value == value:
            end += 1
        start, edge = _x(stretches[at].span.start, length), _x(stretches[end - 1].span.end, length)
        inside = [x for x in breaks if start + _PIN < x < edge]
        at = end
        for marks in (sorted([*pinned, *inside]), pinned):
            x = start
            for mark in marks:
                if x - _PIN <= mark <= x + len(value) * _LETTER + 14:
                    x = mark + _PIN
            if value and _fits(value, edge - x):
                yield f'<text class="stretch" x="{x + 8:.2f}" y="{_y(band) + 16:g}">{escape(value)}</text>'
                break


def _declared(scenes: Sequence[SceneNarrative], band: int, length: int) -> Iterable[str]:
    """A line under what the writer declared."""
    said = [scene for scene in scenes if declared_bands(scene.declared)[band]]
    spans: dict[str, list[tuple[int, int]]] = {}
    for scene in said:
        following = scenes[scene.number].span.start if scene.number < len(scenes) else scene.span.end
        spans.setdefault(declared_words(scene), []).append((scene.span.start, following))
    for words, marks in spans.items():
        for start, end in runs(marks):
            yield _line(start, end, _y(band) + _BAND, "declared", words, length)


def _meant(narrative: Narrative, length: int) -> Iterable[str]:
    """A line over the bands where a passage is meant to be otherwise."""
    for meant in narrative.meant:
        if meant.span is not None:
            yield _line(meant.span.start, meant.span.end, _TOP - 4, "meant", f"Meant: {meant.kind}.", length)


def _line(start: int, end: int, y: float, css: str, words: str, length: int) -> str:
    x = _x(start, length)
    return (
        f'<rect class="{css}" x="{x:.2f}" y="{y:g}" width="{max(_x(end, length) - x, 1):.2f}" height="2">'
        f"<title>{escape(words)}</title></rect>"
    )


def _pins(pins_of_band: Sequence[Pin], length: int) -> Iterable[str]:
    """The flags of one band; those that crowd together as one, with what the first of them say."""
    groups: list[list[Pin]] = []
    for pin in sorted(pins_of_band, key=lambda p: p.at):
        if groups and _x(pin.at, length) - _x(groups[-1][0].at, length) < _CROWDED:
            groups[-1].append(pin)
        else:
            groups.append([pin])
    for group in groups:
        first = group[0]
        says = "\n".join(dict.fromkeys(pin.says for pin in group[:_TOLD]))
        more = f"\nand {len(group) - _TOLD} more" if len(group) > _TOLD else ""
        yield (
            f'<circle class="pin {first.family.value}" cx="{_x(first.at, length):.2f}" '
            f'cy="{_y(first.band) + _BAND / 2:g}" r="{_PIN + (len(group) > 1):g}"><title>{escape(says + more)}</title>'
            "</circle>"
        )


def _fits(words: str, width: float) -> bool:
    return len(words) * _LETTER + 14 <= width


def _roomy(scenes: Sequence[SceneNarrative]) -> bool:
    """Whether there is room for scene breaks through the bands."""
    return (_WIDTH - _LEFT) / max(len(scenes), 1) >= _ROOMY


def _breaks(scenes: Sequence[SceneNarrative], length: int) -> Iterable[str]:
    """Scene breaks through the bands; short ticks below them where scenes stand too close."""
    bottom = _y(2) + _BAND + 6
    drawn = 0.0
    for scene in scenes[1:]:
        x = _x(scene.span.start, length)
        if x - drawn < 2:
            continue
        drawn = x
        top = _TOP - 8 if _roomy(scenes) else bottom - 3
        yield f'<line class="break" x1="{x:.2f}" x2="{x:.2f}" y1="{top:g}" y2="{bottom:g}"/>'


def _scene_labels(scenes: Sequence[SceneNarrative], length: int) -> Iterable[str]:
    """The scenes' names with their words, or their names, or some of their numbers, as far as there is room."""
    y = _y(2) + _BAND + 19
    taken = 0.0
    for scene in scenes:
        x, end = _x(scene.span.start, length), _x(scene.span.end, length)
        if x < taken:
            continue
        words = f"{scene.words:,} word{'' if scene.words == 1 else 's'}"
        number = str(scene.number)
        for label in (f"Scene {number} · {words}", f"Scene {number}", number):
            if _fits(label, end - x + 14) or (label == number and x + len(number) * _LETTER <= _WIDTH):
                yield f'<text class="scene" x="{x:.2f}" y="{y:g}">{escape(label)}</text>'
                taken = x + len(label) * _LETTER + 8
                break
