"""Thoughts with quotation marks here and without them there: one piece of advice for the whole text."""

from __future__ import annotations

import pytest

from editor.checks.dialogue.thoughts import ThoughtChecker
from editor.checks.rule import Level
from editor.text.parse import Format, parse
from tests.dialogue.reviewing import story_of

QUOTED = [
    "“It can’t be true,” she thought.",
    "“Will he ever learn?” thought Rosa.",
    "Rosa thought, “I should have stayed at home.”",
]
BARE = [
    "She thought, When will it end?",
    "He can’t know, she thought.",
    "What now? she thought.",
    "I’ll never get out of here, Hugo thought.",
]
NEITHER = [
    "She thought that it would never end.",
    "It was late, she thought, for a walk.",
    "It was late, she thought.",
    "“I thought so,” she said. “What do you think?”",
    "He thought about the boat and the rain.",
    "“That, I thought, was the end of it,” he said.",
]
_SPEECH = "“Sit down,” he said.\n\n"


@pytest.mark.parametrize("quoted", QUOTED)
@pytest.mark.parametrize("bare", BARE)
def test_two_systems_are_told_once(quoted: str, bare: str) -> None:
    source = f"{_SPEECH}{bare}\n\n{quoted}\n\n{bare}"
    (found,) = ThoughtChecker().check(story_of(source))
    assert found.severity is Level.ADVICE and found.span.of(source) == "thought"
    assert found.span.start > source.index(quoted[:6]) and "2" in found.message


@pytest.mark.parametrize("system", [QUOTED, BARE])
def test_one_system_is_left_alone(system: list[str]) -> None:
    assert ThoughtChecker().check(story_of(_SPEECH + "\n\n".join((*system, *NEITHER)))) == []


def test_italics_are_a_system_without_marks() -> None:
    source = f"{_SPEECH}*When will it all end?* she thought.\n\n{QUOTED[0]}\n\n*Not here, not now,* she thought."
    document = parse(source, Format.MARKDOWN)
    assert document.paragraphs[1].marks
    (found,) = ThoughtChecker().check(story_of(source, form=Format.MARKDOWN))
    assert source[: found.span.start].endswith("true,” she ")
