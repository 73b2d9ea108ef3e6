"""Which places the mentions are: countries, waters and regions, cities; chosen by the countries of the report.

A place that the gazetteers do not know is kept under its own name, without coordinates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from ingest.analysis import FoundMention, mentions_of, span_of
from ingest.compose import nationality
from ingest.gazetteers import countries, country_names, place_words
from ingest.resources import read_rows, values
from ingest.textkey import name_key
from ontology.model import Mention, Place
from ontology.names import GEONAMES, slug

GENERIC = frozenset(
    (
        "city town village province region state district county governorate department island islands river lake sea "
        "gulf strait border coast port airport base air naval camp valley mountains mountain hills forest desert area "
        "outskirts capital northern southern eastern western central north south east west northeastern northwestern "
        "southeastern southwestern of the in near"
    ).split()
)
_WATERS = frozenset(["gulf", "lake", "river", "sea", "strait"])


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the gazetteers; population 0 means unknown."""

    id: str
    name: str
    country: str | None
    kind: str
    latitude: float | None
    longitude: float | None
    population: int = 0
    parents: tuple[str, ...] = ()


@dataclass
class LinkedPlaces:
    """The places of a Doc, and for each mention of one (by index) its id."""

    places: list[Place]
    ids: dict[int, str]


@cache
def known_places() -> dict[str, tuple[KnownPlace, ...]]:
    """Name key → places of that name, the most populous first."""
    found: dict[str, list[KnownPlace]] = {}
    for place, names in _read_places():
        for key in {name_key(name) for name in names}:
            found.setdefault(key, []).append(place)
    return {key: tuple(sorted(group, key=lambda p: (-p.population, p.id))) for key, group in found.items()}


def _read_places() -> Iterable[tuple[KnownPlace, tuple[str, ...]]]:
    for row in read_rows("places.csv"):
        country = countries().get(row["country"])
        around = (_country_id(row["country"]), *with_ancestors(country.regions)) if country else ()
        yield _known(row, tuple(filter(None, (row["admin1"], *around)))), (row["name"], *values(row["aliases"]))
    for row in read_rows("regions.csv"):
        yield _known(row, with_ancestors(_region_parents().get(row["id"], ()))), (row["name"], *values(row["aliases"]))


@cache
def _region_parents() -> dict[str, tuple[str, ...]]:
    """Region id → ids of the places right around it."""
    return {
        row["id"]: tuple(_country_id(part) or part for part in values(row["parents"]))
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
        int(row.get("population") or 0), parents,
    )  # fmt: skip


def _country_id(code: str) -> str:
    """The place id of a country, or an empty string."""
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
        _country_id(code), country.name, code, "country", country.latitude, country.longitude, 0,
        with_ancestors(country.regions),
    )  # fmt: skip


def link_places(doc: Doc) -> LinkedPlaces:
    """Resolve all place mentions of a Doc."""
    context = _countries_of(doc)
    found: dict[str, tuple[KnownPlace, list[FoundMention]]] = {}
    ids: dict[int, str] = {}
    for mention in mentions_of(doc):
        if mention.kind != "place":
            continue
        words = span_of(doc, mention).text
        if not any(char.isupper() for char in words) and name_key(words) not in known_places():
            known = _antecedent_place(mention, ids, found)
            if known is None:
                continue
            place = known
        else:
            place = resolve(words, mention.type, context)
        found.setdefault(place.id, (place, []))[1].append(mention)
        ids[mention.index] = place.id
    return LinkedPlaces([_place(doc, place, mentions) for place, mentions in found.values()], ids)


def _antecedent_place(
    mention: FoundMention, ids: dict[int, str], found: dict[str, tuple[KnownPlace, list[FoundMention]]]
) -> KnownPlace | None:
    """ "the city" takes the place it refers to; without one it is no place that could be found again."""
    return found[ids[mention.antecedent]][0] if mention.antecedent in ids else None


def _countries_of(doc: Doc) -> Counter[str]:
    """How often each country is spoken of, by name or nationality."""
    counted: Counter[str] = Counter()
    for mention in mentions_of(doc):
        words = span_of(doc, mention).text
        if split := nationality(words):
            counted[split[0]] += 1
    return counted


def resolve(words: str, kind: str, context: Counter[str]) -> KnownPlace:
    """The place that some words mean in a report that speaks of certain countries.

    Args:
        words: The words of the mention.
        kind: What the language model takes it for; kept when nothing better is known.
        context: Country code → number of mentions in the report.

    >>> resolve("Guayaquil", "city", Counter()).country
    'EC'
    """
    key = name_key(words)
    split = nationality(words)
    if split and split[1] in ("capital", "capital city") and countries()[split[0]].metonyms:
        key = name_key(countries()[split[0]].metonyms[0])
    for name in (key, _specific(key)):
        code = country_names().get(name)
        if code and (kind != "city" or name not in known_places()):
            return country_place(code)
        if (found := known_places().get(name)) and name not in place_words():
            return _choose(found, kind, context)
    return KnownPlace(slug(words), " ".join(words.split()), None, kind or "other", None, None)


def _specific(key: str) -> str:
    """The name without the generic words around it: "gao region" → "gao". Waters keep theirs: Lake Malawi."""
    if _WATERS & set(key.split()):
        return key
    return " ".join(word for word in key.split() if word not in GENERIC) or key


def _choose(places: tuple[KnownPlace, ...], kind: str, context: Counter[str]) -> KnownPlace:
    """The reading whose country the report speaks of, then of the expected kind, then the most populous."""
    return max(places, key=lambda p: (context[p.country or ""], p.kind == kind, p.population))


def _place(doc: Doc, place: KnownPlace, mentions: list[FoundMention]) -> Place:
    spans = [span_of(doc, mention) for mention in mentions]
    score = sum(mention.score for mention in mentions) / len(mentions)
    number = place.id.removeprefix("geonames/")
    return Place(
        id=place.id, name=place.name, country=place.country, kind=place.kind,
        latitude=place.latitude, longitude=place.longitude, parents=place.parents,
        same_as=(f"{GEONAMES}{number}/",) if number != place.id else (),
        mentions=tuple(Mention(text=span.text, begin=span.start_char, end=span.end_char) for span in spans),
        confidence=round(score, 3),
    )  # fmt: skip
