"""The gazetteers load, their ids are unique and safe, and every reference resolves."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from ontology.names import slug

FOLDER = Path(__file__).resolve().parents[2] / "data" / "gazetteers"
ACTOR_TYPES = frozenset(
    re.findall(
        r"\w+",
        "State Government Military Police IntelligenceService ArmedGroup CriminalGroup IntergovernmentalOrganization"
        " NGO PoliticalParty Person Company Media PopulationGroup",
    )
)
COLUMNS = {
    "countries": "iso2,iso3,name,official_name,aliases,demonyms,capital,metonyms,geonames_id,latitude,longitude,region",
    "actors": "id,name,type,country,aliases,part_of,note",
    "persons": "id,name,country,aliases,role,organisation,since,until",
    "forces": "words,kind,type,name",
    "titles": "title,kind",
    "weapons": "word,kind",
    "operations": "name,aliases,actors,place,begin,end",
    "regions": "id,name,kind,aliases,parents,latitude,longitude",
    "places": "id,name,country,kind,admin1,population,latitude,longitude,aliases",
    "ambiguous": "name,kind,meanings,usual",
}
TERRITORIES = {"EH", "HK"}
DAY = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?)?)?")
SAFE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?")

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream, strict=True))


def values(text: str) -> list[str]:
    return text.split(";") if text else []


def ids(name: str) -> set[str]:
    return {row["id"] for row in rows(name)}


def iso_codes() -> set[str]:
    return {row["iso2"] for row in rows("countries")}


def country(code: str) -> Row:
    return next(row for row in rows("countries") if row["iso2"] == code)


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_file_has_its_columns_and_clean_fields(name: str) -> None:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        assert stream.readline().rstrip("\n") == COLUMNS[name]
    for row in rows(name):
        assert None not in row, row
        for field in row.values():
            assert field is not None, row
            assert field == field.strip(), row
            assert "\n" not in field, row
            assert all(values(field)) or not field, row
            assert not re.search(r"[\x00-\x1f\u200b-\u200f\u202a-\u202e\ufeff\ufffd]", field), row


@pytest.mark.parametrize("name", ["actors", "persons", "regions"])
def test_sorted_by_id(name: str) -> None:
    found = [row["id"] for row in rows(name)]
    assert found == sorted(found)


def test_ids_are_unique_over_all_actors_and_over_all_places() -> None:
    states = [slug(row["name"]) for row in rows("countries")]
    actors = Counter([row["id"] for name in ("actors", "persons") for row in rows(name)] + states)
    places = Counter(row["id"] for name in ("places", "regions") for row in rows(name))
    places.update(f"geonames/{row['geonames_id']}" for row in rows("countries"))
    assert [id for id, times in actors.items() if times > 1] == []
    assert [id for id, times in places.items() if times > 1] == []


@pytest.mark.parametrize("name", ["actors", "persons", "regions", "places"])
def test_ids_are_safe(name: str) -> None:
    assert [row["id"] for row in rows(name) if not SAFE_ID.fullmatch(row["id"])] == []


def test_actor_ids_are_slugs_of_their_names() -> None:
    assert [row["id"] for row in rows("actors") if row["id"] != slug(row["name"])] == []


def test_actors_have_known_types_and_countries() -> None:
    assert len(rows("actors")) >= 700
    for row in rows("actors"):
        assert row["type"] in ACTOR_TYPES - {"State", "Person"}, row
        assert row["country"] in iso_codes() | TERRITORIES | {""}, row


@pytest.mark.parametrize(
    ("name", "field"), [("actors", "part_of"), ("persons", "organisation"), ("operations", "actors")]
)
def test_references_to_actors_resolve(name: str, field: str) -> None:
    known = ids("actors") | {f"country:{code}" for code in iso_codes()}
    assert [row for row in rows(name) if set(values(row[field])) - known] == []


def test_nothing_is_part_of_itself() -> None:
    parents = {row["id"]: values(row["part_of"]) for row in rows("actors")}
    for start in parents:
        above, seen = list(parents[start]), set()
        while above:
            parent = above.pop()
            assert parent != start
            if parent not in seen:
                seen.add(parent)
                above += parents.get(parent, [])


def test_references_to_places_resolve() -> None:
    regions, places = ids("regions"), ids("places")
    divisions = {row["id"] for row in rows("places") if row["kind"] == "admin1"}
    states = {f"geonames/{row['geonames_id']}" for row in rows("countries")}
    assert [row["id"] for row in rows("places") if row["admin1"] and row["admin1"] not in divisions] == []
    assert [row["id"] for row in rows("regions") if set(values(row["parents"])) - regions - iso_codes()] == []
    assert [row["iso2"] for row in rows("countries") if set(values(row["region"])) - regions] == []
    assert [row["name"] for row in rows("operations") if {row["place"]} - regions - places - states - {""}] == []


def test_a_division_lies_in_the_country_of_its_towns() -> None:
    home = {row["id"]: row["country"] for row in rows("places")}
    assert [row["id"] for row in rows("places") if row["admin1"] and home[row["admin1"]] != row["country"]] == []


@pytest.mark.parametrize("name", ["countries", "regions", "places"])
def test_coordinates_are_on_earth(name: str) -> None:
    for row in rows(name):
        assert -90 <= float(row["latitude"]) <= 90, row
        assert -180 <= float(row["longitude"]) <= 180, row


def test_places_have_known_kinds_and_stay_compact() -> None:
    assert {row["kind"] for row in rows("places")} == {"city", "admin1", "facility", "other"}
    assert {row["kind"] for row in rows("regions")} == {"region", "water", "other"}
    assert (FOLDER / "places.csv").stat().st_size < 4_000_000
    assert all(row["population"].isdigit() or not row["population"] for row in rows("places"))


@pytest.mark.parametrize(("name", "fields"), [("persons", ("since", "until")), ("operations", ("begin", "end"))])
def test_days_are_days_and_in_order(name: str, fields: tuple[str, str]) -> None:
    for row in rows(name):
        first, last = row[fields[0]], row[fields[1]]
        assert DAY.fullmatch(first), row
        assert DAY.fullmatch(last), row
        assert not (first and last) or first[: len(last)] <= last[: len(first)], row


def names_of_actors() -> dict[str, set[str]]:
    """Who bears a name, regardless of case: actors, persons and states."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for name in ("actors", "persons"):
        for row in rows(name):
            for alias in (row["name"], *values(row["aliases"])):
                bearers[alias.casefold()].add(row["id"])
    for row in rows("countries"):
        words = (
            row["name"],
            row["official_name"],
            *(w for f in ("aliases", "demonyms", "metonyms") for w in values(row[f])),
        )
        for word in words:
            bearers[word.casefold()].add(f"country:{row['iso2']}")
    return bearers


