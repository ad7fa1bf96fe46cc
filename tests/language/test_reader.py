"""The reader on its own sentences and on text that no writer meant."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor.language.network import ModelMissing
from editor.language.read import conllu
from editor.language.reader import Reader
from editor.language.reading import Reading, Token
from editor.language.tokenize import tokenize
from editor.resources import resource
from tests.language.sound import assert_sound

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


def test_windows_cover_a_paragraph_and_fit_the_encoder(reader: Reader) -> None:
    sentence = "The ferry was late, and nobody on the quay at Hrafnsvík seemed to mind. "
    for text in (sentence * 400, "and then " * 900, "x" * 70 + " " + "é" * 3000, sentence):
        words = [span.of(text) for span in tokenize(text)]
        windows = list(reader._windows(words))
        assert [index for window in windows for index in window] == list(range(len(words)))
        assert all(sum(reader.pieces(words[index]) for index in window) <= 300 for window in windows)
        # Linear time: the windows are long, so that there are few of them.
        assert len(windows) <= 2 + sum(map(reader.pieces, words)) / 100


def test_windows_are_cut_between_sentences(reader: Reader) -> None:
    text = "“Nobody comes,” she said. The ferry was late, and it rained. " * 60
    words = [span.of(text) for span in tokenize(text)]
    windows = list(reader._windows(words))
    assert len(windows) > 2
    assert all(words[window.stop - 1] == "." for window in windows)


@pytest.mark.parametrize("threads", ["1", "2"])
def test_a_second_reading_has_the_same_bytes(tmp_path: Path, threads: str) -> None:
    story = tmp_path / "story.txt"
    lines = ["The ferry was late, and " * 70 + "nobody came.", "“Go!” she says.", "Rain fell on the quay. " * 40]
    story.write_text("\n\n".join(lines), encoding="utf-8")
    asked = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), threads)
    done = subprocess.run(
        [sys.executable, "-m", "editor.language.read", str(story)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **asked, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        check=True,
    )
    printed = "\n".join(
        line
        for number, (text, reading) in enumerate(zip(lines, Reader.load().read(lines), strict=True), 1)
        for line in conllu(text, reading, number)
    )
    assert done.stdout.decode().split() == printed.split()


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
