"""Which claims are one event: links between claims, grown into groups in which nothing speaks against anything.

The strongest links are used first; a link that would bring together two claims that cannot be one event, or that a
person judged to be different, is left out. What a person judged to be the same comes first of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from graph.merge.judged import Classes, Judged
from graph.merge.likeness import compare
from graph.merge.parts import Part
from graph.merge.reasons import Likeness
from graph.merge.sighting import Sighting


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one event, in the order of their ranks, and the links that brought them together."""

    claims: tuple[Sighting, ...]
    links: tuple[Part, ...] = ()

    @property
    def key(self) -> str:
        """What the event is named after: its first claim."""
        return self.claims[0].claim


class Matcher:
    """Compares claims, each pair once.

    Args:
        judged: What people judged of marks of claims.
        base: What the IRIs of marks begin with.
        earlier: Has compared claims already that are as they were.
        changed: The paths of claims that are not.
    """

    def __init__(
        self, judged: Judged, base: str, *, earlier: Matcher | None = None, changed: Set[str] = frozenset()
    ) -> None:
        self.judged = judged
        self.base = base
        self.earlier = earlier
        self.changed = changed
        self._known: dict[tuple[str, str], Likeness] = {}

    def likeness(self, one: Sighting, other: Sighting) -> Likeness:
        """The outcome of a comparison."""
        pair = (one.claim, other.claim) if one.claim < other.claim else (other.claim, one.claim)
        if pair not in self._known:
            as_before = self.earlier if self.changed.isdisjoint(pair) else None
            self._known[pair] = as_before.likeness(one, other) if as_before else compare(one, other)
        return self._known[pair]

    def verdict(self, one: Sighting, other: Sighting) -> str | None:
        """What a person judged of two claims."""
        return self.judged.verdict(self.base + one.mark, self.base + other.mark)

    def linked(self, one: Sighting, other: Sighting) -> bool:
        """Whether two claims are in one piece, of which groups are made."""
        verdict = self.verdict(one, other)
        return verdict == "same" or (verdict != "different" and self.likeness(one, other).linked)


def groups(claims: Iterable[Sighting], matcher: Matcher) -> list[Group]:
    """Make groups of claims that are linked with each other, directly or through others.

    Args:
        claims: Whole pieces: with a claim all that it is linked to.
        matcher: Compares them.

    Returns:
        The groups, in the order of their first claims.
    """
    by_path = {one.claim: one for one in claims}
    order = sorted(by_path.values(), key=lambda one: one.rank)
    judged, found = _links(order, matcher)
    classes = Classes(lambda one, other: matcher.verdict(by_path[one], by_path[other]) == "different")
    used = [link for link in judged if classes.join(*link[-1])]
    classes.apart = _apart(by_path, matcher, judged)
    used += [link for link in found if classes.join(*link[-1])]
    for one in order:
        classes.of(one.claim)
    made = [_group([by_path[path] for path in paths], used, matcher, by_path) for paths in classes.all()]
    return sorted(made, key=lambda group: group.claims[0].rank)


Apart = Callable[[str, str], bool]
Link = tuple[float, tuple[str, str], tuple[str, str]]


def _links(order: Sequence[Sighting], matcher: Matcher) -> tuple[list[Link], list[Link]]:
    """The links that a person made, and those that were found, the strongest first."""
    judged, found = [], []
    for one, other in combinations(order, 2):
        verdict = matcher.verdict(one, other)
        if verdict == "same":
            judged.append((0.0, one.rank, (one.claim, other.claim)))
        elif verdict != "different" and (likeness := matcher.likeness(one, other)).linked:
            found.append((-likeness.score, one.rank, (one.claim, other.claim)))
    return sorted(judged), sorted(found)


def _apart(by_path: dict[str, Sighting], matcher: Matcher, judged: Sequence[Link]) -> Apart:
    """Whether two claims must not meet. Where a person joined claims that differ, others may join either of them."""
    meant = {path for link in judged for path in link[-1]}

    def apart(one: str, other: str) -> bool:
        first, second = by_path[one], by_path[other]
        if matcher.verdict(first, second) == "different":
            return True
        if one in meant or other in meant:
            return bool(first.part["r"] == second.part["r"])
        return matcher.likeness(first, second).against is not None

    return apart


def _group(claims: Sequence[Sighting], used: Iterable[Link], matcher: Matcher, by_path: dict[str, Sighting]) -> Group:
    ordered = sorted(claims, key=lambda one: one.rank)
    inside = {one.claim for one in ordered}
    links = (_link(by_path[one], by_path[other], matcher) for *_, (one, other) in used if one in inside)
    return Group(tuple(ordered), tuple(links))


def _link(one: Sighting, other: Sighting, matcher: Matcher) -> Part:
    """Why two claims are in one event, as plain data."""
    likeness = matcher.likeness(one, other)
    reasons = list(likeness.reasons) + ([f"although {likeness.against}"] if likeness.against else [])
    if matcher.verdict(one, other) == "same":
        reasons.insert(0, "judged to be the same")
    return {"c": one.claim, "d": other.claim, "s": likeness.score, "y": reasons}
