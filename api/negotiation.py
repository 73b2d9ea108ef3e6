"""Which format a client wants: the ``Accept`` header with its q values, or the ``format`` parameter for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ontology.errors import BadArgument

RESULTS: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}
"""Formats of SPARQL result tables and truth values: short name to media type; the first is the default."""

GRAPHS: Mapping[str, str] = {
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
"""Formats of triples; the first is the default."""

ALSO: Mapping[str, str] = {"application/json": "json", "application/xml": "xml", "text/xml": "xml", "text/plain": "nt"}
"""Media types that are understood as well, when nothing closer is accepted."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """One media range of an ``Accept`` header."""

    type: str
    subtype: str
    quality: float

    def covers(self, media: str) -> int:
        """How closely the range fits a media type: 3 exactly, 2 by type, 1 as ``*/*``, 0 not at all."""
        kind, _, rest = media.partition(";")[0].partition("/")
        if (self.type, self.subtype) == (kind, rest):
            return 3
        if self.type == kind and self.subtype == "*":
            return 2
        return int(self.type == "*" and self.subtype == "*")


def parse_accept(header: str | None) -> list[Accepted]:
    """Read an ``Accept`` header; without one everything is accepted.

    >>> parse_accept("text/csv;q=0.5, */*;q=0.1")[0]
    Accepted(type='text', subtype='csv', quality=0.5)
    """
    ranges = [_range(part) for part in (header or "*/*").split(",") if part.strip()]
    return [item for item in ranges if item is not None] or [Accepted("*", "*", 1.0)]


def _range(part: str) -> Accepted | None:
    media, *parameters = (piece.strip() for piece in part.split(";"))
    kind, slash, subtype = media.lower().partition("/")
    if not slash:
        return Accepted("*", "*", 1.0) if media == "*" else None
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                quality = min(1.0, max(0.0, float(value)))
            except ValueError:
                quality = 0.0
    return Accepted(kind, subtype, quality)


def choose(header: str | None, offered: Mapping[str, str]) -> str | None:
    """The short name of the best format offered for an ``Accept`` header, or None when nothing fits.

    >>> choose("text/csv, application/sparql-results+json;q=0.9", RESULTS)
    'csv'
    >>> choose("image/png", RESULTS) is None
    True
    """
    ranges = parse_accept(header)
    media = [
        *((name, kind) for name, kind in offered.items()),
        *((name, kind) for kind, name in ALSO.items() if name in offered),
    ]
    scored = [(_quality(ranges, kind), -place, name) for place, (name, kind) in enumerate(media)]
    best = max(scored)
    return best[2] if best[0] > 0 else None


def _quality(ranges: Sequence[Accepted], media: str) -> float:
    """The quality that the closest range gives to a media type."""
    closest = max(ranges, key=lambda item: (item.covers(media), item.quality))
    return closest.quality if closest.covers(media) else 0.0


def named(form: str, offered: Mapping[str, str]) -> str:
    """Check a ``format`` parameter: a short name or a media type.

    >>> named("text/turtle", GRAPHS)
    'ttl'

    Raises:
        BadArgument: when it names no format on offer.
    """
    for name, media in offered.items():
        if form.lower() in (name, media.partition(";")[0]):
            return name
    raise BadArgument(f"no format {form!r} here", hint=f"one of: {', '.join(offered)}")
