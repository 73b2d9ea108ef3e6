"""Read the set in data/merging: reports, and what is right about them as extractions that a faultless reader makes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ontology.model import Actor, Claim, Evidence, Extraction, Extractor, Mention, Place, Report, Span, TimeSpan
from ontology.names import slug
from ontology.relations import derive_relations

FOLDER = Path("data/merging")
PARTS = ("development", "test")
BY_HAND = Extractor(name="gold", version="1", model="by-hand")
ROLES = ("agents", "targets", "mediators", "beneficiaries")


@dataclass(frozen=True, slots=True)
class Example:
    """A report and what is right about it, as the set has it."""

    report: Report
    gold: dict[str, Any]


def read(part: str, folder: Path = FOLDER) -> list[Example]:
    """The examples of a part, in the order of the files."""
    gold = {row["report"]: row for row in _rows(folder / part / "gold.jsonl")}
    found = []
    for row in _rows(folder / part / "reports.jsonl"):
        published = date.fromisoformat(row["published"])
        fields = {name: row[name] for name in ("id", "text", "title", "source", "language")}
        found.append(Example(Report(published=published, **fields), gold[row["id"]]))
    return found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def gold_extraction(example: Example) -> Extraction:
    """What a faultless reader finds in a report.

    States and national forces carry the name that stands for them ("Iraqi soldiers" are the Iraqi Armed Forces), all
    others the words of the report alone, so that it is left to merging that the RSF are the Rapid Support Forces.
    """
    ids = {actor["id"]: slug(actor["name"]) for actor in example.gold["actors"]}
    places = {place["key"]: place["id"] for place in example.gold["places"]}
    events = [_claim(n, row, example, ids, places) for n, row in enumerate(example.gold["events"], start=1)]
    return Extraction(
        report=example.report,
        extractor=BY_HAND,
        actors=tuple(_actor(row, ids[row["id"]]) for row in example.gold["actors"]),
        locations=tuple({row["id"]: _place(row) for row in example.gold["places"]}.values()),
        events=tuple(events),
        relations=derive_relations(events),
    )


def _actor(row: dict[str, Any], id: str) -> Actor:
    return Actor(
        id=id,
        name=row["name"],
        type=row["type"],
        country=row["country"],
        aliases=tuple(row["aliases"]),
        mentions=tuple(Mention(**mention) for mention in row["mentions"]),
    )


def _place(row: dict[str, Any]) -> Place:
    fields = {name: row[name] for name in ("id", "name", "country", "kind", "latitude", "longitude")}
    return Place(
        **fields, parents=tuple(row["within"]), mentions=tuple(Mention(**mention) for mention in row["mentions"])
    )


def _claim(number: int, row: dict[str, Any], example: Example, ids: dict[str, str], places: dict[str, str]) -> Claim:
    text, trigger = example.report.text, Span(**row["trigger"])
    day = date.fromisoformat(row["time"]["day"]) if row["time"] else None
    when = TimeSpan(text=row["time"]["text"], begin=day, end=day, precision="day", anchored=True) if day else None
    roles: dict[str, Any] = {role: tuple(ids[id] for id in row[role]) for role in ROLES}
    return Claim(
        id=f"e{number}",
        type=row["type"],
        mode=row["mode"],
        trigger=trigger,
        evidence=(Evidence(quote=text, begin=0, end=len(text)),),
        locations=tuple(places[key] for key in row["places"]),
        operation=row["operation"],
        time=when,
        **roles,
    )
