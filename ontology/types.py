"""The vocabulary of events, actors and relations, read from the ontology files beside this module.

Types are data, not code: the files are parsed at the first question and kept. Names here are the short ones of the
record (``ASSAULT``, ``joint-operation``, ``partneredWith``); IRIs are those of the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ontology.errors import BadArgument
from ontology.terms import Terms, load

SITGRAPH_TTL = Path(__file__).with_name("sitgraph.ttl")
PLOVER_TTL = Path(__file__).with_name("plover.ttl")
SHAPES_TTL = Path(__file__).with_name("shapes.ttl")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One of the 16 PLOVER types; ``older`` are its names in older schemes."""

    name: str
    label: str
    quad_class: str
    definition: str
    older: tuple[str, ...]
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorType:
    """One of the 14 actor classes; actors of one ``family`` can be found to be the same by name."""

    name: str
    label: str
    definition: str
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationType:
    """A predicate between two actors; ``parent`` is the broader one (``opposes`` of ``attacks``)."""

    name: str
    label: str
    definition: str
    symmetric: bool
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRule:
    """How relations follow from events of one type; the fields are explained in sitgraph.ttl."""

    event_type: str
    to_target: str | None = None
    to_beneficiary: bool = False
    among: str | None = None
    among_when: str | None = None
    mutual: str | None = None


@cache
def _terms() -> Terms:
    return load(SITGRAPH_TTL, PLOVER_TTL)


@cache
def _event_types() -> Mapping[str, EventType]:
    terms = _terms()
    return MappingProxyType({terms.code(iri): _event_type(terms, iri) for iri in terms.instances("sg:EventType")})


def _event_type(terms: Terms, iri: str) -> EventType:
    modes = [mode for mode in terms.instances("sg:Mode") if terms.one(mode, "skos:broader") == iri]
    return EventType(
        name=terms.code(iri),
        label=terms.need(iri, "skos:prefLabel"),
        quad_class=terms.code(terms.need(iri, "sg:quadClass")),
        definition=terms.need(iri, "skos:definition"),
        older=tuple(sorted(terms.all(iri, "skos:altLabel"))),
        modes=tuple(terms.code(mode) for mode in modes),
    )


def event_types() -> tuple[str, ...]:
    """The 16 event types, from cooperation to conflict.

    >>> event_types()[0], event_types()[-1], len(event_types())
    ('AGREE', 'ASSAULT', 16)
    """
    return tuple(_event_types())


def event_type(name: str) -> EventType:
    """Everything about an event type, by its name or an older name.

    >>> event_type("FIGHT").label
    'assault'
    """
    return _event_types()[canonical_type(name)]


def canonical_type(name: str) -> str:
    """The PLOVER 2.0 name of an event type, from that name or an older one, in any case.

    Raises:
        BadArgument: when there is no such type.

    >>> canonical_type("FIGHT"), canonical_type("demand")
    ('ASSAULT', 'REQUEST')
    """
    wanted = name.strip().upper()
    for known in _event_types().values():
        if wanted == known.name or wanted in known.older:
            return known.name
    raise BadArgument(f"no event type {name!r}", hint=f"one of {', '.join(event_types())}")


def quad_class(name: str) -> str:
    """The quad class of an event type.

    >>> quad_class("ASSAULT")
    'material-conflict'
    """
    return event_type(name).quad_class


@cache
def near_types(name: str) -> frozenset[str]:
    """The other types that a second report may give to the same event.

    >>> sorted(near_types("AID"))
    ['COOPERATE', 'RETREAT', 'SUPPORT']
    """
    terms = _terms()
    said = {(one, other) for one in terms.instances("sg:EventType") for other in terms.all(one, "sg:nearType")}
    pairs = {(terms.code(one), terms.code(other)) for one, other in said}
    return frozenset({one for one, other in pairs if other == name} | {other for one, other in pairs if one == name})


def modes(name: str) -> tuple[str, ...]:
    """The modes of an event type.

    >>> modes("CONSULT")
    ('meet', 'visit', 'call', 'mediate')
    """
    return event_type(name).modes


@cache
def contexts() -> tuple[str, ...]:
    """The contexts that events can have.

    >>> "illegal_drugs" in contexts()
    True
    """
    return tuple(sorted(_terms().code(iri) for iri in _terms().instances("sg:Context")))


@cache
def modalities() -> tuple[str, ...]:
    """The five modalities, the plainest first.

    >>> modalities()
    ('asserted', 'planned', 'possible', 'alleged', 'negated')
    """
    return tuple(_terms().code(iri) for iri in _terms().instances("sg:Modality"))


@cache
def _actor_types() -> Mapping[str, ActorType]:
    terms = _terms()
    families = {iri: terms.one(iri, "sg:mergeFamily") for iri in terms.instances("owl:Class")}
    return MappingProxyType(
        {
            terms.local(iri): ActorType(
                name=terms.local(iri),
                label=terms.need(iri, "rdfs:label"),
                definition=terms.need(iri, "rdfs:comment"),
                family=family,
            )
            for iri, family in families.items()
            if family
        }
    )


def actor_types() -> tuple[str, ...]:
    """The 14 actor classes.

    >>> actor_types()[:3], len(actor_types())
    (('State', 'Government', 'Military'), 14)
    """
    return tuple(_actor_types())


def actor_type(name: str) -> ActorType:
    """Everything about an actor class.

    Raises:
        BadArgument: when there is no such class.

    >>> actor_type("CriminalGroup").family
    'armed'
    """
    try:
        return _actor_types()[name]
    except KeyError:
        raise BadArgument(f"no actor type {name!r}", hint=f"one of {', '.join(actor_types())}") from None


@cache
def relation_types() -> Mapping[str, RelationType]:
    """The predicates between actors, by name.

    >>> relation_types()["partneredWith"].symmetric, relation_types()["attacks"].parent
    (True, 'opposes')
    """
    terms = _terms()
    return MappingProxyType({terms.local(iri): _relation_type(terms, iri) for iri in terms.instances("sg:Relation")})


def _relation_type(terms: Terms, iri: str) -> RelationType:
    parents = [parent for parent in terms.all(iri, "rdfs:subPropertyOf") if parent in terms.instances("sg:Relation")]
    return RelationType(
        name=terms.local(iri),
        label=terms.need(iri, "rdfs:label"),
        definition=terms.need(iri, "rdfs:comment"),
        symmetric=iri in terms.instances("owl:SymmetricProperty"),
        parent=terms.local(parents[0]) if parents else None,
    )


@cache
def relation_rules() -> Mapping[str, RelationRule]:
    """How relations follow from events, by event type; types without a rule make no relations.

    >>> relation_rules()["ASSAULT"].to_target, "REQUEST" in relation_rules()
    ('attacks', False)
    """
    terms = _terms()
    rules = [_relation_rule(terms, iri) for iri in terms.instances("sg:RelationRule")]
    return MappingProxyType({rule.event_type: rule for rule in rules})


def _relation_rule(terms: Terms, iri: str) -> RelationRule:
    return RelationRule(
        event_type=terms.code(terms.need(iri, "sg:fromType")),
        to_target=terms.one_local(iri, "sg:toTarget"),
        to_beneficiary=terms.one(iri, "sg:toBeneficiary") == "true",
        among=terms.one_local(iri, "sg:among"),
        among_when=terms.one(iri, "sg:amongWhen"),
        mutual=terms.one_local(iri, "sg:mutual"),
    )
