"""From scores to a tree: one root a sentence, no cycles, the best sum of scores.

Chu and Liu 1965, Edmonds 1967; the greedy answer is a tree nearly always and is then the best one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_NEVER = -1e9


def heads(scores: NDArray[np.float32]) -> list[int]:
    """The head of each token of a sentence, counted from 1; 0 for the one root.

    ``scores[i, j]`` says how well token ``j - 1`` (0: the root) governs token ``i``.
    """
    size = scores.shape[0]
    if size == 1:
        return [0]
    scores = scores.astype(np.float64)
    scores[np.arange(size), np.arange(1, size + 1)] = _NEVER
    greedy: list[int] = scores.argmax(1).tolist()
    if greedy.count(0) == 1 and not _cycle([-1, *greedy]):
        return greedy
    root = greedy.index(0) if greedy.count(0) == 1 else int(scores[:, 0].argmax())
    kept = scores[root, 0]
    scores[:, 0] = _NEVER
    scores[root, :] = _NEVER
    scores[root, 0] = kept
    best: list[int] = scores.argmax(1).tolist()
    if not _cycle([-1, *best]):
        return best
    whole = np.full((size + 1, size + 1), _NEVER)
    whole[1:] = scores
    return _spanning(whole)[1:]


def _cycle(parents: list[int]) -> list[int]:
    """The nodes of one cycle, or nothing; node 0 is the root and has parent -1."""
    settled = [False] * len(parents)
    settled[0] = True
    for node in range(1, len(parents)):
        path: dict[int, None] = {}
        while not settled[node] and node not in path:
            path[node] = None
            node = parents[node]
        if node in path:
            nodes = list(path)
            return nodes[nodes.index(node) :]
        for seen in path:
            settled[seen] = True
    return []


def _spanning(scores: NDArray[np.float64]) -> list[int]:
    """The best parents of all nodes, where ``scores[child, parent]`` and node 0 is the root."""
    parents = [-1, *(int(parent) for parent in scores[1:].argmax(1))]
    cycle = _cycle(parents)
    if not cycle:
        return parents
    outside = [node for node in range(len(parents)) if node not in set(cycle)]
    size = len(outside)
    # The cycle becomes one node, the last; what enters it pays for the arc it breaks.
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, cycle)]
    smaller[:size, size] = leaving.max(1)
    smaller[0] = _NEVER
    inner = scores[cycle, [parents[node] for node in cycle]]
    entering = scores[np.ix_(cycle, outside)] - inner[:, None]
    smaller[size, :size] = entering.max(0) + inner.sum()
    smaller[np.arange(size + 1), np.arange(size + 1)] = _NEVER
    solved = _spanning(smaller)
    result = list(parents)
    for index, node in enumerate(outside[1:], start=1):
        parent = solved[index]
        result[node] = cycle[int(leaving[index].argmax())] if parent == size else outside[parent]
    entry = solved[size]
    result[cycle[int(entering[:, entry].argmax())]] = outside[entry]
    return result
