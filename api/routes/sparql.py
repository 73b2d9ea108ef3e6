"""``/sparql``: the query half of the SPARQL 1.1 Protocol, read only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api.negotiation import GRAPHS, RESULTS, choose, named
from api.sparql_request import query_request
from ontology.errors import BadQuery

router = APIRouter(tags=["sparql"])

Parameters = Mapping[str, list[str]]
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
MOST_BODY = 4_000_000

_PARAMETERS = [
    {"name": "query", "in": "query", "required": True, "schema": {"type": "string"}},
    {"name": "format", "in": "query", "schema": {"type": "string", "enum": [*RESULTS, *GRAPHS]}},
    {"name": "default-graph-uri", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
    {"name": "named-graph-uri", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
]
_BODY = {"content": {FORM: {"schema": {"type": "object"}}, QUERY: {"schema": {"type": "string"}}}}


@router.get("/sparql", summary="Ask in SPARQL", openapi_extra={"parameters": _PARAMETERS})
async def sparql_get(request: Request) -> Response:
    """Evaluate the query of the ``query`` parameter."""
    return await run_in_threadpool(_answer, request, _parsed(request.url.query))


@router.post("/sparql", summary="Ask in SPARQL", openapi_extra={"requestBody": _BODY})
async def sparql_post(request: Request) -> Response:
    """Evaluate a query sent as a form or as the body itself."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == UPDATE:
        raise HTTPException(403, "this server is read only")
    if media not in (FORM, QUERY):
        raise HTTPException(415, f"send a query as {FORM} or as {QUERY}")
    text = await _body(request)
    if media == FORM:
        return await run_in_threadpool(_answer, request, _parsed(text))
    return await run_in_threadpool(_answer, request, {**_parsed(request.url.query), "query": [text]})


async def _body(request: Request) -> str:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BODY:
            raise HTTPException(413, f"the body is over {MOST_BODY} bytes")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadQuery("the query is not UTF-8") from None


def _parsed(text: str) -> Parameters:
    return parse_qs(text, keep_blank_values=True, max_num_fields=1000)


def _answer(request: Request, parameters: Parameters) -> Response:
    if "update" in parameters:
        raise HTTPException(403, "this server is read only")
    settings, snapshot = request.app.state.settings, request.app.state.feed.current()
    asked = query_request(
        _single(parameters),
        **_wanted(request, parameters),
        default_graphs=parameters.get("default-graph-uri", ()),
        named_graphs=parameters.get("named-graph-uri", ()),
        longest=settings.query_chars,
    )
    answer = request.app.state.pool.evaluate(snapshot.folder, asked)
    media = {**RESULTS, **GRAPHS}[answer.format]
    return Response(answer.body, media_type=media, headers={"Vary": "Accept"})


def _single(parameters: Parameters) -> str:
    queries = parameters.get("query", [])
    if len(queries) != 1:
        raise BadQuery(f"there are {len(queries)} queries", hint="send one, as the parameter 'query'")
    return queries[0]


def _wanted(request: Request, parameters: Parameters) -> dict[str, Any]:
    if form := "".join(parameters.get("format", [])[:1]):
        name = named(form, {**RESULTS, **GRAPHS})
        return {"results": name if name in RESULTS else None, "graph": name if name in GRAPHS else None}
    accept = request.headers.get("accept")
    return {"results": choose(accept, RESULTS), "graph": choose(accept, GRAPHS)}
