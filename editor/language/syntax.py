"""A reading as a tree: each token's dependents and lower-case form at hand."""

from __future__ import annotations

from collections.abc import Iterator

from editor.language.reading import Reading, Token


class Syntax:
    """The tokens of one paragraph with their dependents; built once, not changed afterwards."""

    __slots__ = ("_children", "lower", "tokens")

    def __init__(self, reading: Reading) -> None:
        self.tokens: tuple[Token, ...] = reading.tokens
        self.lower: tuple[str, ...] = tuple(t.text.lower().replace("’", "'").replace("‘", "'") for t in reading.tokens)
        children: dict[int, list[int]] = {}
        for index, token in enumerate(reading.tokens):
            children.setdefault(token.head, []).append(index)
        self._children = {head: tuple(found) for head, found in children.items()}

    def children(self, index: int) -> tuple[int, ...]:
        """The dependents of a token, in order."""
        return self._children.get(index, ())

    def related(self, index: int, *relations: str) -> Iterator[int]:
        """The dependents of a token that stand in one of ``relations`` (subtypes included)."""
        for child in self.children(index):
            relation = self.tokens[child].relation
            if relation in relations or relation.split(":", 1)[0] in relations:
                yield child

    def has(self, index: int, *relations: str) -> bool:
        """Whether a token has a dependent in one of ``relations``."""
        return next(self.related(index, *relations), None) is not None

    def words_below(self, index: int) -> frozenset[str]:
        """The lower-case forms of a token's dependents."""
        return frozenset(self.lower[child] for child in self.children(index))

    def left_edge(self, index: int) -> int:
        """The first token of the phrase that ``index`` heads."""
        first, waiting = index, [index]
        while waiting:
            for child in self.children(waiting.pop()):
                if child < index:
                    first = min(first, child)
                    waiting.append(child)
        return first
