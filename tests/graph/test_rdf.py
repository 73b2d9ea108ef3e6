"""An extraction as RDF, and back as far as merging needs it."""

from __future__ import annotations

import pyoxigraph as ox
import rdflib
from hypothesis import HealthCheck, given, settings

from graph import KnowledgeGraph
from graph.merge.facts import facts_of
from graph.merge.read import facts_from_quads
from graph.rdf import report_quads
from graph.terms import clean, term
from ontology.model import Extraction
from ontology.names import Names
from ontology.validate import in_words, validate
from tests.graph.strategies import extractions
from tests.hand_built import everything, joint_operation

NAMES = Names()
SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SLOW
@given(extractions())
def test_facts_survive_the_store(extraction: Extraction) -> None:
    store = ox.Store()
    store.extend(report_quads(extraction, NAMES))
    assert facts_from_quads(store, NAMES) == facts_of(extraction, NAMES)


@SLOW
@given(extractions())
def test_what_is_stored_is_what_was_written(extraction: Extraction) -> None:
    """The store changes no literal: we write canonical forms."""
    quads = report_quads(extraction, NAMES)
    store = ox.Store()
    store.extend(quads)
    assert set(store) == quads


@settings(SLOW, max_examples=15)
@given(extractions(), extractions(report_ids=("r1", "r9")))
def test_everything_that_is_written_conforms(one: Extraction, other: Extraction) -> None:
    kg = KnowledgeGraph.open()
    kg.add(one)
    kg.add(other)
    assert in_words(kg.validate()) == "Everything conforms."


def test_the_report_graph_conforms_alone() -> None:
    for extraction in everything():
        quads = report_quads(extraction, NAMES)
        data = "".join(f"{quad.triple} .\n" for quad in quads)
        assert in_words(validate(rdflib.Graph().parse(data=data, format="nt"))) == "Everything conforms."


@SLOW
@given(extractions())
def test_offsets_hold_in_the_stored_text(extraction: Extraction) -> None:
    said: dict[object, dict[str, str]] = {}
    for quad in report_quads(extraction, NAMES):
        said.setdefault(quad.subject, {})[quad.predicate.value] = getattr(quad.object, "value", "")
    text = next(values[term("sg:text").value] for values in said.values() if term("sg:text").value in values)
    assert text == clean(extraction.report.text)
    for values in said.values():
        if (exact := values.get(term("oa:exact").value)) is not None:
            assert text[int(values[term("oa:start").value]) : int(values[term("oa:end").value])] == exact


@SLOW
@given(extractions())
def test_no_text_shapes_an_address(extraction: Extraction) -> None:
    allowed = ("https://w3id.org/sitgraph/", "http://www.w3.org/", "https://schema.org/", "http://purl.org/dc/")
    for quad in report_quads(extraction, NAMES):
        for node in (quad.subject, quad.object):
            if isinstance(node, ox.NamedNode):
                assert node.value.startswith((*allowed, "https://example.org/a"))
                assert node.value.isascii()


def test_the_shape_of_a_claim() -> None:
    quads = report_quads(joint_operation(), NAMES)
    claim = ox.NamedNode(NAMES.claim("quito-1", "e2"))
    said = {
        (quad.predicate.value.split("#")[-1], getattr(quad.object, "value", ""))
        for quad in quads
        if quad.subject == claim
    }
    assert ("target", NAMES.actor("los-choneros")) in said
    assert ("eventType", "https://w3id.org/sitgraph/plover#ASSAULT") in said
    assert ("modality", "https://w3id.org/sitgraph/plover#asserted") in said
    assert ("confidence", "0.9") in said
