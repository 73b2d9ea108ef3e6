"""Reports go in once, are replaced when edited, and what cannot be read is named while the rest is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ontology.records import from_record
from tests.api.helping import Run

FIRST = "French and Malian troops attacked rebels near Gao on Tuesday."
SECOND = "Turkey and Qatar signed a defence agreement in Doha."


def line(id: str, text: str, **more: str) -> str:
    return json.dumps({"id": id, "text": text, "published": "2026-01-07", **more}) + "\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "new.sitgraph"


def known(run: Run, store: Path) -> int:
    reports: int = json.loads(run("stats", "--store", store, "--format", "json").stdout)["reports"]
    return reports


def test_files_folder_and_records_then_all_unchanged(run: Run, store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text(FIRST, encoding="utf-8")
    (folder / "two.md").write_text(f"# Doha\n\n{SECOND}", encoding="utf-8")
    (folder / "passed-over.pdf").write_bytes(b"%PDF")
    (tmp_path / "more.jsonl").write_text(line("a", FIRST) + line("b", SECOND), encoding="utf-8")
    words = ("ingest", folder, tmp_path / "more.jsonl", "--store", store, "--published", "2026-01-07")
    first = run(*words)
    assert (first.exit_code, first.stdout, first.stderr) == (0, "4 reports read: 4 added\n", "")
    graph = run("export", "--format", "nq", "--store", store).stdout
    second = run(*words)
    assert second.stdout == "4 reports read: 4 unchanged\n"
    assert run("export", "--format", "nq", "--store", store).stdout == graph


def test_standard_input_as_text_and_as_records(run: Run, store: Path) -> None:
    assert run("ingest", "-", "--store", store, stdin=FIRST).stdout == "1 report read: 1 added\n"
    assert run("ingest", "-", "--store", store, stdin=line("a", SECOND)).stdout == "1 report read: 1 added\n"
    assert known(run, store) == 2


def test_an_edited_report_replaces_what_it_said(run: Run, store: Path) -> None:
    run("ingest", "-", "--store", store, stdin=line("a", FIRST))
    said = run("export", "--store", store).stdout
    assert "Gao" in said
    assert run("ingest", "-", "--store", store, stdin=line("a", SECOND)).stdout == "1 report read: 1 replaced\n"
    now = run("export", "--store", store).stdout
    assert "Doha" in now
    assert "Gao" not in now
    assert known(run, store) == 1


def test_changed_metadata_counts_as_edited(run: Run, store: Path) -> None:
    run("ingest", "-", "--store", store, stdin=line("a", FIRST))
    assert "1 replaced" in run("ingest", "-", "--store", store, stdin=line("a", FIRST, source="desk")).stdout


def test_two_processes_give_the_same_graph(run: Run, tmp_path: Path) -> None:
    records = "".join(line(f"r{number}", text) for number, text in enumerate([FIRST, SECOND] * 2))
    stores = [tmp_path / "one", tmp_path / "two"]
    for processes, store in enumerate(stores, start=1):
        result = run("ingest", "-", "--store", store, "--processes", processes, stdin=records)
        assert (result.stdout, result.stderr) == ("4 reports read: 4 added\n", "")
    exports = [run("export", "--scope", "merged", "--store", store).stdout for store in stores]
    assert exports[0] == exports[1]


BAD = {
    "empty.txt": (b"", "SG102"),
    "blank.txt": (b" \n\n", "SG102"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "SG103"),
    "latin.txt": ("Quitó".encode("latin-1"), "SG103"),
    "wide.txt": ("Quito".encode("utf-16"), "SG103"),
    "huge.txt": (b"Troops moved. " * (50_000_000 // 14), "SG104"),
    "empty.jsonl": (b"\n\n", "SG102"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_named_and_the_rest_is_read(run: Run, store: Path, tmp_path: Path, name: str) -> None:
    data, code = BAD[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(FIRST, encoding="utf-8")
    result = run("ingest", tmp_path / name, tmp_path / "good.txt", "--store", store)
    assert (result.exit_code, result.stdout) == (1, "1 report read: 1 added, 1 failed\n")
    assert result.stderr.startswith(f"sitgraph: {code}: ")
    assert name in result.stderr
    assert result.stderr.count("\n") == 1
    assert known(run, store) == 1


def test_a_missing_file_is_named(run: Run, store: Path, tmp_path: Path) -> None:
    result = run("ingest", tmp_path / "absent.txt", "--store", store)
    assert (result.exit_code, result.stdout) == (1, "0 reports read: 1 failed\n")
    assert result.stderr.startswith("sitgraph: SG101: ")
    assert "absent.txt" in result.stderr


def test_a_bad_line_is_named_by_its_number(run: Run, store: Path, tmp_path: Path) -> None:
    lines = [line("a", FIRST), "{not json}\n", line("b", SECOND), '["no object"]\n', line("c", FIRST, published="?")]
    (tmp_path / "news.jsonl").write_text("".join(lines), encoding="utf-8")
    result = run("ingest", tmp_path / "news.jsonl", "--store", store)
    assert (result.exit_code, result.stdout) == (1, "2 reports read: 2 added, 3 failed\n")
    complaints = result.stderr.splitlines()
    assert len(complaints) == 3
    for complaint, number in zip(complaints, (2, 4, 5), strict=True):
        assert complaint.startswith("sitgraph: SG105: ")
        assert f"news.jsonl' line {number}" in complaint


def test_a_file_name_cannot_speak_to_the_terminal(run: Run, store: Path, tmp_path: Path) -> None:
    result = run("ingest", tmp_path / "x\x1b[31m\u202e.txt", "--store", store)
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr


def test_extract_lines_and_list(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(line("a", FIRST) + "nonsense\n" + line("b", SECOND), encoding="utf-8")
    lines = run("extract", tmp_path / "news.jsonl")
    listed = run("extract", tmp_path / "news.jsonl", "--format", "json")
    records = [json.loads(text) for text in lines.stdout.splitlines()]
    assert json.loads(listed.stdout) == records
    assert [record["id"] for record in records] == ["a", "b"]
    assert from_record(records[0], FIRST).report.text == FIRST
    for result in (lines, listed):
        assert result.exit_code == 1
        assert "line 2" in result.stderr


def test_extract_of_nothing_is_an_empty_list(run: Run, tmp_path: Path) -> None:
    result = run("extract", tmp_path / "absent.txt", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (1, [])


def test_a_store_of_another_version_and_a_folder_that_is_none(run: Run, store: Path, tmp_path: Path) -> None:
    run("ingest", "-", "--store", store, stdin=FIRST)
    (store / "sitgraph.json").write_text('{"format": 99, "base": "https://example.org/"}', encoding="utf-8")
    for words in (("ingest", "-"), ("stats",), ("serve", "--port", "0")):
        result = run(*words, "--store", store, stdin=FIRST)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("sitgraph: SG203: ")
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "letter.txt").write_text("mine", encoding="utf-8")
    result = run("ingest", "-", "--store", tmp_path / "plain", stdin=FIRST)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert [path.name for path in (tmp_path / "plain").iterdir()] == ["letter.txt"]
