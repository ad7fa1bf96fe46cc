"""Speech of many builds, right and wrong, read with the shipped reader as in a review.

Other verbs, speakers, marks and places in the sentence than the example files of the rules have, so that no rule
fits its own examples only.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.checks.dialogue.checker import DialogueChecker
from editor.checks.rule import Finding
from editor.language.reader import Reader
from editor.text.parse import parse
from tests.dialogue.reviewing import facts_of

_LINES = (Path(__file__).parent / "constructions.txt").read_text(encoding="utf-8").splitlines()
_PAIRS = [line.split(" | ", 1) for line in _LINES if line and not line.startswith("#")]
WRONG = [(rule, text) for rule, text in _PAIRS if rule != "-"]
RIGHT = [text for rule, text in _PAIRS if rule == "-"]
# So that the marks of the text are known, as they are in a story.
_SINGLE = "\n\n‘Well,’ said Hob.\n\n‘Yes,’ said Hob.\n\n‘So,’ said Hob."


def _findings(text: str, reader: Reader) -> list[Finding]:
    single = text.startswith("‘") or (" ‘" in text and "“" not in text)
    document = parse(text.replace("¶", "\n\n") + (_SINGLE if single else ""))
    return [
        finding
        for paragraph in document.paragraphs
        for finding in DialogueChecker().check(facts_of(document, paragraph, reader))
    ]


@pytest.mark.parametrize(("rule", "text"), WRONG)
def test_a_slip_of_any_build_is_found(rule: str, text: str, reader: Reader) -> None:
    assert f"dialogue.{rule}" in [finding.rule.id for finding in _findings(text, reader)]


@pytest.mark.parametrize("text", RIGHT)
def test_right_speech_of_any_build_is_left_alone(text: str, reader: Reader) -> None:
    assert [(finding.rule.id, finding.text) for finding in _findings(text, reader)] == []
