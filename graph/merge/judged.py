"""What people judged of pairs: same, different or unsure. A pair that nobody judged is not in here.

Judged are ids of actors, places and operations, and marks of claims (`graph.merge.facts.marks`), all as IRIs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType

Verdicts = Mapping[str, str]
"""The other thing of a pair → same, different or unsure."""
VERDICTS = ("same", "different", "unsure")


class Judged:
    """Looks up judgements.

    Args:
        read: Gives what is judged of a thing, for instance by looking into a store.
        changed: Judgements that overrule those; None takes one back.
    """

    def __init__(
        self, read: Callable[[str], Verdicts], changed: Mapping[tuple[str, str], str | None] | None = None
    ) -> None:
        self._read = cache(read)
        self._changed: dict[str, dict[str, str | None]] = {}
        for (one, other), verdict in (changed or {}).items():
            self._changed.setdefault(one, {})[other] = verdict
            self._changed.setdefault(other, {})[one] = verdict

    def of(self, thing: str) -> Verdicts:
        """All that is judged of a thing.

        >>> Judged(lambda thing: {}, {("a", "b"): "same"}).of("b")
        {'a': 'same'}
        """
        known: dict[str, str | None] = {**self._read(thing), **self._changed.get(thing, {})}
        return {other: verdict for other, verdict in known.items() if verdict is not None}

    def verdict(self, one: str, other: str) -> str | None:
        """What is judged of a pair, or None."""
        return self.of(one).get(other)

    def same(self, thing: str) -> list[str]:
        """What is judged to be the same as a thing, sorted."""
        return sorted(other for other, verdict in self.of(thing).items() if verdict == "same")


def nothing_judged() -> Judged:
    """No judgements at all."""
    return Judged(lambda thing: MappingProxyType({}))


class Classes:
    """Sets that grow together, but never so that two things that are kept apart meet.

    Attributes:
        apart: Whether two things must not be in one set.
    """

    def __init__(self, apart: Callable[[str, str], bool]) -> None:
        self.apart = apart
        self._members: dict[str, list[str]] = {}

    def of(self, thing: str) -> list[str]:
        """The set that a thing is in."""
        return self._members.setdefault(thing, [thing])

    def join(self, one: str, other: str) -> bool:
        """Make one set of two; False where that is not allowed, or nothing new."""
        first, second = self.of(one), self.of(other)
        if first is second or any(self.apart(a, b) for a in first for b in second):
            return False
        first.extend(second)
        self._members.update(dict.fromkeys(second, first))
        return True

    def all(self) -> list[list[str]]:
        """All sets, each sorted, in the order of their first things.

        >>> classes = Classes(lambda a, b: {a, b} == {"a", "c"})
        >>> classes.join("a", "b"), classes.join("b", "c"), classes.all()
        (True, False, [['a', 'b'], ['c']])
        """
        unique: Iterable[list[str]] = {id(members): members for members in self._members.values()}.values()
        return sorted(sorted(members) for members in unique)
