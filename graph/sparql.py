"""SPARQL for reading: whatever would write, or send a request anywhere, is refused.

A query without FROM sees all graphs as one, so that plain patterns work. Queries of strangers belong into a process
that can be stopped; the server does that, this function does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.frames import frame
from graph.sparql_guard import asks_elsewhere
from graph.store import Store
from graph.terms import Object, day, decimal, integer
from ontology.errors import BadQuery
from ontology.names import PREFIXES

if TYPE_CHECKING:
    import pandas as pd
    import rdflib

Bound = str | date | int | float | ox.Literal
Bindings = Mapping[str, Bound]
MAX_LENGTH = 100_000
MAX_NESTING = 100

_TOKEN = re.compile(
    r"""\#[^\n\r]* | <[^<>"{}|^`\\\x00-\x20]*>
      | '''(?:\\.|[^\\])*?''' | \"\"\"(?:\\.|[^\\])*?\"\"\" | '(?:\\.|[^'\\\n\r])*' | "(?:\\.|[^"\\\n\r])*"
      | [?$]\w+ | :\w[\w-]*
      | (?P<word>[^\W\d]\w*) | (?P<open>[({\[]) | (?P<close>[)}\]])""",
    re.DOTALL | re.VERBOSE,
)
_READS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"})


def check_query(query: str) -> bool:
    """Look at the words of a query before it is run.

    Returns:
        True when it chooses its graphs itself (FROM).

    Raises:
        BadQuery: when it is too long or too deep, would write, or would ask another server.
    """
    if len(query) > MAX_LENGTH:
        raise BadQuery(f"the query has {len(query)} characters, the limit is {MAX_LENGTH}")
    if asks_elsewhere(query):
        raise BadQuery("SERVICE is not allowed: no query leaves this machine")
    words, depth = set(), 0
    for token in _TOKEN.finditer(query):
        depth += (token["open"] is not None) - (token["close"] is not None)
        if depth > MAX_NESTING:
            raise BadQuery(f"the query is nested deeper than {MAX_NESTING} levels")
        words.add((token["word"] or "").upper())
    if words & _UPDATES and not words & _READS:
        raise BadQuery("this only reads; updates are not allowed", hint="use SELECT, ASK, CONSTRUCT or DESCRIBE")
    return "FROM" in words


def evaluate(store: Store, query: str, *, bindings: Bindings | None = None) -> Any:
    """Run a query that only reads; returns what Oxigraph returns.

    Args:
        store: Where to look.
        query: SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes of the ontology need not be declared.
        bindings: Values for variables of the query; see `bound`. A value never becomes part of its text.

    Raises:
        BadQuery: when it does not parse or is not allowed; says where.
    """
    chooses = check_query(query)
    values: dict[ox.Variable, Object] = {ox.Variable(name): bound(value) for name, value in (bindings or {}).items()}
    try:
        return store.quads.query(query, prefixes=PREFIXES, use_default_graph_as_union=not chooses, substitutions=values)
    except (SyntaxError, ValueError) as error:
        raise BadQuery(f"the query does not parse: {error}") from error
    except UnicodeEncodeError as error:
        raise BadQuery("the query holds half a character") from error
    except RuntimeError as error:
        if "projection" not in str(error):
            raise
        raise BadQuery("a variable that is bound is not selected", hint="name it after SELECT") from error


def bound(value: Bound) -> ox.NamedNode | ox.Literal:
    """The term for a value: a text is an IRI, a day and a number are literals, and so is `graph.terms.text`.

    >>> bound("https://example.org/"), bound(date(2026, 3, 4)).value
    (<NamedNode value=https://example.org/>, '2026-03-04')
    """
    if isinstance(value, str):
        return ox.NamedNode(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int):
        return integer(value)
    return decimal(value) if isinstance(value, float) else value


def sparql(store: Store, query: str, *, bindings: Bindings | None = None) -> pd.DataFrame | bool | rdflib.Graph:
    """Run a query that only reads.

    Returns:
        A table for SELECT (IRIs as text, numbers, days and truth values as such, None where unbound), True or False for
        ASK, an rdflib graph for CONSTRUCT and DESCRIBE.

    Raises:
        BadQuery: when it does not parse or is not allowed.
    """
    results = evaluate(store, query, bindings=bindings)
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    if isinstance(results, ox.QueryTriples):
        return _rdflib_graph(results)
    columns = [variable.value for variable in results.variables]
    return frame(_rows(results, columns), columns)


def sparql_rows(store: Store, query: str, *, bindings: Bindings | None = None) -> list[dict[str, Any]]:
    """The rows of a SELECT as plain values.

    Raises:
        BadQuery: when it does not parse, is not allowed, or is no SELECT.
    """
    results = evaluate(store, query, bindings=bindings)
    if not isinstance(results, ox.QuerySolutions):
        raise BadQuery("this is no SELECT query")
    return _rows(results, [variable.value for variable in results.variables])


def _rows(results: ox.QuerySolutions, columns: list[str]) -> list[dict[str, Any]]:
    return [{name: plain(solution[name]) for name in columns} for solution in results]


def plain(found: object) -> Any:
    """A term as a plain value: days stay ISO texts."""
    if isinstance(found, ox.Literal):
        convert = _CONVERT.get(found.datatype.value.rpartition("#")[2])
        return convert(found.value) if convert else found.value
    if isinstance(found, ox.NamedNode | ox.BlankNode):
        return found.value
    return None if found is None else str(found)


_CONVERT: dict[str, Any] = {
    "integer": int,
    "decimal": float,
    "double": float,
    "float": float,
    "boolean": lambda text: text == "true",
}


def _rdflib_graph(results: ox.QueryTriples) -> rdflib.Graph:
    import rdflib

    graph = rdflib.Graph()
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    graph.parse(data=ox.serialize(results, format=ox.RdfFormat.N_TRIPLES), format="nt")
    return graph
