"""A score and what made it, in words: the outcome of comparing two claims."""

from __future__ import annotations

from dataclasses import dataclass, field

ENOUGH = 4.5
"""Least score of a link."""


@dataclass(slots=True)
class Likeness:
    """The outcome of a comparison.

    Attributes:
        score: Sum of the weights of the reasons.
        reasons: What speaks for or against it, in words, with its weight.
        support: What supports it beside type, day and one participant: place, operation, sides, copy.
        against: Why it cannot be, or None.
        weak: Why what supports it is too little, or None.
        near: Whether the types are only near.
        enough: Least score of a link.
    """

    score: float = 0.0
    reasons: list[str] = field(default_factory=list)
    support: set[str] = field(default_factory=set)
    against: str | None = None
    weak: str | None = None
    near: bool = False
    enough: float = ENOUGH

    def add(self, weight: float, reason: str, support: str | None = None) -> None:
        """Note a reason with its weight."""
        self.score = round(self.score + weight, 2)
        self.reasons.append(f"{reason} ({weight:+.1f})")
        if support:
            self.support.add(support)

    @property
    def linked(self) -> bool:
        """Whether the two are found to be one."""
        sound = self.against is None and self.weak is None
        return sound and bool(self.support) and self.score >= self.enough

    def needs(self, wanted: set[str], reason: str) -> None:
        """Say that it is too little, unless one of the wanted things supports it."""
        if not self.support & wanted:
            self.weak = reason
