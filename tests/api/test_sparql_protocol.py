"""``/sparql``: the query half of the SPARQL 1.1 Protocol, and what it refuses."""

from __future__ import annotations

from xml.etree import ElementTree

import httpx
import pyoxigraph as ox
import pytest

from api.settings import Settings
from tests.api.helping import small_server
from tests.api.test_http import problem

ROWS = "PREFIX sg: <https://w3id.org/sitgraph/ns#> SELECT ?b { ?a sg:partneredWith ?b } ORDER BY ?b"
TRIPLES = "PREFIX sg: <https://w3id.org/sitgraph/ns#> CONSTRUCT WHERE { ?a sg:partneredWith ?b }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def names(client: httpx.Client) -> list[str]:
    answer = client.get("/sparql", params={"query": ROWS})
    return [binding["b"]["value"] for binding in answer.json()["results"]["bindings"]]


def test_get_and_both_kinds_of_post_agree(client: httpx.Client) -> None:
    found = names(client)
    assert "https://w3id.org/sitgraph/id/actor/ecuadorian-armed-forces" in found
    answers = [
        client.post("/sparql", data={"query": ROWS}),
        client.post("/sparql", content=ROWS, headers={"Content-Type": "application/sparql-query; charset=utf-8"}),
    ]
    for answer in answers:
        assert [one["b"]["value"] for one in answer.json()["results"]["bindings"]] == found


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/csv;q=0.1, text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    ],
)
def test_rows_in_the_accepted_format(client: httpx.Client, accept: str, media: str) -> None:
    answer = client.get("/sparql", params={"query": ROWS}, headers={"Accept": accept})
    assert answer.headers["content-type"] == media
    assert answer.headers["vary"] == "Accept"
    if media.endswith("+xml"):
        assert ElementTree.fromstring(answer.content).tag.endswith("sparql")
    assert answer.text.count("ecuadorian-armed-forces") == names(client).count(
        "https://w3id.org/sitgraph/id/actor/ecuadorian-armed-forces"
    )


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", ox.RdfFormat.TURTLE),
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_triples_in_the_accepted_format(client: httpx.Client, accept: str, form: ox.RdfFormat) -> None:
    answer = client.get("/sparql", params={"query": TRIPLES}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == form.media_type
    assert len({str(triple) for triple in ox.parse(answer.content, format=form)}) == len(names(client))


def test_format_parameter_for_people(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": ROWS, "format": "csv"}, headers={"Accept": "text/html"})
    assert answer.text.startswith("b\r\n")


def test_truth(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True


def test_graphs_that_are_named_are_the_only_ones_seen(client: httpx.Client) -> None:
    merged = {"query": ROWS, "default-graph-uri": "https://w3id.org/sitgraph/id/graph/merged"}
    elsewhere = {"query": ROWS, "default-graph-uri": "https://example.org/none"}
    assert client.get("/sparql", params=merged).text.count("ecuadorian") > 0
    assert client.get("/sparql", params=elsewhere).json()["results"]["bindings"] == []
    from_none = ROWS.replace("{ ?a", "FROM <https://example.org/none> { ?a")
    assert client.get("/sparql", params={"query": from_none}).json()["results"]["bindings"] == []


def test_what_does_not_parse_is_named_with_its_place(client: httpx.Client) -> None:
    body = problem(client.get("/sparql", params={"query": "SELECT *\n{ ?s ?p }"}), 400, "SG303")
    assert "2:10" in body["detail"]


@pytest.mark.parametrize(
    ("query", "accept"), [(ROWS, "image/png"), (ROWS, "text/turtle"), (TRIPLES, "text/csv"), ("ASK {}", "text/turtle")]
)
def test_what_no_accepted_format_can_hold(client: httpx.Client, query: str, accept: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    problem(answer, 406, "SG600")


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "DROP ALL",
        "LOAD <http://127.0.0.1:9/>",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o.SERVICE SILENT<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "",
        "SELECT * " + "{" * 5000 + "}" * 5000,
        "ASK {} #" + "x" * 100_001,
    ],
    ids=["insert", "drop", "load", "service", "glued", "empty", "deep", "long"],
)
def test_what_would_write_leave_or_break_is_refused(client: httpx.Client, query: str) -> None:
    before = client.get("/stats").json()["quads"]
    headers = {"Content-Type": "application/sparql-query"}
    problem(client.post("/sparql", content=query, headers=headers), 400, "SG303")
    problem(client.post("/sparql", data={"query": query}), 400, "SG303")
    assert client.get("/stats").json()["quads"] == before


def test_updates_are_forbidden(client: httpx.Client) -> None:
    update = "DROP ALL"
    problem(client.post("/sparql", data={"update": update}), 403)
    problem(client.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"}), 403)
    problem(client.post("/sparql", content=ROWS, headers={"Content-Type": "text/plain"}), 415)


def test_one_query_and_no_more(client: httpx.Client) -> None:
    problem(client.get("/sparql"), 400, "SG303")
    problem(client.get(f"/sparql?query={'ASK{}'}&query={'ASK{}'}"), 400, "SG303")
    problem(client.post("/sparql", content=b"query=\xff", headers=FORM), 400, "SG303")


def test_limits_are_settings() -> None:
    settings = Settings(query_seconds=0.5, query_result_bytes=2_000, query_workers=1, max_rows=2)
    with small_server(settings) as client:
        stopped = client.get("/sparql", params={"query": RUNAWAY})
        assert "0.5 s" in problem(stopped, 503, "SG304")["detail"]
        assert stopped.headers["retry-after"] == "5"
        problem(client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"}), 413, "SG602")
        assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True
        assert len(client.get("/actors").json()["rows"]) == 2
