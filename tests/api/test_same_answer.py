"""Who partnered with X: one answer, whether asked on the command line, over HTTP, in Python or in SPARQL."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import httpx
import pytest

from graph import KnowledgeGraph
from graph.cookbook import PARTNERS_QUERY
from tests.api.helping import Run

BASE = "https://w3id.org/sitgraph/id/actor/"


@pytest.mark.parametrize("actor", ["SOUTHCOM", "Ecuadorian forces", "NATO", "Finland", "Los Choneros"])
def test_four_sides(run: Run, store: Path, client: httpx.Client, actor: str) -> None:
    with KnowledgeGraph.open(store, read_only=True) as kg:
        python = list(kg.partners(actor)["partner"]) if kg.partner_rows(actor) else []
        cookbook = [row["partner"] for row in kg.sparql_partners(actor)]
        iri = kg.actor(actor)["iri"]
    command = [
        row["partner"] for row in json.loads(run("partners", actor, "--store", store, "--format", "json").stdout)
    ]
    http = [row["partner"] for row in client.get(f"/actors/{actor}/partners").json()["rows"]]
    query = PARTNERS_QUERY.replace("WHERE {", f"WHERE {{ VALUES ?actor {{ <{iri}> }}")
    protocol = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text
    sparql = [row["partner"].removeprefix(BASE) for row in csv.DictReader(io.StringIO(protocol, newline=""))]
    assert command == http == python == cookbook == sparql
    assert bool(command) == (actor != "Los Choneros")


def test_the_sentences_are_the_same_too(run: Run, store: Path, client: httpx.Client) -> None:
    command = json.loads(run("partners", "SOUTHCOM", "--store", store, "--format", "json").stdout)
    http = client.get("/actors/SOUTHCOM/partners").json()["rows"]
    assert command == http
    with KnowledgeGraph.open(store, read_only=True) as kg:
        assert kg.partner_rows("SOUTHCOM") == command
        assert [row["quote"] for row in kg.sparql_partners("SOUTHCOM")] == [row["quote"] for row in command]
