"""Rules and detector together: who is asked, how often, and who decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from editor.checks.checker import Story
from editor.checks.narrative.clauses import sentences_of
from editor.checks.narrative.decision import Decision, Thresholds, features, loudest_beside, suspects_of
from editor.checks.narrative.model import Tense
from editor.checks.narrative.scenes import SceneText, lay_out
from editor.checks.narrative.slips import Slip, slips
from editor.checks.narrative.suspects import Unit, units_of
from editor.checks.narrative.tense import SceneTense, settle_bases, weigh
from editor.checks.narrative.witness import Witness
from editor.language.reader import Reader
from editor.language.slips import Base, SlipWindow
from tests.narrative.texts import PAST, past

LEVELS = Thresholds(mistake=0.9, question=0.6, joins=0.3)
# Believes the detector, and the rules a little.
DECISION = Decision(
    {
        "detector": 1.0,
        "detector for a slip": 0.0,
        "on the main line": 0.0,
        "rules": 0.1,
        "rules for a slip": 0.0,
        "an exception": -3.0,
        "told in the present": 0.0,
        "told in both": 0.0,
        "detector in the sentences beside": 0.0,
        "detector, told in the present": 0.0,
    },
    0.0,
    {Tense.PAST: LEVELS, Tense.PRESENT: LEVELS, Tense.MIXED: LEVELS},
)


class Opinions:
    """A detector that says a number for some words and -5 for all others, and counts what it is asked."""

    has_slips = True

    def __init__(self, reader: Reader, opinions: Mapping[str, float]) -> None:
        self._reader = reader
        self._opinions = opinions
        self.windows: list[SlipWindow] = []

    def pieces(self, word: str) -> int:
        return self._reader.pieces(word)

    def slips(self, windows: Sequence[SlipWindow]) -> list[NDArray[np.float32]]:
        self.windows += windows
        return [np.array([self._opinions.get(w, -5.0) for w in window.words], np.float32) for window in windows]


Scenes = list[tuple[SceneText, SceneTense, list[Unit]]]


def _scenes(story: Story) -> Scenes:
    scenes = lay_out(story, [sentences_of(facts) for facts in story.facts])
    tenses = [weigh(scene) for scene in scenes]
    settle_bases(tenses)
    return [(scene, tense, units_of(scene, tense)) for scene, tense in zip(scenes, tenses, strict=True)]


def _heard(witness: Witness, scenes: Scenes) -> None:
    witness.hear((scene, tense.base, suspects_of(units)) for scene, tense, units in scenes)


@pytest.fixture
def decided(story_of: Callable[..., Story], reader: Reader) -> Callable[..., list[Slip]]:
    def decide(source: str, **opinions: float) -> list[Slip]:
        scenes = _scenes(story_of(source))
        _heard(Witness(Opinions(reader, opinions)), scenes)
        return [slip for _, tense, units in scenes for slip in slips(units, tense.base, DECISION)]

    return decide


def _words(slip: Slip) -> list[str]:
    return [told.clause.sentence.lower[told.clause.verb.carrier] for told in slip.verbs]


def test_the_detector_finds_what_the_rules_excuse(decided: Callable[..., list[Slip]]) -> None:
    source = past("It is cold in there. She shut the window.")
    assert decided(source) == []
    assert [_words(slip) for slip in decided(source, **{"is": 6.0})] == [["is"]]


def test_the_detector_acquits_what_the_rules_suspect(decided: Callable[..., list[Slip]]) -> None:
    source = past("She wiped the bench with a cloth and reaches for the flour.")
    found = decided(source, reaches=5.0)
    assert [(_words(slip), slip.sure, slip.base) for slip in found] == [(["reaches"], True, Tense.PAST)]
    assert decided(source, reaches=-4.0) == []


def test_between_the_thresholds_it_is_a_question(decided: Callable[..., list[Slip]]) -> None:
    found = decided(past("She wiped the bench with a cloth and reaches for the flour."), reaches=0.5)
    assert [slip.sure for slip in found] == [False]
    assert 0.6 < found[0].confidence < 0.9


def test_a_run_takes_its_neighbours_along(decided: Callable[..., list[Slip]]) -> None:
    source = past("Then the door opens. Her brother walks in. He drops his bag by the stove.")
    found = decided(source, opens=4.0, walks=-1.2, drops=3.0)
    assert [(_words(slip), slip.run) for slip in found] == [(["opens", "walks", "drops"], 3)]


def test_a_mixed_scene_is_judged_by_what_stands_around(decided: Callable[..., list[Slip]]) -> None:
    half = " ".join(PAST).replace("Hedda", "Mara")
    now = (
        "Ivo walks along the quay and counts the boats. He stops at the third one. He lifts the cover and looks in. "
        "He ties his bag to the rail, steps over the ropes and sits down. He takes out his knife. He cuts the bread "
        "and eats it. He waits for the tide. He sees the pilot come and waves to him. He drinks the cold coffee. He "
        "opened the hatch and climbs down. He finds the lamp, lights it and hangs it on its hook. He writes the hour "
        "into the book. He shuts the book and lies down on the bench."
    )
    source = f"{half}\n\n{now}"
    assert decided(source) == []
    found = decided(source, opened=6.0)
    assert [(_words(slip), slip.base) for slip in found] == [(["opened"], Tense.PRESENT)]


def test_only_windows_with_a_suspect_are_asked_about_and_only_once(
    story_of: Callable[..., Story], reader: Reader
) -> None:
    quiet = [f"{PAST[0]} {number}." for number in range(8)]
    source = "\n\n".join((*quiet, past("She walks in."), *quiet))
    detector = Opinions(reader, {"walks": 4.0})
    witness = Witness(detector)
    scenes = _scenes(story_of(source))
    _heard(witness, scenes)
    assert len(detector.windows) == 1
    window = detector.windows[0]
    assert "walks" in window.words
    assert {(code - 1) % 4 for code in window.context} == {Base.PAST}
    assert [suspect.heard for _, _, units in scenes for suspect in suspects_of(units)] == [4.0]
    _heard(witness, _scenes(story_of(source)))
    assert len(detector.windows) == 1


def test_what_stands_beside_is_heard(story_of: Callable[..., Story], reader: Reader) -> None:
    scenes = _scenes(story_of(past("Then the door opens. Her brother walks in. Nobody spoke. The dog barks.")))
    _heard(Witness(Opinions(reader, {"opens": 2.0, "walks": 3.0})), scenes)
    suspects = suspects_of(scenes[0][2])
    assert loudest_beside(suspects) == [3.0, 2.0, -4.0]
    assert list(features(suspects[0], Tense.PAST, 3.0)) == list(DECISION.weights)
