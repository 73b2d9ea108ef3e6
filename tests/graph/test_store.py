"""The store: transactions, locks, versions, kills."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import KnowledgeGraph
from graph.store import FORMAT, MARKER, Store, open_store, translate_os_errors
from graph.terms import Node, term, text
from ontology.errors import StoreError, StoreFull, StoreLocked, StoreNotFound, StoreVersion
from ontology.names import Names
from tests.graph.strategies import crowded
from tests.graph.test_rebuild import derived
from tests.hand_built import joint_operation

ROOT = Path(__file__).parents[2]
GRAPH = Node(Names().merged_graph)


def quad(words: str) -> ox.Quad:
    return ox.Quad(Node("https://example.org/s"), term("sg:name"), text(words), GRAPH)


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def test_a_change_inserts_and_deletes() -> None:
    store = open_store()
    store.change(insert=[quad("a"), quad("b")], delete=[])
    store.change(insert=[quad("c"), quad("b")], delete=[quad("a"), quad("b"), quad("never there")])
    assert set(store.quads) == {quad("b"), quad("c")}


@pytest.mark.parametrize("words", ['"', "\\", "> } ; DROP ALL", "\\u0022 } ; CLEAR ALL #", "\r\n\t\x1b", "\u202e", ""])
def test_hostile_texts_are_deleted_like_others(words: str) -> None:
    store = open_store()
    store.change(insert=[quad(words), quad("kept")], delete=[])
    store.change(insert=[], delete=[quad(words)])
    assert set(store.quads) == {quad("kept")}


def test_a_change_cut_short_after_its_commit_is_finished_later(tmp_path: Path) -> None:
    """As a crash between the commit and the deletion leaves it."""

    class Crash(Store):
        def _finish(self) -> None:
            if getattr(self, "crashing", False) and self._pending():
                raise KeyboardInterrupt
            super()._finish()

    quads = ox.Store(str(tmp_path))
    store = Crash(quads, Names())
    store.change(insert=[quad("old")], delete=[])
    store.crashing = True  # type: ignore[attr-defined]
    with pytest.raises(KeyboardInterrupt):
        store.change(insert=[quad("new")], delete=[quad("old")])
    with pytest.raises(StoreError, match="middle of a change"):
        Store(quads, Names(), read_only=True)
    assert set(Store(quads, Names()).quads) == {quad("new")}


def test_a_change_that_fails_leaves_nothing() -> None:
    def failing() -> list[ox.Quad]:
        return [quad("new"), "not a quad"]  # type: ignore[list-item]

    store = open_store()
    store.change(insert=[quad("old")], delete=[])
    with pytest.raises(TypeError):
        store.change(insert=failing(), delete=[quad("old")])
    assert set(store.quads) == {quad("old")}


def test_reopening(tmp_path: Path) -> None:
    with KnowledgeGraph.open(tmp_path / "deep" / "store", base="https://example.org/x/") as kg:
        kg.add(joint_operation())
        rows = kg.partner_rows("SOUTHCOM")
    with KnowledgeGraph.open(tmp_path / "deep" / "store") as kg:
        assert kg.store.names.base == "https://example.org/x/"
        assert kg.partner_rows("SOUTHCOM") == rows
    with pytest.raises(StoreVersion, match=r"https://example.org/x/"):
        KnowledgeGraph.open(tmp_path / "deep" / "store", base="https://example.org/y/")


def test_there_is_no_store(tmp_path: Path) -> None:
    for create, read_only in ((False, False), (True, True)):
        with pytest.raises(StoreNotFound, match="nowhere"):
            open_store(tmp_path / "nowhere", create=create, read_only=read_only)
    assert not (tmp_path / "nowhere").exists()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("x", encoding="utf-8")
    for name in ("file", "full"):
        with pytest.raises(StoreNotFound, match="no store"):
            open_store(tmp_path / name)
    assert (tmp_path / "full" / "letter.txt").read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("marker", ['{"format": 999, "base": "https://x/"}', "{}", "nonsense", "[]"])
def test_another_version(tmp_path: Path, marker: str) -> None:
    open_store(tmp_path / "store").close()
    (tmp_path / "store" / MARKER).write_text(marker, encoding="utf-8")
    with pytest.raises(StoreVersion):
        open_store(tmp_path / "store")
    assert json.dumps(FORMAT) != "999"


def test_a_bad_base(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="base IRI"):
        open_store(tmp_path / "store", base="not an IRI")
    assert not (tmp_path / "store").exists()


def test_a_second_writer_is_told_so(tmp_path: Path) -> None:
    first = open_store(tmp_path / "store")
    with pytest.raises(StoreLocked, match="open for writing"):
        open_store(tmp_path / "store")
    code = "import sys; from graph.store import open_store; open_store(sys.argv[1])"
    _, errors = python(code, str(tmp_path / "store")).communicate(timeout=60)
    assert "StoreLocked: SG202" in errors
    first.close()
    open_store(tmp_path / "store").close()


@pytest.mark.parametrize(
    "error",
    [OSError(28, "No space left on device"), OSError("IO error: No space left on device: While appending to file")],
)
def test_a_full_disk(error: OSError) -> None:
    with pytest.raises(StoreFull, match="no space left"), translate_os_errors(Path("store")):
        raise error


def test_other_errors_of_the_system() -> None:
    with pytest.raises(StoreError, match="cannot be used") as caught, translate_os_errors(Path("store")):
        raise OSError(5, "Input/output error")
    assert type(caught.value) is StoreError


def test_a_copy_is_a_store(tmp_path: Path) -> None:
    with KnowledgeGraph.open(tmp_path / "store") as kg:
        kg.add(joint_operation())
        kg.backup(tmp_path / "copy")
        with KnowledgeGraph.open(tmp_path / "copy", read_only=True) as copy:
            assert copy.partner_rows("SOUTHCOM") == kg.partner_rows("SOUTHCOM")
        with pytest.raises(StoreError):
            kg.backup(tmp_path / "copy")
    with pytest.raises(StoreError, match="in memory"):
        KnowledgeGraph.open().backup(tmp_path / "other")


WRITER = """
import sys
from graph import KnowledgeGraph
from tests.graph.strategies import crowded
with KnowledgeGraph.open(sys.argv[1]) as kg:
    print("open", flush=True)
    for seed in range(100_000):
        if seed % 3 == 2:
            kg.retract(f"r{(seed - 2) % 10}")
        kg.add(crowded(seed, f"r{seed % 10}"))
        print(seed, flush=True)
