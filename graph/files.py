"""Export and load files: stable order, so that two exports can be compared; written whole or not at all.

RDF: Turtle, TriG, N-Quads, N-Triples, JSON-LD, RDF/XML. Formats without named graphs hold the triples of all graphs
laid together. Tables: the relationships as CSV. Network: GraphML, GEXF.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from graph.merge.read import facts_from_quads
from graph.network import network
from graph.network_files import gexf, graphml, harmless, scalars
from graph.reports import rebuild, report_graphs
from graph.store import Store, translate_os_errors
from graph.terms import Node, value
from graph.turtle import trig, turtle
from graph.view import View
from ontology.errors import BadArgument, BadRecord, SourceNotFound
from ontology.names import PREFIXES

FORMATS = ("ttl", "trig", "nq", "nt", "jsonld", "rdf", "graphml", "gexf", "csv")
SCOPES = ("all", "merged", "reports")
_ALSO = {"turtle": "ttl", "nquads": "nq", "ntriples": "nt", "json-ld": "jsonld", "json": "jsonld", "xml": "rdf"}
_LOADABLE = {"trig": ox.RdfFormat.TRIG, "nq": ox.RdfFormat.N_QUADS}
CSV_COLUMNS = (
    "relationship",
    "subject",
    "subject_name",
    "predicate",
    "object",
    "object_name",
    "modality",
    "events",
    "reports",
    "sources",
    "first",
    "last",
    "places",
    "operations",
    "confidence",
)


def export(view: View, target: str | Path | IO[bytes], *, format: str | None = None, scope: str = "all") -> None:
    """Write the graph to a file or a binary stream.

    Args:
        view: What to write.
        target: A path, which is replaced only when everything is written; or a stream.
        format: One of ``FORMATS``; without it what the path's suffix says.
        scope: ``merged`` for the merged layer, ``reports`` for what reports say and when they were read, ``all`` for
            both. GraphML, GEXF and CSV always hold the relationships of the merged layer.

    Raises:
        BadArgument: when format or scope is unknown.
        StoreFull: when the disk is full; an earlier file stays as it was.
    """
    kind = format_of(target, format)
    if scope not in SCOPES:
        raise BadArgument(f"no scope {scope!r}", hint=f"one of {', '.join(SCOPES)}")
    pieces = _WRITERS[kind](view, scope)
    if isinstance(target, str | Path):
        write_file(Path(target), pieces)
    else:
        for piece in pieces:
            target.write(piece)


def format_of(target: object, format: str | None) -> str:
    """The short name of a format, from its name or from a path's suffix.

    Raises:
        BadArgument: when there is no such format.

    >>> format_of("out/graph.ttl", None), format_of(None, "turtle")
    ('ttl', 'ttl')
    """
    suffix = Path(target).suffix if isinstance(target, str | Path) else ""
    kind = (format or suffix).lower().removeprefix(".")
    kind = _ALSO.get(kind, kind)
    if kind not in FORMATS:
        raise BadArgument(f"no format {kind!r}", hint=f"one of {', '.join(FORMATS)}")
    return kind


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write beside the path, then rename, so that a file is there whole or as it was.

    Raises:
        StoreFull, StoreError: when it cannot be written.
    """
    with translate_os_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def quads_in(view: View, scope: str) -> Iterator[ox.Quad]:
    """The quads of a scope, without the index."""
    graphs = [] if scope == "reports" else [view.merged]
    if scope != "merged":
        graphs += [Node(view.names.provenance_graph), Node(view.names.judgements_graph), *report_graphs(view.store)]
    for graph in graphs:
        yield from view.store.quads.quads_for_pattern(None, None, None, graph)


def _turtle(view: View, scope: str) -> Iterator[bytes]:
    return (piece.encode() for piece in turtle(quads_in(view, scope)))


def _trig(view: View, scope: str) -> Iterator[bytes]:
    return (piece.encode() for piece in trig(quads_in(view, scope)))


def _nquads(view: View, scope: str) -> Iterator[bytes]:
    return (f"{line} .\n".encode() for line in sorted(str(quad) for quad in quads_in(view, scope)))


