"""Whether a scene was judged, and how that is said."""

from __future__ import annotations

from collections.abc import Sequence

from editor.checks.checker import Story
from editor.checks.narrative.model import Person, SceneNarrative, Tense, Verdict, VerdictState
from editor.checks.narrative.person import Count
from editor.checks.narrative.rules import HEAD_HOP, PERSON_SLIP
from editor.checks.narrative.scenes import SceneText
from editor.checks.narrative.tense import SceneTense
from editor.checks.rule import Family, Finding
from editor.text.quotes import System

NOT_READ = "The language model is missing, so I can’t tell tense and point of view. Please install Blue Pencil again."
OMNISCIENT = "The narrator looks into many heads; I take that for a narrator who knows everybody and ask nothing."
# Speech without marks: so many speech verbs per thousand words of narration, and three at least.
_UNMARKED_TAGS = 3.0
_SPEECH_VERBS = frozenset("say ask reply answer tell whisper shout".split())


def withheld(story: Story, text: SceneText, tense: SceneTense, counted: Count) -> str:
    """Why a scene cannot be judged, as a sentence; empty if it can."""
    if not counted.words:
        return "There is no narration here: it is all speech or documents."
    if tense.base is Tense.UNKNOWN:
        return "There is too little narration here to tell its tense and point of view."
    if tense.base is Tense.MIXED and not tense.declared:
        return (
            f"Past and present are mixed here ({tense.past} and {tense.present} verbs), so I can’t tell a slip from a "
            "choice."
        )
    if story.document.quotes.system is System.NONE and _speaks_unmarked(text, counted):
        return "Speech has no quotation marks here, so I can’t tell it from the narration."
    return ""


def _speaks_unmarked(text: SceneText, counted: Count) -> bool:
    tags = sum(told.clause.main and told.clause.verb.lemma in _SPEECH_VERBS for told in text.told())
    return tags >= 3 and 1000 * tags / counted.words >= _UNMARKED_TAGS


def verdict(findings: Sequence[Finding], reason: str) -> Verdict:
    """The scene's verdict from its findings and from the reason that it was not judged."""
    if findings:
        return Verdict(VerdictState.FINDINGS, _summary(findings))
    if reason:
        return Verdict(VerdictState.NOT_EVALUATED, reason)
    return Verdict(VerdictState.CLEAN)


def _summary(findings: Sequence[Finding]) -> str:
    counts = (
        (sum(f.family is Family.TENSE for f in findings), "leaves the tense", "leave the tense"),
        (sum(f.rule is PERSON_SLIP for f in findings), "changes the person", "change the person"),
        (sum(f.rule is HEAD_HOP for f in findings), "looks into another head", "look into another head"),
    )
    parts: list[str] = []
    for number, one, many in counts:
        if number:
            unit = "" if parts else " passage" if number == 1 else " passages"
            parts.append(f"{number}{unit} {one if number == 1 else many}")
    return ", ".join(parts) + "."


def note(scenes: Sequence[SceneNarrative], knows_all: bool) -> str:
    """One sentence about the whole story, or nothing."""
    if knows_all:
        return OMNISCIENT
    told = [s for s in scenes if s.tense in (Tense.PAST, Tense.PRESENT) and s.declared.tense is None]
    past = [s for s in told if s.tense is Tense.PAST]
    present = [s for s in told if s.tense is Tense.PRESENT]
    fewer, more = sorted((past, present), key=len)
    if fewer and len(told) > 2:
        which = ", ".join(str(s.number) for s in fewer[:6])
        scene = "scene" if len(fewer) == 1 else "scenes"
        verb = "is" if len(fewer) == 1 else "are"
        return f"Most scenes are told in the {more[0].tense} tense; {scene} {which} {verb} in the {fewer[0].tense}."
    if any(s.person is Person.MIXED and s.declared.person is None for s in scenes):
        return "The person of the narration changes inside a scene."
    return ""
