"""RDF terms: how our values become nodes and literals, and back.

Text of reports only ever becomes the value of a literal. Literals are written in the canonical form of their type,
since the store would otherwise change them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache

import pyoxigraph as ox

from ontology.names import PREFIXES

Node = ox.NamedNode
Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SAFE_IRI = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*)?")


@cache
def term(name: str) -> ox.NamedNode:
    """The node of a prefixed name of the ontology.

    >>> term("sg:Claim").value
    'https://w3id.org/sitgraph/ns#Claim'
    """
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


RDF_TYPE = term("rdf:type")
_DATE = term("xsd:date")
_MOMENT = term("xsd:dateTime")
_DECIMAL = term("xsd:decimal")
_INTEGER = term("xsd:integer")


@cache
def plover(kind: str, code: str, event_type: str = "") -> ox.NamedNode:
    """The node of a PLOVER concept; kind is type, mode, context or modality.

    >>> plover("mode", "joint-operation", "COOPERATE").value
    'https://w3id.org/sitgraph/plover#COOPERATE-joint-operation'
    """
    local = {"mode": f"{event_type}-{code}", "context": f"context-{code.replace('_', '-')}"}.get(kind, code)
    return term(f"plover:{local}")


def local(node: object) -> str:
    """The local name of a vocabulary term.

    >>> local(term("plover:ASSAULT"))
    'ASSAULT'
    """
    return value(node).rpartition("#")[2]


def value(node: object) -> str:
    """The IRI or the text of a term."""
    if isinstance(node, ox.NamedNode | ox.Literal | ox.BlankNode):
        return node.value
    raise TypeError(f"no value in {node!r}")


def clean(words: str) -> str:
    """Replace characters that no XML, and hence not every export, can hold; one for one, so that offsets stay right.

    >>> clean("a\\x00b\\ud800c")
    'a�b�c'
    """
    return _NOT_XML.sub("�", words)


def text(words: str) -> ox.Literal:
    """A literal of any text."""
    return ox.Literal(clean(words))


def safe_iris(iris: Iterable[str]) -> frozenset[str]:
    """Those addresses of other data sets that are plain web addresses; others are dropped.

    >>> safe_iris(["https://sws.geonames.org/1/", "javascript:alert(1)", "http://x/<b>"])
    frozenset({'https://sws.geonames.org/1/'})
    """
    return frozenset(iri for iri in iris if _SAFE_IRI.fullmatch(iri))


def day(when: date) -> ox.Literal:
    """A literal of a day."""
    return ox.Literal(when.isoformat(), datatype=_DATE)


def moment(when: datetime) -> ox.Literal:
    """A literal of a moment, in UTC; a moment without a zone is taken to be in UTC.

    >>> moment(datetime(2026, 3, 4, 12, 30)).value
    '2026-03-04T12:30:00Z'
    """
    aware = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    plain = aware.replace(tzinfo=None, microsecond=0).isoformat()
    return ox.Literal(f"{plain}Z", datatype=_MOMENT)


def decimal(number: float) -> ox.Literal:
    """A literal of a number, to four places.

    >>> decimal(0.91).value, decimal(1).value, decimal(0.00001).value
    ('0.91', '1', '0')
    """
    plain = f"{number:.4f}".rstrip("0").rstrip(".")
    return ox.Literal("0" if plain == "-0" else plain, datatype=_DECIMAL)


def integer(number: int) -> ox.Literal:
    """A literal of a whole number."""
    return ox.Literal(str(number), datatype=_INTEGER)


def boolean(flag: bool) -> ox.Literal:
    """A literal of true or false."""
    return ox.Literal(flag)
