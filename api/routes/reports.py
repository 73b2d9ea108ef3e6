"""``/reports``: what was read."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.routes.common import PROBLEMS, Ask, Limit, json_response, rows_response
from graph import report_list

router = APIRouter(tags=["reports"], responses=PROBLEMS)


@router.get("/reports", summary="All reports")
@router.get("/reports.csv", include_in_schema=False)
def reports(request: Request, service: Ask, limit: Limit = 100) -> Response:
    """Reports by id, with title, source and day of publication."""
    return rows_response(request, service.reports(), limit, columns=report_list.COLUMNS)


@router.get("/reports/{report:path}", summary="One report")
def report(service: Ask, report: str) -> Response:
    """A report with its text, to which all offsets refer."""
    return json_response(service.report(report))
