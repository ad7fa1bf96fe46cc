"""What opens a mind, what only looks like it, and who a word stands for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from editor.checks.checker import Story
from editor.checks.narrative.clauses import sentences_of
from editor.checks.narrative.minds import Inside, Sign, signs_of
from editor.checks.narrative.people import follow
from editor.checks.narrative.scenes import scene_text
from editor.language.cast import NameTally, cast_of, tally
from editor.text.zones import ZoneKind
from tests.narrative.conftest import Tell

StoryOf = Callable[..., Story]

OPENED = [
    ("Petra wondered whether the bus had gone.", Inside.THOUGHT),
    ("Petra realised that she was being followed.", Inside.THOUGHT),
    ("Petra had no idea what to say.", Inside.THOUGHT),
    ("She could not believe that he had said it.", Inside.THOUGHT),
    ("Petra wanted to go home.", Inside.FEELING),
    ("Petra felt a cold hand close on her heart.", Inside.FEELING),
    ("Petra was ashamed of the dress.", Inside.MOOD),
    ("It struck Petra that the door was open.", Inside.FEELING),
    ("A great tenderness went through him.", Inside.FEELING),
    ("She knew better than to ask.", Inside.THOUGHT),
]
NOT_OPENED = [
    "Petra seemed to wonder about it.",
    "She must have known that he was there.",
    "Perhaps he hated her.",
    "He looked as if he wanted to go.",
    "“Is it far?” Petra wondered.",
    "She wanted to know the time.",
    "Petra thought a moment.",
    "Petra considered the two of them.",
    "She knows every street of the town.",
    "What Petra thought, nobody could say.",
    "Petra felt in her pocket for the key.",
    "Petra blushed and frowned.",
    "Did she know that he was there?",
]


def _signs(story_of: StoryOf, text: str) -> list[Sign]:
    facts = story_of(text).facts[0]
    return [sign for sentence in sentences_of(facts) for sign in signs_of(sentence)]


@pytest.mark.parametrize(("text", "inside"), OPENED, ids=[text for text, _ in OPENED])
def test_a_mind_is_opened(story_of: StoryOf, text: str, inside: Inside) -> None:
    assert inside in [sign.inside for sign in _signs(story_of, text) if sign.bare]


@pytest.mark.parametrize("text", NOT_OPENED)
def test_no_mind_is_opened(story_of: StoryOf, text: str) -> None:
    assert not [sign for sign in _signs(story_of, text) if sign.bare]


def test_one_who_seems_is_looked_at(story_of: StoryOf) -> None:
    assert [sign.inside for sign in _signs(story_of, "He seemed tired.")] == [Inside.OUTSIDE]


def test_a_guess_in_anothers_head_is_not_bare(story_of: StoryOf) -> None:
    for text in ("Owen was tired of her, she knew it.", "Emil knew the sign: Anton was afraid of the bishop."):
        bare = [sign for sign in _signs(story_of, text) if sign.bare and sign.inside is Inside.MOOD]
        assert not bare


def _meant(story_of: StoryOf, text: str, head: str = "") -> list[tuple[str, str]]:
    """Each word that stands for somebody, and for whom."""
    story = story_of(text)
    passages = [sentences_of(facts) for facts in story.facts]
    names = NameTally()
    for passage in passages:
        if passage:
            names.add(tally(passage[0].tree, [zone is ZoneKind.NARRATION for zone in passage[0].zones]))
    scene = scene_text(story.document.scenes[0], passages)
    mentions = follow(scene.lines, cast_of(names), head)
    found = []
    for line in scene.lines:
        for index in range(line.sentence.start, line.sentence.end):
            who = mentions.at(line, index)
            if who is not None and who.known:
                found.append((line.sentence.tree.tokens[index].text, who.name))
    return found


def test_pronouns_follow_their_kind(story_of: StoryOf) -> None:
    text = "Ingrid came in with Omar. He carried the lamp. She shut the door behind them."
    assert _meant(story_of, text) == [("Ingrid", "Ingrid"), ("Omar", "Omar"), ("He", "Omar"), ("She", "Ingrid")]


def test_two_at_one_verb_are_two(story_of: StoryOf) -> None:
    meant = _meant(story_of, "Omar stood at the gate. Viktor waited. He looked at him for a long time.")
    assert dict(meant[2:])["He"] != dict(meant[2:])["him"]


def test_a_subject_goes_on_in_its_paragraph(story_of: StoryOf) -> None:
    text = "Omar sat by the stove and waited for the rain to stop.\n\nThe waiter brought the bill. He was tired."
    assert _meant(story_of, text)[-1] == ("He", "the waiter")


def test_they_may_be_one(story_of: StoryOf) -> None:
    text = (
        "Rook pulled off their gloves and hung up their coat. They knelt by the stove. Rook warmed their hands. "
        "They hummed. Rook never hummed when they were happy. Rook told themself to stop."
    )
    assert ("They", "Rook") in _meant(story_of, text)


def test_a_second_person_scene_has_the_readers_head(tell: Tell) -> None:
    told = tell(
        "You push the door and step inside. The shop smells of glue. You look for the bell, and you find it under a "
        "newspaper. You ring it twice. The owner comes out of the back with his spectacles on his forehead.\n\n"
        "“Yes?” he says.\n\nYou put the violin on the counter. He knows at once that it is stolen. You open the case, "
        "and you watch him bend over it. Your hands are wet. You wipe them on your coat and wait."
    )
    assert told.narrative.scenes[0].person == "second"
    assert told.flagged("pov.head") == ["He knows"]
    assert "“you”" in next(f.message for f in told.findings)


def test_what_the_teller_was_told_is_no_hop(tell: Tell) -> None:
    scene = (
        "I met Joaquim at the gate at six. He had the rope over his shoulder, and I carried the lamp. We walked up "
        "past the sheds. I was cold. {} He tied the rope to the pine and leaned on it. I went down first. I counted "
        "the ledges, and I did not look at my feet.\n\n“Slowly,” said Joaquim."
    )
    for licensed in (
        "He told me later that he had been afraid.",
        "I could see that he was afraid.",
        "He must have been afraid.",
        "He seemed to remember something.",
    ):
        assert not tell(scene.format(licensed)).flagged("pov.head"), licensed


def test_what_comes_with_a_name_is_said_not_seen(tell: Tell) -> None:
    scene = (
        "Clara set the tray on her knees and waited. She wondered whether anybody would sit by her. She wished that "
        "she had stayed at home, and her heart was beating hard.\n\n“Is there room?” asked a man in a brown coat.\n\n"
        "“Yes,” she said.\n\n{} He put the cup away.\n\nClara took her cup. She remembered the letter and felt "
        "ashamed. She decided to say nothing until he asked her."
    )
    assert tell(scene.format("His name was Ben, he came from the coast, he hated tea.")).flagged("pov.head") == []
    assert tell(scene.format("He was called Ben, and he loved dogs.")).flagged("pov.head") == []
    assert tell(scene.format("Ben hated tea.")).flagged("pov.head") == ["Ben hated"]
    assert tell(scene.format("His name was Ben, and he knew that she was lying.")).flagged("pov.head") != []
