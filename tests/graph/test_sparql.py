"""SPARQL for reading: results as Python values, and what is refused."""

from __future__ import annotations

import pytest
import rdflib

from graph import KnowledgeGraph
from graph.sparql import MAX_LENGTH
from ontology.errors import BadQuery
from ontology.names import PREFIXES
from tests.hand_built import HOSTILE, everything, joint_operation


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    graph = KnowledgeGraph.open()
    for extraction in everything():
        graph.add(extraction)
    return graph


def test_select_gives_a_table(kg: KnowledgeGraph) -> None:
    table = kg.sparql(
        """SELECT ?name ?confidence ?events ?first ?nothing WHERE {
             ?r a sg:Relationship ; sg:subject/skos:prefLabel ?name ; sg:confidence ?confidence ;
                sg:eventCount ?events ; sg:firstDate ?first ; sg:predicate sg:attacks . OPTIONAL { ?r sg:unit ?nothing }
           } ORDER BY ?name"""
    )
    assert table.to_dict("records")[0] == {  # type: ignore[union-attr]
        "name": "Ecuadorian Armed Forces",
        "confidence": 0.9,
        "events": 1,
        "first": table["first"].iloc[0],  # type: ignore[index]
        "nothing": None,
    }


def test_ask_and_construct(kg: KnowledgeGraph) -> None:
    assert kg.sparql("ASK { ?a sg:partneredWith ?b . ?b sg:partneredWith ?a }") is True
    assert kg.sparql("ASK { ?a sg:leads ?b }") is False
    built = kg.sparql("CONSTRUCT { ?a sg:attacks ?b } WHERE { ?a sg:attacks ?b }")
    assert isinstance(built, rdflib.Graph)
    assert len(built) == 2
    assert isinstance(kg.sparql("DESCRIBE <https://w3id.org/sitgraph/id/actor/nato>"), rdflib.Graph)


def test_only_asserted_relations_are_plain_triples(kg: KnowledgeGraph) -> None:
    navy = {"navy": kg.store.names.actor("colombian-navy")}
    assert kg.sparql_rows("SELECT ?navy ?o { ?navy sg:partneredWith ?o }", bindings=navy) == []
    rows = kg.sparql_rows(
        "SELECT ?navy ?r { ?r a sg:Relationship ; sg:subject ?navy ; sg:modality plover:planned }", bindings=navy
    )
    assert len(rows) == 1


def test_patterns_see_all_graphs_and_from_chooses(kg: KnowledgeGraph) -> None:
    count = "SELECT (COUNT(*) AS ?n) {} WHERE {{ ?r a sg:Report }}"
    assert kg.sparql_rows(count.format(""))[0]["n"] == 5
    graph = f"FROM <{kg.store.names.report_graph('quito-1')}>"
    assert kg.sparql_rows(count.format(graph))[0]["n"] == 1


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")  # rdflib warns of its own code
def test_rdflib_sees_the_same(kg: KnowledgeGraph) -> None:
    query = "SELECT ?name WHERE { ?a a sg:State ; skos:prefLabel ?name } ORDER BY ?name"
    prefixes = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
    names = [str(row[0]) for row in kg.rdf.query(prefixes + query)]  # type: ignore[index]
    assert names == [row["name"] for row in kg.sparql_rows(query)] == ["Finland", "Sweden"]
    report = rdflib.URIRef(kg.store.names.report("quito-1"))
    assert kg.rdf.value(report, rdflib.URIRef(PREFIXES["schema"] + "headline"))


def test_no_fact_is_found_twice(kg: KnowledgeGraph) -> None:
    """Only what several reports say of one identity stands in several graphs: a union of graphs keeps doublets."""
    graphs: dict[object, set[object]] = {}
    for quad in kg.store.quads:
        graphs.setdefault(quad.triple, set()).add(quad.graph_name)
    twice = [triple for triple, found in graphs.items() if len(found) > 1]
    assert twice
    assert all("#reported" in str(triple) for triple in twice)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_values(kg: KnowledgeGraph, name: str) -> None:
    rows = kg.sparql_rows("SELECT ?name { ?a sg:partneredWith ?b . ?b skos:prefLabel ?name }")
    assert name.replace("\x1b", "�").replace("\x07", "�") in {row["name"] for row in rows}


REFUSED = [
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "LOAD <http://example.org/>",
    "CLEAR ALL",
    "PREFIX x: <http://x/> DROP ALL",
    "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.SERVICE<http://example.org/>{ ?a ?b ?c } }",
    "SELECT * { { SELECT * { service silent <http://example.org/> { ?s ?p ?o } } } }",
    "SELECT * { \\u0053ERVICE <http://example.org/> { ?s ?p ?o } }",
    "SELECT * WHERE",
    "",
    "\ud800",
    "SELECT ?x { ?x a '\ud800' }",
    "SELECT * " + "{" * 101 + "}" * 101,
    "SELECT * { ?s ?p " + "(" * 101 + ")" * 101 + " }",
    "ASK {} #" + "x" * MAX_LENGTH,
    "SELECT * { ?s unknown:p ?o }",
]


@pytest.mark.parametrize("query", REFUSED, ids=range(len(REFUSED)))
def test_refused(query: str) -> None:
    kg = KnowledgeGraph.open()
    kg.add(joint_operation())
    before = set(kg.store.quads)
    with pytest.raises(BadQuery):
        kg.sparql(query)
    assert set(kg.store.quads) == before


def test_where_a_query_goes_wrong_is_said(kg: KnowledgeGraph) -> None:
    with pytest.raises(BadQuery, match=r"1:\d+"):
        kg.sparql("SELECT * WHERE { ?s ?p }")
    with pytest.raises(BadQuery, match="no SELECT"):
        kg.sparql_rows("ASK {}")


def test_words_in_texts_and_names_do_no_harm(kg: KnowledgeGraph) -> None:
    assert kg.sparql("ASK { FILTER('SERVICE { ( [ DROP' = 'x') } # from SERVICE {{{{") is False
    assert kg.sparql("ASK { ?from sg:reportedName ?insert }") is True
