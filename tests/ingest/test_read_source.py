"""Files, folders and standard input."""

from __future__ import annotations

import io
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from ingest.read import read_source
from ontology.errors import BadRecord, EmptySource, InputError, NotText, SourceNotFound, TooLarge


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b/same.txt", "same.txt", "z.MD", ".x.txt", ".hidden/y.txt", "notes.pdf"):
        (tmp_path / name).write_text(f"Text of {name}.", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"id": "j1", "text": "x"}\n{"id": "j2", "text": "y"}\n', encoding="utf-8")
    return tmp_path


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_folder_is_read_in_order_with_ids_of_its_own(folder: Path) -> None:
    assert [report.id for report in read_source(folder)] == ["j1", "j2", "b/same.txt", "same.txt", "z.MD"]


def test_file_id_is_its_name_and_the_date_is_given(folder: Path) -> None:
    (report,) = read_source(str(folder / "b" / "same.txt"), published=date(2026, 3, 4))
    assert (report.id, report.published, report.text) == ("same.txt", date(2026, 3, 4), "Text of b/same.txt.")


def test_missing_unknown_and_empty(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(SourceNotFound, match=r"none\.txt"):
        list(read_source(tmp_path / "none.txt"))
    with pytest.raises(InputError, match=r"\.txt \.md \.jsonl \.ndjson"):
        list(read_source(tmp_path / "a.pdf"))
    with pytest.raises(EmptySource, match="no readable file"):
        list(read_source(tmp_path))


def test_bad_files_of_a_folder_do_not_stop_the_rest(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\xff\xfe")
    (folder / "c.txt").write_bytes(b"")
    errors: list[InputError] = []
    assert len(list(read_source(folder, on_error=errors.append))) == 5
    assert [type(error) for error in errors] == [NotText, EmptySource]


def test_without_a_handler_the_first_error_is_raised(folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"id": "j1", "text": "x"}\noops\n', encoding="utf-8")
    reports = read_source(folder)
    assert next(reports).id == "j1"
    with pytest.raises(BadRecord, match="line 2"):
        next(reports)


def test_the_same_id_twice_is_an_error_and_the_first_is_kept(folder: Path) -> None:
    (folder / "k.jsonl").write_text('{"id": "j1", "text": "other"}\n{"id": "j3", "text": "z"}\n', encoding="utf-8")
    errors: list[InputError] = []
    texts = {report.id: report.text for report in read_source(folder, on_error=errors.append)}
    assert texts["j1"] == "x"
    assert "j3" in texts
    assert [type(error) for error in errors] == [BadRecord]
    assert "'j1'" in errors[0].message


def test_a_file_over_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(1 << 36)
    with pytest.raises(TooLarge, match="over 10,000,000 bytes"):
        list(read_source(path))


def test_stdin_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"---\ntitle: Talks\n---\nTalks began.\r\n")
    (report,) = read_source("-")
    assert (report.id, report.title, report.text) == ("stdin", "Talks", "Talks began.\n")


def test_stdin_as_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b'\xef\xbb\xbf{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}')
    assert [report.id for report in read_source("-")] == ["a", "b"]


@pytest.mark.parametrize(("data", "error"), [(b"", EmptySource), (b"\x00", NotText), (b"x" * 11, TooLarge)])
def test_bad_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes, error: type[InputError]) -> None:
    stdin(monkeypatch, data)
    with pytest.raises(error):
        list(read_source("-", max_bytes=10))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow such names")
def test_a_file_name_that_is_no_text_gives_a_readable_id(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(path, "wb") as stream:
            stream.write(b"Talks began.")
    except OSError:
        pytest.skip("this file system does not allow such names")
    (report,) = read_source(tmp_path)
    assert report.id == "caf\ufffd.txt"
