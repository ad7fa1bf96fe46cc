"""The scorer on stories of one line."""

from __future__ import annotations

import json

import pytest

from tests.annotated.score import (
    FAMILY_OF_KIND,
    HERE,
    STORIES,
    Flag,
    Mark,
    NoReport,
    Story,
    load_stories,
    read_report,
    score,
    table,
)

TEXT = "He ran. She runs home. “Stop” he said. The the end."


def marked(words: str, kind: str, ok: bool = False) -> Mark:
    start = TEXT.index(words)
    return Mark(start, start + len(words), kind, ok)


def flagged(words: str, family: str) -> Flag:
    start = TEXT.index(words)
    return Flag(start, start + len(words), family, f"{family}.rule")


STORY = Story(
    "one",
    TEXT,
    (
        marked("runs", "tense-slip"),
        marked("Stop”", "missing-terminal"),
        marked("The the", "repeated-word"),
        marked("He ran", "head-hop", ok=True),
    ),
)


def test_a_tense_slip_is_found_anywhere_in_its_sentence() -> None:
    result = score([STORY], {"one": [flagged("She", "tense")]})
    assert (result.families["tense"].found, result.families["tense"].right) == (1, 1)
    assert result.kinds["tense-slip"] == (1, 1)


def test_dialogue_is_found_within_three_characters_only() -> None:
    near = score([STORY], {"one": [flagged("he said", "dialogue")]})
    far = score([STORY], {"one": [flagged("ran", "dialogue")]})
    assert near.families["dialogue"].found == 1
    assert (far.families["dialogue"].found, far.families["dialogue"].false) == (0, 1)


def test_spelling_counts_as_grammar() -> None:
    assert score([STORY], {"one": [flagged("The the", "spelling")]}).families["grammar"].found == 1


def test_a_trap_that_is_flagged_is_a_false_alarm() -> None:
    result = score([STORY], {"one": [flagged("He ran", "pov")]})
    assert (result.families["pov"].false, result.families["pov"].planted) == (1, 0)
    assert result.rules == {"pov.rule": 1}


def test_a_flag_on_a_mistake_of_another_family_is_neutral() -> None:
    result = score([STORY], {"one": [flagged("The the", "dialogue")]})
    tally = result.families["dialogue"]
    assert (tally.neutral, tally.false, tally.right) == (1, 0, 0)


def test_style_and_consistency_are_not_judged() -> None:
    result = score([STORY], {"one": [flagged("He", "style"), flagged("home", "consistency")]})
    assert all(tally.false == 0 for tally in result.families.values())


def test_the_table_gives_shares_and_rates() -> None:
    result = score([STORY], {"one": [flagged("She", "tense"), flagged("He ran", "tense")]})
    lines = list(table("Blind", result))
    assert lines[0] == "### Blind: 1 stories, 11 words"
    assert "| tense | 1.00 | 1 of 1 | 0.50 | 1 | 909.1 |" in lines
    assert "| pov | – | 0 of 0 | – | 0 | 0.0 |" in lines
    assert "| missing-terminal | dialogue | 0.00 | 0 of 1 |" in lines


def test_a_report_is_read_without_its_advice() -> None:
    finding = {"start": 0, "end": 2, "family": "tense", "rule": "tense.slip", "level": "question"}
    files = [{"path": "some/folder/one.plain.txt", "findings": [finding, finding | {"level": "advice"}]}]
    assert read_report(json.dumps({"schema": 1, "files": files})) == {"one": [Flag(0, 2, "tense", "tense.slip")]}


@pytest.mark.parametrize("report", ["", "[]", '{"schema": 2}', '{"schema": 1, "files": [{}]}'])
def test_what_is_no_report_is_said(report: str) -> None:
    with pytest.raises(NoReport):
        read_report(report)


def test_the_stories_and_their_marks_fit() -> None:
    stories = load_stories(STORIES)
    names = {story.name for story in stories}
    blind = set((HERE / "blind.txt").read_text(encoding="utf-8").split())
    assert len(names) == 40 and len(blind) == 12 and blind <= names
    for story in stories:
        for mark in story.marks:
            assert 0 <= mark.start < mark.end <= len(story.text) and mark.kind in FAMILY_OF_KIND
