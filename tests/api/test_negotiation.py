"""Which format a client gets for what it accepts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.negotiation import GRAPHS, RESULTS, choose, named, parse_accept
from ontology.errors import BadArgument


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "json"),
        ("*/*", "json"),
        ("application/sparql-results+xml", "xml"),
        ("application/json", "json"),
        ("text/csv;q=0.2, text/tab-separated-values;q=0.8", "tsv"),
        ("text/*", "csv"),
        ("application/sparql-results+json;q=0, */*", "xml"),
        ("TEXT/CSV", "csv"),
        ("text/csv;q=banana", None),
        ("image/png", None),
        ("text/turtle", None),
    ],
)
def test_results(header: str | None, expected: str | None) -> None:
    assert choose(header, RESULTS) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "ttl"),
        ("application/n-triples", "nt"),
        ("text/plain", "nt"),
        ("application/ld+json, text/turtle;q=0.9", "jsonld"),
    ],
)
def test_graphs(header: str | None, expected: str) -> None:
    assert choose(header, GRAPHS) == expected


def test_a_browser_gets_something() -> None:
    header = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
    assert choose(header, RESULTS) == "xml"
    assert choose(header, GRAPHS) == "ttl"


@given(st.text(max_size=80))
def test_any_header_is_read_without_error(header: str) -> None:
    assert all(0 <= item.quality <= 1 for item in parse_accept(header))
    assert choose(header, RESULTS) in {None, *RESULTS}


def test_named() -> None:
    assert named("ttl", GRAPHS) == "ttl"
    assert named("application/sparql-results+json", RESULTS) == "json"
    with pytest.raises(BadArgument, match="one of: json"):
        named("ttl", RESULTS)
