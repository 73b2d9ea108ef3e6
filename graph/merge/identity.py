"""Who is who: decide which ids stand for one actor, place or operation. Pure functions over sets, never a score.

Two ids are one when they share a name key, which is the name of one of them and not only an alias of both, and nothing
speaks against it: the actor classes are of one family, the countries do not differ (states and places need equal, known
countries; Sudan and South Sudan share no key, the two Congos have two countries), a person's key has at least two
words. Who is called by an acronym alone joins the only one of his family and country whose initials it is. An id whose
country is unknown joins others only where all who bear the name are of one country. Actors that reports do not call by
name never merge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from graph.keys import acronym, initials, name_key, spelled_out
from graph.merge.facts import Identity
from graph.merge.judged import Classes, Judged
from ontology.types import actor_type, actor_types


def prevailing_type(identity: Identity) -> str:
    """The one class of an actor, or kind of a place, where reports differ: the first in the order of the ontology."""
    if identity.kind == "actor":
        return min(identity.types, key=actor_types().index)
    kinds = ("country", "admin1", "city", "water", "region", "facility", "other")
    return min(identity.types, key=kinds.index) if identity.types else ""


def prevailing_country(identity: Identity) -> str | None:
    """The one country of an identity: where reports differ the first of the alphabet."""
    return min(identity.countries, default=None)


def prevailing_name(identity: Identity) -> str:
    """The one name of an identity: the longest that is not shouted and not longer than 80 letters."""
    return max(identity.names, key=lambda name: (len(name) <= 80, not name.isupper(), len(name), name))


def union(identities: Iterable[Identity]) -> Identity:
    """All that is said under several ids or in several reports."""
    parts = list(identities)
    return Identity(
        kind=parts[0].kind,
        names=_join(part.names for part in parts),
        aliases=_join(part.aliases for part in parts),
        types=_join(part.types for part in parts),
        countries=_join(part.countries for part in parts),
        keys=_join(part.keys for part in parts),
        common=_join(part.common for part in parts),
        same_as=_join(part.same_as for part in parts),
        parents=_join(part.parents for part in parts),
        latitudes=_join(part.latitudes for part in parts),
        longitudes=_join(part.longitudes for part in parts),
    )


def _join(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def canonical_ids(identities: Mapping[str, Identity], judged: Judged) -> dict[str, str]:
    """For each id the id that stands for it.

    The result for an id depends only on those it is linked to by keys or by judgements, directly or through others.
    """
    links = _Links(identities, judged)
    for (_, key), group in _groups(identities).items():
        parts = _mergeable(group, identities)
        links.join_all(part for part in parts if any(_is_called(identities[iri], key) for iri in part))
    return _with_acronyms(links.canonical(), identities, judged)


def _with_acronyms(canonical: Mapping[str, str], identities: Mapping[str, Identity], judged: Judged) -> dict[str, str]:
    """Let those that are called by an acronym alone join the only one whose name has these initials."""
    members: dict[str, list[str]] = defaultdict(list)
    for iri, best in sorted(canonical.items()):
        members[best].append(iri)
    wholes = {best: union(identities[iri] for iri in ids) for best, ids in members.items()}
    short, full = (_by_acronym(wholes, which) for which in (shortened, acronyms))
    classes = Classes(lambda one, other: judged.verdict(one, other) == "different")
    for group, bests in sorted(short.items()):
        named = [best for best in full.get(group, ()) if best not in bests]
        for best in bests if len(named) == 1 else ():
            classes.join(named[0], best)
    joined = [sorted({iri for best in found for iri in members[best]}) for found in classes.all()]
    rank = _Links(identities, judged).rank
    return dict(canonical) | {iri: min(ids, key=rank) for ids in joined for iri in ids}


def _by_acronym(
    wholes: Mapping[str, Identity], which: Callable[[Identity], Iterable[str]]
) -> dict[tuple[str, str, str], list[str]]:
    """The actors that an acronym may stand for, within one family and one country that is known.

    Organizations of states need none.
    """
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for best, whole in sorted(wholes.items()):
        for letters in which(whole):
            family, country = actor_type(prevailing_type(whole)).family, prevailing_country(whole)
            if country or family == "organization":
                found[letters, family, country or ""].append(best)
    return found


def acronyms(identity: Identity) -> frozenset[str]:
    """The initials of the names of an actor that has some: neither a state, a person nor a crowd."""
    if identity.kind != "actor" or not identity.keys:
        return frozenset()
    if actor_type(prevailing_type(identity)).family in ("state", "person", "people"):
        return frozenset()
    return frozenset(map(initials, identity.names)) - {""}


def shortened(identity: Identity) -> frozenset[str]:
    """The acronym of an actor that is called by nothing else, or nothing."""
    if identity.kind != "actor" or not identity.keys:
        return frozenset()
    found = frozenset(map(acronym, identity.names))
    return found if len(found) == 1 and "" not in found else frozenset()


def _is_called(identity: Identity, key: str) -> bool:
    """Whether the key is that of a name, not only of an alias: what is nobody's name merges nobody."""
    return any(key in (name_key(name), spelled_out(name_key(name))) for name in identity.names)


