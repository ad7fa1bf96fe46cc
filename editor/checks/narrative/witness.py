"""What the trained detector says of a scene's suspects; windows that it has judged once are remembered."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from editor.checks.narrative.model import Tense
from editor.checks.narrative.scenes import SceneText
from editor.checks.narrative.suspects import Suspect
from editor.checks.narrative.windows import Measured, Piece, cut, measured, passage_of, slip_window
from editor.language.slips import SlipWindow
from editor.language.syntax import Syntax

if TYPE_CHECKING:
    from editor.language.network import Floats

# Windows and paragraphs remembered: a 500,000-word novel has about 4,000 and 12,000.
_WINDOWS = 8_000
_PARAGRAPHS = 20_000

_Key = tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]


class Detector(Protocol):
    """What judges tense slips: the shipped reader, if its model can."""

    @property
    def has_slips(self) -> bool: ...

    def slips(self, windows: Sequence[SlipWindow]) -> Sequence[Floats]: ...

    def pieces(self, word: str) -> int: ...


class Witness:
    """Asks the detector about the windows in which a suspect stands, and no others."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector
        self._heard: OrderedDict[_Key, list[float]] = OrderedDict()
        self._measured: OrderedDict[Syntax, Measured] = OrderedDict()

    def hear(self, scenes: Iterable[tuple[SceneText, Tense, Sequence[Suspect]]]) -> None:
        """Put into each suspect what the detector says of it; a scene is given whole, with its base tense.

        A mixed scene is asked about as one of unknown tense: what it is told in changes from place to place.
        """
        asked: list[tuple[SlipWindow, list[tuple[Suspect, int]]]] = []
        for scene, base, suspects in scenes:
            if suspects:
                asked += self._asked(scene, Tense.UNKNOWN if base is Tense.MIXED else base, suspects)
        keys = [_key(window) for window, _ in asked]
        new = {key: window for key, (window, _) in zip(keys, asked, strict=True) if key not in self._heard}
        for key, scores in zip(new, self._detector.slips(list(new.values())) if new else (), strict=True):
            self._heard[key] = scores.tolist()
        for key, (_, inside) in zip(keys, asked, strict=True):
            said = self._heard[key]
            self._heard.move_to_end(key)
            for suspect, index in inside:
                suspect.heard = said[index]
        while len(self._heard) > _WINDOWS:
            self._heard.popitem(last=False)

    def _asked(
        self, scene: SceneText, base: Tense, suspects: Sequence[Suspect]
    ) -> Iterable[tuple[SlipWindow, list[tuple[Suspect, int]]]]:
        numbers: dict[int, int] = {}
        passages: list[Measured] = []
        for paragraph, lines in groupby(scene.lines, key=lambda line: line.paragraph):
            numbers[paragraph] = len(passages)
            line = next(lines)
            known = self._measured.get(line.sentence.tree)
            if known is None:
                known = measured(passage_of(line.sentence), self._detector.pieces)
                self._measured[line.sentence.tree] = known
                if len(self._measured) > _PARAGRAPHS:
                    self._measured.popitem(last=False)
            passages.append(known)
        waiting: dict[int, list[Suspect]] = {}
        for suspect in suspects:
            waiting.setdefault(numbers[suspect.told.line.paragraph], []).append(suspect)
        for pieces in cut(passages):
            inside = list(_inside(pieces, waiting))
            if inside:
                yield slip_window([each.passage for each in passages], pieces, base), inside


def _inside(pieces: Sequence[Piece], waiting: dict[int, list[Suspect]]) -> Iterable[tuple[Suspect, int]]:
    """The suspects in a window, each with its word's index there."""
    shift = 0
    for piece in pieces:
        for suspect in waiting.get(piece.passage, ()):
            carrier = suspect.clause.verb.carrier
            if piece.first <= carrier < piece.end:
                yield suspect, shift + carrier - piece.first
        shift += piece.end - piece.first


def _key(window: SlipWindow) -> _Key:
    return tuple(window.words), tuple(window.context), tuple(window.breaks)
