"""Telling a passage in the other tense: what moves, what stays, what is put to the writer, and the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from editor.checks.apply import apply
from editor.checks.checker import Story
from editor.checks.narrative.checker import NarrativeChecker
from editor.checks.narrative.model import Tense
from editor.checks.narrative.rewrite.orders import TellInTense
from editor.checks.narrative.rewrite.where import EVERYWHERE, Reach, Where
from editor.checks.proposal import NotWorkedOut, Proposal, edits_in
from editor.text.span import Span

StoryOf = Callable[..., Story]

# Sentences in the past and the same in the present: each is the other's answer.
BOTH_WAYS = [
    ("Mara opened the door and stepped outside.", "Mara opens the door and steps outside."),
    ("She was late, and the others were asleep.", "She is late, and the others are asleep."),
    ("I was cold.", "I am cold."),
    ("The dogs ran across the yard.", "The dogs run across the yard."),
    ("The dog ran across the yard.", "The dog runs across the yard."),
    ("They didn’t answer.", "They don’t answer."),
    ("He didn't answer.", "He doesn't answer."),
    ("Tom did not go home.", "Tom does not go home."),
    ("Did she know the man?", "Does she know the man?"),
    ("Did they know the man?", "Do they know the man?"),
    ("She had gone home.", "She has gone home."),
    ("They had gone home.", "They have gone home."),
    ("He’d gone home.", "He’s gone home."),
    ("They’d gone home.", "They’ve gone home."),
    ("I'd gone home.", "I've gone home."),
    ("He was walking along the quay.", "He is walking along the quay."),
    ("The letters were taken away.", "The letters are taken away."),
    ("The letter had been taken away.", "The letter has been taken away."),
    ("She could see the sea.", "She can see the sea."),
    ("She couldn’t see the sea.", "She can’t see the sea."),
    ("He could not move.", "He cannot move."),
    ("The door wouldn't open.", "The door won't open."),
    ("They knew she would come.", "They know she will come."),
    ("They knew she'd come.", "They know she'll come."),
    ("He had to leave.", "He has to leave."),
    ("He was going to shout.", "He is going to shout."),
    ("I wasn’t tired.", "I’m not tired."),
    ("There wasn't a light.", "There isn't a light."),
    ("There were three men by the gate.", "There are three men by the gate."),
    ("“We are late,” said Mara.", "“We are late,” says Mara."),
    ("“We are late,” they said.", "“We are late,” they say."),
    ("“It was raining,” I said, and sat down.", "“It was raining,” I say, and sit down."),
    ("Never had he seen such rain.", "Never has he seen such rain."),
    ("Down the stairs came the twins.", "Down the stairs come the twins."),
    ("The men who stood by the gate were strangers.", "The men who stand by the gate are strangers."),
    ("The man who stood by the gate was a stranger.", "The man who stands by the gate is a stranger."),
    ("One of the boys fell.", "One of the boys falls."),
    ("A number of boys fell.", "A number of boys fall."),
    ("Neither of them moved.", "Neither of them moves."),
    ("Tom and Ann moved.", "Tom and Ann move."),
    ("Everyone laughed.", "Everyone laughs."),
    ("Mara lay on the bed.", "Mara lies on the bed."),
    ("He lay as they had left him.", "He lies as they have left him."),
    ("He lied.", "He lies."),
    ("She lied to him about the boat.", "She lies to him about the boat."),
    ("Fog lay thick along the shore.", "Fog lies thick along the shore."),
    ("He put the cup down.", "He puts the cup down."),
    ("She read the letter twice.", "She reads the letter twice."),
    ("WE WENT IN.", "WE GO IN."),
    ("’Twas late.", "’Tis late."),
    ("She asked if he was well.", "She asks if he is well."),
    ("When the bell rang, they left the house.", "When the bell rings, they leave the house."),
    ("He stood up, picked up his hat, and went out.", "He stands up, picks up his hat, and goes out."),
    ("He moved as if he owned the house.", "He moves as if he owned the house."),
    ("She wished he were there.", "She wishes he were there."),
    ("It was time they left.", "It is time they left."),
    ("She knew he might come.", "She knows he might come."),
    ("He knew what must be done.", "He knows what must be done."),
]
# Nothing in these moves, whichever way the passage goes.
STILL = [
    "If he had known, he would have come.",
    "Had he known, he would have come.",
    "He used to sing.",
    "He would rather wait.",
    "She could have been rich.",
    "“I walked home,” “and I walk still.”",
    "*I walked all the way home.*",
    "The boys put up with it.",
]


def proposals(story: Story, to: Tense, where: Where = EVERYWHERE) -> tuple[Proposal, ...]:
    return TellInTense(to, where).propose(story)


def told(story_of: StoryOf, source: str, to: Tense) -> str:
    made = proposals(story_of(source), to)
    return apply(edits_in(p for p in made if p.sure), source)


@pytest.mark.parametrize(("past", "present"), BOTH_WAYS, ids=[p for p, _ in BOTH_WAYS])
def test_there_and_back(story_of: StoryOf, past: str, present: str) -> None:
    assert told(story_of, past, Tense.PRESENT) == present
    assert told(story_of, present, Tense.PAST) == past


@pytest.mark.parametrize("sentence", STILL)
def test_what_is_so_in_both(story_of: StoryOf, sentence: str) -> None:
    assert told(story_of, sentence, Tense.PRESENT) == sentence
    assert told(story_of, sentence, Tense.PAST) == sentence


@pytest.mark.parametrize("tense", ["PAST", "PRESENT"])
def test_what_is_there_already_stays(story_of: StoryOf, tense: str) -> None:
    sentence = "Mara opened the door." if tense == "PAST" else "Mara opens the door."
    assert proposals(story_of(sentence), Tense[tense]) == ()


UNSURE = [
    (Tense.PRESENT, "If they moved, the guard would see them.", "condition"),
    (Tense.PRESENT, "Every Sunday he would walk to the pier.", "habit"),
    (Tense.PRESENT, "Three years ago he sold the boat.", "ago"),
    (Tense.PRESENT, "I think he was tired.", "already"),
    (Tense.PRESENT, "He found the letter, its edges curled and yellowed.", "not sure"),
    (Tense.PAST, "Cats are proud.", "at all times"),
    (Tense.PAST, "In the photograph she is laughing.", "picture"),
]


@pytest.mark.parametrize(("to", "sentence", "why"), UNSURE, ids=[s for _, s, _ in UNSURE])
def test_what_is_not_sure_says_why(story_of: StoryOf, to: Tense, sentence: str, why: str) -> None:
    (proposal,) = proposals(story_of(sentence), to)
    assert not proposal.sure and why in proposal.note


def test_a_look_back_with_a_date_takes_the_simple_past(story_of: StoryOf) -> None:
    assert told(story_of, "He had sold the boat three years ago.", Tense.PRESENT) == "He sold the boat three years ago."
    assert told(story_of, "It had been sold last winter.", Tense.PRESENT) == "It was sold last winter."


def test_words_for_times_are_shown(story_of: StoryOf) -> None:
    (proposal,) = proposals(story_of("That night they slept in the barn."), Tense.PRESENT)
    assert proposal.sure and "that night" in proposal.note


def test_speech_thought_and_letters_are_left_alone(story_of: StoryOf) -> None:
    source = (
        "“I was here,” she said. *He was lying all along.* The rain stopped.\n\n> I was well, and the sea was calm.\n"
    )
    assert told(story_of, source, Tense.PRESENT) == source.replace("said", "says").replace("stopped", "stops")


@pytest.mark.parametrize(
    ("reach", "changed"),
    [
        (Reach.SELECTION, ["The rain stopped."]),
        (Reach.SCENE, ["Mara ran.", "The rain stopped."]),
        (Reach.CHAPTER, ["Mara ran.", "The rain stopped.", "Tom waited."]),
        (Reach.ALL, ["Ines slept.", "Mara ran.", "The rain stopped.", "Tom waited."]),
    ],
)
def test_the_order_reaches_so_far(story_of: StoryOf, reach: Reach, changed: list[str]) -> None:
    source = "Chapter One\n\nInes slept.\n\nChapter Two\n\nMara ran. The rain stopped.\n\n* * *\n\nTom waited.\n"
    start = source.index("The rain")
    made = proposals(story_of(source), Tense.PRESENT, Where(reach, Span(start, start + 5)))
    assert [proposal.span.of(source) for proposal in made] == changed


def test_without_the_model_it_is_refused(story_of: StoryOf) -> None:
    with pytest.raises(NotWorkedOut, match="language model is missing"):
        proposals(story_of("Mara opened the door.", read=False), Tense.PRESENT)


PASSAGE = """\
Ines unlocked the ticket office at six and put the kettle on. Nobody waited on the quay. The ferry had not come in, \
and the fog lay so thick that she could not see the breakwater. She counted the coins in the drawer twice.

