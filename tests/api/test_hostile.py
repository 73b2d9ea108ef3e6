"""Text of reports is hostile data: on no way out does it become markup, a formula, a query or a terminal command."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from api.output import printable, to_csv
from tests.api.helping import Run
from tests.hand_built import HOSTILE

QUESTION = ("partners", "SOUTHCOM")
STORED = [name.replace("\x1b", "\ufffd").replace("\x07", "\ufffd") for name in HOSTILE]
"""The names as the graph keeps them: what XML cannot hold is replaced."""
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("words", [QUESTION, ("actors",), ("events",), ("explain", "SOUTHCOM", "hostile-4")])
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_no_control_character_reaches_a_terminal(run: Run, store: Path, words: tuple[str, ...], form: str) -> None:
    shown = run(*words, "--store", store, "--format", form)
    assert shown.exit_code == 0
    assert "onerror" in shown.stdout or words[0] == "explain"
    assert not CONTROLS.search(shown.stdout_bytes.decode("utf-8").replace("\r\n", "\n"))


def test_json_gives_back_every_letter(run: Run, store: Path) -> None:
    rows = json.loads(run("actors", "--store", store, "--format", "json").stdout)
    assert set(STORED) <= {row["name"] for row in rows}


def test_a_sheet_keeps_cells_apart(run: Run, store: Path) -> None:
    sheet = run("actors", "--store", store, "--format", "csv").stdout_bytes.decode()
    names = {row["name"] for row in csv.DictReader(io.StringIO(sheet, newline=""))}
    assert {printable(name) for name in STORED} <= names


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    (row,) = csv.reader(io.StringIO(to_csv([{"a": text}], ["a"]), newline="").readlines()[1:])
    assert row[0].startswith("'")


class Elements(HTMLParser):
    """Notes the names of elements, the attributes that run code, and how many scripts there are."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.handlers += [name for name, value in attrs if name.startswith("on") or "javascript:" in (value or "")]


def elements(page: str) -> Elements:
    parser = Elements()
    parser.feed(page)
    parser.close()
    return parser


def test_the_page_of_a_network_has_no_element_that_a_report_made(run: Run, store: Path, tmp_path: Path) -> None:
    def page(*words: str) -> Elements:
        file = tmp_path / "page.html"
        run("network", *words, "--out", file, "--store", store)
        return elements(file.read_text(encoding="utf-8"))

    harmless, hostile = page("Finland"), page("SOUTHCOM")
    assert hostile.handlers == []
    assert hostile.seen.count("script") == harmless.seen.count("script")
    assert "img" not in hostile.seen


def test_a_picture_is_well_formed(run: Run, store: Path, tmp_path: Path) -> None:
    from xml.etree import ElementTree

    run("network", "SOUTHCOM", "--out", tmp_path / "picture.svg", "--store", store)
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.parse(tmp_path / "picture.svg").iter()}
    assert "script" not in tags


def test_over_http_it_is_data_and_says_so(client: httpx.Client) -> None:
    for number, name in enumerate(HOSTILE):
        answer = client.get(f"/actors/hostile-{number}")
        assert answer.json()["name"] == STORED[number]
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        asked = client.get(f"/actors/{quote(name, safe='')}/partners")
        assert asked.status_code == 200
        assert asked.json()["actor"]["id"] == f"hostile-{number}"


def test_an_error_repeats_hostile_words_as_data(client: httpx.Client, run: Run, store: Path) -> None:
    for name in HOSTILE:
        answer = client.get(f"/actors/{quote('no ' + name, safe='')}")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        complaint = run("partners", f"no {name}", "--store", store).stderr
        assert complaint.count("\n") == 1
        assert not CONTROLS.search(complaint)


def test_a_name_never_becomes_part_of_a_query(client: httpx.Client) -> None:
    before = client.get("/stats").json()
    for name in ("x> } ; DROP ALL #", "<a> <b> <c>", '"} UNION { ?s ?p ?o } #', "a' OR '1'='1"):
        assert client.get(f"/actors/{quote(name, safe='')}").status_code == 404
        assert client.get("/actors", params={"q": name}).status_code == 200
        assert client.get("/events", params={"place": name}).status_code == 400
    assert client.get("/stats").json() == before
