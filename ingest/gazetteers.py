"""The facts that extraction knows: states, organisations, persons, kinds of force, titles. Data with sources, not code.

Files and their columns: data/gazetteers/README.md. Everything is loaded once, on first use.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ingest.resources import read_rows, values
from ingest.textkey import name_key
from ontology.names import slug


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the gazetteers.

    Attributes:
        part_of: Ids of the bodies it belongs to, nearest first.
        office: What a person holds, with the organisation's id and the years, where known.
    """

    id: str
    name: str
    type: str
    country: str | None = None
    aliases: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    office: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """A state with the words that point to it."""

    code: str
    id: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    metonyms: tuple[str, ...]
    geonames_id: str
    latitude: float
    longitude: float
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForceKind:
    """A kind of body that a nationality turns into an actor: "army", "foreign ministry", "rebels"."""

    kind: str
    type: str
    pattern: str


@cache
def countries() -> dict[str, Country]:
    """Countries by ISO 3166-1 alpha-2 code.

    >>> countries()["EC"].name, "Ecuadorian" in countries()["EC"].demonyms
    ('Ecuador', True)
    """
    return {row["iso2"]: _country(row) for row in read_rows("countries.csv")}


def _country(row: dict[str, str]) -> Country:
    names = (row["name"], row["official_name"], *values(row["aliases"]))
    return Country(
        code=row["iso2"], id=slug(row["name"]), name=row["name"], names=tuple(dict.fromkeys(names)),
        demonyms=values(row["demonyms"]), metonyms=(*values(row["capital"]), *values(row["metonyms"])),
        geonames_id=row["geonames_id"], latitude=float(row["latitude"] or "nan"),
        longitude=float(row["longitude"] or "nan"), regions=values(row["region"]),
    )  # fmt: skip


@cache
def country_names() -> dict[str, str]:
    """Name key → country code, for names and abbreviations of states."""
    return _index((name, code) for code, country in countries().items() for name in country.names)


@cache
def demonyms() -> dict[str, str]:
    """Name key → country code, for adjectives and nouns of nationality."""
    return _index((word, code) for code, country in countries().items() for word in country.demonyms)


@cache
def metonyms() -> dict[str, str]:
    """Name key → country code, for capitals and seats that stand for a state when they act."""
    return _index((word, code) for code, country in countries().items() for word in country.metonyms)


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, code in pairs:
        found.setdefault(name_key(name), code)
    return found


@cache
def known_actors() -> dict[str, KnownActor]:
    """Organisations, states and persons by id."""
    found = {country.id: _state(country) for country in countries().values()}
    for row in read_rows("actors.csv"):
        found[row["id"]] = KnownActor(
            row["id"], row["name"], row["type"], row["country"] or None, values(row["aliases"]),
            tuple(map(_parent, values(row["part_of"]))),
        )  # fmt: skip
    for row in read_rows("persons.csv"):
        found[row["id"]] = KnownActor(
            row["id"], row["name"], "Person", row["country"] or None, values(row["aliases"]),
            tuple(map(_parent, values(row["organisation"]))), row["role"], row["since"], row["until"],
        )  # fmt: skip
    return found


def _state(country: Country) -> KnownActor:
    return KnownActor(country.id, country.name, "State", country.code, country.names[1:])


def _parent(identifier: str) -> str:
    prefix, _, code = identifier.partition(":")
    return countries()[code].id if prefix == "country" else identifier


@cache
def actor_names() -> dict[str, tuple[str, ...]]:
    """Name key → ids of the organisations and persons that bear the name (states: see `country_names`)."""
    found: dict[str, list[str]] = {}
    states = {country.id for country in countries().values()}
    for actor in known_actors().values():
        if actor.id not in states:
            for name in (actor.name, *actor.aliases):
                bearers = found.setdefault(name_key(name), [])
                if actor.id not in bearers:
                    bearers.append(actor.id)
    return {name: tuple(ids) for name, ids in found.items()}


@cache
def usual_meanings() -> dict[str, str]:
    """Key of a name that several actors bear → id of the one that is usually meant."""
    return {
        name_key(row["name"]): _parent(row["usual"])
        for row in read_rows("ambiguous.csv")
        if row["kind"] == "shared" and row["usual"]
    }


@cache
def common_words() -> dict[str, str]:
    """Key of a name that is a common word too ("Total") → its exact spelling as a name."""
    return {name_key(row["name"]): row["name"] for row in read_rows("ambiguous.csv") if row["kind"] == "common-word"}


@cache
def place_words() -> frozenset[str]:
    """Keys of words that are names of places somewhere but hardly ever mean them ("Airport")."""
    return frozenset(name_key(row["name"]) for row in read_rows("ambiguous.csv") if row["kind"] == "place-word")


@cache
def surnames() -> dict[str, tuple[str, ...]]:
    """Key of the last name → ids of the known persons."""
    found: dict[str, list[str]] = {}
    for actor in known_actors().values():
        if actor.type == "Person":
            found.setdefault(name_key(actor.name).split()[-1], []).append(actor.id)
    return {name: tuple(ids) for name, ids in found.items()}


@cache
def force_kinds() -> dict[str, ForceKind]:
    """Noun phrase (lower case) → kind of force."""
    return {
        name_key(word): ForceKind(row["kind"], row["type"], row["name"])
        for row in read_rows("forces.csv")
        for word in values(row["words"])
    }


@cache
def titles() -> dict[str, str]:
    """Title (name key) → kind: rank, office or honorific."""
    return {name_key(row["title"]): row["kind"] for row in read_rows("titles.csv")}
