"""Silver text: paragraphs of novels as an earlier model reads them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from editor.language.reader import Reader
from editor.language.training.treebank import Sentences, from_reading
from editor.text.document import Kind
from editor.text.parse import Format, parse

_SHORTEST, _LONGEST = 3, 260
_AT_ONCE = 64


def silver_paragraphs(novels: Path, teacher: Path, rng: random.Random) -> Iterator[Sentences]:
    """Every paragraph of the novels in ``novels`` once, in random order, read by the model in ``teacher``."""
    texts = [
        paragraph.text
        for path in sorted(novels.glob("*/*.md"))
        for paragraph in parse(path.read_text(encoding="utf-8"), Format.MARKDOWN).paragraphs
        if paragraph.kind in (Kind.PROSE, Kind.QUOTATION) and _SHORTEST <= len(paragraph.text.split()) <= _LONGEST
    ]
    rng.shuffle(texts)
    reader = Reader.load(teacher)
    for start in range(0, len(texts), _AT_ONCE):
        batch = texts[start : start + _AT_ONCE]
        for text, reading in zip(batch, reader.read(batch), strict=True):
            sentences = from_reading(reading, text)
            if sentences:
                yield sentences
