"""Turns a query and what the client wants into a request for a query worker, after checking what can be checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.sparql import check_query
from ontology.errors import BadQuery
from ontology.names import PREFIXES


def query_request(
    query: str,
    *,
    results: str | None,
    graph: str | None,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    longest: int = 100_000,
) -> dict[str, Any]:
    """Build the request (see `sparql_worker.answer`).

    Args:
        query: SPARQL text; only reading is allowed, and nothing that would leave this machine.
        results: Short name of the format wanted for rows and truth values, None if none will do.
        graph: The same for triples.
        default_graphs: Graphs that plain patterns see; with none given and no FROM they see all graphs.
        named_graphs: Graphs that GRAPH patterns see.
        longest: Most characters of a query.

    Raises:
        BadQuery: when the query is too long, nested too deeply, an update, or asks another server.
    """
    if len(query) > longest:
        raise BadQuery(f"the query has {len(query)} characters", hint=f"at most {longest} are allowed")
    union = not check_query(query)
    for iri in (*default_graphs, *named_graphs):
        if not iri or any(char in iri for char in ' <>"{}|\\^`') or ":" not in iri:
            raise BadQuery(f"{iri[:80]!r} is no IRI of a graph")
    return {
        "query": query,
        "results": results,
        "graph": graph,
        "union": union,
        "default_graphs": list(default_graphs),
        "named_graphs": list(named_graphs),
        "prefixes": PREFIXES,
    }
