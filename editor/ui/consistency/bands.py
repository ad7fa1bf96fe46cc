"""The narrative as three bands of coloured pieces with pins: what the timeline draws.  Knows no Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from editor.checks.narrative.model import Narrative, Person, SceneNarrative, Stretch, Tense
from editor.checks.rule import Family, Finding
from editor.press.palette import NOBODY, PERSONS, TENSES, Hue, heads
from editor.press.scenes import declared_bands, runs
from editor.ui.consistency.sentences import told_passages


class Band(IntEnum):
    """The three bands, from above."""

    TENSE = 0
    PERSON = 1
    HEAD = 2

    @property
    def label(self) -> str:
        return ("Tense", "Person", "Head")[self]


_UNKNOWN = frozenset({"", "unknown", "none", "nobody"})
TEXTURES = 5
"""How many textures there are, none counted in: with eight colours, forty heads can be told apart."""
_TEXTURES = {Person.FIRST.value: 1, Person.SECOND.value: 2, Tense.MIXED.value: 3}


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a band; ``end`` is where the next one starts, so that a band has no holes."""

    start: int
    end: int
    value: str
    note: str
    scene: int
    declared: bool = False

    @property
    def known(self) -> bool:
        return self.value.lower() not in _UNKNOWN

    @property
    def label(self) -> str:
        """The value in words."""
        return self.value if self.known else "cannot tell"


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring pieces of one value, over scene breaks: painted as one, written on once."""

    start: int
    end: int
    value: str
    known: bool


@dataclass(frozen=True, slots=True)
class Meant:
    """A passage that the writer says is meant, and as what."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A flag on its band."""

    band: Band
    finding: Finding


@dataclass(frozen=True, slots=True)
class Bands:
    """Everything the timeline draws; offsets are code points of a text of ``length``."""

    length: int
    scenes: tuple[SceneNarrative, ...]
    pieces: tuple[tuple[Piece, ...], ...]
    runs: tuple[tuple[Run, ...], ...]
    pins: tuple[Pin, ...]
    colours: tuple[dict[str, Hue], ...]
    declared: tuple[tuple[tuple[int, int], ...], ...]
    meant: tuple[Meant, ...]

    def colour(self, band: Band, value: str) -> Hue:
        return self.colours[band].get(value, NOBODY)

    def texture(self, band: Band, value: str) -> int:
        """Which texture goes with the colour, 0 for none; where colours look alike to some eyes, it differs."""
        if band is Band.HEAD:
            return list(self.colours[band]).index(value) % TEXTURES if value in self.colours[band] else 0
        return _TEXTURES.get(value, 0)

    def meant_at(self, offset: int) -> Meant | None:
        """The meant passage around ``offset``."""
        return next((passage for passage in self.meant if passage.start <= offset < passage.end), None)

    def piece_at(self, band: Band, offset: int) -> int | None:
        """The number of the band's piece that holds ``offset``, or the nearest before it."""
        pieces = self.pieces[band]
        if not pieces:
            return None
        return max(bisect_right(pieces, offset, key=lambda p: p.start) - 1, 0)

    def scene_at(self, offset: int) -> int | None:
        """The number (from 0) of the scene around ``offset``."""
        if not self.scenes:
            return None
        return max(bisect_right(self.scenes, offset, key=lambda s: s.span.start) - 1, 0)


def bands_of(narrative: Narrative, findings: Sequence[Finding], length: int) -> Bands:
    """Lay out ``narrative`` for a text of ``length`` code points."""
    scenes = narrative.scenes
    pieces = tuple(_pieces(scenes, band, length) for band in Band)
    names = [piece.value for piece in pieces[Band.HEAD] if piece.known]
    return Bands(
        length,
        scenes,
        pieces,
        tuple(_runs(band) for band in pieces),
        tuple(Pin(_band_of(f), f) for f in told_passages(findings)),
        (
            {tense.value: hue for tense, hue in TENSES.items()},
            {person.value: hue for person, hue in PERSONS.items()},
            heads(names),
        ),
        tuple(tuple(runs([(p.start, p.end) for p in band if p.declared])) for band in pieces),
        tuple(Meant(m.span.start, m.span.end, m.kind.value) for m in narrative.meant if m.span is not None),
    )


def _band_of(finding: Finding) -> Band:
    if finding.family is Family.TENSE:
        return Band.TENSE
    return Band.PERSON if "person" in finding.rule.id else Band.HEAD


def _stretches(scene: SceneNarrative, band: Band) -> Sequence[Stretch]:
    drawn = (scene.tense_band, scene.person_band, scene.head_band)[band]
    if drawn:
        return drawn
    # A scene without a band still has its total to show.
    tense = "" if scene.tense is Tense.UNKNOWN else scene.tense.value
    person = "" if scene.person is Person.UNKNOWN else scene.person.value
    head = scene.focal[0].name if scene.focal else ""
    return (Stretch(scene.span, (tense, person, head)[band], scene.verdict.reason),)


def _pieces(scenes: Sequence[SceneNarrative], band: Band, length: int) -> tuple[Piece, ...]:
    found = [(stretch, number) for number, scene in enumerate(scenes) for stretch in _stretches(scene, band)]
    starts = [stretch.span.start for stretch, _ in found]
    ends = [*starts[1:], length] if starts else []
    return tuple(
        Piece(
            stretch.span.start,
            max(end, stretch.span.end),
            stretch.value,
            stretch.note,
            number,
            declared_bands(scenes[number].declared)[band],
        )
        for (stretch, number), end in zip(found, ends, strict=True)
    )


def _runs(pieces: Sequence[Piece]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for piece in pieces:
        if runs and runs[-1].value == piece.label:
            runs[-1] = Run(runs[-1].start, piece.end, piece.label, piece.known)
        else:
            runs.append(Run(piece.start, piece.end, piece.label, piece.known))
    return tuple(runs)
