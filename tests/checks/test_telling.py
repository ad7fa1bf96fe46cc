"""“past, close third, Mara”: read, written, laid one over the other."""

from __future__ import annotations

import pytest

from editor.checks.intent import BOOK, Declaration, Meant, Telling, View
from editor.checks.narrative.model import Person, Tense
from editor.checks.telling import TellingError, meant_of, said_of, telling_of, unnamed

CLOSE = View.CLOSE


@pytest.mark.parametrize(
    ("said", "telling", "again"),
    [
        ("past, close third, Mara", Telling(Tense.PAST, Person.THIRD, CLOSE, ("Mara",)), "past, close third, Mara"),
        ("omniscient", Telling(view=View.OMNISCIENT), "omniscient"),
        ("second person present", Telling(Tense.PRESENT, Person.SECOND), "present, second person"),
        ("letters", Telling(letters=True), "letters"),
        ("Past tense, third-limited", None, ""),
        ("close third on Mara and Tom Hale", Telling(None, Person.THIRD, CLOSE, ("Mara", "Tom Hale")),
         "close third, Mara and Tom Hale"),
        ("past and present; first and third person", Telling(Tense.MIXED, Person.MIXED),
         "past and present, first and third person"),
        ("inside the boy", Telling(heads=("the boy",)), "inside the boy"),
        ("narration, past", Telling(Tense.PAST, letters=False), "narration, past"),
        ("first person, Ruben", Telling(None, Person.FIRST, None, ("Ruben",)), "first person, Ruben"),
    ],
)  # fmt: skip
def test_a_telling_is_read_and_written(said: str, telling: Telling | None, again: str) -> None:
    if telling is None:
        with pytest.raises(TellingError, match="third-limited"):
            telling_of(said)
        return
    assert telling_of(said) == telling
    assert said_of(telling) == again and telling_of(again) == telling


@pytest.mark.parametrize("said", ["", "person", "pasd", "omniscient, Mara", "close, omniscient", "letters, narration"])
def test_what_makes_no_sense_is_refused(said: str) -> None:
    with pytest.raises(TellingError):
        telling_of(said)


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("present", "past, close third, Mara", "present, close third, Mara"),
        ("Tom", "past, close third, Mara", "past, close third, Tom"),
        ("omniscient", "past, close third, Mara", "past, omniscient third"),
        ("close third", "close third, Mara", "close third, Mara"),
        ("first person", "past, close third, Mara", "past, first person"),
        ("narration", "letters", "narration"),
        ("letters", "past", "letters, past"),
    ],
)
def test_a_scene_fills_up_from_its_chapter_and_the_book(inner: str, outer: str, expected: str) -> None:
    assert said_of(telling_of(inner).over(telling_of(outer))) == expected


def test_kinds_of_passages_are_known_in_any_spelling() -> None:
    assert meant_of("Historic-present ") is Meant.HISTORIC_PRESENT
    with pytest.raises(TellingError, match="“flashback”, “dream”, “historic present”"):
        meant_of("joke")


def test_a_head_that_the_text_never_names_is_noticed() -> None:
    said = [Declaration(BOOK, telling_of(words)) for words in ("close third, Marra and Tom Hale", "first person, Ro")]
    assert unnamed(said, "Tom and Mara went out.") == ["Marra"]
