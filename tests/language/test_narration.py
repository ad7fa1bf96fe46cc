"""The project's own treebank is sound: whole trees, and no label that training would meet here alone."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from editor.language.tokenize import tokenize
from editor.language.training.treebank import NARRATION, Sentence, Sentences, read_conllu, text_of
from editor.resources import resource


@pytest.fixture(scope="module")
def paragraphs() -> list[Sentences]:
    return read_conllu(NARRATION)


@pytest.fixture(scope="module")
def sentences(paragraphs: list[Sentences]) -> list[Sentence]:
    return [sentence for paragraph in paragraphs for sentence in paragraph]


def test_it_is_large_enough_and_says_its_licence(sentences: list[Sentence]) -> None:
    assert len(sentences) > 400
    assert NARRATION.read_text(encoding="utf-8").startswith("# licence = CC BY-SA 4.0")


def test_every_sentence_is_one_tree(sentences: list[Sentence]) -> None:
    for sentence in sentences:
        text = text_of([sentence])
        assert [word.relation for word in sentence].count("root") == 1, text
        for word in sentence:
            assert (word.head == 0) == (word.relation == "root"), text
            assert 0 <= word.head <= len(sentence), text
            steps, head = 0, word.head
            while head and steps <= len(sentence):
                head, steps = sentence[head - 1].head, steps + 1
            assert head == 0, text


def test_no_verb_has_two_subjects(sentences: list[Sentence]) -> None:
    for sentence in sentences:
        subjects = Counter(word.head for word in sentence if word.relation in ("nsubj", "nsubj:pass", "csubj"))
        assert not subjects or max(subjects.values()) == 1, text_of([sentence])


def test_finite_verbs_agree_in_tag_and_features(sentences: list[Sentence]) -> None:
    tenses = {"VBD": "Tense=Past", "VBZ": "Tense=Pres", "VBP": "Tense=Pres"}
    for sentence in sentences:
        for word in sentence:
            if word.xpos in tenses:
                assert word.upos in ("VERB", "AUX"), (word.form, text_of([sentence]))
                assert {tenses[word.xpos], "VerbForm=Fin"} <= set(word.feats.split("|")), (word.form, word.feats)


def test_the_network_knows_every_label(sentences: list[Sentence]) -> None:
    known = json.loads(resource("language", "vocabulary.json").read_text(encoding="utf-8"))
    words = [word for sentence in sentences for word in sentence]
    assert {word.xpos for word in words} <= set(known["tags"])
    assert {word.relation for word in words} <= set(known["deps"])
    assert {f"{word.upos}|{word.feats or '_'}" for word in words} <= set(known["uf"])


def test_its_words_are_those_of_the_reader(paragraphs: list[Sentences]) -> None:
    for paragraph in paragraphs:
        text = text_of(paragraph)
        assert [span.of(text) for span in tokenize(text)] == [word.form for s in paragraph for word in s]
