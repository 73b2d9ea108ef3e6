"""``/actors``: who is in the graph, and what each did with and to whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.routes.common import PROBLEMS, Ask, Filters, Limit, json_response, rows_response
from graph import actors as actor_list
from graph import opponents as opposition
from graph import partners as partnership

router = APIRouter(tags=["actors"], responses=PROBLEMS)


@router.get("/actors", summary="Find actors")
@router.get("/actors.csv", include_in_schema=False)
def actors(
    request: Request,
    service: Ask,
    q: Annotated[str | None, Query(description="Part of a name or an alias.")] = None,
    limit: Limit = 50,
) -> Response:
    """Actors whose name or alias contains the words; without words those with most events."""
    return rows_response(request, service.actors(q), limit, columns=("id", *actor_list.COLUMNS[1:]))


@router.get("/actors/{actor:path}/partners", summary="Who partnered with an actor")
@router.get("/actors/{actor:path}/partners.csv", include_in_schema=False)
def partners(request: Request, service: Ask, actor: str, filters: Filters, limit: Limit = 100) -> Response:
    """Partners with days, places, operations, numbers of reports and sources, and the best sentence."""
    who = service.actor(actor)
    rows = service.partners(who["id"], **filters.given)
    return rows_response(request, rows, limit, columns=partnership.COLUMNS, actor=who)


@router.get("/actors/{actor:path}/opponents", summary="Who is opposed to an actor")
@router.get("/actors/{actor:path}/opponents.csv", include_in_schema=False)
def opponents(request: Request, service: Ask, actor: str, filters: Filters, limit: Limit = 100) -> Response:
    """Opponents in either direction, with the kind of opposition and the best sentence."""
    who = service.actor(actor)
    rows = service.opponents(who["id"], **filters.given)
    return rows_response(request, rows, limit, columns=opposition.COLUMNS, actor=who)


@router.get("/actors/{actor:path}/network", summary="The network around an actor")
def network(
    service: Ask,
    actor: str,
    depth: Annotated[int, Query(ge=1, le=3, description="Steps from the actor.")] = 1,
    since: Annotated[str | None, Query(description="First day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, Query(description="Last day, YYYY-MM-DD.")] = None,
    modality: Annotated[str, Query(description="asserted, planned, possible, alleged, negated, or any.")] = "any",
) -> Response:
    """Actors with places to draw them at, and links with their sentences."""
    return json_response(service.picture(actor, depth=depth, since=since, until=until, modality=modality))


@router.get("/actors/{actor:path}", summary="One actor")
def actor(service: Ask, actor: str) -> Response:
    """Names, aliases, type, country and IRI of an actor."""
    return json_response(service.actor(actor))
