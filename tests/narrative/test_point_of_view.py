"""Person, heads and bands."""

from __future__ import annotations

from itertools import pairwise

from editor.checks.intent import Character, Intent
from editor.checks.narrative.checker import NarrativeChecker
from editor.checks.narrative.rules import RULES
from tests.narrative.conftest import Tell, Told
from tests.narrative.texts import PAST, PRESENT, past

HOP = (
    "Clara set the tray on her knees and waited. She wondered whether Ben had heard. She wished that she had stayed "
    "at home, and her heart was beating hard.\n\n"
    "Ben poured the tea. Ben knew that she was lying, and he hated the smell of the hall.\n\n"
    "Clara took her cup. She remembered the letter and felt ashamed. She decided to say nothing until he asked her."
)
OMNISCIENT = (
    "Mr Gower believed that the whole town loved him. Nora Pell knew better. She hoped that he would trip on the "
    "stairs. The vicar thought that both were fools.\n\n"
    "Mr Gower wished for a larger hat. Nora wanted a larger husband. The vicar, as the reader will have guessed, "
    "wanted his dinner. Nora decided to wait. Mr Gower supposed that she admired him."
)
TELLER = (
    "I rowed out before dawn and dropped the nets. I was cold. My hands stung. I counted the floats and waited. I "
    "heard the bell on the point. I thought of Aksel.\n\n"
    "Aksel sat in the stern and smoked. I asked him for the bottle. He shook his head. I laughed at him.\n\n"
    "I rowed back and tied the boat to the ring. I carried the basket up the steps and knocked."
)


def test_third_person(tell: Tell) -> None:
    assert tell("\n\n".join(PAST)).narrative.scenes[0].person == "third"


def test_first_person(tell: Tell) -> None:
    told = tell(TELLER)
    assert told.narrative.scenes[0].person == "first"
    assert told.flagged("pov") == []


def test_my_lady_is_a_title(tell: Tell) -> None:
    court = (
        "My Lady Ashcombe came down to the hall at ten. My Lady looked at the guests and said nothing. The steward "
        "bowed. My Lady crossed to the fire and held out her hands.\n\n"
        "Sir Piers rose. He offered my Lady his chair, and my Lady refused it. The dogs slept. My Lord Bishop coughed "
        "behind his sleeve. Nobody spoke to my Lady until the clock struck."
    )
    told = tell(court)
    assert told.narrative.scenes[0].person == "third"
    assert told.flagged("pov.person") == []


def test_a_witness_who_tells_of_others_is_a_teller(tell: Tell) -> None:
    deck = (
        "The pilot came aboard at noon and shook hands with the mate. I carried his bag below. He wore a yellow coat "
        "and he smelled of tar. The mate asked him about the bar, and he laughed.",
        "The pilot took the wheel himself. He sent the boy for coffee. The boy ran. The cook leaned out of the galley "
        "and cursed the weather. Nobody answered him. We passed the light at three. The wind fell. The mate looked up.",
        "The pilot said nothing for an hour. He turned the wheel a little and turned it back. I thought of the rocks. "
        "The sea broke on them like milk. The mate lit a pipe. The cook crossed himself. The gulls had gone.",
        "At four the pilot gave the wheel to the mate. I brought him his coat. He put it on. He counted his money. The "
        "boat came alongside. The pilot climbed down without a word. I waved to him, and we stood in for the harbour.",
    )
    assert tell("\n\n".join(deck)).narrative.scenes[0].person == "first"


def test_second_person(tell: Tell) -> None:
    source = (
        "You climb the stairs and push the door open. You set the lamp on a crate. You kneel beside the trunk and lift "
        "the lid. You count the letters. You carry them down to the kitchen and burn them."
    )
    assert tell(source).narrative.scenes[0].person == "second"


def test_a_stray_i_in_third_person(tell: Tell) -> None:
    told = tell(past("She lifted the last envelope, and I opened it with the knife."))
    assert told.flagged("pov.person") == ["I"]
    assert told.findings[0].severity.word == "question"
    assert "third person" in told.findings[0].message


def test_i_in_a_thought_is_none(tell: Tell) -> None:
    assert tell(past("I can’t stay here, she thought. She stood up and took her coat.")).flagged("pov.person") == []
    assert tell(past("*I should have burned them.* She stood up and took her coat.")).flagged("pov.person") == []


def test_the_teller_called_he(tell: Tell) -> None:
    told = tell(TELLER.replace("I laughed at him.", "I laughed at him.\n\nI crossed her arms and waited."))
    assert told.flagged("pov.person") == ["her"]


