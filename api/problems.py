"""The one shape of an error over HTTP: problem details (RFC 9457) with the codes of `ontology.errors`."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.sparql_pool import BusyError, NotAcceptableError, ResultTooLargeError
from ontology.errors import (
    AmbiguousActor,
    BadArgument,
    BadQuery,
    QueryTimeout,
    QuestionError,
    SitgraphError,
    StoreError,
    UnknownActor,
    UnknownRelationship,
    UnknownReport,
)

MEDIA_TYPE = "application/problem+json"

STATUS: tuple[tuple[type[SitgraphError], int], ...] = (
    (AmbiguousActor, 409),
    (UnknownActor, 404),
    (UnknownReport, 404),
    (UnknownRelationship, 404),
    (BadQuery, 400),
    (BadArgument, 400),
    (QueryTimeout, 503),
    (BusyError, 503),
    (ResultTooLargeError, 413),
    (NotAcceptableError, 406),
    (QuestionError, 400),
    (StoreError, 503),
)
"""Which status answers which error; the first line that fits counts, and what fits none is 500."""

TITLES = {
    400: "Bad request",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    409: "Several actors have this name",
    413: "Result too large",
    415: "Unsupported media type",
    503: "Not available now",
}


def problem(
    status: int, detail: str, *, code: str | None = None, headers: dict[str, str] | None = None, **more: Any
) -> Response:
    """A problem document; ``more`` holds members beyond the standard's own."""
    body = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status, "detail": detail}
    body.update({"code": code} if code else {}, **more)
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def status_of(error: SitgraphError) -> int:
    """The HTTP status that answers an error.

    >>> status_of(UnknownActor("no actor 'X'"))
    404
    """
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def install(app: FastAPI) -> None:
    """Let every error of the application answer as a problem document."""
    app.add_exception_handler(SitgraphError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, SitgraphError)
    status = status_of(error)
    detail = error.message + (f" ({error.hint})" if error.hint else "")
    headers = {"Retry-After": "5"} if status == 503 else None
    more = {"candidates": _candidates(request, error)} if isinstance(error, UnknownActor) else {}
    return problem(status, detail, code=error.code, headers=headers, **more)


def _candidates(request: Request, error: UnknownActor) -> list[dict[str, str]]:
    """Whom the name may mean, each with an id to ask for and a name to show."""
    service = request.app.state.feed.current().service
    found = []
    for candidate in error.candidates:
        try:
            row = service.actor(candidate)
            found.append({"id": row["id"], "name": row["name"], "type": row["type"]})
        except UnknownActor:
            found.append({"id": candidate, "name": candidate, "type": ""})
    return found


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    said = [f"{'.'.join(str(part) for part in item['loc'][1:])}: {item['msg']}" for item in error.errors()]
    return problem(400, "; ".join(said), code=BadArgument.code)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, str(error.detail), headers=dict(error.headers or {}))


def _unexpected(request: Request, error: Exception) -> Response:
    return problem(500, "something went wrong inside; the server's log says more")
