"""Declared intent silences what it covers and sharpens what it does not."""

from __future__ import annotations

import pytest

from editor.checks.anchors import spots_of
from editor.checks.intent import BOOK, Declaration, Intent, Meant, Passage, Reach
from editor.checks.narrative.model import Person, Tense, VerdictState
from editor.checks.passages import Words, passage_of
from editor.checks.telling import telling_of
from editor.text.parse import parse
from editor.text.span import Span
from tests.narrative.conftest import Tell
from tests.narrative.texts import PAST, PRESENT, past, present

BREAK = "\n\n* * *\n\n"


def book(said: str) -> Intent:
    return Intent(declarations=(Declaration(BOOK, telling_of(said)),))


def scene(source: str, number: int, said: str, reach: Reach = Reach.SCENE) -> Intent:
    chapters, scenes = spots_of(parse(source))
    place = (chapters if reach is Reach.CHAPTER else scenes)[number].place
    return Intent(declarations=(Declaration(place, telling_of(said)),))


def meant(source: str, words: str, kind: Meant = Meant.FLASHBACK) -> Intent:
    start = source.index(words)
    passage = passage_of(kind, Span(start, start + len(words)), Words(source))
    assert isinstance(passage, Passage)
    return Intent(passages=(passage,))


# Tense

SHORT = "The gate opened. Nadia steps inside and calls for the dog."


def test_a_scene_too_short_to_tell_is_judged_by_the_declared_tense(tell: Tell) -> None:
    said = tell(SHORT, book("past"))
    assert said.narrative.scenes[0].tense is Tense.PAST
    assert said.flagged() == ["steps"]
    assert tell("Nadia calls for the dog. She opened the gate and whistles.", book("present")).flagged() == ["opened"]


def test_a_declared_tense_takes_the_place_of_the_one_read(tell: Tell) -> None:
    source = "\n\n".join(PAST) + BREAK + "\n\n".join(PRESENT)
    assert not tell(source).flagged()
    said = tell(source, scene(source, 1, "past"))
    (finding,) = [f for f in said.findings if f.rule.id.startswith("tense")]
    assert finding.rule.id == "tense.shift" and "You say that this scene is told in the past" in finding.message
    assert finding.span.start > source.index("* * *")
    assert [s.tense for s in said.narrative.scenes] == [Tense.PAST, Tense.PAST]
    assert not tell(source, scene(source, 1, "present")).findings


def test_both_tenses_on_purpose_are_left_alone(tell: Tell) -> None:
    source = past("She climbs the ladder and looks out over the roofs.")
    assert tell(source).flagged()
    said = tell(source, book("past and present"))
    assert not said.flagged() and said.narrative.scenes[0].verdict.state is VerdictState.CLEAN


def test_a_mixed_scene_is_judged_once_its_tense_is_declared(tell: Tell) -> None:
    source = "\n\n".join((PAST[0], PRESENT[1]))
    verdict = tell(source).narrative.scenes[0].verdict
    said = tell(source, book("present"))
    assert said.narrative.scenes[0].tense is Tense.PRESENT
    assert said.narrative.scenes[0].verdict.state is not VerdictState.NOT_EVALUATED, verdict


def test_chapters_and_scenes_are_told_as_each_is_declared(tell: Tell) -> None:
    parts = ("Chapter One", *PAST, "Chapter Two", *PRESENT)
    source = "\n\n".join(parts)
    assert not tell(source, scene(source, 1, "present", Reach.CHAPTER)).flagged()
    told = tell(source, scene(source, 1, "past", Reach.CHAPTER)).narrative
    assert [s.tense for s in told.scenes] == [Tense.PAST, Tense.PAST]
    assert [said.first for said in told.said] == [1]


# Letters

LETTER = "Dear Anna,\n\nI am well. I walk by the harbour every day. Tomas thought that I was lying. It rained."


def test_letters_are_not_judged_and_count_for_nothing(tell: Tell) -> None:
    source = "\n\n".join(PAST) + BREAK + LETTER
    said = tell(source, scene(source, 1, "letters"))
    assert not [f for f in said.findings if f.span.start > source.index("* * *")]
    verdict = said.narrative.scenes[1].verdict
    assert verdict.state is VerdictState.NOT_EVALUATED and "letters" in verdict.reason
    assert said.narrative.scenes[0].person is Person.THIRD


# Person


def test_a_declared_person_makes_the_others_slips(tell: Tell) -> None:
    source = "You open the sluice and the water comes. You count to ten. My hands shake on the wheel. You wait."
    said = tell(source, book("second person present"))
    assert said.flagged("pov") == ["My"] and "speaks of “you”" in said.findings[-1].message
    assert not tell(source, book("present, first person")).flagged("pov")


def test_a_scene_in_another_person_than_declared_is_one_question(tell: Tell) -> None:
    first = " ".join("I climbed the stairs and pushed the door open. I set the lamp on a crate." for _ in range(8))
    said = tell(first, book("past, third person"))
    (finding,) = [f for f in said.findings if f.rule.id == "pov.person-slip"]
    assert finding.text == "I" and "told in the third person, but it is told in the first" in finding.message
    assert not tell(first, book("past, first person")).flagged("pov")