def test_a_name_has_one_bearer_unless_it_is_listed_as_ambiguous() -> None:
    listed = {
        row["name"].casefold(): set(values(row["meanings"])) for row in rows("ambiguous") if row["kind"] == "shared"
    }
    shared = {name: bearers for name, bearers in names_of_actors().items() if len(bearers) > 1}
    assert shared == listed


def test_ambiguous_names_point_to_their_bearers() -> None:
    bearers = names_of_actors()
    for row in rows("places"):
        for name in (row["name"], *values(row["aliases"])):
            bearers[name.casefold()].add(row["id"])
    for row in rows("ambiguous"):
        assert row["kind"] in {"shared", "common-word", "place-word"}
        assert set(values(row["meanings"])) <= bearers[row["name"].casefold()], row
        assert not row["usual"] or row["usual"] in values(row["meanings"]), row


def test_all_states_are_there() -> None:
    assert len(rows("countries")) == 197
    assert {"PS", "TW", "XK", "VA", "SS"} <= iso_codes()
    assert all(row["geonames_id"].isdigit() and row["capital"] and row["region"] for row in rows("countries"))
    assert [row["iso2"] for row in rows("countries") if not row["demonyms"]] == ["DM"]


@pytest.mark.parametrize("field", ["aliases", "demonyms", "metonyms"])
def test_words_of_states_have_one_bearer(field: str) -> None:
    words = Counter(word.casefold() for row in rows("countries") for word in set(values(row[field])))
    names = Counter(row["name"].casefold() for row in rows("countries")) if field == "aliases" else Counter[str]()
    assert [word for word, times in (words + names).items() if times > 1] == []


