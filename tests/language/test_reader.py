"""The reader on its own sentences and on text that no writer meant."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import pytest

from editor.language.network import ModelMissing
from editor.language.reader import Reader
from editor.language.reading import Reading, Token
from editor.language.tokenize import tokenize
from editor.resources import resource

NASTY = [
    "",
    " \t\n\u00a0 ",
    "\0\0 She\0waits. \0",
    "👩‍👩‍👧 smiles. 🇫🇷🇫🇷🇫🇷 “👍🏽!” 🙂🙂",
    "Zoe\u0308 ate cafe\u0301 cre\u0300me. \u0301\u0301\u0301 alone",
    "\ud800 half a character \udfff",
    "’’’‘‘‘“““”””\"\"\"'''`",
    "--- *** === ~~~ ____ ....…… !!!??? —–—",
    "it’s’s’s’s’s’d’ve’ll",
    "ﬁn‑de‑siècle co\u00adoperate \u200bzero\u200bwidth \ufeff",
    "http://,,,,,,,, www. a@b a.b@c.d.e $ $5 1,000.50 3rd 20mm",
    "他走了。Она ушла. ما هذا؟",
    "İstanbul ǅ ß ſ",
    "a\r\nb\x0bc\x1cd\x85e\u2028f",
    "U.S.A. Mr. St. No. 5 etc. J. R. I. am.",
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def word(reading: Reading, text: str) -> Token:
    return next(token for token in reading.tokens if token.text == text)


def assert_sound(text: str, reading: Reading) -> None:
    end = 0
    for index, token in enumerate(reading.tokens):
        assert text[token.span.start : token.span.end] == token.text
        assert token.span.start >= end and token.text
        assert token.head == -1 or (0 <= token.head < len(reading.tokens) and token.head != index)
        assert (token.head == -1) == (token.relation == "root")
        end = token.span.end
    for sentence in reading.sentences():
        assert sum(reading.tokens[index].head == -1 for index in sentence) == 1
        assert all(reading.tokens[index].head in (-1, *sentence) for index in sentence)


@pytest.mark.parametrize("text", NASTY)
def test_every_token_is_the_text_under_its_span(reader: Reader, text: str) -> None:
    [reading] = reader.read([text])
    assert_sound(text, reading)


def test_random_characters_never_break_it(reader: Reader) -> None:
    dice = random.Random(4)
    signs = "ab Z.,!?…“”‘’\"'-—\0\n\u0301\u200d👩🇫é1$@_*`" + "\ud83d"
    for _ in range(60):
        text = "".join(dice.choice(signs) for _ in range(dice.randrange(80)))
        assert_sound(text, reader.read([text])[0])


def test_tokens_leave_out_nothing_but_white_space() -> None:
    for text in NASTY:
        covered = "".join(span.of(text) for span in tokenize(text))
        assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize("unit", ["x", ".", "🇫", "a.", "a@", "s’", "\u0301", "www.", "1,", "-", "a'd"])
def test_tokenizing_without_spaces_takes_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        started = time.perf_counter()
        tokenize(text)
        return time.perf_counter() - started

    short = seconds(30_000)
    assert seconds(300_000) < 40 * short + 1.0


def test_a_word_of_a_megabyte_is_one_token(reader: Reader) -> None:
    [reading] = reader.read(["x" * 1_000_000])
    assert [len(token.text) for token in reading.tokens] == [1_000_000]


def test_a_long_paragraph_is_read_in_windows(reader: Reader) -> None:
    text = "The ferry was late, and nobody on the quay seemed to mind. " * 150
    [reading] = reader.read([text])
    assert_sound(text, reading)
    assert sum(1 for _ in reading.sentences()) == 150
    assert sum(token.tag == "VBD" and token.text == "was" for token in reading.tokens) == 150


def test_a_sentence_longer_than_a_window_is_read(reader: Reader) -> None:
    text = "and then " * 900
    assert_sound(text, reader.read([text])[0])


def test_a_paragraph_reads_the_same_in_any_company(reader: Reader) -> None:
    first = "“Don’t,” she says, and the dog lies down."
    others = ["Rain. " * 200, "No.", "", "He had gone before the bells rang; the house stood open."]
    alone = reader.read([first])[0]
    assert reader.read([*others, first, *others])[len(others)] == alone
    assert Reader.load().read([first])[0] == alone


def test_tags_features_and_tree(reader: Reader) -> None:
    text = "Marguerite knocks twice. Nobody answers, though she’d better luck when her brother was living here."
    [reading] = reader.read([text])
    knocks = word(reading, "knocks")
    assert (knocks.tag, knocks.upos, knocks.lemma, knocks.head, knocks.relation) == ("VBZ", "VERB", "knock", -1, "root")
    assert "Tense=Pres" in knocks.feats and "Person=3" in knocks.feats
    name = reading.tokens[0]
    assert (name.tag, name.lemma, name.relation) == ("NNP", "Marguerite", "nsubj")
    assert reading.tokens[name.head] == knocks
    assert word(reading, "answers").tag == "VBZ"
    assert word(reading, "’d").tag == "VBD" and word(reading, "’d").lemma == "have"
    assert word(reading, "was").lemma == "be"


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("He left. She stayed.", ["He", "She"]),
        ("“Go home,” he said. “You are tired.”", ["“", "“"]),
        ("“Stop!” The cart rolled on.", ["“", "The"]),
        ("Mr. Adeyemi paid. Then he ran.", ["Mr.", "Then"]),
        ("“Is it you?” she asks.", ["“"]),
    ],
)
def test_sentence_starts(reader: Reader, text: str, starts: list[str]) -> None:
    [reading] = reader.read([text])
    assert [token.text for token in reading.tokens if token.starts_sentence] == starts


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("can’t won't cannot", "ca n’t wo n't can not"),
        ("’Twas only ’em", "’T was only ’em"),
        ("a tight-lipped smile—gone…", "a tight - lipped smile — gone …"),
        ("Mr. Voss left. Really?!", "Mr. Voss left . Really ?!"),
        ("the girls’ coats, Ana’s hat", "the girls ’ coats , Ana ’s hat"),
        ("ma’am o’clock couldn’t’ve", "ma’am o’clock could n’t ’ve"),
        ("wait...what", "wait ... what"),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    assert [span.of(text) for span in tokenize(text)] == tokens.split()


@pytest.mark.parametrize("name", ["reader.onnx", "vocabulary.json"])
@pytest.mark.parametrize("damage", ["missing", "cut", "empty"])
def test_a_damaged_model_is_said_in_a_sentence(tmp_path: Path, name: str, damage: str) -> None:
    for file in ("reader.onnx", "vocabulary.json"):
        shutil.copy(resource("language", file), tmp_path / file)
    broken = tmp_path / name
    content = broken.read_bytes()
    broken.unlink()
    if damage != "missing":
        broken.write_bytes(content[: len(content) // 2] if damage == "cut" else b"")
    with pytest.raises(ModelMissing, match="install Blue Pencil again"):
        Reader.load(tmp_path)
