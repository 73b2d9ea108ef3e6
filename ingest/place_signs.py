"""Which countries a report speaks of, and how: as where things happen, or only as whose people act.

A report about American diplomats in Geneva speaks of Switzerland as a place and of the United States as an actor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc

from ingest.analysis import FoundMention, mentions_of, span_of
from ingest.area_names import ends_of_names
from ingest.compose import nationality
from ingest.gazetteers import actor_names, country_names, demonyms, known_actors, metonyms, place_words
from ingest.known_places import GENERIC, KnownPlace, readings, specific
from ingest.textkey import name_key

_LARGE = 100_000
_PREPOSITIONS = frozenset("across from in inside into near of through throughout to within".split())
FOREIGN = frozenset("consulate embassy mission".split())
"""Sites whose name says whose they are, not where."""
_LONGEST = 4


@dataclass(slots=True)
class Signs:
    """How often each country is spoken of.

    Attributes:
        places: Country code → how often it, or a place in it, is named as a place.
        near: The same by paragraph.
        actors: Country code → how often its people, forces and officials are spoken of.
        within: Id of a division → how many places in it are named.
        joined: Ids of divisions that are named right after a place in them: "Savannah, Georgia".
    """

    places: Counter[str] = field(default_factory=Counter)
    near: dict[int, Counter[str]] = field(default_factory=dict)
    actors: Counter[str] = field(default_factory=Counter)
    within: Counter[str] = field(default_factory=Counter)
    joined: set[str] = field(default_factory=set)

    def add_place(self, code: str, paragraph: int) -> None:
        """Count a place."""
        self.places[code] += 1
        self.near.setdefault(paragraph, Counter())[code] += 1


def paragraphs_of(doc: Doc) -> list[int]:
    """The number of the paragraph of each token.

    >>> import spacy
    >>> paragraphs_of(spacy.blank("en")("One.\\n\\nTwo."))
    [0, 0, 1, 1, 1]
    """
    found, number = [], 0
    for token in doc:
        number += token.text.count("\n") > 1
        found.append(number)
    return found


def signs_of(doc: Doc, paragraphs: list[int]) -> Signs:
    """Read the signs off a Doc with its mentions."""
    signs = Signs()
    covered = [False] * len(doc)
    for mention in mentions_of(doc):
        words = span_of(doc, mention).text
        if mention.kind == "place":
            _add_place(signs, words, paragraphs[mention.start])
        elif code := _home(mention, words):
            signs.actors[code] += 1
        covered[mention.start : mention.end] = [True] * (mention.end - mention.start)
    for start, code, is_place in _loose_words(doc, covered):
        if is_place:
            signs.add_place(code, paragraphs[start])
        else:
            signs.actors[code] += 1
    return signs


def _add_place(signs: Signs, words: str, paragraph: int) -> None:
    place = certain(words)
    if place is not None and place.country:
        signs.add_place(place.country, paragraph)
        signs.within.update(parent for parent in place.parents[:1] if place.kind == "city")


@lru_cache(maxsize=20_000)
def certain(words: str) -> KnownPlace | None:
    """The place that some words mean in any report: a country, a capital, a division or large city without namesakes.

    >>> certain("central Mali").id, certain("Nairobi").country, certain("Georgia")
    ('geonames/2453866', 'KE', None)
    """
    if set(name_key(words).split()) & FOREIGN:
        return None
    for key in (name_key(words), specific(name_key(words))):
        if key in place_words() or key in GENERIC:
            continue
        found = readings(key)
        if found:
            return found[0] if _is_certain(found) else None
    return None


def _is_certain(found: tuple[KnownPlace, ...]) -> bool:
    best = found[0]
    if best.kind == "country":
        return not any(place.kind == "admin1" and place.country != best.country for place in found[1:])
    if len({place.country for place in found}) == 1:
        return best.kind != "city" or best.population >= _LARGE or best.prominent
    return best.prominent and best.population >= _LARGE


def _home(mention: FoundMention, words: str) -> str | None:
    """The country whose people an actor mention names."""
    if mention.kind == "actor-pronoun":
        return None
    if split := nationality(words):
        return split[0]
    key = name_key(words)
    ids = actor_names().get(key, ())
    return metonyms().get(key) or (known_actors()[ids[0]].country if len(ids) == 1 else None)


def _loose_words(doc: Doc, covered: list[bool]) -> Iterator[tuple[int, str, bool]]:
    """Names and nationalities outside all mentions: (token, country code, whether it is named as a place)."""
    at = 0
    while at < len(doc):
        if covered[at] or not doc[at].text[0].isupper():
            at += 1
            continue
        for end in ends_of_names(doc, at, _LONGEST):
            if any(covered[at:end]):
                continue
            key = name_key(doc[at:end].text)
            code = country_names().get(key)
            if code or key in demonyms():
                before = doc[at - 1].text.lower() if at else ""
                yield at, code or demonyms()[key], bool(code) and before in _PREPOSITIONS
            elif end == at + 1 or not readings(key):
                continue
            at = end - 1
            break
        at += 1
