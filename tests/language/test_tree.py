"""The tree decoder against every tree there is."""

from __future__ import annotations

from itertools import product

import numpy as np

from editor.language.tree import heads


def is_tree(found: tuple[int, ...]) -> bool:
    if found.count(0) != 1:
        return False
    for node in range(1, len(found) + 1):
        seen = set()
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = found[node - 1]
    return True


def test_the_best_tree_under_its_root_is_found() -> None:
    dice = np.random.default_rng(7)
    for size in (1, 2, 3, 4, 5):
        trees = [tree for tree in product(range(size + 1), repeat=size) if is_tree(tree)]
        for _ in range(25):
            scores = dice.normal(size=(size, size + 1)).astype(np.float32)
            found = tuple(heads(scores))
            assert is_tree(found)

            def total(tree: tuple[int, ...], scores: np.ndarray = scores) -> float:
                return float(sum(scores[child, head] for child, head in enumerate(tree)))

            same_root = [tree for tree in trees if tree.index(0) == found.index(0)]
            assert total(found) >= max(map(total, same_root)) - 1e-5
