"""A comma before the name of somebody who lives in the story."""

from __future__ import annotations

import pytest

from editor.checks.checker import Story
from editor.checks.dialogue.people import PeopleChecker
from editor.checks.intent import Character, Intent
from editor.checks.rule import Finding
from editor.text.parse import parse
from tests.dialogue.reviewing import facts_of

_CAST = (
    "“It’s late,” said Marit.\n\n“I know,” said Osman.\n\n“Do you?” asked Marit.\n\n“I always know,” Osman replied.\n\n"
)


def found_in(source: str, intent: Intent | None = None) -> list[Finding]:
    document = parse(source)
    facts = tuple(facts_of(document, paragraph) for paragraph in document.paragraphs)
    return PeopleChecker().check(Story(document, facts, intent or Intent()))


@pytest.mark.parametrize(
    ("said", "flagged"),
    [
        ("“Hello Marit.”", "Hello Marit"),
        ("“No Osman!” she said.", "No Osman"),
        ("“What happened Marit?”", "happened Marit"),
        ("“You are wrong Osman.”", "wrong Osman"),
        ("“I will Marit.”", "will Marit"),
        ("“Good evening Osman.”", "evening Osman"),
        ("“What do you make of that Marit?”", "that Marit"),
        ("“Do you Marit?”", "you Marit"),
        ("“Osman are you there?”", "Osman are"),
        ("“Marit come here.”", "Marit come"),
    ],
)
def test_a_known_name_is_spoken_to(said: str, flagged: str) -> None:
    (finding,) = found_in(_CAST + said)
    assert finding.text == flagged and finding.fixes[0].edits[0].replacement == ","


@pytest.mark.parametrize(
    "said",
    [
        "“Hello, Marit.”",
        "“I saw Marit.”",
        "“This is Osman.”",
        "“Give it to Marit.”",
        "“My friend Osman.”",
        "“We all love Marit.”",
        "“Who is it? Is it Osman?”",
        "“Hello Bergen.”",
        "“The doctor Marit.”",
        "“Osman comes here.”",
        "Hello Marit. She wrote it down.",
    ],
)
def test_what_belongs_to_its_sentence_stays(said: str) -> None:
    assert found_in(_CAST + said) == []


def test_a_name_from_the_declared_cast_is_somebody() -> None:
    said = "“Hello Bergen.”"
    assert found_in(_CAST + said, Intent(cast=(Character("Bergen"),)))
    assert not found_in(_CAST + said)
