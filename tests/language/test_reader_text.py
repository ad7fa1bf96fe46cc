"""Text as writers write it, and as no writer does: the reading is sound whatever comes."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.language.reader import Reader
from editor.language.tokenize import tokenize
from tests.language.sound import assert_sound


@cache
def reader() -> Reader:
    return Reader.load()


_WORDS = (
    "she Oyelaran walks walked ain’t y’all gonna o’clock ’tis 'twas rock-’n’-roll tight-lipped Mr. Dr. St. U.S. 3rd "
    "1,000.50 $5 10:30 WHAT NOOO “No,” ‘Well,’ said; asked: —and--then... … ?! (aside) [sic] *never* _ever_ café "
    "naïve Zoë cre\u0300me co\u00adoperate 他走了。 Она ушла مرحبا שלום नमस्ते 👩‍👩‍👧 👍🏽 🇫🇷 ☕️ \u200b "
    "\u200d \u2060 \ufeff http://a.b/c? a@b.cd #tag @who R&B 50% n't 's ’d ’ll"
).split(" ")
_JOINTS = [" ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u2003", "", "", "—", "-", "’", "\u2028", "\x85"]
_SIGNS = "aZé9 .,!?;:…“”‘’\"'`´-–—()[]{}*_#\0\x07\x1b\n\t\u0301\u200d\u200b\u202e\ufeff👩🏽🇫☕他م\ud83d\udc00\U0010ffff"

drafts = st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_JOINTS)), max_size=40).map(
    lambda pairs: "".join(word + joint for word, joint in pairs)
)
noise = st.text(alphabet=st.sampled_from(_SIGNS), max_size=60)
anything = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)


@settings(max_examples=120, deadline=None)
@given(st.one_of(drafts, noise, anything))
def test_any_text_is_read_soundly(text: str) -> None:
    [reading] = reader().read([text])
    assert_sound(text, reading)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(drafts, noise), max_size=8), st.randoms(use_true_random=False))
def test_a_text_is_read_the_same_wherever_it_stands(texts: list[str], dice: object) -> None:
    order = list(range(len(texts)))
    dice.shuffle(order)  # type: ignore[attr-defined]
    together = reader().read([texts[index] for index in order])
    for index, reading in zip(order, together, strict=True):
        assert reading == reader().read([texts[index]])[0]


@settings(max_examples=300, deadline=None)
@given(st.one_of(drafts, noise, anything))
def test_tokens_cover_all_but_white_space(text: str) -> None:
    end = 0
    for span in tokenize(text):
        assert end <= span.start < span.end
        assert not text[end : span.start].strip()
        end = span.end
    assert not text[end:].strip()


@pytest.mark.parametrize(
    "text",
    [
        "No.",
        "no",
        "HE STOOD UP. “GET OUT,” HE SHOUTED, AND SHE RAN.",
        "she said no he said yes nobody ever stopped to breathe",
        "“I ain’t goin’ nowhere, y’hear?” Jeb hollered. “Them’s the rules.”",
        "He opened the door.She was gone.Nothing moved,not even the cat.",
        "She said, \"Stop.” He didn't. 'Why?\" she asked",
        "I—well, I—no. … Yes... I think...so?!",
        "\tIndented.\n\nTwo lines\nin one paragraph.\r\n",
    ],
)
def test_drafts_are_read_soundly(text: str) -> None:
    [reading] = reader().read([text])
    assert_sound(text, reading)
    assert reading.tokens


def test_a_paragraph_of_five_thousand_words() -> None:
    text = "Imogen walks to the mill, and the wheel turns; “Nobody’s here,” she says, though Pell had waited. " * 295
    [reading] = reader().read([text])
    assert len(text.split()) > 5000
    assert_sound(text, reading)
    walks = [token for token in reading.tokens if token.text == "walks"]
    assert len(walks) == 295 and all(token.tag == "VBZ" for token in walks)
