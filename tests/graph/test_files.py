"""Exports: parsed back, isomorphic, stable, whole or not at all; and loaded again."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from graph import KnowledgeGraph
from graph.files import FORMATS, SCOPES, quads_in
from ontology.errors import BadArgument, BadRecord, SourceNotFound, StoreError
from ontology.model import Extraction
from tests.graph.strategies import crowded, extractions
from tests.graph.test_rebuild import derived
from tests.hand_built import everything, joint_operation

RDF = {
    "ttl": ("turtle", ox.RdfFormat.TURTLE),
    "nt": ("nt", ox.RdfFormat.N_TRIPLES),
    "rdf": ("xml", ox.RdfFormat.RDF_XML),
    "trig": ("trig", ox.RdfFormat.TRIG),
    "nq": ("nquads", ox.RdfFormat.N_QUADS),
    "jsonld": ("json-ld", ox.RdfFormat.JSON_LD),
}
NAMED = ("trig", "nq", "jsonld")


def graph_of(*extractions: Extraction) -> KnowledgeGraph:
    kg = KnowledgeGraph.open()
    for extraction in extractions:
        kg.add(extraction)
    return kg


def exported(kg: KnowledgeGraph, format: str, scope: str = "all") -> bytes:
    stream = io.BytesIO()
    kg.export(stream, format=format, scope=scope)
    return stream.getvalue()


def parsed(data: bytes, format: str) -> set[ox.Quad] | set[ox.Triple]:
    quads = set(ox.parse(data, format=RDF[format][1]))
    return quads if format in NAMED else {quad.triple for quad in quads}


def written(kg: KnowledgeGraph, format: str, scope: str) -> set[ox.Quad] | set[ox.Triple]:
    quads = set(quads_in(kg.view, scope))
    return quads if format in NAMED else {quad.triple for quad in quads}


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("format", RDF)
def test_what_is_exported_is_what_is_there(format: str, scope: str) -> None:
    kg = graph_of(*everything())
    found = parsed(exported(kg, format, scope), format)
    assert found
    assert found == written(kg, format, scope)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(extractions(), min_size=1, max_size=3))
def test_of_anything(steps: list[Extraction]) -> None:
    kg = graph_of(*steps)
    for format in RDF:
        assert parsed(exported(kg, format), format) == written(kg, format, "all"), format


@pytest.mark.parametrize("format", ["ttl", "nt", "rdf"])
def test_another_library_reads_the_same(format: str) -> None:
    kg = graph_of(*everything())
    triples = "".join(f"{quad.triple} .\n" for quad in quads_in(kg.view, "all"))
    ours = rdflib.Graph().parse(data=triples, format="nt")
    theirs = rdflib.Graph().parse(data=exported(kg, format), format=RDF[format][0])
    assert isomorphic(ours, theirs)


@pytest.mark.parametrize("format", FORMATS)
def test_the_order_in_which_reports_came_does_not_show(format: str) -> None:
    told = [crowded(seed, f"r{seed}") for seed in range(6)]
    one, other = graph_of(*told), graph_of(*reversed(told))
    assert exported(one, format, "merged") == exported(other, format, "merged")


def test_turtle_is_sorted_and_short() -> None:
    text = exported(graph_of(joint_operation()), "ttl", "merged").decode()
    subjects = [line.split()[0] for line in text.splitlines() if line.startswith("<")]
    assert subjects == sorted(subjects)
    assert "    sg:actorType sg:Military ;\n" in text
    assert 'sg:confidence "0.9"^^xsd:decimal' in text


def test_turtle_is_fast() -> None:
    kg = graph_of(*(crowded(seed, f"r{seed}") for seed in range(60)))
    quads = len(kg.store.quads)
    begin = time.process_time()
    exported(kg, "ttl")
    assert time.process_time() - begin < quads / 20_000


def test_graphml_is_the_network() -> None:
    kg = graph_of(*everything())
    network = kg.network(modality="any")
    read = nx.parse_graphml(exported(kg, "graphml").decode(), force_multigraph=True)
    assert set(read) == set(network)
    assert {key for _, _, key in nx.MultiDiGraph(read).edges(keys=True)} == {
        key for *_, key in network.edges(keys=True)
    }
    assert read.nodes["us-southern-command"] == {
        "name": "United States Southern Command",
        "type": "Military",
        "country": "US",
    }


def test_csv_holds_the_relationships_and_no_formula() -> None:
    kg = graph_of(*everything())
    rows = list(csv.DictReader(io.StringIO(exported(kg, "csv").decode(), newline="")))
    assert len(rows) == kg.stats()["relationships"]
    assert {row["subject_name"] for row in rows} >= {"NATO", "United States Southern Command"} - {"NATO"}
    assert not any(value[:1] in ("=", "+", "-", "@") for row in rows for value in row.values())


def test_formats_and_scopes_that_are_not() -> None:
    kg = graph_of(joint_operation())
    with pytest.raises(BadArgument, match="docx"):
        kg.export("out.docx")
    with pytest.raises(BadArgument, match="''"):
        kg.export(io.BytesIO())
    with pytest.raises(BadArgument, match="half"):
        kg.export(io.BytesIO(), format="ttl", scope="half")


def test_a_file_is_replaced_only_when_all_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kg, path = graph_of(joint_operation()), tmp_path / "deep" / "graph.ttl"
    kg.export(path)
    before = path.read_bytes()
    assert parsed(before, "ttl") == written(kg, "ttl", "all")
    kg.add(everything()[3])
    monkeypatch.setattr("os.fsync", _no_space)
    with pytest.raises(StoreError, match="no space left"):
        kg.export(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def _no_space(_: int) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("format", ["trig", "nq"])
@pytest.mark.parametrize("scope", ["all", "reports"])
def test_a_store_is_rebuilt_from_its_export(tmp_path: Path, format: str, scope: str) -> None:
    kg = graph_of(*everything())
    path = tmp_path / f"graph.{format}"
    kg.export(path, scope=scope)
    again = KnowledgeGraph.open()
    again.add(joint_operation(source="an older reading"))
    assert again.load(path) == 5
    assert derived(again) == derived(kg)
    assert exported(again, "nq", "reports") == exported(kg, "nq", "reports") or again.stats()["reports"] == 5


def test_foreign_files_are_refused_whole(tmp_path: Path) -> None:
    kg = KnowledgeGraph.open()
    path = tmp_path / "graph.nq"
    with pytest.raises(SourceNotFound):
        kg.load(path)
    path.write_text("<http://a> <http://b> <http://c> <http://d> .\n", encoding="utf-8")
    with pytest.raises(BadRecord, match="http://d"):
        kg.load(path)
    path.write_text("<http://a> <http://b> <http://c> .\n", encoding="utf-8")
    with pytest.raises(BadRecord):
        kg.load(path)
    path.write_text("nonsense", encoding="utf-8")
    with pytest.raises(BadRecord, match="parse"):
        kg.load(path)
    with pytest.raises(BadArgument, match="trig"):
        kg.load(tmp_path / "graph.ttl")
    assert len(kg.store.quads) == 0
