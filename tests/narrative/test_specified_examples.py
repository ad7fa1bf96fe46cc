"""Every example sentence of the twenty exceptions, in a scene of the other tense: nothing is asked about any."""

from __future__ import annotations

import pytest

from tests.narrative.conftest import Tell
from tests.narrative.texts import past, present

EXAMPLES = {
    "E1": [(past, "“I hate this,” she said. *He’s lying.* She shut the stove.")],
    "E2": [(past, "The rain had stopped."), (present, "The rain had stopped.")],
    "E3": [(past, "She had met him in Oslo. He wore a red coat.")],
    "E4": [
        (present, "Last winter the pipes froze. She pours salt on the step."),
        (present, "The first time he came, he brought a cake. She eats an apple."),
        (present, "That night the river rose and took the boats. She shuts her eyes."),
    ],
    "E5": [
        (past, "Cats do not forgive. She drew back her hand."),
        (past, "You learn to wait. She folded her arms."),
        (past, "Nobody likes a locked door. She tried the handle again."),
    ],
    "E6": [
        (past, "Every Sunday he would walk to the lighthouse; he used to sing on the way."),
        (present, "He used to sing on the way. She hums the tune."),
        (present, "On Sundays he drinks. She counts the bottles."),
    ],
    "E7": [
        (past, "Tanner Lane is a dark alley behind the docks. She turned into it and counted the doors."),
        (past, "The road to Leith runs past the mill where they hid. She took it in the dark."),
    ],
    "E10": [
        (past, "If he were rich, he would buy the house. She put the thought away."),
        (past, "She moved as if she owned it. She sat down in the good chair."),
        (past, "Long live the queen. She raised her cup to the picture."),
        (present, "She wishes she knew his name. She moves as if she owned it."),
    ],
    "E11": [
        (past, "He said the earth is round. She laughed at him."),
        (past, "She thought that people are kind at heart. She locked the door."),
        (present, "He says he was ill. She gives him the key."),
    ],
    "E12": [
        (present, "She takes the scarf her mother knitted. She wraps it round the jar."),
        (past, "She took the path that leads to the well. The dog followed."),
    ],
    "E13": [
        (present, "Was he mad? She shakes the box."),
        (past, "What does it matter? She shook the box."),
        (past, "How she hates this house! She kicked the trunk."),
    ],
    "E14": [
        (present, "She leaves the lamp because it got dark early. It is late because they talked."),
        (past, "She hurried, for the shop closes before it gets dark. She met nobody."),
    ],
    "E16": [(past, "## Chapter IX, in which Tom loses his hat\n\nTom came in and sat down.")],
    "E17": [
        (past, "In the photograph she is laughing. Hedda turned it over."),
        (past, "The letter says that the roof leaks. She smoothed the page."),
        (past, "On the old map the river has no name. She rolled it up."),
    ],
    "E18": [
        (past, "She kept it for luck, that is, out of habit."),
        (past, "He was, so to speak, the owner."),
        (past, "As it happens, the key was gone."),
        (past, "She would stay, come what may."),
        (past, "God knows she had tried."),
        (past, "Needless to say, the key was gone."),
        (past, "The key, I think, was gone. She looked for it."),
    ],
    "E20": [
        (past, "He was to leave at dawn. She packed his bag."),
        (past, "The train leaves at six. She looked at the clock."),
        (present, "He was going to leave at dawn. She packs his bag."),
    ],
}
CASES = [(f"{number} {text}", tell_in, text) for number, cases in EXAMPLES.items() for tell_in, text in cases]


@pytest.mark.parametrize(("name", "scene", "middle"), CASES, ids=[case[0][:40] for case in CASES])
def test_example_is_let_alone(name: str, scene: object, middle: str, tell: Tell) -> None:
    assert callable(scene)
    assert tell(scene(middle)).flagged() == [], name


FIRST = (
    "I rowed out before dawn and dropped the nets. The water lay black and still. I pulled the first net in and "
    "emptied it into the box. The boat rocked. {} I rowed back, tied her up and walked home. My aunt opened the door "
    "and took the basket from me. She weighed the fish, paid me and sent me to bed."
)
FIRST_PRESENT = (
    "I row out before dawn and drop the nets. The water lies black and still. I pull the first net in and empty it "
    "into the box. The boat rocks. {} I row back, tie her up and walk home. My aunt opens the door and takes the "
    "basket from me. She weighs the fish, pays me and sends me to bed."
)


@pytest.mark.parametrize(
    ("scene", "middle"),
    [
        (FIRST, "I suppose he was tired."),
        (FIRST, "I still have the key."),
        (FIRST, "I remember the smell of tar."),
        (FIRST, "I have since learned his name."),
        (FIRST, "My uncle is now retired, and he still lives by the harbour. I waved to him."),
        (FIRST, "“Row,” says I. “Faster,” says he. “Row,” says I. “Mind the rope,” says Silver."),
        (FIRST, "To this day I know that water by its sound."),
        (FIRST, "“Row,” I says to him. “Row,” I says again, and he rowed. “Faster,” I says."),
        (FIRST_PRESENT, "Last winter the pipes froze. Now I pour salt on the step."),
        (FIRST_PRESENT, "I leave before it gets dark."),
        (FIRST_PRESENT, "It is late because we talked."),
        (FIRST_PRESENT, "I have never learned his name."),
    ],
)
def test_the_teller_is_let_alone(scene: str, middle: str, tell: Tell) -> None:
    told = tell(scene.format(middle))
    assert told.narrative.scenes[0].person == "first"
    assert told.flagged() == []


def test_e15_a_marked_historic_present_is_a_question_at_most(tell: Tell) -> None:
    told = tell(
        past(
            "And then, imagine it, the door opens. A man steps in. He shakes the rain from his hat, looks at Hedda and "
            "says nothing. He walks to the stove. He warms his hands over it."
        )
    )
    found = [f for f in told.findings if f.rule.id.startswith("tense")]
    assert [f.rule.id for f in found] == ["tense.shift"]
    assert found[0].severity.word == "question"
