"""Verb groups and the cast, on the shipped reader."""

from __future__ import annotations

import pytest

from editor.language.cast import cast_of, names_in, tally
from editor.language.reader import Reader
from editor.language.syntax import Syntax
from editor.language.verbs import Form, VerbGroup, verb_groups

FORMS = [
    ("She opened the gate.", Form.PAST, "open"),
    ("She went home.", Form.PAST, "go"),
    ("She is opening the gate.", Form.PRESENT, "open"),
    ("She had opened the gate.", Form.PAST_PERFECT, "open"),
    ("She has opened the gate.", Form.PRESENT_PERFECT, "open"),
    ("She would open the gate.", Form.MODAL, "open"),
    ("She didn’t open the gate.", Form.PAST, "open"),
    ("She doesn’t open the gate.", Form.PRESENT, "open"),
    ("She put the key down.", Form.PAST, "put"),
    ("They put the key down.", Form.AMBIGUOUS, "put"),
    ("She puts the key down.", Form.PRESENT, "put"),
    ("The kitchen was cold.", Form.PAST, "be"),
]


def groups(reader: Reader, text: str) -> list[VerbGroup]:
    reading = reader.read([text])[0]
    return verb_groups(Syntax(reading), range(len(reading.tokens)))


@pytest.mark.parametrize(("text", "form", "lemma"), FORMS)
def test_form_and_lemma(text: str, form: Form, lemma: str, reader: Reader) -> None:
    found = groups(reader, text)
    assert [(g.form, g.lemma) for g in found] == [(form, lemma)]


def test_a_joined_verb_shares_its_subject(reader: Reader) -> None:
    first, second = groups(reader, "Hedda opened the gate and whistled for the dog.")
    assert first.subject == second.subject
    assert (first.own_subject, second.own_subject) == (True, False)


def test_helpers_are_told_apart(reader: Reader) -> None:
    assert groups(reader, "The letters were burned.")[0].passive
    assert groups(reader, "She was walking home.")[0].progressive
    assert groups(reader, "She did not answer.")[0].negated
    assert groups(reader, "She did not answer.")[0].do_support


def test_names_are_found_by_their_capitals() -> None:
    texts = [
        "When Solveig came, the dog barked. It knew Solveig’s step.",
        "“Wait,” said Tobiah O’Hara. Then he ran, and then he fell.",
    ]
    found = names_in(texts)
    assert {"solveig", "tobiah", "o'hara"} <= found
    assert not found & {"when", "wait", "then", "it"}


def test_first_and_last_name_are_one_person(reader: Reader) -> None:
    texts = [
        "Solveig Brandt opened her shop at nine. Brandt sold lamps.",
        "Solveig wiped her hands. Erik nodded and took his coat.",
    ]
    trees = [Syntax(reading) for reading in reader.read(texts)]
    counts = tally(trees[0], [True] * len(trees[0].tokens))
    counts.add(tally(trees[1], [True] * len(trees[1].tokens)))
    cast = cast_of(counts)
    assert cast.by_word["Solveig"] is cast.by_word["Brandt"]
    assert cast.by_word["Solveig"].pronoun == "she"
    assert cast.by_word["Erik"].pronoun == "he"
