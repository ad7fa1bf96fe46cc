"""Base tense, slips, runs, repairs and what is said of them."""

from __future__ import annotations

import pytest

from editor.checks.apply import apply
from editor.checks.rule import Applicability, Level
from tests.narrative.conftest import Tell
from tests.narrative.texts import PAST, PRESENT, past, present

SLIPS_IN_PAST = [
    ("She wiped the bench with a cloth and reaches for the flour.", "reaches", "reached"),
    ("The latch clicked, and her brother walks in without a word.", "walks", "walked"),
    ("“Are you there?” she asks. Nobody answered.", "asks", "asked"),
    ("She goes to the window and looked out.", "goes", "went"),
    ("Her hands are cold when she sat down at last, and she rubbed them.", "are", "were"),
    ("He doesn’t answer. He put the cup down and left the room.", "does", "did"),
    ("She picked up the knife and cuts the string.", "cuts", "cut"),
]
SLIPS_IN_PRESENT = [
    ("She wipes the bench with a cloth and reached for the flour.", "reached", "reaches"),
    ("The latch clicks, and her brother walked in without a word.", "walked", "walks"),
    ("“Are you there?” she asked. Nobody answers her.", "asked", "asks"),
    ("She went to the window and looks out.", "went", "goes"),
    ("They ran down to the gate and stop there.", "ran", "run"),
]


@pytest.mark.parametrize(("middle", "word", "repair"), SLIPS_IN_PAST)
def test_slip_in_a_past_scene(middle: str, word: str, repair: str, tell: Tell) -> None:
    told = tell(past(middle))
    assert told.flagged() == [word]
    fix = told.findings[0].fixes[0]
    assert (fix.title, fix.applicability) == (repair, Applicability.ASK)


@pytest.mark.parametrize(("middle", "word", "repair"), SLIPS_IN_PRESENT)
def test_slip_in_a_present_scene(middle: str, word: str, repair: str, tell: Tell) -> None:
    told = tell(present(middle))
    assert told.flagged() == [word]
    assert told.findings[0].fixes[0].title == repair


def test_a_repaired_slip_is_gone(tell: Tell) -> None:
    told = tell(past(SLIPS_IN_PAST[0][0]))
    mended = apply(told.findings[0].fixes[0].edits, told.source)
    assert "and reached for the flour" in mended
    assert tell(mended).flagged() == []


def test_message_and_evidence_say_what_was_seen(tell: Tell) -> None:
    finding = tell(past(SLIPS_IN_PAST[0][0])).findings[0]
    assert "“reaches”" in finding.message
    assert "past tense" in finding.message
    assert "between “wiped” and “took”" in finding.message
    assert finding.message.endswith("Is that meant?")
    scene = tell(past(SLIPS_IN_PAST[0][0])).narrative.scenes[0]
    verbs = scene.past_verbs + scene.present_verbs
    assert finding.evidence == f"{scene.past_verbs} of {verbs} verbs here are in the past tense."
    assert "error" not in finding.message.lower()


def test_a_run_is_one_question_at_its_entry(tell: Tell) -> None:
    told = tell(past("Then the door opens. Her brother walks in. He drops his bag and sits down by the stove."))
    assert [f.rule.id for f in told.findings] == ["tense.shift"]
    assert told.findings[0].severity is Level.QUESTION
    assert "three sentences" in told.findings[0].message
    assert "Is the change meant?" in told.findings[0].message


def test_base_tense_of_each_scene(tell: Tell) -> None:
    told = tell("\n\n".join((*PAST, "* * *", *PRESENT, "* * *", *PAST)))
    assert [scene.tense for scene in told.narrative.scenes] == ["past", "present", "past"]
    assert told.flagged() == []
    assert "scene 2 is in the present" in told.narrative.note


def test_a_short_scene_is_told_like_its_story(tell: Tell) -> None:
    told = tell("\n\n".join((*PAST, "* * *", "She locked the door.")))
    assert [scene.tense for scene in told.narrative.scenes] == ["past", "past"]


def test_mixed_scene_is_not_judged_and_says_why(tell: Tell) -> None:
    lines = zip(PAST[0].split(". "), PRESENT[1].split(". "), strict=False)
    told = tell(" ".join(f"{a.rstrip('.')}. {b.rstrip('.')}." for a, b in lines))
    scene = told.narrative.scenes[0]
    assert scene.tense == "mixed"
    assert scene.verdict.state == "not-evaluated"
    assert "Past and present are mixed" in scene.verdict.reason
    assert told.flagged() == []


def test_too_little_to_tell(tell: Tell) -> None:
    scene = tell("“Go,” he said.\n\n“No.”").narrative.scenes[0]
    assert scene.tense == "unknown"
    assert scene.verdict.state == "not-evaluated"
    assert scene.verdict.reason


def test_speech_without_marks_is_not_judged(tell: Tell) -> None:
    source = (
        "I want to go home, she said. He turned the boat. You are tired, he said. She watched the shore and counted "
        "the lights. It is late, she said. He pulled at the oars. We are nearly there, he answered. She slept. The "
        "boat touched the sand and he woke her."
    )
    scene = tell(source).narrative.scenes[0]
    assert scene.verdict.state == "not-evaluated"
    assert "quotation marks" in scene.verdict.reason


def test_without_a_model_nothing_is_judged(tell: Tell) -> None:
    told = tell(past("She walks in."), read=False)
    assert told.findings == []
    assert [s.verdict.state for s in told.narrative.scenes] == ["not-evaluated"]
    assert "language model" in told.narrative.scenes[0].verdict.reason


def test_an_empty_text(tell: Tell) -> None:
    told = tell("")
    assert told.narrative.scenes == ()
    assert told.findings == []
