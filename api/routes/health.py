"""``/health`` and ``/stats``."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from api.resources import version
from api.routes.common import Ask, json_response

router = APIRouter(tags=["server"])


@router.get("/health", summary="Is the server well?")
def health(service: Ask) -> Response:
    """Answers 200 when the store can be read."""
    return json_response({"status": "ok", "version": version(), "reports": service.stats()["reports"]})


@router.get("/stats", summary="How much the graph holds")
def stats(service: Ask) -> Response:
    """Numbers of reports, claims, events, actors, places and relationships."""
    return json_response(service.stats())