@pytest.mark.parametrize(
    ("word", "field", "code"),
    [
        ("Congo", "aliases", "CD"),
        ("Congo-Brazzaville", "aliases", "CG"),
        ("Congolese", "demonyms", "CD"),
        ("Guinean", "demonyms", "GN"),
        ("Equatorial Guinean", "demonyms", "GQ"),
        ("Bissau-Guinean", "demonyms", "GW"),
        ("Papua New Guinean", "demonyms", "PG"),
        ("Nigerien", "demonyms", "NE"),
        ("Nigerian", "demonyms", "NG"),
        ("Sudanese", "demonyms", "SD"),
        ("South Sudanese", "demonyms", "SS"),
        ("Dominican", "demonyms", "DO"),
        ("North Korean", "demonyms", "KP"),
        ("South Korean", "demonyms", "KR"),
        ("DPRK", "aliases", "KP"),
        ("ROK", "aliases", "KR"),
        ("Georgian", "demonyms", "GE"),
        ("Turks", "demonyms", "TR"),
        ("Kremlin", "metonyms", "RU"),
        ("White House", "metonyms", "US"),
    ],
)
def test_confusable_states_are_told_apart(word: str, field: str, code: str) -> None:
    assert [row["iso2"] for row in rows("countries") if word in values(row[field])] == [code]


def test_georgia_is_a_state_and_a_state_of_the_united_states() -> None:
    (division,) = [row for row in rows("places") if row["kind"] == "admin1" and "state of Georgia" in row["aliases"]]
    assert (division["country"], country("GE")["name"]) == ("US", "Georgia")
    assert division["name"] != "Georgia"


def test_cities_are_found_where_they_are() -> None:
    where = {
        (row["country"], name): row["admin1"]
        for row in rows("places")
        if row["kind"] == "city"
        for name in (row["name"], *values(row["aliases"]))
    }
    assert where["EC", "Guayaquil"] == "ec/guayas"
    assert where["CD", "Goma"] == "cd/north-kivu"
    assert where["PS", "Khan Younis"] == "ps/gaza-strip"
    assert where["UA", "Bakhmut"] == "ua/donetsk-oblast"


def test_words_of_forces_belong_to_one_kind() -> None:
    words = Counter(word for row in rows("forces") for word in values(row["words"]))
    assert [word for word, times in words.items() if times > 1 or word != word.lower()] == []
    for row in rows("forces"):
        assert row["type"] in ACTOR_TYPES, row
        assert row["kind"] == slug(row["kind"]), row
        assert re.fullmatch(r"(\{demonym\} .+|.+ of \{country\})", row["name"]), row


@pytest.mark.parametrize(("name", "column"), [("titles", "title"), ("weapons", "word")])
def test_words_are_listed_once(name: str, column: str) -> None:
    assert [word for word, times in Counter(row[column] for row in rows(name)).items() if times > 1] == []


def test_titles_have_known_kinds() -> None:
    assert {row["kind"] for row in rows("titles")} == {"rank", "office", "honorific"}


def test_operations_are_named_once() -> None:
    assert len(rows("operations")) >= 150
    names = Counter(name.casefold() for row in rows("operations") for name in {row["name"], *values(row["aliases"])})
    assert [name for name, times in names.items() if times > 1] == []
