"""Commas around those who are spoken to: names, titles, endearments, and what only looks like them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from editor.checks.apply import apply
from editor.checks.dialogue.people import PeopleChecker
from editor.checks.intent import Character, Intent
from editor.checks.rule import Finding, Level
from editor.language.reader import Reader
from tests.dialogue.reviewing import addressed_in

_LINES = Path(__file__).parent / "addresses.txt"
# Everybody of the lines speaks or acts once in a story of their own.
_CAST = "\n\n".join(
    (
        "“It’s late,” said Mara.",
        "“Is it?” asked Tom.",
        "Ines shut the door. “Quite late.”",
        "“Good,” Kofi said.",
        "Beatrix laughed. “You would say that.”",
        "“Any news?” asked Mr. Pell.",
        "“None,” said Doctor Lee.",
    )
)
# Of the commas that are missing so many at least are found, and so few at most beside them.
_FOUND, _WRONG = 0.9, 0.02


@dataclass(frozen=True)
class Line:
    """A line of the file, the commas of the marked places put in, and as a slip of the keyboard leaves it."""

    right: str
    wrong: str

    @property
    def slips(self) -> bool:
        return self.right != self.wrong


def _lines() -> list[Line]:
    lines = (line for line in _LINES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return [Line(line.replace("^", ","), line.replace("^", "")) for line in lines]


LINES = _lines()


def _found(said: str, reader: Reader) -> list[Finding]:
    start = len(_CAST) + 2
    return [finding for finding in addressed_in(f"{_CAST}\n\n{said}", reader) if finding.span.start >= start]


def test_there_are_lines_enough_of_both_kinds() -> None:
    assert sum(line.slips for line in LINES) >= 60 and sum(not line.slips for line in LINES) >= 60


def test_nearly_every_missing_comma_is_found_and_put(reader: Reader) -> None:
    start = len(_CAST) + 2
    slips = [line for line in LINES if line.slips]
    missed = []
    for line in slips:
        found = _found(line.wrong, reader)
        edits = sorted(edit for finding in found for edit in finding.fixes[0].edits)
        if apply(edits, f"{_CAST}\n\n{line.wrong}")[start:] != line.right:
            missed.append(line.wrong)
    assert len(missed) <= (1 - _FOUND) * len(slips), missed


def test_nearly_nothing_right_is_flagged(reader: Reader) -> None:
    flagged = {line.right: [f.text for f in found] for line in LINES if (found := _found(line.right, reader))}
    assert len(flagged) <= _WRONG * len(LINES), flagged


@pytest.mark.parametrize(
    ("said", "flagged", "mended"),
    [
        ("“Come here Mara.”", "here Mara", "“Come here, Mara.”"),
        ("“Tom are you coming?”", "Tom are", "“Tom, are you coming?”"),
        ("“No Kofi I won’t.”", "No Kofi", "“No, Kofi, I won’t.”"),
        ("‘What is it Dad?’ said Ines. ‘Tell me.’", "it Dad", "‘What is it, Dad?’ said Ines. ‘Tell me.’"),
    ],
)
def test_the_flag_stands_on_the_name_and_its_neighbour(said: str, flagged: str, mended: str, reader: Reader) -> None:
    text = _CAST.replace("“", "‘").replace("”", "’") if said.startswith("‘") else _CAST
    whole = f"{text}\n\n{said}"
    (finding,) = addressed_in(whole, reader)
    assert finding.text == flagged and finding.severity in (Level.MISTAKE, Level.QUESTION)
    assert finding.message.endswith(".") and finding.fixes[0].title
    assert apply(sorted(finding.fixes[0].edits), whole).endswith(mended)


@pytest.mark.parametrize("said", ["“Come here Mara.”", "“Thank you sir.”", "“You’re late again Tom.”"])
def test_a_few_are_found_where_english_cannot_be_read(said: str) -> None:
    assert addressed_in(f"{_CAST}\n\n{said}")


def test_a_name_that_the_writer_declared_is_somebody(reader: Reader) -> None:
    said = "“I don’t know Bergen.”"
    unknown = addressed_in(said, reader)
    declared = addressed_in(said, reader, Intent(cast=(Character("Bergen"),)))
    assert len(declared) >= len(unknown)


def test_narration_and_dash_dialogue_are_left_alone(reader: Reader) -> None:
    assert addressed_in(f"{_CAST}\n\nCome here Mara.", reader) == []
    assert addressed_in("— Come here Mara.\n\n— No Tom.\n\n— Why not Mara?\n\n— Thanks Tom.", reader) == []


def test_the_own_example_holds(reader: Reader) -> None:
    (rule,) = PeopleChecker().rules
    assert [finding.rule for finding in addressed_in(rule.wrong, reader)] == [rule]
    assert addressed_in(rule.right, reader) == []
