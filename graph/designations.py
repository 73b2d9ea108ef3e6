"""Q11: who is designated as what, by whom, since when? From events of the mode ``designate`` and from lists.

Cost: one look-up of the designations of the graph, some ten for each, and three for each report behind one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graph.edges import Row
from graph.events import event_row
from graph.explain import Said
from graph.filters import Filters, filters
from graph.frames import frame
from graph.merge.nodes import row_predicate
from graph.resolve import resolve
from graph.sources import independent
from graph.terms import plover
from graph.view import View

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "designated",
    "designated_name",
    "designated_type",
    "country",
    "designation",
    "by",
    "by_names",
    "begin",
    "end",
    "modality",
    "confidence",
    "reports",
    "sources",
    "event",
    "relationship",
    "quote",
)
_AS_WHAT = re.compile(
    r"\b(?:as|to be|list of|an?)\s+(?:(?:an?|the)\s+)?"
    r"((?:[\w'’-]+\s+){0,5}?(?:organi[sz]ations?|groups?|entit(?:y|ies)|belligerents?|terrorists?"
    r"|(?:state\s+)?sponsors?\s+of\s+terror(?:ism)?))\b"
    r"(?!\s+(?:organi[sz]ations?|groups?|entit(?:y|ies))\b)",
    re.IGNORECASE,
)


def designation_rows(view: View, actor: str | None = None, **conditions: Any) -> list[Row]:
    """Designations as plain rows, one for each actor that is designated; days are ISO texts.

    Args:
        view: Where to look.
        actor: Only those of this actor (name, alias, id or IRI), or by it.
        conditions: See `graph.filters.filters`.

    Returns:
        Rows with the keys of ``COLUMNS``, by day: ``designation`` is what the actor is designated as, in the words of
        the report, or None where it does not say; ``designated`` is None where nobody knows who is meant ("it");
        ``by`` holds ids.

    Raises:
        UnknownActor, AmbiguousActor, BadArgument: when the question makes no sense.

    >>> from graph.example import example
    >>> for row in example().designation_rows():
    ...     print(row["begin"], row["designated_name"], row["designation"], row["by_names"])
    2025-06-10 Red Hand terrorist organization ['Norland']
    """
    wanted = filters(view, **conditions)
    path = resolve(view, actor) if actor is not None else None
    rows = [row for row in (*_from_events(view, wanted), *_from_lists(view, wanted)) if _is_about(row, path)]
    return sorted(rows, key=_rank)


def _rank(row: Row) -> tuple[str, ...]:
    keys = ("designated_name", "designated", "event", "relationship")
    return row["begin"] or "9999", *(row[key] or "" for key in keys)


def designations(view: View, actor: str | None = None, **conditions: Any) -> pd.DataFrame:
    """Designations as a table; see `designation_rows`."""
    return frame(designation_rows(view, actor, **conditions), COLUMNS)


def as_what(quote: str) -> str | None:
    """What somebody is designated as, in the words of a sentence, or None.

    >>> as_what("It designated 22 gangs as terrorist groups and sent the army.")
    'terrorist groups'
    >>> as_what("Norland declared the Red Hand a foreign terrorist organisation.")
    'foreign terrorist organisation'
    >>> as_what("Norland sanctioned the Red Hand.")
    """
    found = _AS_WHAT.search(quote)
    return found[1] if found else None


def _is_about(row: Row, path: str | None) -> bool:
    return path is None or path.partition("/")[2] in (row["designated"], *row["by"])


def _from_events(view: View, wanted: Filters) -> Iterator[Row]:
    for path in sorted(view.subjects("sg:mode", plover("mode", "designate", "SANCTION"))):
        row = event_row(view, path, wanted) if path.startswith("event/") else None
        if row:
            yield from _of_event(view, path, row, wanted)


def _of_event(view: View, path: str, row: Row, wanted: Filters) -> Iterator[Row]:
    parts = [part for part in view.merged_parts(path) if wanted.passes(part)]
    best = max(parts, key=lambda part: (part["f"], part["c"]))
    facts = {key: row[key] for key in ("begin", "end", "modality", "confidence", "reports", "event", "quote")}
    facts |= {"sources": independent(view, {part["r"] for part in parts}), "relationship": None}
    facts |= {"designation": _named(view, best["c"]) or as_what(row["quote"])}
    judges = {path for part in parts for key in ("a", "p") for path in part[key]}
    targets = sorted({path for part in parts for path in part["g"]})
    for target in targets or [None]:
        yield _row(view, target, sorted(judges - {target}), facts)


def _named(view: View, claim: str) -> str | None:
    """The object that the claim itself names."""
    said = Said(view, view.node(claim), view.node(f"graph/{claim.split('/')[1]}"))
    return next((name for iri in said.all("sg:thing") if (name := said.at(iri).one("sg:name"))), None)


def _from_lists(view: View, wanted: Filters) -> Iterator[Row]:
    """From relations that rest on words of their own, not on an event."""
    quads = view.store.quads.quads_for_pattern(None, row_predicate("designatedBy"), None, view.index)
    for path in sorted({view.path(quad.subject) for quad in quads}):
        for relationship, sums in view.rows(path, "designatedBy"):
            narrowed = wanted.narrow(view, relationship, sums) if sums.subject == path and not sums.events else None
            if narrowed:
                quote = view.quote(narrowed.quote)
                facts: Row = {"begin": None, "end": None, "modality": sums.modality, "confidence": narrowed.confidence}
                facts |= {"reports": narrowed.reports, "sources": narrowed.sources, "event": None, "quote": quote}
                facts |= {"relationship": relationship.partition("/")[2], "designation": as_what(quote)}
                yield _row(view, sums.subject, [sums.object], facts)


def _row(view: View, target: str | None, by: list[str], facts: Row) -> Row:
    head: Row = dict.fromkeys(("designated", "designated_name", "designated_type", "country"))
    if target:
        card = view.card(target)
        head = {
            "designated": card.id,
            "designated_name": card.name,
            "designated_type": card.type,
            "country": card.country,
        }
    judges = [view.card(path) for path in by]
    head |= {"by": [one.id for one in judges], "by_names": [one.name for one in judges]}
    return {name: (head | facts)[name] for name in COLUMNS}
