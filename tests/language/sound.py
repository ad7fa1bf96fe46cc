"""What holds of every reading, of whatever text."""

from __future__ import annotations

from editor.language.reading import Reading


def assert_sound(text: str, reading: Reading) -> None:
    """The tokens are the text, in order and without a gap; every sentence is one tree."""
    end = 0
    for index, token in enumerate(reading.tokens):
        assert text[token.span.start : token.span.end] == token.text
        assert token.span.start >= end and token.text
        assert not text[end : token.span.start].strip()
        assert token.head == -1 or (0 <= token.head < len(reading.tokens) and token.head != index)
        assert (token.head == -1) == (token.relation == "root")
        assert token.tag and token.upos and token.lemma
        end = token.span.end
    assert not text[end:].strip()
    for sentence in reading.sentences():
        assert reading.tokens[sentence.start].starts_sentence
        assert sum(reading.tokens[index].head == -1 for index in sentence) == 1
        assert all(reading.tokens[index].head in (-1, *sentence) for index in sentence)
        for index in sentence:
            steps = 0
            while index != -1:
                index = reading.tokens[index].head
                steps += 1
                assert steps <= len(sentence), "a cycle"
