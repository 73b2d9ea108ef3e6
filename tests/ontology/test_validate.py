"""The shapes catch what they are there to catch, and say so in words."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, XSD

from graph.rdf import report_quads
from ontology.names import PLOVER, PREFIXES, SG, Names
from ontology.types import SHAPES_TTL
from ontology.validate import in_words, validate
from tests.hand_built import joint_operation

NAMES = Names()
NS = rdflib.Namespace(SG)
OA = rdflib.Namespace(PREFIXES["oa"])
CLAIM = rdflib.URIRef(NAMES.claim("quito-1", "e2"))
REPORT = rdflib.URIRef(NAMES.report("quito-1"))
STATEMENT = rdflib.URIRef(f"{REPORT}/statement/1")
QUOTE = rdflib.URIRef(f"{CLAIM}/evidence/1")
NUMBER = XSD.integer


def valid() -> rdflib.Graph:
    """The graph of a report, which conforms."""
    data = "".join(f"{quad.triple} .\n" for quad in report_quads(joint_operation(), NAMES))
    return rdflib.Graph().parse(data=data, format="nt")


def literal(value: object, datatype: rdflib.URIRef | None = None) -> rdflib.Literal:
    return rdflib.Literal(value, datatype=datatype)


WRONG = [
    (CLAIM, NS.evidence, None, "the evidence must be at least one Quote"),
    (CLAIM, NS.modality, rdflib.URIRef(f"{PLOVER}ASSAULT"), "the modality must be exactly one Modality"),
    (CLAIM, NS.eventType, None, "the event type must be exactly one EventType"),
    (CLAIM, NS.confidence, literal("1.5", XSD.decimal), "a number|number between 0 and 1"),
    (CLAIM, NS.agent, REPORT, "the agent must be only Actor"),
    (CLAIM, NS.place, rdflib.URIRef(NAMES.actor("los-choneros")), "the place must be only Place"),
    (CLAIM, NS.killed, REPORT, "the number killed must be at most one Count"),
    (STATEMENT, NS.object, None, "the object must be exactly one Actor"),
    (STATEMENT, NS.predicate, NS.likes, "the predicate must be exactly one Relation"),
    (QUOTE, OA.exact, None, "the words of a quote must be one text"),
    (QUOTE, OA.start, literal(-1, NUMBER), "not below 0"),
    (QUOTE, OA.end, literal(0, NUMBER), "the begin of a quote"),
    (REPORT, NS.sha256, literal("xyz"), "64 hexadecimal digits"),
    (REPORT, NS.text, None, "the text of a report must be one text"),
]


def test_a_report_conforms() -> None:
    assert in_words(validate(valid())) == "Everything conforms."


@pytest.mark.parametrize(("node", "property_", "value", "words"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_said(
    node: rdflib.URIRef, property_: rdflib.URIRef, value: rdflib.term.Node | None, words: str
) -> None:
    graph = valid()
    assert (node, property_, None) in graph or property_ == NS.killed
    graph.remove((node, property_, None))
    if value is not None:
        graph.add((node, property_, value))
    problems = validate(graph)
    here = [problem.message for problem in problems if problem.node == str(node).split("/id/")[1]]
    assert any(part in message for message in here for part in words.split("|")), in_words(problems)


def test_nobody_is_related_to_himself() -> None:
    graph = valid()
    graph.set((STATEMENT, NS.object, graph.value(STATEMENT, NS.subject) or REPORT))
    assert "an actor must not be related to itself" in in_words(validate(graph))


def test_long_lists_are_cut() -> None:
    graph = valid()
    for number in range(30):
        graph.add((rdflib.URIRef(f"https://example.org/{number}"), RDF.type, NS.Count))
    words = in_words(validate(graph), most=5)
    assert words.splitlines()[0] == "30 things do not conform:"
    assert words.splitlines()[-1] == "and 25 more"


def test_there_is_a_shape_for_every_class_of_the_data() -> None:
    shapes = rdflib.Graph().parse(SHAPES_TTL)
    targets = {str(target)[len(SG) :] for target in shapes.objects(None, rdflib.SH.targetClass)}
    classes = "Report Claim Statement Quote Mention TimeSpan Count Quantity Actor Place Operation Event Relationship"
    assert targets == {*classes.split(), "Ingest", "Retraction", "Decision", "Judgement"}
    assert (None, RDF.type, OWL.Ontology) in shapes
