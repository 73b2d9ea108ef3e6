"""Which places the mentions are: countries, waters and regions, cities; those of one name in a report are one place.

A place that the gazetteers do not know is kept under its own name, without coordinates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from ingest.analysis import FoundMention, mentions_of, span_of
from ingest.beside import Beside, beside
from ingest.compose import nationality
from ingest.gazetteers import countries, country_names, demonyms, place_words
from ingest.known_places import KnownPlace, country_place, readings, specific
from ingest.place_choice import Choice, Surroundings, choose, unlisted
from ingest.place_signs import FOREIGN, paragraphs_of, signs_of
from ingest.textkey import name_key
from ontology.model import Mention, Place
from ontology.names import GEONAMES

_DIVISIONS = frozenset("department governorate oblast prefecture province region state".split())


@dataclass
class LinkedPlaces:
    """The places of a Doc; for each mention of one (by index) its id; and for each place why it is this one."""

    places: list[Place]
    ids: dict[int, str]
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict)


def link_places(doc: Doc) -> LinkedPlaces:
    """Resolve all place mentions of a Doc."""
    around = _surroundings(doc)
    found: dict[str, tuple[KnownPlace, list[FoundMention]]] = {}
    linked = LinkedPlaces([], {})
    for mention in mentions_of(doc):
        if mention.kind != "place":
            continue
        words = span_of(doc, mention).text
        if mention.index in around:
            choice = resolve(words, mention.type, around[mention.index])
            place = choice.place
            linked.reasons.setdefault(place.id, choice.reasons)
        elif mention.antecedent in linked.ids:
            place = found[linked.ids[mention.antecedent]][0]  # "the city" is the place that it refers to
        else:
            continue  # without one it is no place that could be found again
        found.setdefault(place.id, (place, []))[1].append(mention)
        linked.ids[mention.index] = place.id
    linked.places = [_place(doc, place, mentions) for place, mentions in found.values()]
    return linked


def _surroundings(doc: Doc) -> dict[int, Surroundings]:
    """For each mention by name (by index) what the report says around all mentions of the same name."""
    paragraphs = paragraphs_of(doc)
    signs = signs_of(doc, paragraphs)
    actors = frozenset(
        token for mention in mentions_of(doc) if mention.kind != "place" for token in range(mention.start, mention.end)
    )
    found: dict[int, Surroundings] = {}
    for group in _by_name(doc):
        told = _told_beside(doc, group, actors)
        signs.joined |= _joined(name_key(span_of(doc, group[0]).text), told.values())
        near: Counter[str] = Counter()
        for number in sorted({paragraphs[mention.start] for mention in group}):
            near.update(signs.near.get(number, {}))
        found.update((mention.index, Surroundings(signs, near, told[mention.index])) for mention in group)
    return found


def _joined(key: str, told: Iterable[Beside | None]) -> set[str]:
    """The divisions that are named beside a place that one of them has."""
    parents = {parent for place in readings(key) for parent in place.parents}
    around = {place.id for beside in told if beside for place in beside.around if place.kind == "admin1"}
    return parents & around


def _by_name(doc: Doc) -> Iterator[list[FoundMention]]:
    groups: dict[str, list[FoundMention]] = {}
    for mention in mentions_of(doc):
        words = span_of(doc, mention).text
        if mention.kind == "place" and is_name(words):
            groups.setdefault(name_key(words), []).append(mention)
    yield from groups.values()


def is_name(words: str) -> bool:
    """Whether words name a place: something in them has a capital and is no nationality.

    >>> is_name("northern Gao"), is_name("Eritrean village"), is_name("Syrian-Turkish"), is_name("north")
    (True, False, False, False)
    >>> is_name("Syrian capital")
    True
    """
    if words.split()[-1] == "capital":
        return nationality(words) is not None
    capitals = [part for word in words.split() for part in word.split("-") if any(map(str.isupper, part))]
    return any(name_key(part) not in demonyms() or name_key(part) in country_names() for part in capitals)


def _told_beside(doc: Doc, group: list[FoundMention], actors: frozenset[int]) -> dict[int, Beside | None]:
    """What stands beside each mention of one name, or else beside an earlier one, or else beside a later one."""
    own = [_inside(span_of(doc, mention).text) or beside(doc, mention.start, mention.end, actors) for mention in group]
    last = next(filter(None, own), None)
    found = {}
    for mention, told in zip(group, own, strict=True):
        last = told or last
        found[mention.index] = last
    return found


def _inside(words: str) -> Beside | None:
    """The country that a place name begins with: "Syria's Raqqa", "Iraqi Kurdistan"; but not whose embassy it is."""
    split = nationality(words)
    if split is None or not split[1] or FOREIGN & set(split[1].split()):
        return None
    following = words.split()[-len(split[1].split()) :]
    if not following[0][0].islower() and "'s " not in words.replace("’", "'"):
        return None  # "Spanish Town"
    return Beside(countries()[split[0]].name, (country_place(split[0]),))


def resolve(words: str, kind: str, around: Surroundings | None = None) -> Choice:
    """The place that some words mean in a report, with the reasons.

    Args:
        words: The words of the mention.
        kind: What the language model takes it for; kept when nothing better is known.
        around: What the report says around the mentions of this name.

    >>> resolve("Guayaquil", "city").place.country
    'EC'
    """
    around = around or Surroundings.nothing()
    namesakes = False
    for key in _keys(words, kind):
        found = _possible(key, words, kind)
        if choice := choose(found, kind, around, common=key in place_words()):
            return choice
        namesakes = namesakes or bool(found)
    if kind == "water" and name_key(words) in country_names():
        return resolve(words, "country", around)  # "off the coast of Oman"
    return unlisted(words, kind, around, namesakes=namesakes)


def _keys(words: str, kind: str) -> Iterator[str]:
    """The keys under which the gazetteers may have a name, the fullest first."""
    key = name_key(words)
    split = nationality(words)
    if split and split[1] in ("capital", "capital city") and countries()[split[0]].metonyms:
        yield name_key(countries()[split[0]].metonyms[0])
    yield key
    if kind == "water":
        yield from (f"{key} river", f"lake {key}", f"{key} sea")
    yield specific(key)
    if split and split[1]:
        yield specific(split[1])


def _possible(key: str, words: str, kind: str) -> tuple[KnownPlace, ...]:
    """The readings that agree with the kind: waters are no towns, and Singapore as a city is no country."""
    found = readings(key)
    if kind == "water":
        return tuple(place for place in found if place.kind in ("water", "region"))
    if _DIVISIONS & set(name_key(words).split()) and (inner := [place for place in found if place.kind == "admin1"]):
        return tuple(inner)
    homes = {place.country for place in found if place.kind == "city" and place.prominent}
    if kind == "city":
        return tuple(place for place in found if place.kind != "country" or place.country not in homes)
    return found


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
