"""``/relationships``: the sentences behind an edge."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from api.routes.common import PROBLEMS, Ask, json_response

router = APIRouter(tags=["relationships"], responses=PROBLEMS)


@router.get("/relationships/{relationship:path}/evidence", summary="Why an edge is there")
def evidence(service: Ask, relationship: str) -> Response:
    """Every sentence behind an edge, with its offsets, report, source, date, modality and confidence."""
    return json_response({"relationship": relationship, "rows": service.explain(relationship)})
