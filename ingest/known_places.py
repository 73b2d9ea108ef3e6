"""The places of the gazetteers by name, and what lies around each. Files and columns: data/gazetteers/README.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ingest.gazetteers import countries, country_names
from ingest.resources import read_rows, values
from ingest.textkey import name_key

_KIND_OF_DIVISION = re.compile(
    r"(.{3,}?) (?:State|Province|Region|Oblast|Governorate|Department|District|County|Prefecture|Krai|Republic|"
    r"\(.+\))"
)
"""A division is called without its kind too: "Niger State", "Georgia (U.S. state)"."""
GENERIC = frozenset(
    (
        "city town village province region state district county governorate department island islands river lake sea "
        "gulf strait border coast port airport base air naval camp valley mountains mountain hills forest desert area "
        "outskirts capital northern southern eastern western central north south east west northeastern northwestern "
        "southeastern southwestern of the in near"
    ).split()
)
"""Words that stand around a name and are no part of it: "the outskirts of Gao", "northern Mali"."""
WATERS = frozenset(["gulf", "lake", "river", "sea", "strait"])


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the gazetteers.

    Attributes:
        population: 0 when unknown; of a division, that of its towns.
        parents: Ids of what lies around it, nearest first.
        prominent: Whether readers everywhere know it: a capital, or a city that stands in prominent.csv.
    """

    id: str
    name: str
    country: str | None
    kind: str
    latitude: float | None
    longitude: float | None
    population: int = 0
    parents: tuple[str, ...] = ()
    prominent: bool = False


@cache
def known_places() -> dict[str, tuple[KnownPlace, ...]]:
    """Name key → places of that name, the most populous first."""
    found: dict[str, list[KnownPlace]] = {}
    for place, names in _read_places():
        for key in dict.fromkeys(name_key(name) for name in names):
            found.setdefault(key, []).append(place)
    return {key: tuple(sorted(group, key=lambda p: (-p.population, p.id))) for key, group in found.items()}


def _read_places() -> Iterator[tuple[KnownPlace, tuple[str, ...]]]:
    rows = [*read_rows("places.csv"), *read_rows("more_places.csv")]
    people: Counter[str] = Counter()
    for row in rows:
        people[row["admin1"]] += int(row["population"] or 0)
    for row in rows:
        if row["kind"] == "admin1":
            row["population"] = str(people[row["id"]])
        country = countries().get(row["country"])
        around = (country_id(row["country"]), *with_ancestors(country.regions)) if country else ()
        yield _known(row, tuple(filter(None, (row["admin1"], *around)))), tuple(_names(row))
    for row in read_rows("regions.csv"):
        parents = _region_parents().get(row["id"], ())
        yield _known({**row, "country": _only_country(values(row["parents"]))}, with_ancestors(parents)), (
            row["name"], *values(row["aliases"]),
        )  # fmt: skip


def _names(row: dict[str, str]) -> Iterable[str]:
    """All names of a row of places.csv; those that only name a kind or a direction are no names."""
    yield from (row["name"], *values(row["aliases"]), *_more_names().get(row["id"], ()))
    match = _KIND_OF_DIVISION.fullmatch(row["name"]) if row["kind"] == "admin1" else None
    if match and not set(name_key(match[1]).split()) <= GENERIC:
        yield match[1]


def _only_country(parents: tuple[str, ...]) -> str:
    """The country that a region lies in, if it lies in one."""
    return parents[0] if len(parents) == 1 and parents[0] in countries() else ""


@cache
def _region_parents() -> dict[str, tuple[str, ...]]:
    """Region id → ids of the places right around it."""
    return {
        row["id"]: tuple(country_id(part) or part for part in values(row["parents"]))
        for row in read_rows("regions.csv")
    }


def with_ancestors(parents: tuple[str, ...]) -> tuple[str, ...]:
    """Some places and everything around them, nearest first.

    >>> with_ancestors(("geonames/3658394",))[0]
    'geonames/3658394'
    """
    found: list[str] = []
    queue = list(parents)
    while queue:
        place = queue.pop(0)
        if place not in found:
            found.append(place)
            queue += _region_parents().get(place, ())
    return tuple(found)


def _known(row: dict[str, str], parents: tuple[str, ...]) -> KnownPlace:
    latitude, longitude = (float(row[name]) if row.get(name) else None for name in ("latitude", "longitude"))
    return KnownPlace(
        row["id"], row["name"], row.get("country") or None, row["kind"], latitude, longitude,
        int(row.get("population") or 0), parents, _is_prominent(row),
    )  # fmt: skip


def _is_prominent(row: dict[str, str]) -> bool:
    if row["id"] in _prominent():
        return True
    names = {name_key(name) for name in (row["name"], *values(row["aliases"]))}
    return row["kind"] == "city" and bool(names & _capitals().get(row.get("country", ""), frozenset()))


@cache
def _prominent() -> frozenset[str]:
    return frozenset(row["id"] for row in read_rows("prominent.csv"))


@cache
def _more_names() -> dict[str, tuple[str, ...]]:
    return {row["id"]: values(row["names"]) for row in read_rows("place_names.csv")}


@cache
def _capitals() -> dict[str, frozenset[str]]:
    """Country code → keys of the names of its capital and other seats."""
    return {code: frozenset(map(name_key, country.metonyms)) for code, country in countries().items()}


def country_id(code: str) -> str:
    """The place id of a country, or an empty string.

    >>> country_id("EC"), country_id("XX")
    ('geonames/3658394', '')
    """
    country = countries().get(code)
    if country is None:
        return ""
    return f"geonames/{country.geonames_id}" if country.geonames_id else country.id


def country_place(code: str) -> KnownPlace:
    """A country as a place.

    >>> country_place("EC").id
    'geonames/3658394'
    """
    country = countries()[code]
    return KnownPlace(
        country_id(code), country.name, code, "country", country.latitude, country.longitude, 0,
        with_ancestors(country.regions), True,
    )  # fmt: skip


def specific(key: str) -> str:
    """The key of a name without the generic words around it; waters keep theirs.

    >>> specific("gao region"), specific("lake malawi")
    ('gao', 'lake malawi')
    """
    if WATERS & set(key.split()):
        return key
    return " ".join(word for word in key.split() if word not in GENERIC) or key


def readings(key: str) -> tuple[KnownPlace, ...]:
    """Everything that the key of a name may mean as a place, the country first.

    >>> [(place.kind, place.country) for place in readings("georgia")]
    [('country', 'GE'), ('admin1', 'US')]
    """
    code = country_names().get(key)
    return (*((country_place(code),) if code else ()), *known_places().get(key, ()))
