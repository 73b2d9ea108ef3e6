"""Write Turtle and TriG sorted, so that two exports can be compared line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from graph.terms import RDF_TYPE, value
from ontology.names import PREFIXES

Triple = tuple[str, str, str]

_LOCAL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
_BY_LENGTH = sorted(((iri, prefix) for prefix, iri in PREFIXES.items()), key=lambda pair: -len(pair[0]))


class Writer:
    """Shortens IRIs by the prefixes of the ontology; what is not safe to shorten stays as it is."""

    def __init__(self) -> None:
        self._short: dict[str, str] = {RDF_TYPE.value: "a"}

    def header(self) -> str:
        """The declarations of the prefixes."""
        return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items()))

    def iri(self, iri: str) -> str:
        """An IRI as Turtle writes it."""
        if iri not in self._short:
            self._short[iri] = self._shorten(iri)
        return self._short[iri]

    def _shorten(self, iri: str) -> str:
        for namespace, prefix in _BY_LENGTH:
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"

    def term(self, term: object) -> str:
        """A term as Turtle writes it."""
        if isinstance(term, ox.NamedNode):
            return self.iri(term.value)
        if isinstance(term, ox.Literal):
            return self._literal(term)
        return str(term)

    def _literal(self, term: ox.Literal) -> str:
        datatype = term.datatype.value.rpartition("#")[2]
        if datatype in ("integer", "boolean"):
            return term.value
        text = str(term)
        if datatype in ("date", "dateTime", "decimal"):
            return f'"{term.value}"^^xsd:{datatype}'
        return text

    def triples(self, quads: Iterable[ox.Quad | ox.Triple]) -> list[Triple]:
        """Triples as texts, sorted, each once."""
        return sorted({(self.iri(value(q.subject)), self.iri(q.predicate.value), self.term(q.object)) for q in quads})

    def blocks(self, triples: Iterable[Triple], *, indent: str = "") -> Iterator[str]:
        """One block of lines for each subject."""
        for subject, said in groupby(triples, key=lambda triple: triple[0]):
            lines = []
            for predicate, same in groupby(said, key=lambda triple: triple[1]):
                objects = f" ,\n{indent}        ".join(triple[2] for triple in same)
                lines.append(f"{predicate} {objects}")
            yield f"{indent}{subject} " + f" ;\n{indent}    ".join(lines) + " .\n"


def turtle(quads: Iterable[ox.Quad]) -> Iterator[str]:
    """Quads as Turtle, graphs laid together, in pieces of text."""
    writer = Writer()
    yield writer.header()
    for block in writer.blocks(writer.triples(quads)):
        yield "\n" + block


def trig(quads: Iterable[ox.Quad]) -> Iterator[str]:
    """Quads as TriG, in pieces of text."""
    writer = Writer()
    yield writer.header()
    by_graph = sorted(quads, key=lambda quad: value(quad.graph_name))
    for graph, inside in groupby(by_graph, key=lambda quad: value(quad.graph_name)):
        yield f"\n<{graph}> {{\n"
        yield from writer.blocks(writer.triples(inside), indent="  ")
        yield "}\n"
