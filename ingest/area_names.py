"""Which areas and large cities some words name, as a place may lie in them."""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.tokens import Doc

from ingest.gazetteers import countries, country_names, demonyms, place_words
from ingest.known_places import GENERIC, KnownPlace, country_place, readings
from ingest.textkey import name_key

_LARGE = 300_000


def ends_of_names(doc: Doc, begin: int, longest: int) -> range:
    """The tokens after a name of at most so many tokens that begins at a token, the longest first.

    >>> import spacy
    >>> list(ends_of_names(spacy.blank("en")("Sri Lanka, too"), 0, 4))
    [2, 1]
    """
    end = begin
    while end < min(len(doc), begin + longest) and (doc[end].text == "-" or not doc[end].is_punct):
        end += 1
    return range(end, begin, -1)


@lru_cache(maxsize=20_000)
def area_named(words: str) -> tuple[KnownPlace, ...]:
    """The countries, divisions and regions of one country that bear a name.

    >>> [place.id for place in area_named("Casanare")], area_named("Gao")[0].kind
    (['co/casanare-department'], 'admin1')
    """
    key = name_key(words)
    if key in GENERIC or key in place_words():
        return ()
    return tuple(place for place in readings(key) if place.country and place.kind not in ("city", "facility", "water"))


@lru_cache(maxsize=20_000)
def city_named(words: str) -> tuple[KnownPlace, ...]:
    """The large city that bears a name.

    >>> [place.country for place in city_named("Kyiv")]
    ['UA']
    """
    found = [p for p in readings(name_key(words)) if p.kind == "city" and (p.prominent or p.population >= _LARGE)]
    return tuple(found[:1])


@lru_cache(maxsize=20_000)
def nation_named(words: str) -> tuple[KnownPlace, ...]:
    """The country of an adjective of nationality, or of an abbreviation that stands as one.

    >>> [place.name for place in nation_named("Syrian")], [place.name for place in nation_named("U.S.")]
    (['Syria'], ['United States'])
    """
    key = name_key(words)
    code = demonyms().get(key) or (country_names().get(key) if key in _short_names() else None)
    return (country_place(code),) if code else ()


@cache
def _short_names() -> frozenset[str]:
    """Keys of abbreviations that stand as adjectives: "the U.S. state of Georgia"."""
    return frozenset(
        name_key(name) for country in countries().values() for name in country.names if name.replace(".", "").isupper()
    )
