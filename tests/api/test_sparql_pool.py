"""Queries run in processes that end when they overrun, and the next query is answered all the same."""

import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.sparql_pool import NotAcceptableError, QueryPool, ResultTooLargeError
from ontology.errors import BadQuery, QueryTimeout

HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "data"
    store = ox.Store(str(path))
    graph, predicate = ox.NamedNode("http://example.org/g"), ox.NamedNode("http://example.org/p")
    subjects = [ox.NamedNode(f"http://example.org/{number}") for number in range(3000)]
    store.extend([ox.Quad(subject, predicate, ox.Literal("v"), graph) for subject in subjects])
    store.flush()
    del store
    return path


@pytest.fixture(scope="module")
def pool() -> Iterator[QueryPool]:
    pool = QueryPool(workers=1, seconds=1.5, result_bytes=20_000)
    yield pool
    pool.close()


def request(query: str, **more: object) -> dict[str, object]:
    return {"query": query, "results": "json", "graph": "ttl", "union": True, **more}


def test_rows_truth_and_triples(pool: QueryPool, folder: Path) -> None:
    rows = pool.evaluate(folder, request("SELECT ?s { ?s ?p ?o } LIMIT 2"))
    assert rows.kind == "results"
    assert rows.body.count(b'"uri"') == 2
    assert b"true" in pool.evaluate(folder, request("ASK { ?s ?p ?o }")).body
    triples = pool.evaluate(folder, request("CONSTRUCT WHERE { ?s ?p ?o }" + " LIMIT 1", graph="nt"))
    assert (triples.kind, triples.format) == ("graph", "nt")
    assert triples.body.endswith(b'"v" .\n')


def test_an_overrunning_query_is_stopped_and_the_next_is_answered(pool: QueryPool, folder: Path) -> None:
    started = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"after 1\.5 s"):
        pool.evaluate(folder, request(HEAVY))
    assert time.monotonic() - started < 6
    assert b"true" in pool.evaluate(folder, request("ASK { ?s ?p ?o }")).body


def test_a_query_that_breaks_the_evaluator_harms_nobody(pool: QueryPool, folder: Path) -> None:
    with pytest.raises(BadQuery, match="broke the evaluator"):
        pool.evaluate(folder, request("SELECT * " + "{" * 30_000 + "}" * 30_000))
    assert b"true" in pool.evaluate(folder, request("ASK { ?s ?p ?o }")).body


def test_a_syntax_error_names_line_and_column(pool: QueryPool, folder: Path) -> None:
    with pytest.raises(BadQuery, match="2:3") as caught:
        pool.evaluate(folder, request("SELECT * { ?s ?p\n  }"))
    assert len(str(caught.value)) < 300


def test_a_large_result_is_refused_whole(pool: QueryPool, folder: Path) -> None:
    with pytest.raises(ResultTooLargeError, match="20000 bytes"):
        pool.evaluate(folder, request("SELECT * { ?s ?p ?o }"))


def test_a_format_that_does_not_fit_is_refused(pool: QueryPool, folder: Path) -> None:
    with pytest.raises(NotAcceptableError, match="triples"):
        pool.evaluate(folder, request("CONSTRUCT WHERE { ?s ?p ?o }", graph=None))
    with pytest.raises(NotAcceptableError, match="truth value"):
        pool.evaluate(folder, request("ASK {}", results=None))


def test_given_graphs_replace_the_union(pool: QueryPool, folder: Path) -> None:
    def count(**more: object) -> int:
        return pool.evaluate(folder, request("SELECT ?s { ?s ?p ?o } LIMIT 1", **more)).body.count(b'"uri"')

    assert count(default_graphs=["http://example.org/g"]) == 1
    assert count(default_graphs=["http://example.org/other"]) == 0
    assert count(named_graphs=["http://example.org/g"]) == 0
    assert count(union=False) == 0
