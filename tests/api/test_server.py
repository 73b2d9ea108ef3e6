"""``sitgraph serve`` as a process on a store on disk."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph import KnowledgeGraph
from tests.api.helping import fill
from tests.api.test_http import problem
from tests.api.test_process import COMMAND, ENVIRONMENT, ROOT
from tests.api.test_sparql_protocol import ROWS, RUNAWAY, TRIPLES
from tests.hand_built import everything


@contextlib.contextmanager
def server(store: Path, **settings: str) -> Iterator[tuple[httpx.Client, subprocess.Popen[str]]]:
    """A server on a free port of this machine, which says on standard error where it is."""
    process = subprocess.Popen(
        [*COMMAND, "serve", "--store", str(store), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=ENVIRONMENT | settings,
    )
    with process:
        try:
            assert process.stderr is not None
            first = process.stderr.readline()
            assert "http://127.0.0.1:" in first, first + process.stderr.read()
            address = next(word for word in first.split() if word.startswith("http://"))
            with httpx.Client(base_url=address, timeout=30) as client:
                yield client, process
        finally:
            if process.poll() is None:
                process.kill()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with KnowledgeGraph.open(tmp_path / "graph") as kg:
        fill(kg)
    return tmp_path / "graph"


def test_the_whole_server(store: Path) -> None:
    with server(store, SITGRAPH_QUERY_SECONDS="1") as (client, process):
        assert client.get("/health").json()["status"] == "ok"
        partners = client.get("/actors/SOUTHCOM/partners").json()["rows"]
        assert "ecuadorian-armed-forces" in {row["partner"] for row in partners}
        assert client.get("/actors/SOUTHCOM/partners.csv").text.count("ecuadorian-armed-forces") == 1
        assert len(problem(client.get("/actors/Force"), 409, "SG302")["candidates"]) == 2
        problem(client.get("/actors/Atlantis"), 404, "SG301")
        for accept in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"):
            answer = client.get("/sparql", params={"query": ROWS}, headers={"Accept": accept})
            assert answer.headers["content-type"].startswith(accept)
            posted = client.post("/sparql", data={"query": ROWS}, headers={"Accept": accept})
            assert posted.content == answer.content
        assert client.post("/sparql", data={"query": TRIPLES}).headers["content-type"].startswith("text/turtle")
        assert "1:13" in problem(client.get("/sparql", params={"query": "SELECT * { ?"}), 400, "SG303")["detail"]
        problem(client.get("/sparql", params={"query": ROWS}, headers={"Accept": "image/png"}), 406, "SG600")
        problem(client.post("/sparql", data={"update": "DROP ALL"}), 403)
        problem(client.get("/sparql", params={"query": "ASK { SERVICE <http://x/> {} }"}), 400, "SG303")
        problem(client.get("/sparql", params={"query": RUNAWAY}), 503, "SG304")
        assert client.get("/health").status_code == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(30) in (0, 130, -signal.SIGINT)
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
    assert [path.name for path in store.parent.iterdir()] == ["graph"], "snapshots are taken away"


def test_what_is_ingested_meanwhile_is_served(tmp_path: Path) -> None:
    store = tmp_path / "graph"
    with KnowledgeGraph.open(store) as kg:
        kg.add(everything()[0])
    with server(store) as (client, _):
        assert client.get("/health").json()["reports"] == 1
        with KnowledgeGraph.open(store) as kg:
            kg.add(everything()[2])
            assert client.get("/health").status_code == 200, "answers while another process holds the store"
        end = time.monotonic() + 20
        while client.get("/health").json()["reports"] != 2 and time.monotonic() < end:
            time.sleep(0.2)
        assert client.get("/actors/colombian-navy").status_code == 200


def test_a_taken_port_and_a_missing_store_get_one_line(store: Path, tmp_path: Path) -> None:
    with server(store) as (client, _):
        port = str(client.base_url.port)
        words = ["serve", "--store", str(store), "--port", port]
        result = subprocess.run([*COMMAND, *words], capture_output=True, text=True, cwd=ROOT, env=ENVIRONMENT)
        assert (result.returncode, result.stderr.count("\n")) == (1, 1)
        assert f"cannot listen on 127.0.0.1 port {port}" in result.stderr
    words = ["serve", "--store", str(tmp_path / "none"), "--port", "0"]
    result = subprocess.run([*COMMAND, *words], capture_output=True, text=True, cwd=ROOT, env=ENVIRONMENT)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith("sitgraph: SG201: ")
