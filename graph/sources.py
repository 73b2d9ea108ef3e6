"""Q7: how many independent sources support a fact, and which reports are copies of one story?

Reports of nearly one text, and reports of one outlet under one headline, are one source; so are all that such
likenesses link.

Cost: a look-up of what supports the fact, and some ten for each report behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from graph.edges import Row
from graph.explain import Said, evidence_rows, find
from graph.frames import frame
from graph.merge.parts import story
from graph.merge.tally import sources
from graph.view import View

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("number", "reports", "outlets", "speakers", "published", "confidence", "report", "quote")


def source_rows(view: View, thing: str) -> list[Row]:
    """The independent sources of an edge, an event or a claim as plain rows, one for each source.

    Args:
        view: Where to look.
        thing: Id or IRI of a relationship, an event or a claim.

    Returns:
        Rows with the keys of ``COLUMNS``, the most confident first: the ids of the source's ``reports``, who publishes
        them (``outlets``), the names of those whom they cite, the first day of publication, and the best quote with its
        ``report``. Their number is what tables of edges call ``sources``.

    Raises:
        UnknownRelationship: when there is nothing of that id.

    >>> from graph.example import example
    >>> kg = example()
    >>> edge = kg.partner_rows("Norland Navy")[0]
    >>> [(row["reports"], row["outlets"], row["confidence"]) for row in kg.source_rows(edge["relationship"])]
    [(['patrol'], ['Gulf Herald'], 0.9), (['raid'], ['Daily Post'], 0.8)]
    """
    quotes: dict[str, list[Row]] = {}
    for row in evidence_rows(view, find(view, thing)):
        quotes.setdefault(row["report"], []).append(row)
    marks = {marked["r"]: marked for marked in (mark_of(view, digest) for digest in _reports(view, thing))}
    groups = sources(list(marks.values()))
    rows = [_row(view, [quote for mark in group for quote in quotes[mark["id"]]]) for group in groups]
    rows.sort(key=lambda row: (-row["confidence"], row["published"] or "9999", row["reports"]))
    return [{"number": number, **row} for number, row in enumerate(rows, start=1)]


def source_table(view: View, thing: str) -> pd.DataFrame:
    """The independent sources of a fact as a table; see `source_rows`."""
    return frame(source_rows(view, thing), COLUMNS)


def mark_of(view: View, report: str) -> Row:
    """What tells a copy of a report: the report that stands for its text, and the hash of outlet and headline.

    Args:
        view: Where to look.
        report: The tail of the report's IRI.
    """
    said = Said(view, view.node(f"report/{report}"), view.node(f"graph/{report}"))
    copied = view.first(view.node(f"report/{report}"), "sg:copyOf") or report
    told = story(said.one("sg:source"), said.one("schema:headline"))
    return {"r": report, "h": copied.rpartition("/")[2], "w": told, "id": said.one("dcterms:identifier")}


def independent(view: View, reports: Iterable[str]) -> int:
    """The number of independent sources among reports, given by the tails of their IRIs."""
    return len(sources([mark_of(view, report) for report in sorted(set(reports))]))


def _reports(view: View, thing: str) -> Iterator[str]:
    """The tails of the IRIs of the reports behind a fact."""
    path = find(view, thing)
    if path.startswith("claim/"):
        return iter((path.split("/")[1],))
    iris = view.objects(view.node(path), "sg:report")
    return iter(sorted({iri.rpartition("/")[2] for iri in iris}))


def _row(view: View, quotes: list[Row]) -> Row:
    best = min(quotes, key=lambda row: (-(row["confidence"] or 0), row["published"] or "9999", row["report"]))
    return {
        "reports": sorted({row["report"] for row in quotes}),
        "outlets": sorted({row["source"] for row in quotes if row["source"]}),
        "speakers": sorted({view.card(f"actor/{row['attributed_to']}").name for row in quotes if row["attributed_to"]}),
        "published": min((row["published"] for row in quotes if row["published"]), default=None),
        "confidence": best["confidence"],
        "report": best["report"],
        "quote": best["quote"],
    }
