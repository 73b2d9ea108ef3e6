"""A process that answers SPARQL queries on one snapshot of a store, and that may be killed at any moment.

It is run as a file (``python sparql_worker.py FOLDER SECONDS BYTES``) and needs nothing of ours, only pyoxigraph. One
JSON object a line comes in on standard input (see `answer`); one JSON line goes out for each, followed by ``length``
bytes.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import threading
from typing import Any

import pyoxigraph as ox

RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


class OversizeError(Exception):
    """The result is larger than allowed."""


class Limited(io.BytesIO):
    """A buffer that refuses to grow over a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, data: Any) -> int:
        """Add bytes, or raise `OversizeError`."""
        if self.tell() + len(data) > self.limit:
            raise OversizeError
        return super().write(data)


def answer(store: ox.Store, request: dict[str, Any], limit: int) -> tuple[dict[str, Any], bytes]:
    """Evaluate one request.

    Args:
        request: ``query``; ``results`` and ``graph``, the wanted format of rows and of triples, None where none fits;
            ``union`` to let plain patterns see all graphs; ``default_graphs`` and ``named_graphs`` to see only these;
            ``prefixes`` that need not be declared, also for Turtle.
        limit: Most bytes of a result.

    Returns:
        The answer's head and its body; a failure has ``error`` in its head: syntax, acceptable or size.
    """
    try:
        found = store.query(request["query"], prefixes=request.get("prefixes"), **_dataset(request))
        kind = "graph" if isinstance(found, ox.QueryTriples) else "results"
        wanted = request[kind]
        if wanted is None:
            return {"error": "acceptable", "kind": kind}, b""
        body = _written(found, wanted, request.get("prefixes"), limit)
    except SyntaxError as error:
        return {"error": "syntax", "message": str(error)}, b""
    except ValueError as error:
        return {"error": "syntax", "message": str(error)}, b""
    except OversizeError:
        return {"error": "size"}, b""
    return {"kind": kind, "format": wanted}, body


def _dataset(request: dict[str, Any]) -> dict[str, Any]:
    default, named = request.get("default_graphs") or [], request.get("named_graphs") or []
    if default or named:
        return {
            "default_graph": [ox.NamedNode(iri) for iri in default],
            "named_graphs": [ox.NamedNode(iri) for iri in named],
        }
    return {"use_default_graph_as_union": bool(request.get("union"))}


def _written(found: Any, wanted: str, prefixes: dict[str, str] | None, limit: int) -> bytes:
    output = Limited(limit)
    if isinstance(found, ox.QueryTriples):
        ox.serialize(found, output, GRAPHS[wanted], prefixes=prefixes)
    else:
        found.serialize(output, RESULTS[wanted])
    return output.getvalue()


def main(folder: str, seconds: float, limit: int) -> None:
    """Answer requests until standard input ends; a request that overruns its time ends the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    store = ox.Store.read_only(folder)
    for line in sys.stdin.buffer:
        guard = threading.Timer(seconds, os._exit, args=[1])
        guard.daemon = True
        guard.start()
        head, body = answer(store, json.loads(line), limit)
        guard.cancel()
        sys.stdout.buffer.write(json.dumps({**head, "length": len(body)}).encode() + b"\n" + body)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
