"""Silver text: paragraphs of novels as earlier models read them.

Where two models disagree neither is believed: the word is left without a tag, or without its place in the tree
(Sagae & Tsujii 2007 keep whole sentences so; here it is done word by word).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from editor.language.reader import Reader
from editor.language.training.treebank import UNPARSED, UNTAGGED, Sentences, from_reading
from editor.text.document import Kind
from editor.text.parse import Format, parse

_SHORTEST, _LONGEST = 3, 260
_AT_ONCE = 64


def agreed(first: Sentences, second: Sentences) -> Sentences | None:
    """What both readings of a paragraph say; None where they see other sentences."""
    if [len(sentence) for sentence in first] != [len(sentence) for sentence in second]:
        return None
    for ours, theirs in zip(first, second, strict=True):
        for word, other in zip(ours, theirs, strict=True):
            if word.xpos != other.xpos:
                word.xpos = UNTAGGED
            if (word.head, word.relation, word.upos, word.feats) != (
                other.head,
                other.relation,
                other.upos,
                other.feats,
            ):
                word.head = UNPARSED
    return first


def silver_paragraphs(novels: Path, teachers: Sequence[Path], rng: random.Random) -> Iterator[Sentences]:
    """Every paragraph of the novels in ``novels`` once, in random order, as the models in ``teachers`` read it."""
    texts = [
        paragraph.text
        for path in sorted(novels.glob("*/*.md"))
        for paragraph in parse(path.read_text(encoding="utf-8"), Format.MARKDOWN).paragraphs
        if paragraph.kind in (Kind.PROSE, Kind.QUOTATION) and _SHORTEST <= len(paragraph.text.split()) <= _LONGEST
    ]
    rng.shuffle(texts)
    readers = [Reader.load(teacher) for teacher in teachers]
    for start in range(0, len(texts), _AT_ONCE):
        batch = texts[start : start + _AT_ONCE]
        for text, *readings in zip(batch, *(reader.read(batch) for reader in readers), strict=True):
            sentences: Sentences | None = from_reading(readings[0], text)
            for other in readings[1:]:
                sentences = sentences and agreed(sentences, from_reading(other, text))
            if sentences:
                yield sentences
