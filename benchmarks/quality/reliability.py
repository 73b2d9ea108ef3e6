"""Reliability of confidences: bins, expected calibration error (Guo et al. 2017), and a diagram."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10
SIZE, MARGIN = 240, 34


@dataclass(frozen=True)
class Bin:
    """Items whose confidence lies in a tenth: how many, mean confidence, share that is right."""

    items: int
    confidence: float
    right: float


def bins(judged: Iterable[tuple[float, bool]]) -> list[Bin]:
    """The tenths of confidence that hold any item.

    >>> bins([(0.95, True), (0.91, False), (0.2, False)])
    [Bin(items=1, confidence=0.2, right=0.0), Bin(items=2, confidence=0.93, right=0.5)]
    """
    groups: dict[int, list[tuple[float, bool]]] = {}
    for score, right in judged:
        groups.setdefault(min(int(score * BINS), BINS - 1), []).append((score, right))
    return [_bin(groups[number]) for number in sorted(groups)]


def _bin(group: list[tuple[float, bool]]) -> Bin:
    count = len(group)
    return Bin(count, round(sum(s for s, _ in group) / count, 3), round(sum(r for _, r in group) / count, 3))


def expected_error(parts: list[Bin]) -> float:
    """Mean distance of confidence and share right, weighted by items.

    >>> expected_error([Bin(1, 0.2, 0.0), Bin(3, 0.9, 0.9)])
    0.05
    """
    total = sum(part.items for part in parts)
    return round(sum(part.items * abs(part.confidence - part.right) for part in parts) / max(1, total), 3)


def picture(shown: dict[str, list[Bin]]) -> str:
    """A diagram for each name, side by side: the diagonal is a confidence that keeps its word."""
    width = (SIZE + 2 * MARGIN) * len(shown)
    panels = "".join(_panel(name, parts, number) for number, (name, parts) in enumerate(shown.items()))
    style = 'font-family="sans-serif" font-size="12" fill="#333"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {SIZE + 2 * MARGIN}" {style}>\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{panels}</svg>\n'
    )


def _panel(name: str, parts: list[Bin], number: int) -> str:
    left, bottom = number * (SIZE + 2 * MARGIN) + MARGIN, SIZE + MARGIN
    points = [(left + part.confidence * SIZE, bottom - part.right * SIZE) for part in parts]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + part.items**0.5 / 4:.1f}" fill="#1f5fa8"/>\n'
        for (x, y), part in zip(points, parts, strict=True)
    )
    return (
        f'<text x="{left}" y="{MARGIN - 12}">{name}: confidence (across) and share right (up)</text>\n'
        f'<rect x="{left}" y="{MARGIN}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#999"/>\n'
        f'<line x1="{left}" y1="{bottom}" x2="{left + SIZE}" y2="{MARGIN}" stroke="#999" stroke-dasharray="4"/>\n'
        f'<polyline points="{line}" fill="none" stroke="#1f5fa8" stroke-width="2"/>\n{dots}'
        f'<text x="{left}" y="{bottom + 16}">0</text><text x="{left + SIZE - 8}" y="{bottom + 16}">1</text>\n'
    )
