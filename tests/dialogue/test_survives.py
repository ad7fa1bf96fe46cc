"""What the family leaves alone: odd texts that are right, and systems of speech that it does not judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.checks.dialogue.aside import AsideChecker
from editor.checks.rule import Level
from editor.text.parse import Format, parse
from editor.text.quotes import System
from tests.dialogue.reviewing import addressed_in, findings_in, story_of

_LINES = (Path(__file__).parent / "survives.txt").read_text(encoding="utf-8").splitlines()
LINES = [line.replace("¶", "\n\n") for line in _LINES if line and not line.startswith("#")]
# So that the style of the text is known, as it is in a story.
_AROUND = "“Where were you?” she asked.\n\n{}\n\n“Nowhere,” he said. “Why?”"


@pytest.mark.parametrize("line", LINES)
def test_odd_but_right(line: str) -> None:
    text = _AROUND.format(line)
    found = [*findings_in(text, Format.MARKDOWN), *addressed_in(text)]
    assert [(one.rule.id, one.text) for one in found] == []


@pytest.mark.parametrize("line", LINES)
def test_odd_but_right_in_single_quotes(line: str) -> None:
    if "‘" in line or '"' in line or "“" not in line:
        pytest.skip("it has marks inside marks, or none")
    text = _AROUND.format(line).replace("“", "‘").replace("”", "’")
    assert [(one.rule.id, one.text) for one in findings_in(text, Format.MARKDOWN)] == []


ASIDE = [
    (System.DASH, "— You’re late Tom. she said.\n\n— The bus, He said.\n\n— What bus..\n\n— Never mind.,"),
    (System.DASH, "– Come in.\n\n– I can’t.\n\n– Why not.?\n\nShe waited."),
    (System.GUILLEMETS, "« Come in. » he said.\n\n« No », She said. « I can’t.. »"),
    (System.GUILLEMETS, "»Come in.« he said.\n\n»No«, She said."),
    (System.NONE, "Come in Tom, she said. I can’t, He said. Why not.\n\n"),
]


@pytest.mark.parametrize(("system", "source"), ASIDE)
def test_it_stands_aside_where_speech_has_other_marks(system: System, source: str) -> None:
    assert parse(source).quotes.system is system
    rules = {one.rule.id for one in [*findings_in(source), *addressed_in(source)]}
    assert not rules - {"dialogue.doubled-end-marks", "dialogue.two-dots"}


@pytest.mark.parametrize(("system", "source"), ASIDE)
def test_it_says_that_it_stands_aside(system: System, source: str) -> None:
    (said,) = AsideChecker().check(story_of(source * 3))
    assert said.severity is Level.ADVICE and "not judged" in said.message
    assert source.startswith(said.text[:1]) or system is System.NONE


@pytest.mark.parametrize("source", ["“Come in,” she said. “Sit.”", "It rained — all day — and then it stopped.", ""])
def test_a_text_with_quotation_marks_or_no_speech_hears_nothing(source: str) -> None:
    assert AsideChecker().check(story_of(source)) == []


def test_a_speech_of_five_paragraphs_is_one_speech() -> None:
    said = [f"“Part {number} of it was long." for number in ("one", "two", "three", "four")]
    whole = "\n\n".join((*said, "“That was all.”"))
    assert findings_in(whole) == []
    assert [one.rule.id for one in findings_in(whole.removesuffix("”"))] == ["dialogue.unclosed-quotation"]
