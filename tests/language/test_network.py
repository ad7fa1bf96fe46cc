"""The network alone: what goes in, and that windows do not know of each other."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import numpy as np
import pytest

from editor.language.network import _AT_ONCE, MOST_PIECES, ModelMissing, Network, Scores, _groups, feed
from editor.language.reader import Reader
from editor.language.slips import Base, SlipWindow, Voice, context_code
from editor.resources import resource

WORDS = "The ferry was late ; nobody on Hrafnsvík quay minds . “ Go on , ” says Ottoline — 他 🙂 WAIT".split()


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(resource("language"))


def windows(seed: int, number: int) -> list[tuple[list[str], list[bool]]]:
    dice = random.Random(seed)
    sizes = [dice.choice([1, 2, 5, 17, 40, 90]) for _ in range(number)]
    return [([dice.choice(WORDS) for _ in range(size)], [dice.random() < 0.9 for _ in range(size)]) for size in sizes]


def same(first: Scores, second: Scores) -> bool:
    return all(np.array_equal(getattr(first, name), getattr(second, name)) for name in Scores.__slots__)


def test_every_window_is_in_one_group_of_its_length() -> None:
    sizes = [3, 17, 16, 300, 15, 16, 512, 1, 33, *[40] * 60]
    groups = list(_groups(sizes))
    assert sorted(index for group in groups for index in group) == list(range(len(sizes)))
    for group in groups:
        assert len({-(-sizes[index] // 16) for index in group}) == 1
        assert len(group) == 1 or sum(sizes[index] for index in group) <= _AT_ONCE


def test_the_grid_and_back_is_the_row(network: Network) -> None:
    given = [network.pieces.encode(words[:9], spaces[:9]) for words, spaces in windows(3, 6)]
    inputs = feed([(one, [7] * len(one.ids)) for one in given])
    row = np.arange(sum(len(one.ids) for one in given))
    assert np.array_equal(row[inputs["grid"]].reshape(-1)[inputs["place"]], row)
    assert inputs["position"].tolist() == [place for one in given for place in range(len(one.ids))]
    pieces = inputs["piece"].tolist()
    firsts = [piece for one in given for piece in (one.ids[place] for place in one.first)]
    assert [pieces[place] for place in inputs["first"]] == firsts


def test_no_window_changes_another_by_a_bit(network: Network) -> None:
    asked = windows(5, 40)
    together = dict(network.score(asked))
    assert sorted(together) == list(range(40))
    for index, window in enumerate(asked):
        [(_, alone)] = network.score([window])
        assert same(together[index], alone)
    again = dict(network.score(asked[::-1]))
    assert all(same(again[39 - index], together[index]) for index in together)


def test_slips_are_one_number_a_word_whatever_stands_beside(network: Network) -> None:
    asked = [
        SlipWindow(words, spaces, [context_code(Voice.NARRATION, Base.PAST)] * len(words), [len(words) // 2])
        for words, spaces in windows(8, 12)
        if len(words) > 1
    ]
    if not network.has_slips:
        with pytest.raises(ValueError, match="no head for slips"):
            network.slips(asked)
        return
    together = network.slips(asked)
    assert [len(found) for found in together] == [len(window.words) for window in asked]
    assert all(np.array_equal(network.slips([window])[0], found) for window, found in zip(asked, together, strict=True))
    for words in ([], ["x"] * MOST_PIECES):
        with pytest.raises(ValueError):
            network.slips([SlipWindow(words, [True] * len(words), [1] * len(words), [])])


def test_nothing_asked_is_nothing_answered(network: Network) -> None:
    assert list(network.score([])) == []
    if network.has_slips:
        assert network.slips([]) == []


def test_the_weights_say_where_they_come_from(network: Network) -> None:
    assert network.about["version"]
    assert "CC BY-SA 4.0" in network.about["licence"] and "Apache" in network.about["licence"]
    assert "EWT" in network.about["attribution"] and "MiniLM" in network.about["attribution"]


def test_weights_of_another_version_are_refused(tmp_path: Path) -> None:
    shutil.copy(resource("language", "vocabulary.json"), tmp_path)
    content = resource("language", "reader.onnx").read_bytes()
    known = b"\x0a\x06format\x12\x012"
    assert content.count(known) == 1
    (tmp_path / "reader.onnx").write_bytes(content.replace(known, b"\x0a\x06format\x12\x011"))
    with pytest.raises(ModelMissing, match="install Blue Pencil again"):
        Reader.load(tmp_path)
