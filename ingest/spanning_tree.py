"""The best dependency tree for a matrix of head scores.

Method: maximum spanning arborescence, Chu & Liu 1965, Edmonds 1967, with exactly one root (as McDonald et al. 2005 use
it); only the three likeliest roots are tried.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


def best_heads(scores: Scores) -> list[int]:
    """Heads of a sentence's words.

    Args:
        scores: (n, n); row = dependent, column = head, the diagonal = being the root.

    Returns:
        For each word the index of its head; exactly one word is its own head, and there is no cycle.

    >>> best_heads(np.array([[9, 0, 0], [8, 1, 9], [0, 9, 1]], dtype=np.float32))
    [0, 0, 1]
    """
    greedy = [int(head) for head in scores.argmax(1)]
    if _is_tree(greedy):
        return greedy
    return _single_root(scores)


def _is_tree(heads: list[int]) -> bool:
    roots = [index for index, head in enumerate(heads) if index == head]
    return len(roots) == 1 and not _find_cycle(heads)


def _find_cycle(heads: list[int]) -> list[int]:
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1 and heads[node] != node:
            return path[path.index(node) :]
        for visited in path:
            state[visited] = 2
    return []


def _single_root(scores: Scores) -> list[int]:
    """Try the best few roots; keep the tree with the highest sum."""
    count = len(scores)
    candidates = np.argsort(-(np.diag(scores) - scores.max(1)), kind="stable")[:3]
    best: list[int] = []
    best_sum = -np.inf
    for root in map(int, candidates):
        weights = scores.astype(np.float64).copy()
        np.fill_diagonal(weights, -1e6)
        heads = _edmonds(weights, root)
        total = sum(weights[index, head] for index, head in enumerate(heads) if index != root) + scores[root, root]
        if total > best_sum:
            best, best_sum = heads, total
    return best or list(range(count))


def _edmonds(weights: npt.NDArray[np.float64], root: int) -> list[int]:
    """Contract cycles until the greedy choice is a tree; then open them again."""
    heads = [int(head) for head in weights.argmax(1)]
    heads[root] = root
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    rest = [node for node in range(len(heads)) if node not in set(cycle)]
    inner = np.array([weights[node, heads[node]] for node in cycle])
    enter = weights[np.ix_(cycle, rest)] - inner[:, None]
    leave = weights[np.ix_(rest, cycle)]
    size = len(rest) + 1
    small = np.full((size, size), -1e6)
    small[:-1, :-1] = weights[np.ix_(rest, rest)]
    small[:-1, -1] = leave.max(1)
    small[-1, :-1] = enter.max(0)
    solved = _edmonds(small, rest.index(root))
    for position, node in enumerate(rest):
        head = solved[position]
        heads[node] = cycle[int(leave[position].argmax())] if head == size - 1 else rest[head]
    heads[root] = root
    outer = solved[-1]
    entry = cycle[int(enter[:, outer].argmax())]
    heads[entry] = rest[outer]
    return heads
