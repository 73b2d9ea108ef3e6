"""The installed command as a process: interrupts, a terminal, locks, a full disk, closed pipes."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from tests.hand_built import everything

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "api"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("SITGRAPH_")}
TEXT = "French and Malian troops attacked rebels near Gao on Tuesday. "


def command(*words: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *map(str, words)], input=stdin, capture_output=True, cwd=ROOT, env=ENVIRONMENT, timeout=120
    )


def record(id: str, text: str = TEXT) -> bytes:
    return json.dumps({"id": id, "text": text, "published": "2026-01-07"}).encode() + b"\n"


@contextlib.contextmanager
def started(*words: object) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A running command whose standard input is open and whose standard error is a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=ROOT,
        env=ENVIRONMENT,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        with process:
            yield process, ours
    finally:
        if process.poll() is None:
            process.kill()
        os.close(ours)


def said(terminal: int, wanted: str = "", *, seconds: float = 60) -> str:
    """What appears on a terminal until the wanted words are there, or until it is closed."""
    text = ""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not (wanted and wanted in text):
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        text += piece.decode()
    return text


def test_version_and_help() -> None:
    assert command("--version").stdout.startswith(b"sitgraph, version ")
    assert b"partners" in command("--help").stdout


def test_nothing_heavy_is_loaded_for_help() -> None:
    code = "import sys, api.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"spacy", "numpy", "pandas", "rdflib", "fastapi", "pyoxigraph"} & set(loaded.stdout.split()) == set()


def test_an_interrupt_undoes_the_report_in_hand_and_keeps_those_before(tmp_path: Path) -> None:
    store = tmp_path / "graph"
    with started("ingest", "-", "--store", store) as (process, terminal):
        assert process.stdin is not None
        process.stdin.write(record("one") + record("two"))
        process.stdin.flush()
        assert "2 reports read: 2 added" in said(terminal, "2 added")
        process.stdin.write(record("long", TEXT * 5000))
        process.stdin.flush()
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        last = said(terminal)
        process.stdin.close()
        assert process.wait(60) == 130
    assert last.rstrip().endswith("sitgraph: interrupted; 2 reports kept, the report in hand is not")
    assert "Traceback" not in last
    with KnowledgeGraph.open(store, read_only=True) as kg:
        assert sorted(row["id"] for row in kg.report_rows()) == ["one", "two"]
        assert kg.validate() == []


def test_an_interrupt_ends_the_reading_processes_too(tmp_path: Path) -> None:
    with started("ingest", "-", "--store", tmp_path / "graph", "--processes", "2") as (process, terminal):
        assert process.stdin is not None
        process.stdin.write(b"".join(record(f"r{number}") for number in range(10)) + record("long", TEXT * 5000))
        process.stdin.flush()
        assert "read" in said(terminal, "added")
        os.killpg(process.pid, signal.SIGINT)
        last = said(terminal)
        assert process.wait(60) == 130
        with pytest.raises(ProcessLookupError):
            _wait_until_gone(process.pid)
    assert "interrupted; " in last
    assert "Traceback" not in last


def _wait_until_gone(group: int) -> None:
    """Raises ProcessLookupError when no process of the group is left."""
    for _ in range(100):
        os.killpg(group, 0)
        time.sleep(0.1)


def test_progress_is_for_terminals_only(tmp_path: Path) -> None:
    done = command("ingest", "-", "--store", tmp_path / "graph", stdin=record("one"))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"1 report read: 1 added\n", b"")


def test_a_store_held_by_another_process(tmp_path: Path) -> None:
    store = tmp_path / "graph"
    with KnowledgeGraph.open(store):
        result = command("ingest", "-", "--store", store, stdin=record("one"))
    assert (result.returncode, result.stdout) == (1, b"")
    assert result.stderr.startswith(b"sitgraph: SG202: ")
    assert result.stderr.count(b"\n") == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or sys.platform != "linux":
        pytest.skip("only root can mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_what_was_there(small_disk: Path) -> None:
    store = small_disk / "graph"
    with KnowledgeGraph.open(store) as kg:
        kg.add(everything()[0])
        before = kg.report_rows()
    filler = small_disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 4096)
    result = command("ingest", "-", "--store", store, stdin=record("long", TEXT * 200))
    assert (result.returncode, result.stdout) == (1, b"")
    assert result.stderr.startswith(b"sitgraph: SG204: ")
    assert result.stderr.count(b"\n") == 1
    filler.unlink()
    with KnowledgeGraph.open(store) as kg:
        assert kg.report_rows() == before
        assert kg.validate() == []


def test_a_reader_that_goes_away_early_is_no_error(tmp_path: Path) -> None:
    store = tmp_path / "graph"
    with KnowledgeGraph.open(store) as kg:
        for extraction in everything():
            kg.add(extraction)
    process = subprocess.Popen(
        [*COMMAND, "export", "--store", str(store)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=ENVIRONMENT,
    )
    assert process.stdout is not None
    process.stdout.close()
    with process:
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 0