def _groups(identities: Mapping[str, Identity]) -> dict[tuple[str, str], list[str]]:
    """The ids that bear the same name and are of one family."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for iri in sorted(identities):
        identity = identities[iri]
        for key in identity.keys:
            if family := merge_family(identity, key):
                groups[family, key].append(iri)
    return groups


def merge_family(identity: Identity, key: str) -> str | None:
    """Within which the key can be a reason to merge, or None if it cannot."""
    if identity.kind == "operation":
        return None
    kind, country = prevailing_type(identity), prevailing_country(identity)
    if identity.kind == "place":
        return f"place {kind} {country}" if country else None
    family = actor_type(kind).family
    if family == "person" and " " not in key:
        return None
    if family == "state":
        return f"state {country}" if country else None
    return family


def _mergeable(group: Sequence[str], identities: Mapping[str, Identity]) -> list[list[str]]:
    """Split the bearers of one name into those that are one."""
    if identities[group[0]].kind == "place":
        return [_places(group)]
    by_country: dict[str | None, list[str]] = defaultdict(list)
    for iri in group:
        by_country[prevailing_country(identities[iri])].append(iri)
    unknown = by_country.pop(None, [])
    if len(by_country) == 1:
        return [next(iter(by_country.values())) + unknown]
    return [*by_country.values(), unknown]


def _places(group: Sequence[str]) -> list[str]:
    """Places that the gazetteer numbers are never merged with each other."""
    numbered = [iri for iri in group if "/place/geonames/" in iri]
    named = [iri for iri in group if "/place/geonames/" not in iri]
    return numbered + named if len(numbered) == 1 else named


def compare_identities(one: Identity, other: Identity) -> list[str]:
    """What speaks for and against that two ids stand for one, in words.

    >>> compare_identities(Identity(kind="actor", types=frozenset({"Police"})), Identity(kind="place"))
    ['not of one kind']
    """
    if one.kind != other.kind:
        return ["not of one kind"]
    shared = sorted(one.keys & other.keys)
    letters = sorted((acronyms(one) & shortened(other)) | (acronyms(other) & shortened(one)))
    found = [f"both are called {key!r}" for key in shared] + [f"{key!r} are the initials" for key in letters]
    found = found or ["no name in common"]
    families = [{merge_family(identity, key) for key in shared} for identity in (one, other)]
    if shared and one.kind == "actor" and families[0].isdisjoint(families[1] - {None}):
        found.append("classes, or countries that are not known, that cannot be found to be the same by name")
    countries = {prevailing_country(identity) for identity in (one, other)} - {None}
    return [*found, "of two countries"] if len(countries) > 1 else found


class _Links:
    """Links between ids; what they connect is one, unless it is of two countries or a person judged otherwise."""

    def __init__(self, identities: Mapping[str, Identity], judged: Judged) -> None:
        self.identities = identities
        self.judged = judged
        self.found: list[Sequence[str]] = []
        self.same = {(iri, other) for iri in identities for other in judged.same(iri) if other in identities}

    def join_all(self, groups: Iterable[Sequence[str]]) -> None:
        """Link the ids of each group with each other."""
        self.found.extend(groups)

    def canonical(self) -> dict[str, str]:
        """For each id the one that stands for it."""
        result = {iri: iri for iri in self.identities}
        pairs = {pair for group in self.found for pair in pairwise(group)}
        for component in components(pairs | self.same):
            for part in self._split(component, pairs):
                best = min(part, key=self.rank)
                result.update(dict.fromkeys(part, best))
        return result

    def _split(self, component: Sequence[str], pairs: set[tuple[str, str]]) -> list[list[str]]:
        """A component whose members are of two countries falls apart by country; who has none stays alone."""
        if any(self.judged.of(iri) for iri in component):
            return self._as_judged(component)
        country = {iri: prevailing_country(self.identities[iri]) for iri in component}
        if len(set(country.values()) - {None}) <= 1:
            return [list(component)]
        inside = [(one, two) for one, two in pairs if one in country]
        return components((one, two) for one, two in inside if country[one] and country[one] == country[two])

    def _as_judged(self, component: Sequence[str]) -> list[list[str]]:
        """The same where a person judged some pairs: first what is the same, then the links that nothing forbids."""
        country = {iri: prevailing_country(self.identities[iri]) for iri in component}
        several = len(set(country.values()) - {None}) > 1
        inside = sorted(pair for group in self.found for pair in combinations(sorted(group), 2) if pair[0] in country)
        classes = Classes(lambda one, other: self.judged.verdict(one, other) == "different")
        for one, other in sorted(pair for pair in self.same if pair[0] in country):
            classes.join(one, other)
        for one, other in inside:
            if not several or (country[one] and country[one] == country[other]):
                classes.join(one, other)
        for iri in component:
            classes.of(iri)
        return classes.all()

    def rank(self, iri: str) -> tuple[bool, int, str]:
        """Known elsewhere first, then the longest id, so that no acronym stands for a full name."""
        return not self.identities[iri].same_as and "/geonames/" not in iri, -len(iri), iri


def components(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The connected components of a graph given by its edges, each sorted.

    >>> components([("a", "b"), ("c", "b"), ("x", "y")])
    [['a', 'b', 'c'], ['x', 'y']]
    """
    leader: dict[str, str] = {}

    def find(item: str) -> str:
        leader.setdefault(item, item)
        while leader[item] != item:
            leader[item] = leader[leader[item]]
            item = leader[item]
        return item

    for one, two in pairs:
        low, high = sorted((find(one), find(two)))
        leader[high] = low
    found: dict[str, list[str]] = defaultdict(list)
    for item in sorted(leader):
        found[find(item)].append(item)
    return [found[key] for key in sorted(found)]
