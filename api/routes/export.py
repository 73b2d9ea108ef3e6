"""``/export``: the graph as a file."""

from __future__ import annotations

import io
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.routes.common import PROBLEMS, Ask

router = APIRouter(tags=["export"], responses=PROBLEMS)

MEDIA = {
    "ttl": "text/turtle; charset=utf-8",
    "trig": "application/trig; charset=utf-8",
    "nq": "application/n-quads; charset=utf-8",
    "nt": "application/n-triples; charset=utf-8",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "graphml": "application/graphml+xml",
    "csv": "text/csv; charset=utf-8",
}


@router.get("/export", summary="The graph as a file")
def export(
    service: Ask,
    format: Annotated[Literal["ttl", "trig", "nq", "nt", "jsonld", "rdf", "graphml", "csv"], Query()] = "ttl",
    scope: Annotated[Literal["all", "merged", "reports"], Query(description="Everything, or one layer.")] = "all",
) -> Response:
    """The whole graph, sorted, so that two exports can be compared."""
    output = io.BytesIO()
    service.export(output, form=format, scope=scope)
    name = f'attachment; filename="sitgraph.{format}"'
    return Response(output.getvalue(), media_type=MEDIA[format], headers={"Content-Disposition": name})
