"""Read Turtle files of terms into a small look-up table."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

from ontology.names import PREFIXES

_TYPE = f"{PREFIXES['rdf']}type"


def expand(name: str) -> str:
    """The IRI of a prefixed name.

    >>> expand("sg:Actor")
    'https://w3id.org/sitgraph/ns#Actor'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


class Terms:
    """What some files say, by subject and predicate; terms are listed by ``sg:rank``, then by IRI."""

    def __init__(self, triples: list[tuple[str, str, str]]) -> None:
        self._values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._instances: dict[str, list[str]] = defaultdict(list)
        for subject, predicate, value in triples:
            self._values[subject][predicate].append(value)
            if predicate == _TYPE:
                self._instances[value].append(subject)
        for listed in self._instances.values():
            listed.sort(key=lambda iri: (int(self.one(iri, "sg:rank") or 999), iri))

    def instances(self, name: str) -> tuple[str, ...]:
        """The IRIs of a class's instances."""
        return tuple(self._instances.get(expand(name), ()))

    def subjects(self) -> tuple[str, ...]:
        """The IRIs that the files say something about, sorted."""
        return tuple(sorted(self._values))

    def all(self, iri: str, name: str) -> list[str]:
        """All values of a property, in the order of the file."""
        return self._values[iri][expand(name)] if iri in self._values else []

    def one(self, iri: str, name: str) -> str | None:
        """The first value of a property, or None."""
        return next(iter(self.all(iri, name)), None)

    def need(self, iri: str, name: str) -> str:
        """The first value of a property that every such term has.

        Raises:
            LookupError: when the files lack it.
        """
        value = self.one(iri, name)
        if value is None:
            raise LookupError(f"{iri} has no {name}")
        return value

    def one_local(self, iri: str, name: str) -> str | None:
        """The local name of the term that a property points to, or None."""
        value = self.one(iri, name)
        return self.local(value) if value else None

    def code(self, iri: str) -> str:
        """The notation of a concept: ``ASSAULT``, ``joint-operation``."""
        return self.need(iri, "skos:notation")

    @staticmethod
    def local(iri: str) -> str:
        """The part of a term's IRI after its namespace."""
        return iri.rpartition("#")[2]


def load(*paths: Path) -> Terms:
    """Read Turtle files.

    Raises:
        OSError, SyntaxError: when a file is missing or is not Turtle.
    """
    triples = []
    for path in paths:
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            triples.append((_plain(quad.subject), _plain(quad.predicate), _plain(quad.object)))
    return Terms(triples)


def _plain(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)
