"""The nouns of sitgraph, as frozen value objects: what a report is, and what one report says.

Nothing here reads, computes or stores; `ingest` makes these objects, `graph` keeps them, `api` shows them. Field names
are those of the published record (docs/records.md). Offsets count Unicode code points of ``Report.text``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A text with a date and a source.

    Attributes:
        id: The caller's name for the report; reading the same id again replaces the report.
        text: The text that all offsets refer to.
        published: Day of publication, or None when it is not known (then relative dates stay unresolved).

    >>> Report(id="r1", text="Talks began.").sha256[:8]
    'ec507fcc'
    """

    id: str
    text: str
    published: date | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    language: str = "en"

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the report's text: ``report.text[begin:end] == text``."""

    text: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Span):
    """A place in the text where an actor or a place is spoken of; kind is ``name``, ``nominal`` or ``pronoun``."""

    kind: str = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The exact words that support a claim: ``report.text[begin:end] == quote``."""

    quote: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A state, body, force, group or person that acts or is acted upon.

    Attributes:
        id: Slug of the actor (``us-southern-command``). An actor without a name of its own ("gunmen") carries the
            report in its id, since the gunmen of two reports are not the same.
        type: One of the 14 actor classes of the ontology, e.g. ``Military``.
        country: ISO 3166-1 alpha-2 code, or None.
        same_as: IRIs of the same actor elsewhere.
        confidence: 0 to 1.
    """

    id: str
    name: str
    type: str
    country: str | None = None
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A location. id is ``geonames/<number>`` when the gazetteer knows it, otherwise a slug.

    Attributes:
        kind: country, admin1, city, water, region, facility or other.
        latitude, longitude: WGS 84 degrees, or None.
        parents: Ids of the places that contain it, nearest first.
    """

    id: str
    name: str
    country: str | None = None
    kind: str = "other"
    latitude: float | None = None
    longitude: float | None = None
    parents: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """When something happened: first and last day, and how precisely that is known.

    Attributes:
        text: The words of the report.
        begin, end: First and last day, or None when the words could not be resolved.
        precision: hour, day, week, month, year or unknown.
        anchored: True when the words were resolved against the date of publication ("Tuesday").
    """

    text: str
    begin: date | None = None
    end: date | None = None
    precision: str = "unknown"
    anchored: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people as a range with the words used; "over 150" is min 150 and max None."""

    min: int | None
    max: int | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A thing handed over, seized or asked for: "two tonnes of cocaine"."""

    text: str
    name: str
    amount: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one report says about one event; in the published record this is an item of ``events``.

    Roles hold ids of actors and places of the same extraction. ``partners`` act with the ``agents``; in a symmetric
    event (a meeting, an exchange of fire) everybody is an agent.

    Attributes:
        id: Unique within the report: ``e1``, ``e2``, …
        type: One of the 16 PLOVER types, e.g. ``COOPERATE``.
        mode: PLOVER mode such as ``joint-operation``, or None.
        contexts: PLOVER contexts such as ``illegal_drugs``.
        modality: asserted, planned, possible, alleged or negated.
        attributed_to: Id of the actor who says so, or None.
        confidence: 0 to 1; ``reasons`` say what made it.
    """

    id: str
    type: str
    trigger: Span
    evidence: tuple[Evidence, ...]
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    operation: str | None = None
    instruments: tuple[str, ...] = ()
    objects: tuple[Quantity, ...] = ()
    time: TimeSpan | None = None
    killed: Count | None = None
    injured: Count | None = None
    captured: Count | None = None
    modality: str = "asserted"
    attributed_to: str | None = None
    attribution_verb: str | None = None
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """An edge between two actors that one report supports, derived from claims by the rules of the ontology.

    ``events`` holds the ids of the claims it follows from; standing facts (partOf, affiliatedWith, leads) may have none
    and carry their own ``evidence`` instead.
    """

    subject: str
    predicate: str
    object: str
    modality: str = "asserted"
    events: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """Which program and which model made an extraction."""

    name: str
    version: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything one report says, ready for the graph."""

    report: Report
    extractor: Extractor
    actors: tuple[Actor, ...] = ()
    locations: tuple[Place, ...] = ()
    events: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    warnings: tuple[str, ...] = ()
