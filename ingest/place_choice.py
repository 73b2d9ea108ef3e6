"""Which of its readings a place name has in a report: a sum of a few weights, each told as a reason.

A reading is likely by itself (how large, how well known, of the kind that the language model expects) and by what the
text says: what stands right beside it (strong), which other places the paragraph and the report name (weaker), whose
people act there (weakest). A reading that nothing in the text supports and that is not known the world over is a
namesake elsewhere; then the place is one that the gazetteers lack.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log10

from ingest.beside import Beside
from ingest.gazetteers import countries
from ingest.known_places import KnownPlace, country_id, with_ancestors
from ingest.place_signs import Signs
from ontology.names import slug

BESIDE, PARAGRAPH, REPORT, ACTORS, HOLDS = 12.0, 3.5, 2.0, 1.0, 6.0
"""Weights of what the text says: at most this much for each."""
COUNTRY, PROMINENT, MILLION, KIND, DIGIT = 15.0, 3.0, 1.5, 3.0, 1.2
"""Weights of what is known without the text; a city has one of the last for each digit of its population."""
OTHER_KINDS = {"admin1": 6.0, "region": 8.0, "water": 8.0, "other": 6.0, "facility": 6.0}
"""What others have in place of what cities have for the digits of their population."""
_KNOWN_EVERYWHERE = 1_000_000
_STANDS_ALONE, _OUTSHINES = 50_000, 200_000
"""From how many inhabitants a place needs no support: where its country alone has the name, and where others do."""
_ENOUGH = 2
"""How often the people of one country must be named in a report that names no place."""
_SUPPORTED = 0.3
"""Above what share a country supports a smaller place that has namesakes in other countries."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a report says around the mentions of one name.

    Attributes:
        signs: Of the whole report.
        near: Country code → how often it is named as a place in the paragraphs of these mentions.
        beside: What is named right beside one of them.
    """

    signs: Signs
    near: Counter[str]
    beside: Beside | None = None

    @classmethod
    def nothing(cls) -> Surroundings:
        """Those of a name that stands alone."""
        return cls(Signs(), Counter())

    def share(self, code: str) -> float:
        """How much the report speaks of a country around a name, 0 to 6.5."""
        counters = ((PARAGRAPH, self.near), (REPORT, self.signs.places), (ACTORS, self.signs.actors))
        return sum(weight * _share(counter, code) for weight, counter in counters)


@dataclass(frozen=True, slots=True)
class Choice:
    """A place with the reasons why it is this one, in words."""

    place: KnownPlace
    reasons: tuple[str, ...]


def choose(found: tuple[KnownPlace, ...], kind: str, around: Surroundings, *, common: bool) -> Choice | None:
    """The likeliest reading of a name, or None when all are namesakes elsewhere.

    Args:
        found: The readings.
        kind: What the language model takes it for.
        around: What the text says.
        common: Whether the name is a common word too ("Bay").
    """
    rival = any(place.kind == "country" for place in found)
    scored = [(_score(place, kind, around, rival=rival), place) for place in found]
    if not scored:
        return None
    reasons, place = max(scored, key=lambda item: (sum(item[0].values()), item[1].population, item[1].id))
    if not _is_here(place, found, around, common=common):
        return None
    return Choice(place, tuple(f"{reason} ({weight:+.1f})" for reason, weight in reasons.items() if weight))


def _score(place: KnownPlace, kind: str, around: Surroundings, *, rival: bool) -> dict[str, float]:
    """The weights that speak for a reading, by reason; a division with a country for a rival is known by its towns."""
    found = {_size(place): _prior(place)}
    if place.prominent and place.kind == "city":
        found["known the world over"] = PROMINENT
    if place.kind == kind or {place.kind, kind} == {"admin1", "region"}:
        found[f"taken for a {kind}"] = KIND
    if around.beside is not None:
        found[f"beside {around.beside.words!r}"] = _fits(place, around.beside)
    if rival and place.kind == "admin1" and place.id in around.signs.joined:
        found["stands after a place in it"] = BESIDE
    elif rival and place.kind == "admin1" and around.signs.within[place.id]:
        found["holds places of the report"] = HOLDS
    if place.country:
        found[f"{place.country} in the report"] = around.share(place.country)
    return found


def _size(place: KnownPlace) -> str:
    return f"{place.kind} of {place.population:,}" if place.population else place.kind


def _prior(place: KnownPlace) -> float:
    if place.kind == "country":
        return COUNTRY
    size = DIGIT * log10(max(place.population, 5_000)) if place.kind == "city" else OTHER_KINDS[place.kind]
    if place.population < _KNOWN_EVERYWHERE:
        return size
    return size + MILLION + (0 if place.kind == "city" else log10(place.population / _KNOWN_EVERYWHERE))


def _fits(place: KnownPlace, beside: Beside) -> float:
    """Whether a place lies in what is named beside it: more for a division, less where only the country agrees."""
    kinds = {other.kind for other in beside.around if other.id in place.parents}
    if kinds:
        return BESIDE if kinds == {"country"} else BESIDE + HOLDS
    return BESIDE / 2 if place.country in beside.codes else 0.0


def _is_here(place: KnownPlace, found: tuple[KnownPlace, ...], around: Surroundings, *, common: bool) -> bool:
    """Whether the report means a place, and not another of the same name that the gazetteers lack."""
    if place.country is None or place.kind in ("country", "region", "water"):
        return True
    if place.prominent or place.population >= _KNOWN_EVERYWHERE:
        return True
    alone = len({other.country for other in found}) == 1
    if alone and place.population >= _OUTSHINES:
        return True
    if around.beside is not None and around.beside.codes:
        return place.country in around.beside.codes
    if common:
        return around.near[place.country] > 0
    if place.population >= (_STANDS_ALONE if alone else _OUTSHINES) or (alone and place.kind == "admin1"):
        return True
    supported = around.share(place.country) > (0 if alone else _SUPPORTED)
    return supported or not (around.signs.places or around.signs.actors)


def unlisted(words: str, kind: str, around: Surroundings, *, namesakes: bool = False) -> Choice:
    """A place that the gazetteers lack, in the country that the text gives it, or in none.

    Args:
        words: Its name.
        kind: What the language model takes it for.
        around: What the text says.
        namesakes: Whether the gazetteers have its name elsewhere; then only what stands right beside it counts.

    >>> place = unlisted("Kestra Ridge", "other", Surroundings.nothing()).place
    >>> place.id, place.country
    ('kestra-ridge', None)
    """
    name = " ".join(words.split())
    code, reason = _told_beside(around)
    if code is None and kind != "water" and not namesakes:
        code, reason = _only_country(around.signs)
    if code is None:
        return Choice(KnownPlace(slug(words), name, None, kind or "other", None, None), ("not in the gazetteers",))
    parents = (country_id(code), *with_ancestors(countries()[code].regions))
    place = KnownPlace(f"{code.lower()}/{slug(words)}", name, code, kind or "other", None, None, 0, parents)
    return Choice(place, ("not in the gazetteers", reason))


def _told_beside(around: Surroundings) -> tuple[str | None, str]:
    if around.beside is None:
        return None, ""
    codes = sorted(around.beside.codes & countries().keys(), key=lambda code: (-around.share(code), code))
    return (codes[0] if codes else None), f"beside {around.beside.words!r}"


def _only_country(signs: Signs) -> tuple[str | None, str]:
    """The country of a report about one country: no other is named as a place, and its people act there."""
    if len(signs.places or signs.actors) != 1 or not (signs.places or signs.actors.total() >= _ENOUGH):
        return None, ""
    (code,) = signs.places or signs.actors
    at_home = signs.actors[code] * 2 >= signs.actors.total()
    if code in countries() and (at_home or (signs.places[code] > 1 and signs.actors[code])):
        return code, f"only {code} in the report"
    return None, ""


def _share(counter: Counter[str], code: str) -> float:
    return counter[code] / counter.total() if counter[code] else 0.0
