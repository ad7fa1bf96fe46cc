"""The form lexicon: what a form can be, with no look at the sentence."""

from __future__ import annotations

import pytest

from editor.language.forms import HOMOGRAPHS, INVARIANT, FormTense, irregular_preterites, tense_of
from editor.language.inflect import Slot, forms, words


def test_an_irregular_preterite_is_never_present() -> None:
    assert all(tense_of(form) is FormTense.PAST for form in irregular_preterites())


def test_what_is_either_is_either() -> None:
    assert all(tense_of(form) is FormTense.EITHER for form in INVARIANT | HOMOGRAPHS)


@pytest.mark.parametrize("verb", sorted({"step", "hurry", "watch", "go", "stop", "breathe", "skitter", "mimic"}))
def test_the_forms_of_a_plain_verb(verb: str) -> None:
    assert tense_of(verb) is FormTense.PRESENT
    assert all(tense_of(form) is FormTense.PRESENT for form in forms(verb, Slot.THIRD))
    assert all(tense_of(form) is FormTense.PAST for form in forms(verb, Slot.PAST))


def test_no_regular_past_is_present() -> None:
    wrong = {
        form
        for verb in words().verbs
        for form in forms(verb, Slot.PAST)
        if form.endswith("ed") and tense_of(form) is FormTense.PRESENT and form not in words().verbs
    }
    assert not wrong


@pytest.mark.parametrize("form", ["used", "died", "owed", "lied", "fled", "bled"])
def test_short_pasts_are_past(form: str) -> None:
    assert tense_of(form) is FormTense.PAST


@pytest.mark.parametrize("form", ["PUT", "Went", "DROPS"])
def test_capitals_say_nothing(form: str) -> None:
    assert tense_of(form) is tense_of(form.lower())


@pytest.mark.parametrize("form", ["hat", "church", "hill"])
def test_a_noun_that_is_hardly_ever_a_verb_says_nothing(form: str) -> None:
    assert tense_of(form) is FormTense.UNKNOWN
