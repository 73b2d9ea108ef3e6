"""What the merged layer needs to know of one report; made from an extraction or read back from the report's graph."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.keys import is_named, keys_of, name_key
from graph.rdf_claims import statement_node
from graph.terms import clean, decimal, safe_iris
from ontology.model import Actor, Claim, Extraction, Place, Relation, TimeSpan
from ontology.names import Names, digest, slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What is said of an actor, a place or an operation under one id, by one report or by all: sets of values.

    Attributes:
        kind: actor, place or operation.
        keys: Name keys that can be a reason to merge; ``common`` keys cannot.
        types: Actor classes, or kinds of place.
        points: Latitude and longitude as text.
    """

    kind: str
    names: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    same_as: frozenset[str] = frozenset()
    parents: frozenset[str] = frozenset()
    latitudes: frozenset[str] = frozenset()
    longitudes: frozenset[str] = frozenset()


SETS = ("names", "aliases", "types", "countries", "keys", "common", "same_as", "parents", "latitudes", "longitudes")


def identity_to_json(identity: Identity) -> str:
    """An identity as JSON; equal identities are equal texts."""
    filled = {name: sorted(values) for name in SETS if (values := getattr(identity, name))}
    return json.dumps({"kind": identity.kind, **filled}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def identity_from_json(words: str) -> Identity:
    """The identity of a JSON text.

    >>> navy = Identity(kind="actor", names=frozenset({"Navy"}))
    >>> identity_from_json(identity_to_json(navy)) == navy
    True
    """
    values = json.loads(words)
    return Identity(kind=values.pop("kind"), **{name: frozenset(found) for name, found in values.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFacts:
    """A claim, reduced to what merging and counting need. Roles are sorted ids; judgements know it by ``mark``."""

    id: str
    order: int
    mark: str
    type: str
    modality: str
    confidence: float
    mode: str | None = None
    agents: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    operation: str | None = None
    begin: date | None = None
    end: date | None = None
    precision: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFacts:
    """A relation that the report supports; ``quoted`` tells that it has evidence of its own."""

    order: int
    iri: str
    subject: str
    predicate: str
    object: str
    modality: str
    confidence: float
    claims: tuple[str, ...] = ()
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One report as the merged layer sees it; ``report`` is the tail of its IRI."""

    report: str
    text: str
    published: date | None = None
    source: str | None = None
    title: str | None = None
    identities: tuple[tuple[str, Identity], ...] = ()
    claims: tuple[ClaimFacts, ...] = ()
    statements: tuple[StatementFacts, ...] = ()


def facts_of(extraction: Extraction, names: Names) -> Facts:
    """The facts of an extraction. Reading them back from the report's graph gives the same."""
    report = extraction.report
    found = {names.actor(actor.id): _actor(actor) for actor in extraction.actors}
    found |= {names.place(place.id): _place(place, names) for place in extraction.locations}
    operations = [claim.operation for claim in extraction.events if claim.operation]
    for operation in operations:
        known = found.get(names.operation(operation), Identity(kind="operation"))
        found[names.operation(operation)] = Identity(kind="operation", names=known.names | {clean(operation)})
    return Facts(
        report=digest(report.id),
        text=clean(report.text),
        published=report.published,
        source=clean(report.source) if report.source is not None else None,
        title=clean(report.title) if report.title is not None else None,
        identities=tuple(sorted(found.items(), key=lambda pair: pair[0])),
        claims=tuple(
            _claim(claim, order, mark, names)
            for order, (claim, mark) in enumerate(zip(extraction.events, _marks(extraction), strict=True), start=1)
        ),
        statements=tuple(
            _statement(relation, order, report.id, names)
            for order, relation in enumerate(extraction.relations, start=1)
        ),
    )


def _actor(actor: Actor) -> Identity:
    keys = frozenset(clean(key) for key in keys_of(actor))
    named = is_named(actor)
    return Identity(
        kind="actor",
        names=frozenset({clean(actor.name)}),
        aliases=frozenset(clean(alias) for alias in actor.aliases),
        types=frozenset({actor.type}),
        countries=frozenset({clean(actor.country)} if actor.country else ()),
        keys=keys if named else frozenset(),
        common=frozenset() if named else keys,
        same_as=safe_iris(actor.same_as),
    )


def _place(place: Place, names: Names) -> Identity:
    located = place.latitude is not None and place.longitude is not None
    return Identity(
        kind="place",
        names=frozenset({clean(place.name)}),
        types=frozenset({place.kind}),
        countries=frozenset({clean(place.country)} if place.country else ()),
        keys=frozenset({name_key(place.name)} - {""}),
        same_as=safe_iris(place.same_as),
        parents=frozenset(names.place(parent) for parent in place.parents) - {names.place(place.id)},
        latitudes=frozenset({decimal(place.latitude or 0).value} if located else ()),
        longitudes=frozenset({decimal(place.longitude or 0).value} if located else ()),
    )


def _marks(extraction: Extraction) -> list[str]:
    return marks((clean(claim.trigger.text), clean(claim.evidence[0].quote)) for claim in extraction.events)


def marks(words: Iterable[tuple[str, str]]) -> list[str]:
    """The marks of the claims of a report, from their triggers and first quotes, in their order.

    A mark stays the same when the report is read again and its claims are numbered anew.

    >>> first, second = marks([("met", "They met and met."), ("met", "They met and met.")])
    >>> first == second
    False
    """
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for pair in words:
        seen[pair] += 1
        found.append(digest(json.dumps([*pair, seen[pair]])))
    return found


def _claim(claim: Claim, order: int, mark: str, names: Names) -> ClaimFacts:
    when = claim.time or TimeSpan(text="")
    return ClaimFacts(
        id=slug(claim.id),
        order=order,
        mark=mark,
        type=claim.type,
        modality=claim.modality,
        confidence=float(decimal(claim.confidence).value),
        mode=claim.mode,
        agents=_actors(claim.agents, names),
        partners=_actors(claim.partners, names),
        targets=_actors(claim.targets, names),
        mediators=_actors(claim.mediators, names),
        beneficiaries=_actors(claim.beneficiaries, names),
        places=tuple(sorted({names.place(place) for place in claim.locations})),
        operation=names.operation(claim.operation) if claim.operation else None,
        begin=when.begin,
        end=when.end,
        precision=when.precision,
    )


def _actors(ids: tuple[str, ...], names: Names) -> tuple[str, ...]:
    return tuple(sorted({names.actor(identifier) for identifier in ids}))


def _statement(relation: Relation, order: int, report_id: str, names: Names) -> StatementFacts:
    return StatementFacts(
        order=order,
        iri=statement_node(names, report_id, order).value,
        subject=names.actor(relation.subject),
        predicate=relation.predicate,
        object=names.actor(relation.object),
        modality=relation.modality,
        confidence=float(decimal(relation.confidence).value),
        claims=tuple(sorted({slug(event) for event in relation.events})),
        quoted=bool(relation.evidence),
    )