def test_head_hop_names_both_heads(tell: Tell) -> None:
    told = tell(HOP)
    hops = [f for f in told.findings if f.rule.id == "pov.head-hop"]
    assert hops
    assert hops[0].text == "Ben knew"
    assert hops[0].severity.word == "question"
    assert "Clara" in hops[0].message
    assert "Ben" in hops[0].message
    assert "“wondered”" in hops[0].evidence


def test_heads_and_their_shares(tell: Tell) -> None:
    focal = tell(HOP).narrative.scenes[0].focal
    assert [f.name for f in focal] == ["Clara", "Ben"]
    assert focal[0].share > focal[1].share
    assert sum(f.share for f in focal) <= 1.01


def test_a_scene_break_frees_the_head(tell: Tell) -> None:
    first, second, third = HOP.split("\n\n")
    told = tell("\n\n".join((first, third, "* * *", second)))
    assert told.flagged("pov.head") == []


def test_what_is_seen_from_outside_is_no_mind(tell: Tell) -> None:
    told = tell(
        HOP.replace(
            "Ben knew that she was lying, and he hated the smell of the hall.",
            "Ben seemed to know. He must have guessed.",
        )
    )
    assert told.flagged("pov.head") == []


def test_an_omniscient_narrator_is_left_alone(tell: Tell) -> None:
    told = tell(OMNISCIENT)
    assert told.flagged("pov") == []
    assert "knows everybody" in told.narrative.note


def test_declared_cast_wins(tell: Tell) -> None:
    intent = Intent(cast=(Character("Clara Voss", ("Clara", "Mrs Voss"), "she/her"), Character("Ben", (), "he/him")))
    focal = tell(HOP, intent).narrative.scenes[0].focal
    assert [f.name for f in focal] == ["Clara Voss", "Ben"]


def _bands_cover(told: Told) -> None:
    for scene in told.narrative.scenes:
        for band in (scene.tense_band, scene.person_band, scene.head_band):
            assert band[0].span.start == scene.span.start
            assert band[-1].span.end == scene.span.end
            assert all(a.span.end == b.span.start for a, b in pairwise(band))


def test_bands_cover_each_scene_without_gaps(tell: Tell) -> None:
    sources = (
        HOP,
        OMNISCIENT,
        TELLER,
        "\n\n".join((*PAST, "* * *", *PRESENT)),
        "# One\n\n" + HOP + "\n\n# Two\n\n“Go.”\n\n“No.”",
    )
    for source in sources:
        _bands_cover(tell(source))


def test_the_tense_band_shows_a_long_shift(tell: Tell) -> None:
    told = tell("\n\n".join((*PAST, *PRESENT)))
    assert [s.value for s in told.narrative.scenes[0].tense_band] == ["past", "present"]


def test_the_head_band_shows_both_heads(tell: Tell) -> None:
    band = tell(HOP).narrative.scenes[0].head_band
    assert [s.value for s in band] == ["Clara", "Ben", "Clara"]
    assert "“wondered”" in band[0].note


def test_nobodys_head_is_said_to_be_so(tell: Tell) -> None:
    band = tell("\n\n".join(PAST)).narrative.scenes[0].head_band
    assert [s.value for s in band] == [""]
    assert "can’t tell" in band[0].note


def test_an_edit_reads_only_its_paragraph(story_of, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from editor.checks.narrative.clauses import sentences_of

    read: list[str] = []

    def noted(facts):  # type: ignore[no-untyped-def]
        read.append(facts.paragraph.text)
        return sentences_of(facts)

    monkeypatch.setattr("editor.checks.narrative.checker.sentences_of", noted)
    checker = NarrativeChecker()
    checker.narrate(story_of(past("She sat down.")))
    read.clear()
    checker.narrate(story_of(past("She stood up.")))
    assert read == ["She stood up."]


def test_the_same_story_gives_the_same_answer(story_of) -> None:  # type: ignore[no-untyped-def]
    checker = NarrativeChecker()
    story = story_of(HOP)
    assert checker.narrate(story) == checker.narrate(story) == NarrativeChecker().narrate(story)


def test_every_rules_examples_hold(tell: Tell) -> None:
    for rule in RULES:
        if rule.id == "pov.head-hop":
            continue  # it takes a scene of its own: see the test below
        assert rule.why and rule.source
        assert tell(past(rule.right)).flagged(rule.id) == []
        assert tell(past(rule.wrong)).flagged(rule.id) != []


def test_the_head_hop_examples_hold_in_a_scene(tell: Tell) -> None:
    rule = next(rule for rule in RULES if rule.id == "pov.head-hop")
    first, _, third = HOP.split("\n\n")
    assert tell("\n\n".join((first, rule.right, third))).flagged(rule.id) == []
    assert tell("\n\n".join((first, rule.wrong, third))).flagged(rule.id) == ["Ben knew"]