“You're early,” said Marlow. He stood in the doorway with his hat in his hands, and water ran from his sleeves. \
“I was up all night.”

She didn't ask why. She poured the tea and pushed the cup across the counter, and he drank it as if he had been lost \
for a week. When the horn sounded they both looked up. It was the ferry; there were no lights on it.

Marlow set the cup down. He'd turned pale. “Stay here,” he told her, and he went out, and the fog closed behind him. \
She wasn't going to stay. She took the lamp and the keys, locked the drawer and ran after him.
"""


def test_a_passage_told_anew_has_no_slip_and_finds_its_way_back(story_of: StoryOf) -> None:
    present = told(story_of, PASSAGE, Tense.PRESENT)
    assert "pours the tea and pushes the cup" in present and "I was up all night" in present
    for source, base in ((PASSAGE, Tense.PAST), (present, Tense.PRESENT)):
        narrative, findings = NarrativeChecker().narrate(story_of(source))
        assert [scene.tense for scene in narrative.scenes] == [base]
        assert [f.text for f in findings if f.rule.id.startswith("tense")] == []
    assert told(story_of, present, Tense.PAST) == PASSAGE


def test_a_run_is_repaired_in_one_step(story_of: StoryOf) -> None:
    run = "The bus stops at the bridge. Omar climbs in, and the doors close. He finds a seat. He isn't tired."
    meant = "The bus stopped at the bridge. Omar climbed in, and the doors closed. He found a seat. He wasn't tired."
    source = PASSAGE.replace("When the horn", f"{run} When the horn")
    findings = NarrativeChecker().narrate(story_of(source))[1]
    (shift,) = [f for f in findings if f.rule.id == "tense.shift"]
    assert apply(shift.fixes[0].edits, source) == source.replace(run, meant)
