"""The commands that ask, in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.api.helping import Run

PARTNERS = ("partners", "SOUTHCOM")
QUESTIONS = [
    PARTNERS,
    ("opponents", "Los Choneros"),
    ("events", "--place", "Ecuador"),
    ("explain", "SOUTHCOM", "Ecuadorian forces"),
    ("actors", "southern"),
    ("partners", "NATO", "--by-state"),
    ("path", "SOUTHCOM", "Los Choneros"),
    ("timeline", "SOUTHCOM"),
    ("changes", "SOUTHCOM", "--earlier", "2025", "--later", "2026"),
    ("metrics", "SOUTHCOM", "--depth", "2"),
    ("search", "ecuadorain"),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda words: words[0])
def test_one_answer_in_three_formats(run: Run, store: Path, question: tuple[str, ...]) -> None:
    table, data, sheet = (run(*question, "--store", store, "--format", form) for form in ("table", "json", "csv"))
    rows = json.loads(data.stdout)
    assert rows
    lines = list(csv.DictReader(io.StringIO(sheet.stdout, newline="")))
    assert len(lines) == len(rows)
    assert list(lines[0]) == list(rows[0])
    assert {result.exit_code for result in (table, data, sheet)} == {0}
    assert {result.stderr for result in (table, data, sheet)} == {""}
    shown = next(text for text in rows[0].values() if isinstance(text, str) and text[:1].isupper() and " " in text)
    assert shown[:12] in table.stdout


def test_partners_with_their_sentence(run: Run, store: Path) -> None:
    rows = json.loads(run(*PARTNERS, "--store", store, "--format", "json").stdout)
    (forces,) = [row for row in rows if row["partner"] == "ecuadorian-armed-forces"]
    assert (forces["reports"], forces["sources"]) == (2, 1), "two reports with one text are one source"
    assert (forces["first"], forces["last"]) == ("2026-03-03", "2026-03-03")
    assert forces["places"] == ["Guayaquil"]
    assert forces["quote"] == "Southern Command and Ecuadorian forces began a joint operation near Guayaquil."


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (("--since", "2026-03"), {"ecuadorian-armed-forces"}),
        (("--until", "2025"), set()),
        (("--place", "Ecuador"), {"ecuadorian-armed-forces"}),
        (("--modality", "planned"), {"colombian-navy"}),
        (("--min-sources", "2"), set()),
        (("--min-confidence", "1"), set()),
        (("--type", "ASSAULT"), {"ecuadorian-armed-forces"}),
        (("--type", "AID"), set()),
    ],
)
def test_filters_of_partners(run: Run, store: Path, filters: tuple[str, ...], expected: set[str]) -> None:
    rows = json.loads(run(*PARTNERS, *filters, "--store", store, "--format", "json").stdout)
    assert {row["partner"] for row in rows} == expected


def test_limit_and_nothing_found(run: Run, store: Path) -> None:
    assert len(json.loads(run("actors", "--limit", 3, "--store", store, "--format", "json").stdout)) == 3
    nothing = run(*PARTNERS, "--until", "1990", "--store", store)
    assert nothing.exit_code == 0
    assert "--modality any" in nothing.stdout
    assert run("events", "--until", "1990", "--store", store, "--format", "csv").stdout.count("\n") == 1


def test_explain_by_relationship_event_and_claim(run: Run, store: Path) -> None:
    (edge,) = json.loads(run("explain", "SOUTHCOM", "Los Choneros", "--store", store, "--format", "json").stdout)[:1]
    for key in ("relationship", "event", "claim"):
        rows = json.loads(run("explain", edge[key], "--store", store, "--format", "json").stdout)
        assert edge["quote"] in {row["quote"] for row in rows}, key


def test_explain_of_strangers_is_empty_not_wrong(run: Run, store: Path) -> None:
    result = run("explain", "Finland", "Los Choneros", "--store", store)
    assert (result.exit_code, result.stdout) == (0, "No report connects these two.\n")


def test_stats(run: Run, store: Path) -> None:
    numbers = json.loads(run("stats", "--store", store, "--format", "json").stdout)
    assert numbers["reports"] == 6
    assert "reports" in run("stats", "--store", store).stdout
    (line,) = csv.DictReader(io.StringIO(run("stats", "--store", store, "--format", "csv").stdout))
    assert line["actors"] == str(numbers["actors"])


LEADS = "PREFIX sg: <https://w3id.org/sitgraph/ns#> SELECT ?a ?b { ?a sg:partneredWith ?b }"


def test_query_from_argument_file_and_standard_input(run: Run, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "question.rq"
    file.write_text(LEADS, encoding="utf-8-sig")
    answers = [
        run("query", LEADS, "--store", store, "--format", "json").stdout,
        run("query", "-f", file, "--store", store, "--format", "json").stdout,
        run("query", "--store", store, "--format", "json", stdin=LEADS).stdout,
    ]
    assert answers[0] == answers[1] == answers[2]
    assert "us-southern-command" in answers[0]


def test_query_as_table_csv_truth_and_triples(run: Run, store: Path) -> None:
    assert "us-southern-command" in run("query", LEADS, "--store", store).stdout
    assert run("query", LEADS, "--store", store, "--format", "csv").stdout_bytes.startswith(b"a,b\r\n")
    assert run("query", "ASK { ?s ?p ?o }", "--store", store).stdout == "yes\n"
    assert run("query", "ASK { <a:b> ?p ?o }", "--store", store).stdout == "no\n"
    triples = run("query", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1", "--store", store)
    assert triples.stdout.rstrip().endswith(".")
    assert run("query", "SELECT * { <a:b> ?p ?o }", "--store", store).stdout == "No solution.\n"


WRONG = [
    (("partners", "Atlantis"), "SG301"),
    (("partners", "Southern Comand"), "SG301"),
    (("partners", "Force"), "SG302"),
    (("partners", "SOUTHCOM", "--since", "soon"), "SG306"),
    (("partners", "SOUTHCOM", "--type", "DANCE"), "SG306"),
    (("partners", "SOUTHCOM", "--place", "Atlantis"), "SG306"),
    (("events", "--since", "2026", "--until", "2025"), "SG306"),
    (("explain", "nothing-of-that-id"), "SG307"),
    (("query", "SELECT * { ?s ?p"), "SG303"),
    (("query", "INSERT DATA { <a:b> <a:b> <a:b> }"), "SG303"),
    (("query", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"), "SG303"),
    (("query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--seconds", "0.3"), "SG304"),
]


@pytest.mark.parametrize(
    ("words", "code"), WRONG, ids=lambda value: value if isinstance(value, str) else value[-1][:24]
)
def test_a_question_that_makes_no_sense_gets_one_line(run: Run, store: Path, words: tuple[str, ...], code: str) -> None:
    result = run(*words, "--store", store)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"sitgraph: {code}: ")
    assert result.stderr.count("\n") == 1


def test_near_names_and_ids_are_offered(run: Run, store: Path) -> None:
    assert "did you mean Colombian Navy?" in run("partners", "Columbian Navy", "--store", store).stderr
    assert "belgian-force, french-force" in run("partners", "Force", "--store", store).stderr


def test_a_query_that_is_no_text(run: Run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "latin.rq").write_bytes("ASK { ?s ?p 'Quitó' }".encode("latin-1"))
    result = run("query", "-f", tmp_path / "latin.rq", "--store", store)
    assert (result.exit_code, result.stderr) == (1, "sitgraph: SG303: the query is not UTF-8: see its byte 17\n")


@pytest.mark.parametrize(
    "words", [("partners",), ("stats", "--format", "xml"), ("nonsense",), ("events", "--limit", "0")]
)
def test_wrong_usage_is_exit_code_2(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr
