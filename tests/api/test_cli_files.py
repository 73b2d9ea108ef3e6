"""The commands that write files, check the graph and take reports back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from api.commands.files import FORMATS
from graph import KnowledgeGraph
from graph.store import MARKER, open_store
from graph.terms import Node, term, text
from tests.api.helping import Run

PARSED = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


@pytest.fixture
def own(store: Path, tmp_path: Path) -> Path:
    """A copy of the store to write to."""
    return Path(shutil.copytree(store, tmp_path / "own.sitgraph"))


@pytest.mark.parametrize("form", FORMATS)
def test_export_to_file_and_to_standard_output_alike(run: Run, store: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"graph.{form}"
    assert run("export", file, "--store", store).exit_code == 0
    shown = run("export", "-", "--format", form, "--store", store)
    assert shown.stdout_bytes == file.read_bytes()
    if form in PARSED:
        assert sum(1 for _ in ox.parse(path=file, format=PARSED[form])) > 100
    elif form == "graphml":
        assert nx.read_graphml(file).number_of_nodes() > 5
    else:
        assert "partneredWith" in file.read_text(encoding="utf-8")


def test_scopes_differ(run: Run, store: Path) -> None:
    sizes = {scope: len(run("export", "--scope", scope, "--store", store).stdout) for scope in ("all", "merged")}
    assert sizes["merged"] < sizes["all"]


@pytest.mark.parametrize("suffix", ["html", "svg", "graphml", "gexf", "json", "csv"])
def test_network_by_suffix(run: Run, store: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"network.{suffix}"
    result = run("network", "SOUTHCOM", "--out", file, "--store", store, "--modality", "any")
    assert result.exit_code == 0
    assert "relationships" in result.stdout
    content = file.read_text(encoding="utf-8")
    assert "Ecuadorian Armed Forces" in content
    if suffix == "json":
        nodes = {node["id"] for node in json.loads(content)["nodes"]}
        assert {"us-southern-command", "colombian-navy"} <= nodes
        assert "finland" not in nodes


def test_network_of_everybody(run: Run, store: Path, tmp_path: Path) -> None:
    assert run("network", "-o", tmp_path / "all.graphml", "--store", store).exit_code == 0
    assert {"finland", "us-southern-command"} <= set(nx.read_graphml(tmp_path / "all.graphml").nodes)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("network", "-o", "x.png"), "SG306"),
        (("network", "Atlantis", "-o", "x.html"), "SG301"),
        (("network", "-o", "{file}/x.html"), "{file}"),
        (("export", "x.docx"), "SG306"),
        (("export", "{file}/x.ttl"), "{file}"),
    ],
)
def test_what_cannot_be_written_gets_one_line(
    run: Run, store: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    file = tmp_path / "a-file"
    file.write_text("in the way", encoding="utf-8")
    result = run(*(word.format(file=file) for word in words), "--store", store)
    assert result.exit_code == 1
    assert said.format(file=file) in result.stderr
    assert result.stderr.startswith("sitgraph: ")
    assert result.stderr.count("\n") == 1
    assert not Path("x.png").exists()


def test_validate_says_that_all_is_well(run: Run, store: Path) -> None:
    result = run("validate", "--store", store)
    assert (result.exit_code, result.stdout) == (0, "Everything conforms.\n")
    assert run("validate", "--store", store, "--format", "json").stdout == "[]\n"
    assert run("validate", "--store", store, "--format", "csv").stdout_bytes == b"fault\r\n"


def test_validate_names_what_something_else_wrote(run: Run, own: Path) -> None:
    written = open_store(own)
    claim = next(written.quads.quads_for_pattern(None, term("sg:modality"), None, None))
    wrong = ox.Quad(claim.subject, term("sg:confidence"), text("very"), Node(str(claim.graph_name)[1:-1]))
    written.quads.add(wrong)
    written.close()
    result = run("validate", "--store", own, "--format", "json")
    assert result.exit_code == 1
    assert any("very" in row["fault"] for row in json.loads(result.stdout))


def test_retract_takes_back_what_only_it_supported(run: Run, own: Path) -> None:
    def partners() -> dict[str, int]:
        rows = json.loads(run("partners", "SOUTHCOM", "--store", own, "--format", "json").stdout)
        return {row["partner"]: row["reports"] for row in rows}

    assert partners()["ecuadorian-armed-forces"] == 2
    assert run("retract", "quito-1", "--store", own).stdout == "retracted quito-1\n"
    assert partners()["ecuadorian-armed-forces"] == 1
    assert run("retract", "quito-2", "--store", own).exit_code == 0
    assert "ecuadorian-armed-forces" not in partners()


def test_retract_of_an_unknown_report_and_of_no_store(run: Run, own: Path, tmp_path: Path) -> None:
    result = run("retract", "never-read", "--store", own)
    assert (result.exit_code, result.stderr.split(":")[1]) == (1, " SG305")
    assert run("retract", "x", "--store", tmp_path / "none").stderr.startswith("sitgraph: SG201")
    assert not (tmp_path / "none" / MARKER).exists()


def test_a_question_finishes_what_a_killed_process_left(run: Run, own: Path) -> None:
    """As a kill between the commit of a change and its deletions leaves the store."""
    before = run("export", "--format", "nq", "--store", own).stdout
    killed = open_store(own)
    old = ox.Quad(Node(f"{killed.names.base}x"), term("sg:name"), text("old"), Node(killed.names.merged_graph))
    killed.quads.extend([old, *killed._journal([old])])
    killed.quads.flush()
    killed.quads = ox.Store()
    assert run("stats", "--store", own).exit_code == 0
    assert run("export", "--format", "nq", "--store", own).stdout == before


def test_questions_are_answered_beside_a_writer(run: Run, own: Path) -> None:
    with KnowledgeGraph.open(own):
        result = run("partners", "SOUTHCOM", "--store", own)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Ecuadorian Armed Forces" in result.stdout