"""


def retraced(steps: int) -> KnowledgeGraph:
    """What the writer's graph is after so many steps."""
    kg = KnowledgeGraph.open()
    for seed in range(steps):
        if seed % 3 == 2:
            kg.retract(f"r{(seed - 2) % 10}")
        kg.add(crowded(seed, f"r{seed % 10}"))
    return kg


@pytest.mark.parametrize("kill", range(5))
def test_a_report_is_wholly_there_or_not_at_all_after_a_kill(tmp_path: Path, kill: int) -> None:
    process = python(WRITER, str(tmp_path / "store"))
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    time.sleep(random.Random(kill).uniform(0.05, 0.5))
    process.send_signal(signal.SIGKILL)
    done = process.stdout.read().splitlines()
    process.communicate()
    steps = len(done) if done and done[-1].isdigit() else 0
    with KnowledgeGraph.open(tmp_path / "store") as kg:
        step_by_step = derived(kg)
        kg.rebuild()
        assert derived(kg) == step_by_step
        assert step_by_step in set(_possible(steps))


def _possible(steps: int) -> list[str]:
    """The graph after the steps that were reported, or in the middle of the next, or after it."""
    states = [derived(retraced(steps)), derived(retraced(steps + 1))]
    if steps % 3 == 2:
        half = retraced(steps)
        half.retract(f"r{(steps - 2) % 10}")
        states.append(derived(half))
    return states


def test_many_threads_may_read_while_one_writes() -> None:
    from concurrent.futures import ThreadPoolExecutor

    kg = KnowledgeGraph.open()
    kg.add(joint_operation())

    def read(_: int) -> int:
        (row,) = kg.partner_rows("SOUTHCOM")
        return int(row["events"])

    def write(number: int) -> int:
        kg.add(joint_operation(f"again-{number % 3}", source=f"desk {number}"))
        return 2

    jobs: list[Callable[[int], int]] = [write if number % 4 == 0 else read for number in range(80)]
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda pair: pair[1](pair[0]), enumerate(jobs))) == {2}
