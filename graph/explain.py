"""Q8: what is the evidence for an edge, an event, a claim?

From an edge to its events, from these to the claims of reports, from these to exact quotes with their offsets.
Cost: some twenty look-ups for each claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.edges import Row
from graph.frames import frame
from graph.terms import Node, local
from graph.view import View
from ontology.errors import UnknownRelationship

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "relationship",
    "subject",
    "predicate",
    "object",
    "event",
    "claim",
    "type",
    "mode",
    "modality",
    "confidence",
    "begin",
    "end",
    "attributed_to",
    "attribution_verb",
    "trigger",
    "quote",
    "quote_begin",
    "quote_end",
    "report",
    "title",
    "source",
    "published",
    "url",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one node in one graph: values by prefixed name."""

    view: View
    node: Node
    graph: Node

    def one(self, name: str) -> str | None:
        """A value, or None."""
        return self.view.first(self.node, name, self.graph)

    def all(self, name: str) -> list[str]:
        """All values, sorted."""
        return sorted(self.view.objects(self.node, name, self.graph))

    def code(self, name: str) -> str | None:
        """The local name of a vocabulary term, or None."""
        found = self.one(name)
        return local(Node(found)) if found else None

    def path(self, name: str) -> str | None:
        """The path of one of our nodes, or None."""
        found = self.one(name)
        return found[len(self.view.names.base) :] if found else None

    def at(self, iri: str) -> Said:
        """What is said of another node in the same graph."""
        return Said(self.view, Node(iri), self.graph)


def evidence_rows(view: View, thing: str) -> list[Row]:
    """The quotes behind an edge, an event or a claim as plain rows; days are ISO texts.

    Args:
        view: Where to look.
        thing: Id or IRI of a relationship, an event or a claim (``relationship/…``, ``event/…``, ``claim/…/e1``; the
            bare id does too).

    Returns:
        Rows with the keys of ``COLUMNS``, best claims first; ``report[quote_begin:quote_end] == quote``.

    Raises:
        UnknownRelationship: when there is nothing of that id.

    >>> from graph.example import example
    >>> kg = example()
    >>> (attack,) = [row for row in kg.opponent_rows("Sudland", include_parts=False)]
    >>> [(row["report"], row["quote_begin"], row["quote"]) for row in kg.evidence_rows(attack["relationship"])]
    [('port', 0, 'The Red Hand attacked Sudland at Port Ansel on Saturday.')]
    """
    path = find(view, thing)
    by_kind = {"relationship": _of_relationship, "event": _of_event, "claim": _of_claim}
    return sorted(by_kind[path.partition("/")[0]](view, path), key=_rank)


def _rank(row: Row) -> tuple[Any, ...]:
    key = (row["published"] or "9999", row["report"], row["claim"] or "", row["quote_begin"])
    return -(row["confidence"] or 0), *key


def explain(view: View, thing: str) -> pd.DataFrame:
    """The evidence of an edge, an event or a claim as a table; see `evidence_rows`."""
    return frame(evidence_rows(view, thing), COLUMNS)


def find(view: View, thing: str) -> str:
    """The path of a relationship, an event or a claim.

    Raises:
        UnknownRelationship: when there is nothing of that id.
    """
    tail = thing.strip().removeprefix(view.names.base)
    for path in (tail, f"relationship/{tail}", f"event/{tail}", f"claim/{tail}"):
        kind, _, rest = path.partition("/")
        if kind in ("relationship", "event", "claim") and _is_safe(rest) and _exists(view, path):
            return path
    hint = "tables of partners, opponents and events show the ids"
    raise UnknownRelationship(f"no relationship, event or claim {thing!r}", hint=hint)


def _is_safe(tail: str) -> bool:
    return bool(tail) and tail.isascii() and tail.replace("/", "").replace("-", "").isalnum()


def _exists(view: View, path: str) -> bool:
    if path.startswith("claim/"):
        return _claim(view, path).one("sg:eventType") is not None
    return view.exists(path)


def _claim(view: View, path: str) -> Said:
    report = path.split("/")[1]
    return Said(view, view.node(path), view.node(f"graph/{report}"))


def _of_relationship(view: View, path: str) -> Iterator[Row]:
    edge: Row = {}
    for support in view.supports(path):
        edge = {"relationship": path.partition("/")[2], "predicate": support["p"]}
        edge |= {"subject": support["s"].partition("/")[2], "object": support["o"].partition("/")[2]}
        if "c" in support:
            event = {"event": support["v"].partition("/")[2], "confidence": support["f"]}
            yield from (row | edge | event for row in _of_claim(view, support["c"]))
        else:
            yield from (row | edge for row in _of_statement(view, support))


def _of_statement(view: View, support: Row) -> Iterator[Row]:
    """A relation that rests on words of its own, such as "commander of"."""
    node = view.node(support["q"].rpartition("/evidence/")[0])
    said = Said(view, node, view.node(f"graph/{support['r']}"))
    head = dict.fromkeys(COLUMNS) | {"modality": support["m"], "confidence": support["f"]}
    yield from _quotes(said, head | _report(view, said.graph, support["r"]))


def _of_event(view: View, path: str) -> Iterator[Row]:
    for part in view.parts(path):
        for row in _of_claim(view, part["c"]):
            yield row | {"event": path.partition("/")[2]}


def _of_claim(view: View, path: str) -> Iterator[Row]:
    said = _claim(view, path)
    when = said.one("sg:time")
    mode, speaker, trigger = said.code("sg:mode"), said.path("sg:attributedTo"), said.one("sg:trigger")
    kind = said.code("sg:eventType") or ""
    confidence = said.one("sg:confidence")
    head: Row = dict.fromkeys(COLUMNS) | {
        "claim": path.partition("/")[2],
        "event": _event_of(view, path),
        "type": kind,
        "mode": mode[len(kind) + 1 :] if mode else None,
        "modality": said.code("sg:modality"),
        "confidence": float(confidence) if confidence else None,
        "begin": said.at(when).one("sg:begin") if when else None,
        "end": said.at(when).one("sg:end") if when else None,
        "attributed_to": view.canonical(speaker).partition("/")[2] if speaker else None,
        "attribution_verb": said.one("sg:attributionVerb"),
        "trigger": said.at(trigger).one("oa:exact") if trigger else None,
    }
    yield from _quotes(said, head | _report(view, said.graph, path.split("/")[1]))


def _event_of(view: View, claim: str) -> str | None:
    return next((path.partition("/")[2] for path in view.subjects("sg:claim", view.node(claim))), None)


def _quotes(said: Said, head: Row) -> Iterator[Row]:
    for iri in said.all("sg:evidence"):
        quote = said.at(iri)
        begin, end = quote.one("oa:start"), quote.one("oa:end")
        where = {"quote_begin": int(begin or 0), "quote_end": int(end or 0)}
        yield head | {"quote": quote.one("oa:exact") or ""} | where


def _report(view: View, graph: Node, report: str) -> Row:
    said = Said(view, view.node(f"report/{report}"), graph)
    return {
        "report": said.one("dcterms:identifier"),
        "title": said.one("schema:headline"),
        "source": said.one("sg:source"),
        "published": said.one("schema:datePublished"),
        "url": said.one("sg:url"),
    }
