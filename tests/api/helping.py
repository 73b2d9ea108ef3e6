"""What tests of the top floor share: reports by hand, and a server in a thread."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import uvicorn
from click.testing import Result
from fastapi import FastAPI

from api.app import create_app
from api.service import Service
from api.settings import Settings
from graph import KnowledgeGraph
from ontology.model import Actor, Extraction, Report
from tests.hand_built import EXTRACTOR, everything

Run = Callable[..., Result]


def two_of_one_name() -> Extraction:
    """Two actors that nothing but their name has in common."""
    actors = (
        Actor(id="french-force", name="Force", type="Military", country="FR"),
        Actor(id="belgian-force", name="Force", type="Military", country="BE"),
    )
    return Extraction(report=Report(id="forces-1", text=""), extractor=EXTRACTOR, actors=actors)


def fill(kg: KnowledgeGraph) -> None:
    for extraction in [*everything(), two_of_one_name()]:
        kg.add(extraction)


@contextmanager
def serving(app: FastAPI) -> Iterator[httpx.Client]:
    """Serve an application in a thread of this process, and ask it over HTTP."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=30) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@contextmanager
def small_server(settings: Settings | None = None) -> Iterator[httpx.Client]:
    """Serve the hand-built reports from memory."""
    with Service.open() as service:
        fill(service.kg)
        with serving(create_app(service, settings)) as client:
            yield client