def test_a_few_lines_without_i_are_no_question_to_a_teller(tell: Tell) -> None:
    assert not tell("\n\n".join(PAST), book("first person")).flagged("pov")


# Heads

TWO = (
    "Clara set the tray on her knees. She wondered whether Ben had heard. Ben poured the tea. Ben knew that she was "
    "lying. He handed her the cup."
)
ALONE = "Clara carried the tray out. Ben remembered the fire. The clock struck four."
THIRD_HEAD = "Clara carried the tray out. Ben remembered the fire. Petra hoped that nobody would ask."


def test_a_declared_head_makes_every_other_mind_a_question(tell: Tell) -> None:
    said = tell(TWO, book("past, close third, Clara"))
    assert said.flagged("pov.head") == ["Ben knew"]
    finding = next(f for f in said.findings if f.rule.id == "pov.head-hop")
    assert finding.message.startswith("You say that this scene stays with Clara")
    assert said.narrative.scenes[0].focal[0].name == "Clara"


def test_the_declared_head_need_not_be_the_one_opened_most(tell: Tell) -> None:
    assert tell(TWO, book("close third, Ben")).flagged("pov.head") == ["She wondered"]


def test_two_heads_may_be_declared(tell: Tell) -> None:
    assert not tell(TWO, book("close third, Clara and Ben")).flagged("pov.head")
    assert tell(THIRD_HEAD, book("past, close third, Clara and Ben")).flagged("pov.head") == ["Petra hoped"]


def test_a_declared_omniscient_narrator_is_asked_nothing(tell: Tell) -> None:
    assert not tell(TWO, book("omniscient")).flagged("pov")
    said = tell(THIRD_HEAD, book("past, omniscient"))
    assert not said.findings and said.narrative.note == ""


def test_a_head_by_its_whole_name_is_known(tell: Tell) -> None:
    source = TWO.replace("Clara set", "Clara Voss set")
    assert tell(source, book("past, close third, Clara Voss")).flagged("pov.head") == ["Ben knew"]


# Passages

SHIFT = "She runs down to the ford with a jar, catches a minnow and carries it home."


def test_a_meant_passage_is_left_alone(tell: Tell) -> None:
    source = past(SHIFT)
    assert tell(source).flagged()
    for kind in Meant:
        said = tell(source, meant(source, SHIFT, kind))
        assert not said.flagged() and said.narrative.meant[0].span is not None


def test_it_does_not_count_for_the_scene(tell: Tell) -> None:
    source = "\n\n".join((PAST[0], PRESENT[1]))
    said = tell(source, meant(source, PRESENT[1], Meant.DREAM))
    scene_ = said.narrative.scenes[0]
    assert scene_.tense is Tense.PAST and scene_.present_verbs == 0 and not said.findings


def test_around_it_everything_is_judged_as_before(tell: Tell) -> None:
    source = past(f"{SHIFT}\n\nShe put the jar on the sill and looks at the rain.")
    assert tell(source, meant(source, SHIFT)).flagged() == ["looks"]


def test_historic_present_is_about_tense_alone(tell: Tell) -> None:
    intent = meant(TWO, "Ben poured the tea. Ben knew that she was lying.", Meant.HISTORIC_PRESENT)
    sharp = Intent(declarations=book("past, close third, Clara").declarations, passages=intent.passages)
    assert tell(TWO, sharp).flagged("pov.head") == ["Ben knew"]
    dream = meant(TWO, "Ben poured the tea. Ben knew that she was lying.", Meant.DREAM)
    sharp = Intent(declarations=sharp.declarations, passages=dream.passages)
    assert not tell(TWO, sharp).flagged("pov.head")


def test_a_passage_that_was_taken_out_is_said_to_be_lost(tell: Tell) -> None:
    source = past(SHIFT)
    (lost,) = tell("\n\n".join(PAST), meant(source, SHIFT)).narrative.meant
    assert lost.span is None and lost.now is None


# The bands


@pytest.mark.parametrize(
    ("said", "band", "value"), [("past", 0, "past"), ("third person", 1, "third"), ("Mara", 2, "Mara")]
)
def test_a_band_that_nobody_could_fill_shows_what_was_said(tell: Tell, said: str, band: int, value: str) -> None:
    one = tell("“Go,” said the door.\n\nRain.", book(said)).narrative.scenes[0]
    stretches = (one.tense_band, one.person_band, one.head_band)[band]
    assert [stretch.value for stretch in stretches] == [value]


def test_what_is_declared_changes_nothing_where_it_agrees(tell: Tell) -> None:
    source = present("She sits down.")
    before, after = tell(source), tell(source, book("present, close third"))
    assert before.findings == after.findings
    assert before.narrative.scenes[0].tense_band == after.narrative.scenes[0].tense_band


def test_without_the_model_it_is_kept_and_shown(tell: Tell) -> None:
    source = "\n\n".join(PAST) + BREAK + LETTER
    told = tell(source, scene(source, 1, "letters"), read=False).narrative
    assert [(said.first, said.now) for said in told.said] == [(1, told.scenes[1].place)]
    assert told.scenes[1].declared == telling_of("letters") and told.scenes[0].place.number == 1
