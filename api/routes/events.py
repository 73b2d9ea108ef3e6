"""``/events``: what happened."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.routes.common import PROBLEMS, Ask, Limit, json_response, rows_response
from graph import events as event_list

router = APIRouter(tags=["events"], responses=PROBLEMS)


@router.get("/events", summary="Find events")
@router.get("/events.csv", include_in_schema=False)
def events(
    request: Request,
    service: Ask,
    actor: Annotated[str | None, Query(description="Only events in which this actor takes part.")] = None,
    place: Annotated[str | None, Query(description="Only events in this place or a part of it.")] = None,
    since: Annotated[str | None, Query(description="First day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, Query(description="Last day, YYYY-MM-DD.")] = None,
    type: Annotated[str | None, Query(description="Only events of this type, such as ASSAULT.")] = None,
    modality: Annotated[str, Query(description="asserted, planned, possible, alleged, negated, or any.")] = "asserted",
    limit: Limit = 100,
) -> Response:
    """Events with their roles, days, places and best sentence."""
    rows = service.events(actor=actor, place=place, since=since, until=until, type=type, modality=modality)
    return rows_response(request, rows, limit, columns=event_list.COLUMNS)


@router.get("/events/{event:path}", summary="One event")
def event(service: Ask, event: str) -> Response:
    """The sentences that tell of an event, each with its report, its source and its place in the text."""
    return json_response({"event": event, "evidence": service.explain(event)})
