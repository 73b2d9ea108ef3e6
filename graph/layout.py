"""Where the actors of a drawing stand: computed here, so that the picture is the same in every place that shows it."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Node = TypeVar("Node", bound=Hashable)

SPACING = 100.0
"""The length that a link of the drawing would like to have, in pixels at zoom 1."""

GRAVITY = 0.8
"""How strongly everything is drawn to the middle."""

GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def positions(
    nodes: Sequence[Node], links: Sequence[tuple[Node, Node]], *, iterations: int = 250
) -> dict[Node, tuple[int, int]]:
    """Place nodes so that linked ones stand near and none hides another: links pull, all nodes push each other away.

    The start is a spiral in the order of ``nodes``, not a random one: same input, same places. Time grows with the
    square of the number of nodes: 300 take a second or two.

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
    places = _spiral(len(nodes))
    for step in range(iterations):
        places = _moved(places, pairs, limit=SPACING * 0.6 * (1 - step / iterations) + 1)
    places = _apart(places)
    places = places - (places.max(axis=0) + places.min(axis=0)) / 2
    return {node: (round(x), round(y)) for node, (x, y) in zip(nodes, places.tolist(), strict=True)}


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


def _apart(places: Floats, *, width: float = 110.0, height: float = 54.0, rounds: int = 60) -> Floats:
    """Shift nodes whose labels would lie on each other (a label is wider than high)."""
    places = places.copy()
    box = np.array([width, height])
    for _ in range(rounds):
        gaps = places[:, None, :] - places[None, :, :]
        overlap = box - np.abs(gaps)
        hit = np.asarray((overlap > 0).all(axis=2))
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        sideways = overlap[:, :, 0] / width < overlap[:, :, 1] / height
        order = np.sign(np.arange(len(places))[:, None] - np.arange(len(places))[None, :])
        for axis, chosen in ((0, sideways), (1, ~sideways)):
            direction = np.where(gaps[:, :, axis] != 0, np.sign(gaps[:, :, axis]), order)
            places[:, axis] += (np.where(hit & chosen, overlap[:, :, axis] * direction, 0) * 0.25).sum(axis=1)
    return places
