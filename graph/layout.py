"""Where the actors of a drawing stand: computed here, so that the picture is the same in every place that shows it."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from typing import TypeVar

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Node = TypeVar("Node", bound=Hashable)

SPACING = 100.0
"""The length that a link of the drawing would like to have, in pixels at zoom 1."""

GRAVITY = 0.8
"""How strongly everything is drawn to the middle."""

BOX = (110.0, 54.0)
"""Room for a dot with its name, which is wider than high."""

WIDER = 1.3
"""How much wider than high the whole should be."""

GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def positions(
    nodes: Sequence[Node], links: Sequence[tuple[Node, Node]], *, iterations: int = 250
) -> dict[Node, tuple[int, int]]:
    """Place nodes so that linked ones stand near and none hides another: links pull, nodes push each other away.

    Groups that no link joins are placed one by one and then packed side by side, the largest first. The start is a
    spiral in the order of ``nodes``, not a random one: same input, same places. Time grows with the square of the
    largest group: 300 nodes take a second or two.

    >>> positions(["a"], [])
    {'a': (0, 0)}
    >>> near = positions(["a", "b"], [("a", "b")])
    >>> near["a"] != near["b"]
    True
    """
    if not nodes:
        return {}
    index = {node: number for number, node in enumerate(nodes)}
    pairs = sorted({(index[one], index[other]) for one, other in links if one != other})
    groups = _groups(len(nodes), pairs)
    placed = [_group(group, pairs, iterations) for group in groups]
    places = np.zeros((len(nodes), 2))
    for group, own, corner in zip(groups, placed, _packed([_size(own) for own in placed]), strict=True):
        places[group] = own - own.min(axis=0) + corner
    places = places - (places.max(axis=0) + places.min(axis=0)) / 2
    return {node: (round(x), round(y)) for node, (x, y) in zip(nodes, places.tolist(), strict=True)}


def _groups(count: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The numbers that links join, directly or not; the largest group first."""
    graph: nx.Graph[int] = nx.empty_graph(count)
    graph.add_edges_from(pairs)
    return sorted((sorted(group) for group in nx.connected_components(graph)), key=lambda group: (-len(group), group))


def _group(group: Sequence[int], pairs: Sequence[tuple[int, int]], iterations: int) -> Floats:
    within = {number: at for at, number in enumerate(group)}
    inside = [(within[one], within[other]) for one, other in pairs if one in within]
    places = _spiral(len(group))
    for step in range(iterations if len(group) > 1 else 0):
        places = _moved(places, inside, limit=SPACING * 0.6 * (1 - step / iterations) + 1)
    return _apart(places)


def _size(places: Floats) -> Floats:
    size: Floats = places.max(axis=0) - places.min(axis=0) + np.array(BOX)
    return size


def _packed(sizes: Sequence[Floats]) -> list[Floats]:
    """Corners for boxes, so that none lies on another and all together are about half as wide again as high.

    Each goes where a placed one ends, to its right or below it, wherever the whole stays smallest.
    """
    corners: list[Floats] = []
    for size in sizes:
        taken = np.array([(*corner, *(corner + other)) for corner, other in zip(corners, sizes, strict=False)])
        corners.append(min(_free(taken.reshape(-1, 4), size), key=lambda corner: _extent(corner + size)))
    return corners


def _free(taken: Floats, size: Floats) -> list[Floats]:
    across, down = [0.0, *taken[:, 2].tolist()], [0.0, *taken[:, 3].tolist()]
    right = [(x, y) for x, y in zip(across, [0.0, *taken[:, 1].tolist()], strict=True)]
    below = [(x, y) for x, y in zip([0.0, *taken[:, 0].tolist()], down, strict=True)]
    corners = [np.array(corner) for corner in (*right, *below)]
    return [corner for corner in corners if not _hits(taken, corner, size)]


def _hits(taken: Floats, corner: Floats, size: Floats) -> bool:
    return bool(((taken[:, :2] < corner + size) & (corner < taken[:, 2:])).all(axis=1).any())


def _extent(end: Floats) -> tuple[float, float]:
    return (max(float(end[0]) / WIDER, float(end[1])), float(end.sum()))


def _spiral(count: int) -> Floats:
    steps = np.arange(count, dtype=np.float64)
    radius = SPACING * 0.5 * np.sqrt(steps)
    return np.column_stack([radius * np.cos(steps * GOLDEN_ANGLE), radius * np.sin(steps * GOLDEN_ANGLE)])


def _moved(places: Floats, pairs: Sequence[tuple[int, int]], *, limit: float) -> Floats:
    """One step of Fruchterman and Reingold's method, with a pull to the middle that keeps separate groups in sight."""
    push = _push(places)
    for one, other in pairs:
        gap = places[one] - places[other]
        pull = gap * float(np.hypot(*gap)) / SPACING
        push[one] -= pull
        push[other] += pull
    push -= places * GRAVITY
    length = np.maximum(np.hypot(push[:, 0], push[:, 1]), 1e-9)[:, None]
    moved: Floats = places + push / length * np.minimum(length, limit)
    return moved


def _push(places: Floats) -> Floats:
    gaps = places[:, None, :] - places[None, :, :]
    squares = np.maximum((gaps**2).sum(axis=2), 1.0)
    pushed: Floats = (gaps / squares[:, :, None]).sum(axis=1) * SPACING**2
    return pushed


def _apart(places: Floats, *, rounds: int = 120) -> Floats:
    """Shift nodes whose labels would lie on each other (a label is wider than high)."""
    places = places.copy()
    box = np.array(BOX)
    for _ in range(rounds):
        gaps = places[:, None, :] - places[None, :, :]
        overlap = box - np.abs(gaps)
        hit = np.asarray((overlap > 0).all(axis=2))
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        sideways = overlap[:, :, 0] / box[0] < overlap[:, :, 1] / box[1]
        order = np.sign(np.arange(len(places))[:, None] - np.arange(len(places))[None, :])
        for axis, chosen in ((0, sideways), (1, ~sideways)):
            direction = np.where(gaps[:, :, axis] != 0, np.sign(gaps[:, :, axis]), order)
            places[:, axis] += (np.where(hit & chosen, overlap[:, :, axis] * direction, 0) * 0.25).sum(axis=1)
    return places
