"""``/``, ``/docs`` and their files: everything comes from this server, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse
from starlette.exceptions import HTTPException

from api.resources import web_folder
from graph.draw import ASSETS

router = APIRouter(include_in_schema=False)

FILES: Mapping[str, tuple[Path, str]] = {
    "app.js": (web_folder() / "app.js", "text/javascript"),
    "app.css": (web_folder() / "app.css", "text/css"),
    "viewer.js": (ASSETS / "viewer.js", "text/javascript"),
    "viewer.css": (ASSETS / "viewer.css", "text/css"),
    "cytoscape.min.js": (ASSETS / "cytoscape.min.js", "text/javascript"),
}


@router.get("/")
def index() -> FileResponse:
    """The page: search an actor, see its network and the sentences."""
    return FileResponse(web_folder() / "index.html", media_type="text/html")


@router.get("/static/{name}")
def static(name: str) -> FileResponse:
    """A script or a style of the page."""
    if name not in FILES:
        raise HTTPException(404, "no such file")
    path, media = FILES[name]
    return FileResponse(path, media_type=media, headers={"Cache-Control": "no-cache"})


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """The HTTP API, from its OpenAPI document."""
    paths: Mapping[str, Mapping[str, Any]] = request.app.openapi()["paths"]
    routes = [_route(path, method, route) for path, methods in paths.items() for method, route in methods.items()]
    return HTMLResponse(_DOCS.replace("ROUTES", "\n".join(routes)))


def _route(path: str, method: str, route: Mapping[str, Any]) -> str:
    parameters = "".join(_parameter(parameter) for parameter in route.get("parameters", ()))
    about = escape(route.get("description") or route.get("summary", "")).replace("``", "")
    table = f'<div class="wide"><table>{parameters}</table></div>' if parameters else ""
    return f"<h2>{method.upper()} {escape(path)}</h2>\n<p>{about}</p>\n{table}"


def _parameter(parameter: Mapping[str, Any]) -> str:
    schema = parameter.get("schema", {})
    standard = f"default {escape(str(schema['default']))}" if schema.get("default") is not None else ""
    need = "required" if parameter.get("required") else standard
    name, about = escape(parameter["name"]), escape(parameter.get("description", ""))
    return f"<tr><td><code>{name}</code></td><td>{need}</td><td>{about}</td></tr>"


_DOCS = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>sitgraph: HTTP API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="static/viewer.css">
<link rel="stylesheet" href="static/app.css">
</head>
<body>
<header class="top"><h1>sitgraph</h1><nav aria-label="Elsewhere"><a href="./">Search</a> <a href="openapi.json">OpenAPI</a></nav></header>
<main class="tables">
<p>Wherever an actor is asked for, a name, an alias, an id or an IRI will do. Errors are problem details (RFC 9457).</p>
ROUTES
</main>
</body>
</html>
"""  # noqa: E501
