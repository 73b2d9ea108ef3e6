"""Text files, their headers, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.decode import decode
from ingest.read.header import split_header
from ingest.read.options import Options
from ingest.read.source import read_source
from ingest.read.text import headline, read_text
from ontology.errors import BadRecord, EmptySource, InputError, NotText, TooLarge
from ontology.model import Report


def read(data: bytes, **options: object) -> Report:
    return read_text(data, origin="a.txt", id="a.txt", options=Options(**options))  # type: ignore[arg-type]


def test_text_is_kept_as_it_is_but_for_line_ends() -> None:
    assert read("  Côte\r\n\r\n\tnext\rlast \n".encode()).text == "  Côte\n\n\tnext\nlast \n"


def test_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read(b"\xef\xbb\xbfTalks began.").text == "Talks began."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"caf\xe9 talks", "byte 3 is 0xe9"),
        (b"\xef\xbb\xbfcaf\xe9 talks", "byte 6 is 0xe9"),
        ("Talks".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04\x00\x00", "byte 4 is NUL"),
        (b"half \xe2\x82", "byte 5"),
    ],
)
def test_other_encodings_are_refused_with_the_position(data: bytes, words: str) -> None:
    with pytest.raises(NotText, match=words):
        read(data)


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", b"---\ntitle: x\n---\n\n"])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(EmptySource, match=r"a\.txt"):
        read(data)


def test_size_limit_counts_bytes() -> None:
    assert read("é".encode(), max_bytes=2).text == "é"
    with pytest.raises(TooLarge, match="over 1 bytes"):
        read("é".encode(), max_bytes=1)


def test_header_gives_the_fields_and_is_no_part_of_the_text() -> None:
    data = b'---\nid: r-7\nTitle: "Day: one"\npublished: 2023-03-10\nsource: desk\nurl:\nlanguage: en\n---\n\nTalks.\n'
    expected = Report(id="r-7", text="Talks.\n", title="Day: one", published=date(2023, 3, 10), source="desk")
    assert read(data, published=date(2000, 1, 1)) == expected


def test_unknown_header_fields_and_lists_are_passed_over() -> None:
    fields, text = split_header("---\n# note\ntags:\n  - a\n- b\nid: x\n---\nTalks.")
    assert (fields["id"], text) == ("x", "Talks.")


@pytest.mark.parametrize(
    "text", ["---\n\nTalks.\n\n---\n", "---\nid: x\nTalks.", "----\nid: x\n---\n", "--- a\n---\nb"]
)
def test_a_rule_is_no_header(text: str) -> None:
    assert split_header(text) == ({}, text)


def test_wrong_header_date_names_file_and_value() -> None:
    with pytest.raises(BadRecord, match=r"a\.txt: 'published' is no date: 'March 4'"):
        read(b"---\npublished: March 4\n---\nTalks.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks begin in Doha\nThey met.", "Talks begin in Doha"),
        ("\n  Envoy: 'No deal yet'  \n\nThey met.", "Envoy: 'No deal yet'"),
        ("They met.\nMore.", None),
        ("What's next?\nMore.", None),
        ("Briefs\nMore.", None),
        ("Talks begin in Doha", None),
        ("word " * 40 + "\nMore.", None),
    ],
)
def test_headline(text: str, expected: str | None) -> None:
    assert headline(text) == expected


def test_headline_stays_in_the_text() -> None:
    report = read(b"Talks begin in Doha\n\nThey met.")
    assert report.title == "Talks begin in Doha"
    assert report.text.startswith("Talks begin in Doha\n")


@given(st.binary(max_size=200))
def test_any_bytes_become_text_or_a_clear_error(data: bytes) -> None:
    try:
        text = decode(data, origin="a", max_bytes=100)
    except (NotText, EmptySource, TooLarge):
        return
    assert text.strip()
    assert "\r" not in text
    assert text.encode() == data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


@given(st.text(alphabet="-: \nab#'\"", max_size=80))
def test_splitting_a_header_loses_nothing_of_the_text(text: str) -> None:
    fields, rest = split_header(text)
    assert text.endswith(rest)
    assert fields or rest == text


@given(data=st.binary(max_size=120), suffix=st.sampled_from([".txt", ".md", ".jsonl"]))
def test_a_file_of_any_bytes_never_crashes(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    path: Path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    errors: list[InputError] = []
    reports = list(read_source(path, on_error=errors.append))
    assert reports or errors
    assert all(report.text.strip() and report.id for report in reports)
