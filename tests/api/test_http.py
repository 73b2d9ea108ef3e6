"""The routes, over a graph in memory."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest

from api.service import Service
from api.snapshots import MemoryFeed
from tests.hand_built import everything

SOUTHCOM = "us-southern-command"
TABLES = [
    "/actors",
    "/actors/SOUTHCOM/partners",
    "/actors/Los%20Choneros/opponents",
    "/events",
    "/reports",
]


def rows(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


def problem(answer: httpx.Response, status: int, code: str | None = None) -> dict[str, Any]:
    """The problem document of an answer, whose shape is the same for every error."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["status"] == status
    assert {"type", "title", "detail"} <= body.keys()
    assert body.get("code") == code
    return body


@pytest.mark.parametrize("path", TABLES)
def test_tables_as_json_and_as_csv_have_the_same_rows(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    found = rows(answer)
    assert found
    assert answer.json()["total"] == len(found)
    sheet = client.get(f"{path}.csv")
    assert sheet.headers["content-type"] == "text/csv; charset=utf-8"
    lines = list(csv.DictReader(io.StringIO(sheet.text, newline="")))
    assert len(lines) == len(found)
    assert set(lines[0]) == set(found[0])


@pytest.mark.parametrize("name", ["SOUTHCOM", SOUTHCOM, f"https://w3id.org/sitgraph/id/actor/{SOUTHCOM}"])
def test_an_actor_by_name_id_and_iri(client: httpx.Client, name: str) -> None:
    assert client.get(f"/actors/{quote(name, safe='')}").json()["id"] == SOUTHCOM
    assert client.get(f"/actors/{quote(name, safe='')}/partners").json()["actor"]["id"] == SOUTHCOM


def test_search_and_limit(client: httpx.Client) -> None:
    assert {row["id"] for row in rows(client.get("/actors", params={"q": "southern"}))} == {SOUTHCOM}
    limited = client.get("/actors", params={"limit": 2})
    assert len(rows(limited)) == 2
    assert limited.json()["total"] > 2


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"since": "2026-03"}, {"ecuadorian-armed-forces"}),
        ({"modality": "planned"}, {"colombian-navy"}),
        ({"place": "Ecuador"}, {"ecuadorian-armed-forces"}),
        ({"until": "2020", "modality": "any"}, set()),
        ({"min_confidence": "1"}, set()),
        ({"type": "ASSAULT", "parts": "false"}, {"ecuadorian-armed-forces"}),
    ],
)
def test_filters(client: httpx.Client, parameters: dict[str, str], expected: set[str]) -> None:
    found = rows(client.get("/actors/SOUTHCOM/partners", params=parameters))
    assert {row["partner"] for row in found} == expected


def test_from_an_edge_to_the_letters_of_the_report(client: httpx.Client) -> None:
    edge = rows(client.get("/actors/SOUTHCOM/partners", params={"since": "2026-03"}))[0]
    evidence = rows(client.get(f"/relationships/{edge['relationship']}/evidence"))
    assert edge["quote"] in {row["quote"] for row in evidence}
    for row in evidence:
        text = client.get(f"/reports/{quote(row['report'], safe='')}").json()["text"]
        assert text[row["quote_begin"] : row["quote_end"]] == row["quote"]
    events = {row["event"] for row in evidence}
    for event in events:
        assert client.get(f"/events/{event}").json()["evidence"]


def test_events_by_place_and_actor(client: httpx.Client) -> None:
    found = rows(client.get("/events", params={"place": "Ecuador", "actor": "Los Choneros"}))
    assert [row["type"] for row in found] == ["ASSAULT"]


def test_network_health_and_stats(client: httpx.Client) -> None:
    network = client.get("/actors/SOUTHCOM/network").json()
    assert SOUTHCOM in {actor["id"] for actor in network["actors"]}
    assert all(link["sentences"] for link in network["links"])
    assert client.get("/health").json()["reports"] == client.get("/stats").json()["reports"] == 6


@pytest.mark.parametrize(
    ("form", "parser"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("trig", ox.RdfFormat.TRIG),
        ("nq", ox.RdfFormat.N_QUADS),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("rdf", ox.RdfFormat.RDF_XML),
        ("graphml", None),
        ("csv", None),
    ],
)
def test_export(client: httpx.Client, form: str, parser: ox.RdfFormat | None) -> None:
    answer = client.get("/export", params={"format": form})
    assert answer.headers["content-disposition"] == f'attachment; filename="sitgraph.{form}"'
    if parser:
        assert sum(1 for _ in ox.parse(answer.content, format=parser)) > 100
    else:
        assert "partneredWith" in answer.text


def test_pages_and_openapi(client: httpx.Client) -> None:
    for path in ("/", "/docs"):
        page = client.get(path)
        assert page.headers["content-type"].startswith("text/html")
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
    assert client.get("/openapi.json").json()["info"]["title"] == "sitgraph"
    assert client.get("/static/app.js").headers["content-type"].startswith("text/javascript")
    assert client.get("/health").headers["x-content-type-options"] == "nosniff"


def test_an_ambiguous_name_is_a_conflict_with_candidates(client: httpx.Client) -> None:
    body = problem(client.get("/actors/Force/partners"), 409, "SG302")
    assert body["candidates"] == [
        {"id": "belgian-force", "name": "Force", "type": "Military"},
        {"id": "french-force", "name": "Force", "type": "Military"},
    ]
    for candidate in body["candidates"]:
        assert client.get(f"/actors/{candidate['id']}").status_code == 200


def test_an_unknown_name_comes_with_near_ones(client: httpx.Client) -> None:
    body = problem(client.get("/actors/Columbian%20Navy"), 404, "SG301")
    assert body["candidates"] == [{"id": "colombian-navy", "name": "Colombian Navy", "type": "Military"}]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/actors/Atlantis/network", 404, "SG301"),
        ("/reports/never-read", 404, "SG305"),
        ("/relationships/none/evidence", 404, "SG307"),
        ("/events/none", 404, "SG307"),
        ("/actors/SOUTHCOM/partners?since=soon", 400, "SG306"),
        ("/actors/SOUTHCOM/partners?modality=maybe", 400, "SG306"),
        ("/actors/SOUTHCOM/partners?min_confidence=7", 400, "SG306"),
        ("/actors?limit=0", 400, "SG306"),
        ("/actors?limit=many", 400, "SG306"),
        ("/export?format=docx", 400, "SG306"),
        ("/static/..%2f..%2fcli.py", 404, None),
        ("/nothing/here", 404, None),
    ],
)
def test_every_error_has_one_shape(client: httpx.Client, path: str, status: int, code: str | None) -> None:
    problem(client.get(path), status, code)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client: httpx.Client, method: str) -> None:
    for path in ("/actors", "/reports/quito-1", "/export"):
        problem(client.request(method, path), 405)


def test_answers_follow_the_graph() -> None:
    with Service.open() as service:
        feed = MemoryFeed(service)
        first = feed.current().folder
        assert feed.current().folder == first
        service.kg.add(everything()[0])
        assert feed.current().folder != first
        feed.close()


def test_rows_are_json_that_parses_as_utf8(client: httpx.Client) -> None:
    answer = client.get("/reports")
    assert json.loads(answer.content.decode("utf-8")) == answer.json()
