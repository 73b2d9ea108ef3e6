"""What the routes share: the snapshot to ask, parameters, and rows as JSON or CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from api.output import to_csv, to_json
from api.service import Service
from api.settings import Settings
from api.snapshots import Snapshot

Rows = Sequence[Mapping[str, Any]]

PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": text, "content": {"application/problem+json": {}}}
    for status, text in ((400, "A parameter makes no sense"), (404, "No such thing"), (409, "Several actors fit"))
}


def snapshot(request: Request) -> Snapshot:
    """The newest snapshot of the store."""
    found: Snapshot = request.app.state.feed.current()
    return found


def service(request: Request) -> Service:
    """The service on the newest snapshot."""
    return snapshot(request).service


def settings(request: Request) -> Settings:
    """The settings of the server."""
    given: Settings = request.app.state.settings
    return given


Ask = Annotated[Service, Depends(service)]
Limit = Annotated[int, Query(ge=1, description="At most so many rows.")]


class EdgeFilters:
    """The filters of questions about relationships, as query parameters."""

    def __init__(
        self,
        since: Annotated[str | None, Query(description="First day, YYYY-MM-DD.")] = None,
        until: Annotated[str | None, Query(description="Last day, YYYY-MM-DD.")] = None,
        place: Annotated[str | None, Query(description="Only events in this place or a part of it.")] = None,
        type: Annotated[str | None, Query(description="Only events of this type, such as COOPERATE.")] = None,
        modality: Annotated[
            str, Query(description="asserted, planned, possible, alleged, negated, or any.")
        ] = "asserted",
        min_confidence: Annotated[float, Query(ge=0, le=1)] = 0.0,
        min_sources: Annotated[int, Query(ge=1, description="Least number of independent sources.")] = 1,
        parts: Annotated[bool, Query(description="Count what units and officials of the actor do.")] = True,
    ) -> None:
        self.given = {
            "since": since,
            "until": until,
            "place": place,
            "type": type,
            "modality": modality,
            "min_confidence": min_confidence,
            "min_sources": min_sources,
            "include_parts": parts,
        }


Filters = Annotated[EdgeFilters, Depends()]


def rows_response(request: Request, rows: Rows, limit: int, *, columns: Sequence[str], **head: Any) -> Response:
    """Rows as JSON (with how many there are in all) or, on a path that ends in .csv, as CSV."""
    limit = min(limit, settings(request).max_rows)
    shown = rows[:limit]
    if request.url.path.endswith(".csv"):
        return Response(to_csv(shown, columns), media_type="text/csv; charset=utf-8")
    return json_response({**head, "total": len(rows), "rows": list(shown)})


def json_response(body: object) -> Response:
    """JSON in UTF-8; dates become text."""
    return Response(to_json(body, indent=None), media_type="application/json")
