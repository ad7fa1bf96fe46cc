"""The tense each scene is told in, by its main-line verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.checks.narrative.clauses import Subject
from editor.checks.narrative.model import Tense
from editor.checks.narrative.scenes import SceneText
from editor.language.verbs import Form

# p = past / (past + present) over main-line verbs.  Asymmetric: look-backs put past verbs into a scene told in
# the present, little puts present verbs into one told in the past.
_PAST_FROM = 0.75
_PRESENT_TO = 0.40
_ENOUGH = 6.0  # weight of verbs below which a scene inherits the story's tense


@dataclass(slots=True)
class SceneTense:
    """What a scene is told in, and from how many verbs that was read."""

    base: Tense
    past: int = 0
    present: int = 0
    weight: float = 0.0
    share: float = 0.0  # of past verbs
    inherited: bool = False
    declared: bool = False  # by the writer

    @property
    def evidence(self) -> str:
        """The count in the writer's words."""
        verbs = self.past + self.present
        if self.base is Tense.PAST:
            return f"{self.past} of {verbs} verbs here are in the past tense."
        if self.base is Tense.PRESENT:
            return f"{self.present} of {verbs} verbs here are in the present tense."
        return f"{self.past} verbs here are in the past tense, {self.present} in the present."


def weigh(scene: SceneText) -> SceneTense:
    """Count a scene's main-line verbs; the base is left UNKNOWN where there are too few."""
    weights = {Form.PAST: 0.0, Form.PRESENT: 0.0}
    counts = {Form.PAST: 0, Form.PRESENT: 0}
    for told in scene.told():
        clause = told.clause
        form = clause.verb.form
        if not clause.main or form not in weights or clause.sentence.final == "?" or clause.sentence.thought:
            continue
        weight = 0.5 if clause.verb.stative else 1.0
        vague = clause.kind in (Subject.GENERIC, Subject.FIRST, Subject.EXPLETIVE)
        if form is Form.PRESENT and vague and clause.verb.stative:
            weight = 0.2  # "it is", "I think", "one knows": as likely a comment as the story's tense
        weights[form] += weight
        counts[form] += 1
    weight = weights[Form.PAST] + weights[Form.PRESENT]
    share = weights[Form.PAST] / weight if weight else 0.0
    base = _verdict(share) if weight >= _ENOUGH else Tense.UNKNOWN
    return SceneTense(base, counts[Form.PAST], counts[Form.PRESENT], weight, share)


def settle_bases(scenes: Sequence[SceneTense]) -> Tense:
    """Let short scenes inherit the story's tense; the story's own tense is returned."""
    weight = sum(s.weight for s in scenes)
    if not weight:
        return Tense.UNKNOWN
    share = sum(s.share * s.weight for s in scenes) / weight
    story = _verdict(share) if weight >= _ENOUGH / 2 else Tense.UNKNOWN
    for scene in scenes:
        if scene.base is Tense.UNKNOWN and story in (Tense.PAST, Tense.PRESENT):
            scene.base, scene.inherited = story, True
            if not scene.weight:
                scene.share = share
    return story


def _verdict(share: float) -> Tense:
    if share >= _PAST_FROM:
        return Tense.PAST
    return Tense.PRESENT if share <= _PRESENT_TO else Tense.MIXED
