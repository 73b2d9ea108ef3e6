"""The one place where IRIs are made.

Every IRI is built here from parts that are reduced to letters, digits and hyphens or to a hash, so that no text of a
report can shape one. Same parts, same IRI.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

SG = "https://w3id.org/sitgraph/ns#"
PLOVER = "https://w3id.org/sitgraph/plover#"
DEFAULT_BASE = "https://w3id.org/sitgraph/id/"
GEONAMES = "https://sws.geonames.org/"

PREFIXES = {
    "sg": SG,
    "plover": PLOVER,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "time": "http://www.w3.org/2006/time#",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "dcterms": "http://purl.org/dc/terms/",
    "sh": "http://www.w3.org/ns/shacl#",
}

_SAFE_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`\x00-\x20]+[/#]")


def slug(text: str, *, limit: int = 80) -> str:
    """Reduce any text to a readable piece of an IRI: ASCII letters, digits and single hyphens.

    A text that has no such letters (another script, punctuation) becomes a hash, so that two of them stay apart.

    >>> slug("U.S. Southern Command"), slug("Côte d'Ivoire"), slug("…")
    ('us-southern-command', 'cote-divoire', 'x-b4935894c8')
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"(?<=\b[A-Za-z])\.(?=[A-Za-z]\b)", "", plain).lower()
    plain = re.sub(r"['’ʼ`.]", "", plain)
    lost = any(char.isalpha() and not char.isascii() for char in plain)
    readable = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].strip("-")
    if readable and not lost:
        return readable
    return "-".join(filter(None, [readable, "x", digest(text, 10)]))


def digest(text: str, length: int = 16) -> str:
    """The first hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


@dataclass(frozen=True, slots=True)
class Names:
    """Mints and shortens instance IRIs under one base.

    >>> Names().actor("us-southern-command")
    'https://w3id.org/sitgraph/id/actor/us-southern-command'
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _SAFE_BASE.fullmatch(self.base):
            raise ValueError(f"base IRI {self.base!r} must be absolute and end in '/' or '#'")

    def actor(self, actor_id: str) -> str:
        """IRI of an actor, from its id."""
        return f"{self.base}actor/{_path(actor_id)}"

    def place(self, place_id: str) -> str:
        """IRI of a place, from its id (``geonames/3658394`` or a slug)."""
        return f"{self.base}place/{_path(place_id)}"

    def operation(self, name: str) -> str:
        """IRI of a named operation or exercise."""
        return f"{self.base}operation/{slug(name)}"

    def report(self, report_id: str) -> str:
        """IRI of a report."""
        return f"{self.base}report/{digest(report_id)}"

    def report_graph(self, report_id: str) -> str:
        """IRI of the named graph that holds all that a report says."""
        return f"{self.base}graph/{digest(report_id)}"

    def claim(self, report_id: str, claim_id: str) -> str:
        """IRI of one claim of a report."""
        return f"{self.base}claim/{digest(report_id)}/{slug(claim_id)}"

    def event(self, key: str) -> str:
        """IRI of a merged event, from the key that identifies it."""
        return f"{self.base}event/{digest(key)}"

    def relationship(self, subject_id: str, predicate: str, object_id: str, modality: str) -> str:
        """IRI of a derived edge between two actors."""
        return f"{self.base}relationship/{digest(' '.join((subject_id, predicate, object_id, modality)))}"

    def mark(self, report: str, fingerprint: str) -> str:
        """IRI of a claim as judgements name it: by its report (tail of the IRI) and its words, whatever its number."""
        return f"{self.base}mark/{slug(report)}/{slug(fingerprint)}"

    def decision(self, one: str, other: str) -> str:
        """IRI of the decision that two claims, or two ids, are one."""
        return f"{self.base}decision/{digest(' '.join(sorted((one, other))))}"

    def judgement(self, one: str, other: str) -> str:
        """IRI of what a person judges of two claims or two ids."""
        return f"{self.base}judgement/{digest(' '.join(sorted((one, other))))}"

    def activity(self, key: str) -> str:
        """IRI of a PROV activity (an ingest, a retraction)."""
        return f"{self.base}activity/{digest(key)}"

    def part(self, owner: str, kind: str, number: int) -> str:
        """IRI of a thing that exists only as part of another: a selector, an interval, a count."""
        return f"{owner}/{slug(kind)}/{number}"

    @property
    def merged_graph(self) -> str:
        """IRI of the named graph that holds the merged layer."""
        return f"{self.base}graph/merged"

    @property
    def index_graph(self) -> str:
        """IRI of the named graph that holds what look-ups need, derived from the rest."""
        return f"{self.base}graph/index"

    @property
    def judgements_graph(self) -> str:
        """IRI of the named graph that holds what people judged of merges."""
        return f"{self.base}graph/judgements"

    @property
    def provenance_graph(self) -> str:
        """IRI of the named graph that holds the record of ingests and retractions."""
        return f"{self.base}graph/provenance"

    def id_of(self, iri: str, kind: str) -> str | None:
        """The id inside an IRI of that kind (``actor``, ``place``, …), or None if it is not one of ours.

        >>> Names().id_of("https://w3id.org/sitgraph/id/place/geonames/3658394", "place")
        'geonames/3658394'
        """
        prefix = f"{self.base}{kind}/"
        return iri[len(prefix) :] if iri.startswith(prefix) else None


def _path(identifier: str) -> str:
    """Ids may hold one slash; everything else is reduced to safe letters."""
    return "/".join(slug(part) for part in identifier.split("/", 1))
