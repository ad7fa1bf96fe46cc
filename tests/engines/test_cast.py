"""Names and the writer's own words are never misspellings."""

from __future__ import annotations

import pytest

from editor.checks.intent import Character, Intent
from editor.engines.dictionary import misspelled, near_miss, slip
from editor.engines.harper import HarperChecker
from tests.engines.desk import flags

HARPER = [HarperChecker()]


@pytest.mark.parametrize(
    "text",
    [
        "Maris waited. “Did Kestrin recieveth?” Kestrin’s hand shook.",
        "Tamsyn opened the door, and the Tamsyns of old looked down.",
        "KESTRIN! The shout came again, and Kestrin ran.",
        "The vardle sang. He had never heard a vardle sing.",
        "She called it a *vardel*, as her people did.",
        "“W-wher is he?” she asked.",
        "“Thrrrum,” went the drum. “Brrm. Hahaha.”",
        "“I’m tellin’ you, it’s gettin’ darkk, an’ I ain’t stayin’,” he said.",
    ],
)
def test_no_name_and_no_word_of_the_writers_own_is_flagged(text: str) -> None:
    assert [flag for flag in flags(text, HARPER) if flag[0] == "SpellCheck"] == []


def test_a_slip_in_narration_is_flagged() -> None:
    assert flags("Kestrin waited untill the lamp went out.", HARPER) == [("SpellCheck", "untill")]


def test_declared_words_and_cast_are_respected() -> None:
    text = "The old brige was out. She knew it by the smel of tar."
    assert [words for _, words in flags(text, HARPER)] == ["brige", "smel"]
    intent = Intent(cast=(Character("Old Brige"),), words=frozenset({"smel"}))
    assert flags(text, HARPER, intent) == []


@pytest.mark.parametrize(
    ("word", "other"), [("recieve", "receive"), ("untill", "until"), ("tommorow", "tomorrow"), ("seperate", "separate")]
)
def test_a_near_miss_is_one(word: str, other: str) -> None:
    assert near_miss(word, other)
    assert misspelled(word, [other])


@pytest.mark.parametrize(
    ("word", "other"), [("dashi", "dash"), ("yeeked", "peeked"), ("until", "until"), ("cat", "dogs")]
)
def test_a_far_miss_is_none(word: str, other: str) -> None:
    assert not near_miss(word, other)


def test_a_slip_is_a_double_a_single_or_a_swap() -> None:
    assert slip("allready", "already")
    assert slip("adress", "address")
    assert slip("teh", "the")
    assert not slip("already", "already")
    assert not slip("boat", "bolt")


@pytest.mark.parametrize("word", ["riverwards", "moonless", "unlit", "lampmaker", "gaol’s", "colour"])
def test_words_of_known_parts_are_words(word: str) -> None:
    assert not misspelled(word, ["river", "moon", "unit", "lamp", "goal"])
