"""The difference says exactly what was and what is, and takes no longer than it must."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from editor.press.difference import Change, Passage, difference


def old_words(passage: Passage) -> str:
    return "".join(piece.text for piece in passage.pieces if piece.change is not Change.ADDED)


def new_words(passage: Passage) -> str:
    return "".join(piece.text for piece in passage.pieces if piece.change is not Change.REMOVED)


def rebuilt(old: str, passages: tuple[Passage, ...]) -> str:
    out, at = [], 0
    for passage in passages:
        out += [old[at : passage.old.start], new_words(passage)]
        at = passage.old.end
    return "".join([*out, old[at:]])


def test_one_word_is_one_passage() -> None:
    old = "The ferry was late.\n\nInes waited,” said Tomas.\n\nNobody came.\n"
    new = old.replace("waited", "waits")
    (passage,) = difference(old, new)
    assert (passage.line, passage.old.of(old)) == (3, "Ines waited,” said Tomas.")
    assert [(p.change, p.text) for p in passage.pieces] == [
        (Change.SAME, "Ines "),
        (Change.REMOVED, "waited"),
        (Change.ADDED, "waits"),
        (Change.SAME, ",” said Tomas."),
    ]


def test_a_mark_is_told_from_the_word_before_it() -> None:
    (passage,) = difference("“Go.?” he said.", "“Go?” he said.")
    assert [p.text for p in passage.pieces if p.change is Change.REMOVED] == ["."]


def test_equal_texts_do_not_differ() -> None:
    assert difference("", "") == difference("One.\nTwo.", "One.\nTwo.") == ()


def test_a_changed_line_end_is_a_change() -> None:
    (passage,) = difference("One.\r\nTwo.", "One.\nTwo.")
    assert rebuilt("One.\r\nTwo.", (passage,)) == "One.\nTwo."


_text = st.text(alphabet="ab. \n\r“”,é🦊", max_size=80)


@given(_text, _text)
def test_the_pieces_are_both_texts(old: str, new: str) -> None:
    passages = difference(old, new)
    assert rebuilt(old, passages) == new
    for passage in passages:
        assert old_words(passage) == passage.old.of(old)
        assert new_words(passage) == passage.new.of(new)
        assert passage.pieces
    assert all(a.old.end <= b.old.start for a, b in pairwise(passages))


def test_a_novel_is_compared_at_once() -> None:
    paragraphs = [f"“It is number {n},” said Ines. The rain kept on and the boats lay still." for n in range(7000)]
    old = "\n\n".join(paragraphs)
    new = old.replace("7,” said", "7”, said").replace("number 12", "Number 12")
    started = time.perf_counter()
    assert len(difference(old, new)) > 700
    one_line, changed = old.replace("\n\n", " "), new.replace("\n\n", " ")
    assert len(difference(one_line, changed)) == 1
    assert time.perf_counter() - started < 10
