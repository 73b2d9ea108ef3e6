"""Check RDF against our shapes, and say in plain words what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import rdflib
from rdflib.namespace import SH

from ontology.names import PREFIXES
from ontology.types import PLOVER_TTL, SHAPES_TTL, SITGRAPH_TTL


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that does not conform: which node, what should be, what is there instead.

    >>> str(Problem(node="claim/1/e1", message="the modality must be exactly one Modality", value="sg:Report"))
    'claim/1/e1: the modality must be exactly one Modality; found sg:Report'
    """

    node: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        return f"{self.node}: {self.message}" + (f"; found {self.value}" if self.value else "")


def validate(graph: rdflib.Graph) -> list[Problem]:
    """Everything in a graph that does not conform to the shapes, sorted; nothing when all is well.

    Args:
        graph: What a report says, the merged layer, or both laid together.
    """
    import pyshacl

    everything = _vocabulary() + graph
    conforms, report, _ = pyshacl.validate(everything, shacl_graph=_shapes(), inplace=True)
    if conforms or not isinstance(report, rdflib.Graph):
        return []
    return sorted({_problem(report, result) for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)})


def in_words(problems: Iterable[Problem], *, most: int = 20) -> str:
    """Problems as lines of text, at most so many of them.

    >>> in_words([])
    'Everything conforms.'
    """
    lines = [str(problem) for problem in problems]
    if not lines:
        return "Everything conforms."
    rest = [f"and {len(lines) - most} more"] if len(lines) > most else []
    return "\n".join([f"{len(lines)} things do not conform:", *lines[:most], *rest])


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(SHAPES_TTL)


@cache
def _vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(SITGRAPH_TTL).parse(PLOVER_TTL)


def _problem(report: rdflib.Graph, result: rdflib.term.Node) -> Problem:
    focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
    message = report.value(result, SH.resultMessage)
    return Problem(node=_short(focus), message=str(message), value=_short(value) if value is not None else "")


def _short(term: object) -> str:
    """A term as a person reads it: a prefixed name, or the last parts of an address, or a piece of text."""
    if not isinstance(term, rdflib.URIRef):
        return repr(str(term))[:60]
    for prefix, iri in PREFIXES.items():
        if term.startswith(iri):
            return f"{prefix}:{term[len(iri) :]}"
    return "/".join(str(term).split("/id/")[-1].split("/")[-5:])
