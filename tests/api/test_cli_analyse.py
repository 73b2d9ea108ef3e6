"""The commands that look at more than one edge give the rows of the functions, in every format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from graph.edges import Row
from graph.example import example
from graph.opponents import hostile_relations
from tests.api.helping import Run

Ask = Callable[[KnowledgeGraph], list[Row]]
QUESTIONS: list[tuple[str, Ask]] = [
    ("partners Norland --by-state", lambda kg: kg.rollup_rows("Norland")),
    (
        "opponents Norland --by-state --no-parts",
        lambda _: [],
    ),
    ("opponents RED-HAND --by-state", lambda kg: kg.rollup_rows("Red Hand", relation=hostile_relations())),
    ("path Ada-Reyes gulf-league", lambda kg: kg.path_rows("Ada Reyes", "Gulf League")),
    ("path red-hand norland --by strongest", lambda kg: kg.path_rows("Red Hand", "Norland", by="strongest")),
    ("path ada-reyes gulf-league --relation leads --most 1", lambda _: []),
    ("timeline red-hand --modality any --limit 2", lambda kg: kg.timeline_rows("Red Hand", modality="any")[:2]),
    (
        "timeline norland sudland --min-sources 2",
        lambda kg: kg.timeline_rows("Norland", other="Sudland", min_sources=2),
    ),
    ("changes norland --earlier 2025 --later 2026", lambda kg: kg.change_rows("Norland", "2025", "2026")),
    (
        "changes --earlier 2025-03/2025-04 --later 2025-06 --relation attacks",
        lambda kg: kg.change_rows(None, "2025-03/2025-04", "2025-06", relation="attacks"),
    ),
    ("contradictions", lambda kg: kg.contradiction_rows()),
    ("contradictions red-hand --kind killed --place Sudland", lambda kg: kg.contradiction_rows(kind="killed")),
    ("contradictions --modality asserted", lambda kg: kg.contradiction_rows(modality="asserted")),
    ("members norland --parts", lambda kg: kg.member_rows("Norland", include_parts=True)),
    ("designations", lambda kg: kg.designation_rows()),
    ("designations norland --since 2026", lambda _: []),
    ("metrics", lambda kg: kg.metric_rows()),
    ("metrics norland --measure degree --depth 2", lambda kg: kg.metric_rows("Norland", measures="degree", depth=2)),
    ("search mano", lambda kg: kg.search_rows("mano")),
    ("search sudland --kind place --limit 1", lambda kg: kg.search_rows("sudland", kind="place")),
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up world in a folder."""
    folder = tmp_path_factory.mktemp("world")
    example().export(folder / "world.nq")
    with KnowledgeGraph.open(folder / "world.sitgraph") as kg:
        kg.load(folder / "world.nq")
    return folder / "world.sitgraph"


@pytest.mark.parametrize(("words", "ask"), QUESTIONS, ids=[words for words, _ in QUESTIONS])
def test_the_rows_of_the_function(run: Run, world: Path, words: str, ask: Ask) -> None:
    expected = ask(example())
    table, data, sheet = (run(*words.split(), "--store", world, "--format", form) for form in ("table", "json", "csv"))
    assert {result.exit_code for result in (table, data, sheet)} == {0}
    assert json.loads(data.stdout) == expected
    assert len(list(csv.DictReader(io.StringIO(sheet.stdout, newline="")))) == len(expected)
    assert len(table.stdout.splitlines()) > len(expected)


def test_sources(run: Run, world: Path) -> None:
    fact = example().partner_rows("Norland Navy")[0]["relationship"]
    result = run("sources", fact, "--store", world, "--format", "json")
    assert [row["outlets"] for row in json.loads(result.stdout)] == [["Gulf Herald"], ["Daily Post"]]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("path norland atlantis", "SG301"),
        ("path norland Norland", "SG306"),
        ("path norland sudland --relation likes", "SG306"),
        ("timeline norland atlantis", "SG301"),
        ("changes --earlier soon --later 2026", "SG306"),
        ("changes --earlier 2026/2025 --later 2026", "SG306"),
        ("sources nothing", "SG307"),
        ("members atlantis", "SG301"),
    ],
)
def test_what_makes_no_sense_gets_one_line(run: Run, world: Path, words: str, code: str) -> None:
    result = run(*words.split(), "--store", world)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"sitgraph: {code}: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words", ["path norland", "changes --earlier 2025", "metrics --measure beauty", "search x --limit 0"]
)
def test_wrong_usage(run: Run, words: str) -> None:
    assert run(*words.split()).exit_code == 2