def _ntriples(view: View, scope: str) -> Iterator[bytes]:
    return (f"{line} .\n".encode() for line in sorted({str(quad.triple) for quad in quads_in(view, scope)}))


def _jsonld(view: View, scope: str) -> Iterator[bytes]:
    quads = sorted(quads_in(view, scope), key=lambda quad: (value(quad.graph_name), str(quad)))
    yield ox.serialize(quads, format=ox.RdfFormat.JSON_LD, prefixes=PREFIXES) or b""


def _rdfxml(view: View, scope: str) -> Iterator[bytes]:
    triples = sorted({quad.triple for quad in quads_in(view, scope)}, key=str)
    yield ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES) or b""


def _graphml(view: View, scope: str) -> Iterator[bytes]:
    yield graphml(network(view, modality="any"))


def _gexf(view: View, scope: str) -> Iterator[bytes]:
    yield gexf(network(view, modality="any"))


def _csv(view: View, scope: str) -> Iterator[bytes]:
    graph = network(view, modality="any")
    stream = io.StringIO()
    writer = csv.DictWriter(stream, CSV_COLUMNS, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for one, other, key, data in graph.edges(keys=True, data=True):
        names = {"subject_name": graph.nodes[one]["name"], "object_name": graph.nodes[other]["name"]}
        row = scalars(data) | names | {"relationship": key, "subject": one, "object": other}
        writer.writerow({name: harmless(item) for name, item in row.items()})
    yield stream.getvalue().encode()


_WRITERS: dict[str, Callable[[View, str], Iterator[bytes]]] = {
    "ttl": _turtle,
    "trig": _trig,
    "nq": _nquads,
    "nt": _ntriples,
    "jsonld": _jsonld,
    "rdf": _rdfxml,
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _csv,
}


def load(store: Store, path: str | Path) -> int:
    """Load the reports of an export (TriG or N-Quads, scope ``all`` or ``reports``) and merge them anew.

    A report or a judgement that the store holds already is replaced. What the file says of the merged layer is not read
    but worked out.

    Returns:
        The number of reports.

    Raises:
        SourceNotFound: when there is no such file.
        BadArgument: when it is in another format.
        BadRecord: when it does not parse or holds graphs that are not ours; then nothing is loaded.
    """
    kind = format_of(path, None)
    if kind not in _LOADABLE:
        raise BadArgument(f"{str(path)!r} cannot be loaded", hint="export to .trig or .nq to load it again")
    by_graph = _by_graph(store, Path(path), _LOADABLE[kind])
    reports = [graph for graph in by_graph if facts_from_quads(by_graph[graph], store.names)]
    with store.lock:
        new = {quad for quads in by_graph.values() for quad in quads}
        old = {q for graph in reports for q in store.quads.quads_for_pattern(None, None, None, Node(graph))}
        old |= _judged_anew(store, new)
        store.change(insert=new - old, delete=old - new)
        rebuild(store)
    return len(reports)


def _judged_anew(store: Store, new: Iterable[ox.Quad]) -> set[ox.Quad]:
    """What the store holds of the judgements that a file holds too."""
    graph = Node(store.names.judgements_graph)
    nodes = {quad.subject for quad in new if quad.graph_name == graph}
    return {quad for node in nodes for quad in store.quads.quads_for_pattern(node, None, None, graph)}


def _by_graph(store: Store, path: Path, format: ox.RdfFormat) -> dict[str, set[ox.Quad]]:
    if not path.is_file():
        raise SourceNotFound(f"no file {str(path)!r}")
    ours = f"{store.names.base}graph/"
    derived = {store.names.merged_graph, store.names.index_graph}
    found: dict[str, set[ox.Quad]] = {}
    try:
        for quad in ox.parse(path=path, format=format):
            graph = value(quad.graph_name) if not isinstance(quad.graph_name, ox.DefaultGraph) else ""
            if not graph.startswith(ours):
                raise BadRecord(f"{str(path)!r} holds the graph {graph!r}, which is not one of {ours}…")
            if graph not in derived:
                found.setdefault(graph, set()).add(quad)
    except (SyntaxError, ValueError) as error:
        raise BadRecord(f"{str(path)!r} does not parse: {error}") from error
    return found
