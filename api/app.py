"""The server: an ASGI application over a store or a service.

``create_app("graph.sitgraph")`` serves a store on disk and follows its changes; ``create_app(service)`` serves what is
in memory, for tests and notebooks. Nothing here writes to the store.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response

from api import problems
from api.resources import version
from api.routes import actors, events, export, health, page, relationships, reports, sparql
from api.service import Service
from api.settings import Settings
from api.snapshots import Feed, MemoryFeed, StoreFeed
from api.sparql_pool import QueryPool

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"


def create_app(source: Service | str | Path, settings: Settings | None = None) -> FastAPI:
    """Build the application.

    Args:
        source: A store on disk, or a service whose graph is served as it is.
        settings: Limits; the defaults when none are given.

    Raises:
        StoreNotFound, StoreLocked, StoreVersion: when the store cannot be opened.
    """
    settings = settings or Settings()
    feed = MemoryFeed(source) if isinstance(source, Service) else StoreFeed(Path(source), base=settings.base or None)
    pool = QueryPool(
        workers=settings.query_workers, seconds=settings.query_seconds, result_bytes=settings.query_result_bytes
    )
    app = FastAPI(
        title="sitgraph",
        version=version(),
        description="Who did what with whom, where and when, with the sentences that say so.",
        docs_url=None,
        redoc_url=None,
        lifespan=_closing(feed, pool),
    )
    app.state.feed, app.state.pool, app.state.settings = feed, pool, settings
    _add_routes(app)
    problems.install(app)
    app.middleware("http")(_with_headers)
    return app


def _add_routes(app: FastAPI) -> None:
    for module in (page, health, actors, events, relationships, reports, export, sparql):
        app.include_router(module.router)


def _closing(feed: Feed, pool: QueryPool) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        pool.close()
        feed.close()

    return lifespan


async def _with_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    is_page = response.headers.get("content-type", "").startswith("text/html")
    response.headers["Content-Security-Policy"] = PAGE_POLICY if is_page else DATA_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
