"""What the language model says of one paragraph: tokens, tags, a dependency tree, sentences.

Plain data, so that it can be remembered, sent to another process and compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editor.text.span import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark.

    ``span`` is in code points of the paragraph's text; ``tag`` a Penn Treebank tag; ``upos``, ``feats``
    (``Number=Sing|Person=3``) and ``relation`` are Universal Dependencies; ``head`` is the index of the
    governing token in the same reading, -1 for a root.
    """

    span: Span
    text: str
    tag: str
    upos: str
    feats: str
    lemma: str
    head: int
    relation: str
    starts_sentence: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens of one paragraph in order."""

    tokens: tuple[Token, ...]

    def sentences(self) -> Iterator[range]:
        """The sentences as ranges of token indices."""
        start = 0
        for index, token in enumerate(self.tokens):
            if index and token.starts_sentence:
                yield range(start, index)
                start = index
        if self.tokens:
            yield range(start, len(self.tokens))


@dataclass(slots=True)
class Draft:
    """A paragraph as the network reads it, one entry a token; a repair changes it before lemmas are looked up.

    ``forms`` are pairs of part of speech and features; ``heads`` are indices, -1 for a root; ``starts`` the
    indices at which sentences begin.
    """

    words: list[str]
    tags: list[str]
    forms: list[tuple[str, str]]
    heads: list[int]
    relations: list[str]
    starts: set[int]

    def append(self, part: Draft) -> None:
        """Add the next window of the same paragraph."""
        base = len(self.words)
        self.words += part.words
        self.tags += part.tags
        self.forms += part.forms
        self.heads += [head + base if head >= 0 else -1 for head in part.heads]
        self.relations += part.relations
        self.starts |= {start + base for start in part.starts}
