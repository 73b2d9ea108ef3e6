"""No query leaves the machine: whatever the guard lets pass makes no request when it is really evaluated."""

import socket

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.sparql_guard import asks_elsewhere


def _closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


CALL = f"SERVICE <http://127.0.0.1:{_closed_port()}/x> {{ ?a ?b ?c }}"
BARE = CALL.replace(" ", "", 1)
FULL = (
    f"SELECT * {{ ?s ?p ?o.{CALL} }}",
    f"SELECT * {{ ?s ?p '''v\\'''' {CALL} #'\n }}",
    f"SELECT * {{ ?s ?p 1{BARE} }}",
    f"SELECT * {{ ?s ?p 1 .{BARE.replace('SERVICE', 'SERVICESILENT')} }}",
    f"SELECT * {{ ?s ?p true{BARE} }}",
    f"PREFIX : <{CALL.split('<')[1].split('x>')[0]}> SELECT * {{ SERVICE:x {{ ?a ?b ?c }} }}",
    f'SELECT * {{ ?s ?p "v"@en.{CALL} }}',
    f"PREFIX e: <http://e/> SELECT * {{ ?s ?p e:v\\' . {CALL} #'\n }}",
    f"PREFIX e: <http://e/> SELECT * {{ ?s ?p e:v\\# . {CALL} \n }}",
    f"SELECT * {{ ?s ?p <http://e/\\u0041'> . {CALL} #'\n }}",
    f"SELECT * {{ {{ SELECT * {{ {CALL} }} }} }}",
    f"SELECT * {{ FILTER EXISTS {{ {CALL} }} }}",
    f"SELECT * {{ # comment\r{CALL} }}",
    f"SELECT * {{ sErViCe{CALL[7:]} }}",
    f"ASK {{ {CALL} }}",
    f"CONSTRUCT {{ ?a ?b ?c }} WHERE {{ {CALL} }}",
)

SIGNS = ["'", '"', "'''", '"""', "\\", "\\'", "#", "\n", "<", ">", ".", " ", ":", "{", "}"]
PIECES = st.sampled_from([*SIGNS, "<http://e/'x>", "e:v", "?x", "1", CALL, BARE])


def _store() -> ox.Store:
    """Holds what the patterns of the attacks look for, so that evaluation gets as far as the call."""
    store = ox.Store()
    values = [ox.Literal("v"), ox.Literal(1), ox.Literal(True), ox.Literal("v", language="en"), ox.Literal("v'")]
    nodes = [ox.NamedNode(f"http://e/{name}") for name in ("v'", "v#", "A'", "v", "x")]
    subject, predicate = ox.NamedNode("http://e/s"), ox.NamedNode("http://e/p")
    store.extend([ox.Quad(subject, predicate, value) for value in values])
    store.extend([ox.Quad(subject, predicate, node) for node in nodes])
    return store


STORE = _store()


def makes_a_request(query: str) -> bool:
    """Nobody listens at the address, so a request shows as an error of the system."""
    try:
        found = STORE.query(query)
        if not isinstance(found, ox.QueryBoolean):
            for _ in found:
                pass
    except OSError:
        return True
    except (SyntaxError, ValueError):
        return False
    return False


@pytest.mark.parametrize("query", FULL, ids=[f"way-{number}" for number in range(len(FULL))])
def test_each_known_way_out_is_closed(query: str) -> None:
    assert asks_elsewhere(query)


def test_the_ways_out_are_real() -> None:
    working = [query for query in FULL if makes_a_request(query)]
    assert len(working) >= 10


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
@example("?s ?p ?o." + CALL)
@example("?s ?p '''v\\'''' " + CALL + " #'\n")
def test_what_passes_makes_no_request(middle: str) -> None:
    query = f"PREFIX e: <http://e/> SELECT * {{ ?s ?p ?x . {middle}\n }}"
    assert asks_elsewhere(query) or not makes_a_request(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a sg:IntelligenceService }",
        "SELECT * { ?s rdfs:label 'the SERVICE' } # SERVICE",
        "SELECT * { <http://example.org/SERVICE> ?p ?o FILTER(?o < 3 && ?o > 1) }",
        "SELECT * { ?s sg:name '''a 'quoted' SERVICE''' }",
        "SELECT * { ?s ?p $service }",
        'SELECT * { ?s ?p "\\u0022 . SERVICE <http://e/x> { ?a ?b ?c } #" }',
    ],
)
def test_the_word_alone_is_harmless(query: str) -> None:
    assert not asks_elsewhere(query)
