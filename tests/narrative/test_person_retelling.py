"""Telling a passage in another person: the teller's words, the verbs that follow, the name, and the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from editor.checks.apply import apply
from editor.checks.checker import Story
from editor.checks.intent import Character, Intent
from editor.checks.narrative.checker import NarrativeChecker
from editor.checks.narrative.model import Person
from editor.checks.narrative.rewrite.orders import TellInPerson
from editor.checks.narrative.rewrite.teller import Teller
from editor.checks.proposal import NotWorkedOut, Proposal, edits_in

StoryOf = Callable[..., Story]
MARA, TOM, ROBIN = Teller("Mara", "she"), Teller("Tom", "he"), Teller("Robin", "they")

# The name stands first in a scene, so each piece begins with a sentence that takes it.
THIRD = [
    (MARA, "I ran. I opened my door.", "Mara ran. She opened her door."),
    (TOM, "I ran. I opened my door.", "Tom ran. He opened his door."),
    (ROBIN, "I ran. I opened my door.", "Robin ran. They opened their door."),
    (MARA, "I ran. The boat was mine.", "Mara ran. The boat was hers."),
    (TOM, "I ran. The boat was mine.", "Tom ran. The boat was his."),
    (MARA, "I ran. The fall hurt me, and I blamed myself.", "Mara ran. The fall hurt her, and she blamed herself."),
    (ROBIN, "I ran. I was late.", "Robin ran. They were late."),
    (MARA, "I run. I am late, and I have no coat.", "Mara runs. She is late, and she has no coat."),
    (ROBIN, "I run. I am late, and I have no coat.", "Robin runs. They are late, and they have no coat."),
    (MARA, "I run. I don't stop.", "Mara runs. She doesn't stop."),
    (ROBIN, "I run. I don't stop.", "Robin runs. They don't stop."),
    (MARA, "I’m late. I’ve lost my coat.", "Mara is late. She’s lost her coat."),
    (
        MARA,
        "I ran. I'd lost my coat, and I'd never find it.",
        "Mara ran. She'd lost her coat, and she'd never find it.",
    ),
    (MARA, "My hands shook. Am I ill?", "Mara's hands shook. Is she ill?"),
    (MARA, "I walk to the sea and look at it.", "Mara walks to the sea and looks at it."),
    (MARA, "“I hate this,” I said. “It's mine!” I cried.", "“I hate this,” Mara said. “It's mine!” she cried."),
    (TOM, "I ran. If I were rich, I would stay.", "Tom ran. If he were rich, he would stay."),
    (MARA, "I can't see. I cannot stay.", "Mara can't see. She cannot stay."),
]


def proposals(story: Story, to: Person, teller: Teller) -> tuple[Proposal, ...]:
    return TellInPerson(to, teller).propose(story)


def told(story_of: StoryOf, source: str, to: Person, teller: Teller, intent: Intent | None = None) -> str:
    made = proposals(story_of(source, intent), to, teller)
    return apply(edits_in(p for p in made if p.sure), source)


@pytest.mark.parametrize(("teller", "first", "third"), THIRD, ids=[f"{t.pronoun} {f}" for t, f, _ in THIRD])
def test_first_to_third(story_of: StoryOf, teller: Teller, first: str, third: str) -> None:
    assert told(story_of, first, Person.THIRD, teller) == third


def test_the_name_stands_where_the_pronoun_could_mean_another(story_of: StoryOf) -> None:
    source = "I sat down. The woman came in, and I nodded. She gave me her scarf. I took it."
    assert told(story_of, source, Person.THIRD, MARA) == (
        "Mara sat down. The woman came in, and Mara nodded. She gave Mara her scarf. Mara took it."
    )
    assert told(story_of, source, Person.THIRD, TOM) == (
        "Tom sat down. The woman came in, and he nodded. She gave him her scarf. He took it."
    )


def test_we_becomes_they_and_is_told(story_of: StoryOf) -> None:
    (_, second) = proposals(story_of("I took her hand. We walked to our boat."), Person.THIRD, TOM)
    assert second.sure and "they" in second.note
    assert [edit.replacement for edit in second.edits] == ["They", "their"]


def test_a_thought_keeps_its_words(story_of: StoryOf) -> None:
    source = "I closed the door. *I will not stay here.* I ran."
    assert told(story_of, source, Person.THIRD, MARA) == "Mara closed the door. *I will not stay here.* She ran."


# Mara is the only woman here: her pronouns are certain.
FIRST = [
    ("Mara opened her door. She stepped outside.", "I opened my door. I stepped outside."),
    ("Mara has a coat. She is late, and she doesn't run.", "I have a coat. I am late, and I don't run."),
    ("Mara ran. She isn’t late. She wasn’t ill.", "I ran. I’m not late. I wasn’t ill."),
    ("Mara walks to the sea and looks at it.", "I walk to the sea and look at it."),
    ("“Go,” said Mara. Her brother laughed at her.", "“Go,” I said. My brother laughed at me."),
    ("Mara’s hands shook. The boat was hers. She hurt herself.", "My hands shook. The boat was mine. I hurt myself."),
    ("Mara ran. Tom and Mara sat down. Tom saw Mara.", "I ran. Tom and I sat down. Tom saw me."),
]


@pytest.mark.parametrize(("third", "first"), FIRST, ids=[t for t, _ in FIRST])
def test_third_to_first(story_of: StoryOf, third: str, first: str) -> None:
    cast = Intent(cast=(Character("Mara", (), "she/her"), Character("Tom", (), "he/him")))
    assert told(story_of, third, Person.FIRST, MARA, cast) == first


def test_another_woman_makes_a_pronoun_a_question(story_of: StoryOf) -> None:
    cast = Intent(cast=(Character("Mara", (), "she/her"), Character("Ines", (), "she/her")))
    source = "Mara opened the door. Ines came in and looked at her. The rain had soaked her coat."
    made = proposals(story_of(source, cast), Person.FIRST, MARA)
    assert made[0].sure and not any(p.sure for p in made[1:])
    assert all("is Mara cannot be told" in p.note for p in made[1:])
    assert told(story_of, source, Person.FIRST, MARA, cast).startswith("I opened the door. Ines came in")


def test_nobody_of_that_name(story_of: StoryOf) -> None:
    with pytest.raises(NotWorkedOut, match="Nobody called Robin"):
        proposals(story_of("Mara ran."), Person.FIRST, ROBIN)


PASSAGE = """\
I unlocked the ticket office at six and put the kettle on. My hands were cold, and I couldn't find the matches. The \
fog lay so thick that I could not see the breakwater. I counted the coins in my drawer twice and wrote it on my wrist.

“You're early,” said Marlow. He stood in the doorway with his hat in his hands, and he looked at me as if I had called \
him. “I was up all night.”

I didn't ask why. I poured the tea and pushed the cup across the counter. When the horn sounded I dropped my pencil. \
I'd waited for that ferry since June. “Stay here,” he told me, but I took the lamp and my keys, shut my drawer and ran.
"""


def test_a_passage_told_anew_has_no_slip_and_finds_its_way_back(story_of: StoryOf) -> None:
    teller = Teller("Ines", "she")
    cast = Intent(cast=(Character("Ines", (), "she/her"), Character("Marlow", (), "he/him")))
    third = told(story_of, PASSAGE, Person.THIRD, teller)
    assert "Ines unlocked the ticket office" in third and "“I was up all night.”" in third
    for source, person in ((PASSAGE, Person.FIRST), (third, Person.THIRD)):
        narrative, findings = NarrativeChecker().narrate(story_of(source, cast))
        assert [scene.person for scene in narrative.scenes] == [person]
        assert [f.text for f in findings if f.rule.id == "pov.person-slip"] == []
    assert told(story_of, third, Person.FIRST, teller, cast) == PASSAGE
