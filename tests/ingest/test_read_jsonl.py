"""JSON Lines: bad lines are named, the rest is read."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.jsonl import read_json_lines
from ingest.read.options import Options
from ontology.errors import BadRecord, EmptySource, InputError, NotText, TooLarge
from ontology.model import Report


def read(data: bytes, *, max_bytes: int = 1000) -> tuple[list[Report], list[InputError]]:
    errors: list[InputError] = []
    options = Options(fail=errors.append, max_bytes=max_bytes, published=date(2000, 1, 1))
    return list(read_json_lines(io.BytesIO(data), origin="f.jsonl", options=options)), errors


def test_all_fields() -> None:
    line = {
        "id": "r1",
        "text": "Talks\r\nbegan. ",
        "published": "2026-03-04",
        "title": "Talks",
        "source": "desk",
        "url": "https://x.example/1",
        "language": "en",
        "other": [1],
    }
    reports, errors = read(json.dumps(line).encode())
    assert errors == []
    assert reports == [
        Report(
            id="r1",
            text="Talks\r\nbegan. ",
            published=date(2026, 3, 4),
            title="Talks",
            source="desk",
            url="https://x.example/1",
        )
    ]


def test_bad_lines_are_named_and_the_rest_is_read() -> None:
    data = b'\xef\xbb\xbf{"id": "a", "text": "x"}\n\nnot json\r\n{"id": "b", "text": "y"}\n{"id": "c"'
    reports, errors = read(data)
    assert [report.id for report in reports] == ["a", "b"]
    assert [(type(error), error.message.split(" is not")[0]) for error in errors] == [
        (BadRecord, "'f.jsonl' line 3"),
        (BadRecord, "'f.jsonl' line 5"),
    ]


def test_missing_or_null_date_is_the_given_one() -> None:
    reports, _ = read(b'{"id": "a", "text": "x", "published": null}\n{"id": "b", "text": "y"}')
    assert [report.published for report in reports] == [date(2000, 1, 1)] * 2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"text": "x"}', "has no 'id'"),
        ('{"id": "a"}', "has no 'text'"),
        ('{"id": 7, "text": "x"}', "'id' must be a string, not a number"),
        ('{"id": "", "text": "x"}', "'id' is empty"),
        ('{"id": "a\\nb", "text": "x"}', "control characters"),
        ('{"id": "a", "text": ["x"]}', "'text' must be a string, not a list"),
        ('{"id": "a", "text": null}', "'text' must be a string, not null"),
        ('{"id": "a", "text": " "}', "'text' is empty"),
        ('{"id": "a", "text": "\\ud800"}', "unpaired surrogate"),
        ('{"id": "a", "text": "x\\u0000"}', "NUL"),
        ('{"id": "a", "text": "x", "published": "4 March"}', "'published' is no date: '4 March'"),
        ('{"id": "a", "text": "x", "published": 2026}', "'published' is no date: a number"),
        ('{"id": "a", "text": "x", "title": {}}', "'title' must be a string, not an object"),
        ('["a"]', "is not a JSON object"),
        ("[" * 100_000, "line 1"),
        ('{"id": ' + "9" * 5000 + "}", "line 1"),
    ],
)
def test_what_is_wrong_with_a_record_is_said(line: str, words: str) -> None:
    reports, errors = read(line.encode(), max_bytes=100_000)
    assert reports == []
    assert isinstance(errors[0], BadRecord)
    assert "'f.jsonl' line 1" in errors[0].message
    assert words in errors[0].message


def test_line_of_another_encoding() -> None:
    reports, errors = read(b'{"id": "a", "text": "caf\xe9"}\n{"id": "b", "text": "y"}')
    assert [report.id for report in reports] == ["b"]
    assert "line 1 is not UTF-8: byte 24" in errors[0].message


def test_too_long_text_and_too_long_line() -> None:
    long = b'{"id": "a", "text": "' + b"x" * 1001 + b'"}\n'
    endless = b'{"id": "b", "text": "' + b"x" * 80_000 + b'"}\n'
    reports, errors = read(long + endless + b'{"id": "c", "text": "y"}')
    assert [report.id for report in reports] == ["c"]
    assert [type(error) for error in errors] == [TooLarge, TooLarge]


def test_nothing_in_it_and_binary() -> None:
    with pytest.raises(EmptySource, match=r"f\.jsonl"):
        read(b"\n \n")
    with pytest.raises(NotText, match="NUL"):
        read(b"\x7fELF\x00\x00\n{}")


CHARACTERS = st.characters(exclude_characters="\0", codec="utf-8")
TEXTS = st.text(alphabet=CHARACTERS, min_size=1).filter(str.strip)


@given(st.lists(TEXTS, max_size=4))
def test_what_was_written_is_read(texts: list[str]) -> None:
    lines = [json.dumps({"id": f"r{number}", "text": text}) for number, text in enumerate(texts)]
    reports, errors = read("\n".join(["{}", *lines]).encode(), max_bytes=100_000)
    assert [report.text for report in reports] == texts
    assert len(errors) == 1


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        reports, errors = read(data)
    except (EmptySource, NotText):
        return
    assert reports or errors
