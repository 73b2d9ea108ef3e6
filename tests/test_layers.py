"""The floors of the house: api > (graph | ingest) > ontology, and no cycle of imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).parent.parent
MAY_USE = {
    "ontology": {"ontology"},
    "ingest": {"ingest", "ontology"},
    "graph": {"graph", "ontology"},
    "api": {"api", "graph", "ingest", "ontology"},
}
FILES = [path for package in MAY_USE for path in sorted((ROOT / package).rglob("*.py"))]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path, *, at_import_time: bool) -> Iterator[str]:
    """Dotted names that a file imports; functions and type-checking blocks only when not at import time."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped: set[int] = set()
    if at_import_time:
        for node in ast.walk(tree):
            lazy = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            typing_only = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
            if lazy or typing_only:
                skipped |= {id(child) for child in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_floor(path: Path) -> None:
    package = module_name(path).split(".")[0]
    ours = {name.split(".")[0] for name in imported(path, at_import_time=False)} & MAY_USE.keys()
    assert ours <= MAY_USE[package]


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_training_is_not_used_at_run_time(path: Path) -> None:
    if "training" not in path.parts:
        assert not any(name.startswith("ingest.training") for name in imported(path, at_import_time=False))


@pytest.mark.parametrize("path", [p for p in FILES if p.parts[-2] != "api"], ids=module_name)
def test_settings_are_read_in_api_only(path: Path) -> None:
    if module_name(path).split(".")[0] != "api":
        source = path.read_text(encoding="utf-8")
        assert "os.environ" not in source
        assert "getenv" not in source


def test_no_import_cycles() -> None:
    modules = {module_name(path): path for path in FILES}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for name, path in modules.items():
        for target in imported(path, at_import_time=True):
            while target and target not in modules:
                target = target.rpartition(".")[0]
            if target and target != name and not name.startswith(f"{target}."):
                graph.add_edge(name, target)
    assert list(nx.simple_cycles(graph)) == []


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_size(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 600
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno < 60, node.name
