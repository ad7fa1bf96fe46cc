"""One test, or more, for each legitimate reason to leave a scene's tense (E1–E20)."""

from __future__ import annotations

import pytest

from tests.narrative.conftest import Tell
from tests.narrative.texts import past, present

IN_PAST = {
    "E1 speech": "“I hate this house,” she said. “It creaks and it stinks.”",
    "E1 thought": "She closed the trunk. She is lying, Hedda thought. Then she opened it again.",
    "E2 pluperfect": "The rain had stopped by then. Somebody had swept the yard and had shut the gate.",
    "E3 look back goes on": "She had met him in Bergen. He wore a red scarf. They walked along the harbour all night.",
    "E5 generic": "She waited for an answer. Cats do not forgive. She put the bowl down and stepped back.",
    "E5 generic you": "She sat down. You learn to wait in a house like that. She folded her hands.",
    "E6 habit": "Her uncle always says so at table. She shrugged and turned the key.",
    "E6 would": "Every Sunday he would walk to the lighthouse. He used to sing on the way.",
    "E7 place": "She took the lower way. The road to Vik runs past the mill. She walked fast and met nobody.",
    "E8 to this day": "She burned the letter. To this day nobody knows what stood in it. She washed her hands.",
    "E10 unreal": "She moved as if she owned the place. If she were rich, she would buy it.",
    "E11 reported": "He said that the earth is round. She knew that water boils at a lower heat up there.",
    "E12 relative clause": "She opened the door that leads to the yard. The man who lives there waved.",
    "E13 question": "She stopped. What does it matter? She went on.",
    "E14 because": "She hurried home because the shop closes at five. She bought nothing.",
    "E17 work": "She held up the picture. In the photograph she is laughing. She put it back.",
    "E18 idiom": "She paid him. God knows he needs it. She went out by the back door.",
    "E20 timetable": "She packed. The train leaves at six. She locked the door.",
    "E20 was to": "He was to leave at dawn. She was going to miss him. She lit the stove.",
}
IN_PRESENT = {
    "E2 pluperfect": "The rain had stopped before she came. Somebody had swept the yard.",
    "E4 anchored": "Last winter the pipes froze. The kitchen flooded and the cat moved out.",
    "E4 ago": "Three years ago her mother locked this door. She kept the key in her shoe.",
    "E4 after a perfect": "She has told this to nobody. The call came on a Tuesday.",
    "E5 generic": "Nobody ever died of dust. She wipes the lid with her sleeve.",
    "E6 on Sundays": "On Sundays he drinks in the yard. She hears him through the wall.",
    "E10 unreal": "If she were brave, she would open it. She moves as though she owned the place.",
    "E12 relative clause": "She takes the scarf her mother knitted. The trunk that came from Bergen is empty.",
    "E13 question": "Why did he leave it here? She shakes her head.",
    "E14 before": "She stops because somebody knocked. She is late because they talked.",
    "E20 was going to": "She was going to make a speech. She practised it all the way home.",
}


@pytest.mark.parametrize("case", IN_PAST)
def test_past_scene_is_silent(case: str, tell: Tell) -> None:
    told = tell(past(IN_PAST[case]))
    assert told.narrative.scenes[0].tense == "past"
    assert told.flagged() == []


@pytest.mark.parametrize("case", IN_PRESENT)
def test_present_scene_is_silent(case: str, tell: Tell) -> None:
    told = tell(present(IN_PRESENT[case]))
    assert told.narrative.scenes[0].tense == "present"
    assert told.flagged() == []


def test_e8_and_e9_the_tellers_now(tell: Tell) -> None:
    source = (
        "I rowed out before dawn and dropped the nets. The water lay black. I suppose I was afraid. I still have the "
        "knife. I have since learned his name. I pulled the first net in and emptied it. The boat rocked. I rowed "
        "back, tied her up and walked home. I remember the smell. My aunt opened the door and took the basket from me."
    )
    told = tell(source)
    assert told.narrative.scenes[0].person == "first"
    assert told.flagged() == []


def test_e15_a_passage_in_the_present_is_a_question(tell: Tell) -> None:
    told = tell(
        past(
            "Then the lamp goes out. She hears steps on the stairs. The handle turns. She grips the poker and holds "
            "her breath. A man steps in. He lifts his lantern."
        )
    )
    found = [f for f in told.findings if f.rule.id.startswith("tense")]
    assert [f.rule.id for f in found] == ["tense.shift"]
    assert found[0].severity.word == "question"
    assert found[0].text.startswith("goes")


def test_e16_headings_and_letters_are_not_the_narrators(tell: Tell) -> None:
    source = "# In which Hedda loses her hat\n\n" + past(
        "She unfolded the page.\n\n> I arrive on Monday. The boat is slow."
    )
    assert tell(source).flagged() == []


def test_e19_the_dialect_of_a_teller(tell: Tell) -> None:
    source = (
        "I walked up to the counter and put my hat down. “Morning,” says I. The man looked at me. “Morning,” I says "
        "to him. He poured a glass and pushed it over. I drank it and paid him. We talked about the river a while."
    )
    assert tell(source).flagged() == []
