"""The published record: one JSON object for what one report says, and back.

The shape is a promise (docs/records.md): it changes only by adding. `to_record` and `from_record` are inverse to each
other, except that the record does not hold the report's text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from ontology.model import (
    Actor,
    Claim,
    Count,
    Evidence,
    Extraction,
    Extractor,
    Mention,
    Place,
    Quantity,
    Relation,
    Report,
    Span,
    TimeSpan,
)

Record = dict[str, Any]


def to_record(extraction: Extraction) -> Record:
    """Turn an extraction into plain JSON data with the keys in the order of the specification.

    >>> report = Report(id="r1", text="Talks began.", published=date(2026, 3, 4))
    >>> record = to_record(Extraction(report=report, extractor=Extractor(name="sitgraph", version="0", model="m")))
    >>> record["id"], record["published"], record["actors"]
    ('r1', '2026-03-04', [])
    """
    report = extraction.report
    return {
        "id": report.id,
        "title": report.title,
        "published": _day(report.published),
        "source": report.source,
        "url": report.url,
        "sha256": report.sha256,
        "language": report.language,
        "extractor": asdict(extraction.extractor),
        "actors": [_plain(actor) for actor in extraction.actors],
        "locations": [_plain(place) for place in extraction.locations],
        "events": [_plain(claim) for claim in extraction.events],
        "relations": [_plain(relation) for relation in extraction.relations],
        "warnings": list(extraction.warnings),
    }


def from_record(record: Mapping[str, Any], text: str = "") -> Extraction:
    """Rebuild an extraction from its record and the text it was made from.

    Raises:
        KeyError, TypeError, ValueError: when the record does not have the published shape.
    """
    report = Report(
        id=record["id"],
        text=text,
        published=_to_day(record.get("published")),
        title=record.get("title"),
        source=record.get("source"),
        url=record.get("url"),
        language=record.get("language") or "en",
    )
    return Extraction(
        report=report,
        extractor=Extractor(**record["extractor"]),
        actors=tuple(Actor(**_with_mentions(actor)) for actor in record["actors"]),
        locations=tuple(Place(**_with_mentions(place)) for place in record["locations"]),
        events=tuple(_claim(event) for event in record["events"]),
        relations=tuple(_relation(relation) for relation in record["relations"]),
        warnings=tuple(record.get("warnings", ())),
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _to_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _plain(thing: Any) -> Record:
    plain: Record = _jsonable(asdict(thing))
    return plain


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _tuples(fields: Mapping[str, Any]) -> Record:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()}


def _with_mentions(fields: Mapping[str, Any]) -> Record:
    return {**_tuples(fields), "mentions": tuple(Mention(**mention) for mention in fields["mentions"])}


def _relation(fields: Mapping[str, Any]) -> Relation:
    evidence = tuple(Evidence(**item) for item in fields.get("evidence", ()))
    return Relation(**{**_tuples(fields), "evidence": evidence})


def _claim(fields: Mapping[str, Any]) -> Claim:
    rebuilt = _tuples(fields)
    rebuilt["trigger"] = Span(**fields["trigger"])
    rebuilt["evidence"] = tuple(Evidence(**item) for item in fields["evidence"])
    rebuilt["objects"] = tuple(Quantity(**item) for item in fields.get("objects", ()))
    for role in ("killed", "injured", "captured"):
        rebuilt[role] = Count(**fields[role]) if fields.get(role) else None
    if when := fields.get("time"):
        rebuilt["time"] = TimeSpan(**{**when, "begin": _to_day(when["begin"]), "end": _to_day(when["end"])})
    return Claim(**rebuilt)
