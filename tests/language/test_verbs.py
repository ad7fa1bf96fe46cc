"""Verb groups by example: the tense carrier, its form, who its subject is, and forms that beat the tagger."""

from __future__ import annotations

import pytest

from editor.language.agreement import agreement
from editor.language.forms import HOMOGRAPHS, INVARIANT, FormTense, base_of, tense_of, third_person_forms
from editor.language.inflect import Slot, words
from editor.language.reader import Reader
from editor.language.reading import Reading, Token
from editor.language.syntax import Syntax
from editor.language.verbs import Form, VerbGroup, verb_groups
from editor.text.span import Span


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def groups(reader: Reader, text: str) -> tuple[Syntax, list[VerbGroup]]:
    tree = Syntax(reader.read([text])[0])
    return tree, verb_groups(tree, range(len(tree.tokens)))


def tagged(text: str) -> list[VerbGroup]:
    """The groups of ``Word/TAG/head/relation`` by spaces; heads count from 1, 0 for the root."""
    tokens = []
    at = 0
    for cell in text.split():
        word, tag, head, relation = cell.rsplit("/", 3)
        tokens.append(
            Token(Span(at, at + len(word)), word, tag, "X", "", word.lower(), int(head) - 1, relation, not at)
        )
        at += len(word) + 1
    tree = Syntax(Reading(tuple(tokens)))
    return verb_groups(tree, range(len(tokens)))


@pytest.mark.parametrize(
    ("text", "carrier", "form"),
    [
        ("Mara drops the key.", "drops", Form.PRESENT),
        ("Mara dropped the key.", "dropped", Form.PAST),
        ("Mara is dropping the key.", "is", Form.PRESENT),
        ("Mara was dropping the key.", "was", Form.PAST),
        ("Mara has dropped the key.", "has", Form.PRESENT_PERFECT),
        ("Mara had dropped the key.", "had", Form.PAST_PERFECT),
        ("She’d dropped the key.", "’d", Form.PAST_PERFECT),
        ("She’d drop the key.", "’d", Form.MODAL),
        ("Mara might drop the key.", "might", Form.MODAL),
        ("Mara does not drop the key.", "does", Form.PRESENT),
        ("Mara did not drop the key.", "did", Form.PAST),
        ("The key was dropped by the boy.", "was", Form.PAST),
        ("The gate’s locked.", "’s", Form.PRESENT),
        ("Cole’s gone home.", "’s", Form.PRESENT_PERFECT),
        ("Cole’s not listening.", "’s", Form.PRESENT),
        ("Here it comes.", "comes", Form.PRESENT),
        ("Down the stairs came the twins.", "came", Form.PAST),
        ("The pair say nothing.", "say", Form.PRESENT),
        ("I seen it.", "seen", Form.AMBIGUOUS),
    ],
)
def test_the_carrier_bears_the_form(text: str, carrier: str, form: Form, reader: Reader) -> None:
    tree, found = groups(reader, text)
    assert [(tree.tokens[g.carrier].text, g.form) for g in found] == [(carrier, form)]


@pytest.mark.parametrize(
    "text",
    [
        "Cole’s hand on the latch.",
        "The kettle’s lid, the widow’s cups.",
        "Run!",
        "Take the lamp and go.",
        "To leave now.",
    ],
)
def test_what_carries_no_tense_is_no_group(text: str, reader: Reader) -> None:
    assert groups(reader, text)[1] == []


def test_voice_polarity_and_aspect(reader: Reader) -> None:
    (group,) = groups(reader, "The letters were not being burned.")[1]
    assert (group.passive, group.negated, group.copular, group.do_support) == (True, True, False, False)
    (group,) = groups(reader, "She is walking home.")[1]
    assert (group.progressive, group.passive, group.lemma) == (True, False, "walk")
    (group,) = groups(reader, "The kitchen is cold.")[1]
    assert (group.copular, group.lemma, group.stative) == (True, "be", True)


@pytest.mark.parametrize(
    ("text", "subject", "person", "third_singular"),
    [
        ("I open the door.", "I", 1, False),
        ("You open the door.", "You", 2, False),
        ("She opens the door.", "She", 3, True),
        ("The boy watches.", "boy", 3, True),
        ("The boys watch.", "boys", 3, False),
        ("Up goes the lid.", "lid", 3, True),
        ("Behind them lies the letter.", "letter", 3, True),
        ("Beside the stove sat the twins.", "twins", 3, False),
    ],
)
def test_the_subject_and_what_it_asks(
    text: str, subject: str, person: int, third_singular: bool, reader: Reader
) -> None:
    tree, (group,) = groups(reader, text)
    assert group.subject is not None
    assert tree.tokens[group.subject].text == subject
    asked = agreement(tree, group.head, group.subject, group.carrier)
    assert (asked.person, asked.third_singular) == (person, third_singular)


def test_the_object_of_a_joined_verb_is_not_its_subject(reader: Reader) -> None:
    tree, (_, runs) = groups(reader, "She owns the house and runs the shop.")
    assert runs.subject is not None
    assert tree.tokens[runs.subject].text == "She"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        # An irregular preterite is never present, an -s form never past, an -ed form never present.
        ("They/PRP/2/nsubj clung/VBP/0/root", Form.PAST),
        ("He/PRP/2/nsubj steps/VBD/0/root", Form.PRESENT),
        ("They/PRP/2/nsubj stepped/VBP/0/root", Form.PAST),
        # An invariable verb goes by its subject, whatever its tag; homographs too.
        ("She/PRP/2/nsubj put/VBP/0/root", Form.PAST),
        ("They/PRP/2/nsubj put/VBD/0/root", Form.AMBIGUOUS),
        ("He/PRP/2/nsubj lay/VBP/0/root", Form.PAST),
        ("They/PRP/2/nsubj lay/VBP/0/root", Form.AMBIGUOUS),
        ("They/PRP/2/nsubj lay/VBD/0/root", Form.PAST),
        ("He/PRP/2/nsubj were/VBD/0/root", Form.SUBJUNCTIVE),
        # A noun that is hardly ever a verb is not believed to be one.
        ("They/PRP/2/nsubj hat/VBP/0/root", Form.AMBIGUOUS),
        ("They/PRP/2/nsubj skitter/VBP/0/root", Form.PRESENT),
    ],
)
def test_the_form_beats_the_tagger(text: str, form: Form) -> None:
    assert [group.form for group in tagged(text)] == [form]


def test_the_lists_of_double_meaning_are_those_of_the_table() -> None:
    table = words().irregular
    same = {verb for verb, slots in table.items() if verb in slots[Slot.PAST]}
    assert same == INVARIANT
    other = {form for verb, slots in table.items() for form in slots[Slot.PAST] if form in words().verbs}
    assert other - INVARIANT <= HOMOGRAPHS


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("went", "go"),
        ("lay", "lie"),
        ("saw", "see"),
        ("found", "find"),
        ("fell", "fall"),
        ("was", "be"),
        ("walk", None),
    ],
)
def test_a_preterite_leads_back_to_its_verb(form: str, verb: str | None) -> None:
    assert base_of(form) == verb


def test_no_form_in_s_is_past() -> None:
    strange = {form for form in third_person_forms() if tense_of(form) is FormTense.PAST}
    assert not strange
