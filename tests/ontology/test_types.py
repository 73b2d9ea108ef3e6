"""The vocabulary files and their accessors."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import DCTERMS, GEO, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME, DefinedNamespaceMeta

from ontology.errors import BadArgument
from ontology.names import PLOVER, PREFIXES, SG
from ontology.types import (
    PLOVER_TTL,
    SHAPES_TTL,
    SITGRAPH_TTL,
    actor_type,
    actor_types,
    canonical_type,
    contexts,
    event_type,
    event_types,
    modalities,
    modes,
    quad_class,
    relation_rules,
    relation_types,
)

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
)
ACTORS = (
    "State Government Military Police IntelligenceService ArmedGroup CriminalGroup IntergovernmentalOrganization NGO "
    "PoliticalParty Person Company Media PopulationGroup"
)
PREDICATES = (
    "partneredWith supports aids consultsWith opposes attacks coerces sanctions accuses threatens affiliatedWith "
    "partOf leads designatedBy"
)
MODES = {
    "AGREE": "",
    "SUPPORT": "",
    "COOPERATE": "joint-operation joint-exercise intelligence-sharing joint-patrol",
    "AID": "training rescue military economic humanitarian peacekeeping",
    "RETREAT": "withdraw ceasefire release disarm",
    "CONCEDE": "withdraw ease release resign",
    "SANCTION": "designate expel convict ban withdraw discontinue",
    "MOBILIZE": "troops exercise missile-test alert",
    "COERCE": "arrest seize raid curfew cyber restrict repress deport",
    "ASSAULT": "raid aerial drone shelling bombing suicide-attack shooting clash abduct hijack assassinate torture",
    "CONSULT": "meet visit call mediate",
    "PROTEST": "demonstrate strike riot hunger-strike boycott",
}
ALIGNED: dict[str, DefinedNamespaceMeta] = {
    "prov": PROV,
    "time": TIME,
    "org": ORG,
    "skos": SKOS,
    "schema": SDO,
    "geo": GEO,
    "dcterms": DCTERMS,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
}
SEM = (
    "Event Actor Place Time EventType hasActor hasPlace hasTime eventType subEventOf hasBeginTimeStamp hasEndTimeStamp"
)
OA = "TextQuoteSelector TextPositionSelector exact start end"
WGS = "lat long"
BY_HAND = {"sem": SEM.split(), "oa": OA.split(), "wgs": WGS.split()}


@pytest.fixture(scope="module")
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(SITGRAPH_TTL).parse(PLOVER_TTL)


def test_the_promised_names() -> None:
    assert event_types() == tuple(TYPES.split())
    assert actor_types() == tuple(ACTORS.split())
    assert tuple(relation_types()) == tuple(PREDICATES.split())
    assert modalities() == ("asserted", "planned", "possible", "alleged", "negated")


@pytest.mark.parametrize(("name", "expected"), MODES.items())
def test_modes_of_the_annotation_guidelines_exist(name: str, expected: str) -> None:
    assert set(expected.split()) <= set(modes(name))
    assert expected or not modes(name)


def test_older_names() -> None:
    older = {"FIGHT": "ASSAULT", "INVESTIGATE": "ACCUSE", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE"}
    assert {name: canonical_type(name) for name in older} == older
    assert canonical_type(" assault ") == "ASSAULT"
    with pytest.raises(BadArgument, match="'ATTACK'"):
        canonical_type("ATTACK")


def test_quad_classes_are_the_four() -> None:
    classes = [quad_class(name) for name in event_types()]
    assert [classes.count(name) for name in sorted(set(classes))] == [5, 3, 4, 4]
    assert quad_class("AGREE") == "verbal-cooperation"
    assert quad_class("RETREAT") == "material-cooperation"
    assert quad_class("THREATEN") == "verbal-conflict"


def test_unknown_actor_type() -> None:
    with pytest.raises(BadArgument, match="'Navy'"):
        actor_type("Navy")


def test_rules_name_known_things() -> None:
    for name, rule in relation_rules().items():
        assert name in event_types()
        assert {rule.to_target, rule.among, rule.mutual} - {None} <= set(relation_types())
        assert (rule.among is None) == (rule.among_when is None)
        assert rule.among_when in (None, "always", "with-target", "without-target", "partner-role")
        assert rule.to_target or rule.among


def test_kinds_of_opposition() -> None:
    kinds = {name for name, kind in relation_types().items() if kind.parent == "opposes"}
    assert kinds == {"attacks", "coerces", "sanctions", "accuses", "threatens"}
    assert {name for name, kind in relation_types().items() if kind.symmetric} == {"partneredWith", "consultsWith"}


def test_every_term_is_labelled_and_explained(vocabulary: rdflib.Graph) -> None:
    for term in set(vocabulary.subjects()):
        if str(term).startswith(SG) and (term, RDF.type, rdflib.URIRef(f"{SG}RelationRule")) not in vocabulary:
            assert vocabulary.value(term, RDFS.label), term
            assert vocabulary.value(term, RDFS.comment), term
        if str(term).startswith(PLOVER):
            assert vocabulary.value(term, SKOS.prefLabel), term


def test_definitions_are_there_and_unique(vocabulary: rdflib.Graph) -> None:
    definitions = [event_type(name).definition for name in event_types()]
    assert len(set(definitions)) == 16
    assert len(contexts()) == len(set(contexts())) > 25


def test_every_aligned_term_exists(vocabulary: rdflib.Graph) -> None:
    spaces = {PREFIXES[prefix]: prefix for prefix in PREFIXES if prefix not in ("sg", "plover", "xsd", "sh")}
    seen = set()
    for triple in vocabulary:
        for term in triple:
            for iri, prefix in spaces.items():
                if isinstance(term, rdflib.URIRef) and term.startswith(iri):
                    assert _exists(prefix, term[len(iri) :]), term
                    seen.add(prefix)
    assert seen >= {"sem", "prov", "oa", "time", "schema", "skos", "org", "geo", "owl", "rdfs"}


def _exists(prefix: str, name: str) -> bool:
    if prefix in BY_HAND:
        return name in BY_HAND[prefix]
    space = ALIGNED[prefix]
    return rdflib.URIRef(str(space._NS) + name) in space


def test_shapes_speak_of_terms_that_exist(vocabulary: rdflib.Graph) -> None:
    known = {str(term) for term in vocabulary.subjects()}
    shapes = rdflib.Graph().parse(SHAPES_TTL)
    for triple in shapes:
        for term in triple:
            if isinstance(term, rdflib.URIRef) and term.startswith(SG) and not term.endswith("Shape"):
                assert str(term) in known, term
