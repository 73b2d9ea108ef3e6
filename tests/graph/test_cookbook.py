"""The SPARQL of docs/cookbook.md gives the rows of the functions: on the made-up world and on random graphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import KnowledgeGraph
from graph.conflicts import KINDS, conflicts
from graph.cookbook import PARTNERS_QUERY
from graph.events import candidates
from graph.example import example
from graph.filters import filters
from graph.sparql import bound
from graph.tellings import COUNTS
from graph.terms import text
from ontology.model import Extraction
from ontology.names import PREFIXES
from ontology.relations import derive_relations
from tests.graph.strategies import crowded, extractions
from tests.hand_built import everything

PAGE = (Path(__file__).parents[2] / "docs" / "cookbook.md").read_text(encoding="utf-8")
SECTIONS = re.split(r"^##+ ", PAGE, flags=re.MULTILINE)[1:]
QUERIES = {
    section.splitlines()[0]: found[1]
    for section in SECTIONS
    if (found := re.search(r"```sparql\n(.*?)```", section, re.DOTALL))
}
Row = dict[str, Any]
SOME = settings(max_examples=25, suppress_health_check=list(HealthCheck))
FEW = st.lists(extractions(), min_size=1, max_size=4)


def told(*told: Extraction) -> KnowledgeGraph:
    kg = KnowledgeGraph.open()
    for extraction in told:
        kg.add(extraction)
    return kg


def worlds() -> list[KnowledgeGraph]:
    return [example(), told(*everything()), told(*(crowded(seed, f"r{seed}") for seed in range(12)))]


def asked(kg: KnowledgeGraph, name: str, **bindings: Any) -> list[Row]:
    """The rows of a query of the page, with ids in place of our IRIs and local names in place of terms."""
    rows = kg.sparql_rows(QUERIES[name], bindings=bindings)
    names, values = " ".join(f"?{key}" for key in bindings), " ".join(str(bound(one)) for one in bindings.values())
    line = f"VALUES ({names}) {{ ({values}) }}" if bindings else ""
    written = QUERIES[name].replace("WHERE {", f"WHERE {{ {line}", 1)
    assert Counter(map(repr, kg.sparql_rows(written))) == Counter(map(repr, rows)), "bound or written, the same"
    return [{key: short(kg, value) for key, value in row.items()} for row in rows]


def short(kg: KnowledgeGraph, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value.startswith(kg.store.names.base):
        return value[len(kg.store.names.base) :].partition("/")[2]
    return value.rpartition("#")[2] if value.startswith(tuple(PREFIXES.values())) else value


def columns(rows: list[Row], *names: str) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(row[name] for name in names) for row in rows)


def actors(kg: KnowledgeGraph) -> list[tuple[str, str]]:
    ids = [row["actor"] for row in kg.actor_rows(limit=1000)]
    return [(id, kg.actor(id)["iri"]) for id in ids]


def test_the_page_holds_the_query_of_the_code() -> None:
    assert QUERIES["Partners"] == PARTNERS_QUERY


def test_every_question_has_its_query() -> None:
    assert len(QUERIES) == 18
    assert all("```console" in section for section in SECTIONS if not section.startswith(("Numb", "Who", "Dat", "Ass")))


@pytest.mark.parametrize("kg", worlds(), ids=["example", "hand-built", "crowded"])
def test_opponents(kg: KnowledgeGraph) -> None:
    names = ("opponent", "relation", "direction", "via", "events", "reports", "sources", "relationship", "quote")
    for id, iri in actors(kg):
        assert columns(asked(kg, "Opponents", actor=iri), *names) == columns(kg.opponent_rows(id), *names)


@pytest.mark.parametrize("kg", worlds(), ids=["example", "hand-built", "crowded"])
def test_by_state(kg: KnowledgeGraph) -> None:
    for id, iri in actors(kg):
        names = ("partner", "events", "reports")
        assert columns(asked(kg, "By state", actor=iri), *names) == columns(kg.rollup_rows(id), *names)


@pytest.mark.parametrize("kg", worlds(), ids=["example", "hand-built", "crowded"])
def test_events(kg: KnowledgeGraph) -> None:
    names = ("event", "type", "begin", "end")
    for row in kg.sparql_rows("SELECT ?place { ?place a sg:Place }"):
        days: Row = {"since": date(2025, 3, 1), "until": date(2026, 3, 1)}
        rows = asked(kg, "Events", place=row["place"], **days)
        found = kg.event_rows(place=row["place"], **days)
        assert columns(rows, *names) == columns(found, *names)


@pytest.mark.parametrize("kg", worlds(), ids=["example", "hand-built", "crowded"])
def test_timeline(kg: KnowledgeGraph) -> None:
    for id, iri in actors(kg):
        rows = {(row["event"], row["begin"], row["end"], role) for row in kg.timeline_rows(id) for role in row["roles"]}
        found = columns(asked(kg, "Timeline", actor=iri), "event", "begin", "end", "property")
        assert rows == set(found)


@pytest.mark.parametrize("kg", worlds(), ids=["example", "hand-built", "crowded"])
def test_path(kg: KnowledgeGraph) -> None:
    known = actors(kg)
    for (one, one_iri), (other, other_iri) in zip(known, known[1:] + known[:1], strict=True):
        rows = asked(kg, "Path", one=one_iri, other=other_iri)
        least = [row for row in rows if row["steps"] == rows[0]["steps"]]
        expected = {tuple(row[name] for name in ("first", "second") if row[name]) for row in least}
        paths: dict[int, list[str]] = {}
        for row in kg.path_rows(one, other, most=10_000):
            paths.setdefault(row["path"], []).append(row["other"])
        assert {tuple(path[:-1]) for path in paths.values() if len(path) <= 3} == expected


@pytest.mark.parametrize("kg", worlds(), ids=["example", "hand-built", "crowded"])
def test_network(kg: KnowledgeGraph) -> None:
    for id, iri in actors(kg):
        rows = asked(kg, "Network", actor=iri)
        edges = [
            (key, one, data["predicate"], other) for one, other, key, data in kg.network(id).edges(keys=True, data=True)
        ]
        assert columns(rows, "relationship", "subject", "predicate", "object") == Counter(edges)


@pytest.mark.parametrize("kg", worlds(), ids=["example", "hand-built", "crowded"])
def test_metrics(kg: KnowledgeGraph) -> None:
    rows = {row["actor"]: row for row in asked(kg, "Metrics")}
    found = kg.metric_rows(measures=("degree", "strength"))
    assert {row["actor"] for row in found} == rows.keys()
    for row in found:
        assert row["degree"] == rows[row["actor"]]["degree"]
        assert row["strength"] == pytest.approx(rows[row["actor"]]["strength"], abs=0.01)


@pytest.mark.parametrize("kg", worlds(), ids=["example", "hand-built", "crowded"])
def test_changes(kg: KnowledgeGraph) -> None:
    periods = [date(2025, 1, 1), date(2026, 3, 1), date(2026, 1, 1), date(2026, 3, 31)]
    days = dict(zip(("since1", "until1", "since2", "until2"), periods, strict=True))
    names = ("relationship", "earlier_events", "later_events")
    for id, iri in actors(kg):
        rows = asked(kg, "Changes", actor=iri, **days)
        assert columns(rows, *names) == columns(kg.change_rows(id, "2025/2026-03-01", "2026-01/2026-03"), *names)


@pytest.mark.parametrize("kg", worlds(), ids=["example", "hand-built", "crowded"])
def test_sources_and_evidence(kg: KnowledgeGraph) -> None:
    names = ("report", "quote", "quote_begin", "quote_end")
    for _, _, key, data in kg.network(modality="any").edges(keys=True, data=True):
        iri = f"{kg.store.names.base}relationship/{key}"
        sources = asked(kg, "Sources", thing=iri)
        assert len(kg.source_rows(key)) == data["sources"] == len({row["source"] for row in sources})
        assert set(columns(asked(kg, "Evidence", relationship=iri), *names)) == set(
            columns(kg.evidence_rows(key), *names)
        )


@pytest.mark.parametrize("kg", worlds(), ids=["example", "hand-built", "crowded"])
def test_members_and_designations(kg: KnowledgeGraph) -> None:
    names = ("relation", "direction", "member", "sources", "confidence", "relationship", "quote")
    for id, iri in actors(kg):
        assert columns(asked(kg, "Members", actor=iri), *names) == columns(kg.member_rows(id), *names)
    rows = [{**row, "by": by} for row in kg.designation_rows() for by in row["by"] or [None]]
    by = ("event", "designated", "begin", "by")
    assert columns(asked(kg, "Designations"), *by) == columns(rows, *by)


@pytest.mark.parametrize("kg", worlds(), ids=["example", "hand-built", "crowded"])
def test_search(kg: KnowledgeGraph) -> None:
    for words in ("nor", "guard", "arm", "united", "sp", "n", "hand"):
        found = {row["id"] for row in kg.search_rows(words, limit=1000) if row["score"] > 0.7}
        assert found == {row["thing"] for row in asked(kg, "Search", words=text(words))}


def pairs(kg: KnowledgeGraph, kind: str) -> set[frozenset[str]]:
    wanted = filters(kg.view, modality="any")
    found = conflicts(kg.view, candidates(kg.view, None, wanted), wanted, frozenset({kind}))
    return {frozenset((one.one.claim, one.other.claim)) for one in found}


def asked_pairs(kg: KnowledgeGraph, name: str, **bindings: Any) -> set[frozenset[str]]:
    return {frozenset((f"claim/{row['one']}", f"claim/{row['other']}")) for row in asked(kg, name, **bindings)}


TITLES = {"actor": "Who did it", "date": "Dates", "standing": "Asserted against denied"}


@SOME
@given(FEW)
def test_contradictions_of_anything(steps: list[Extraction]) -> None:
    kg = told(*steps)
    for kind in COUNTS:
        assert pairs(kg, kind) == asked_pairs(kg, "Numbers", kind=f"{PREFIXES['sg']}{kind}")
    assert pairs(kg, "standing") == asked_pairs(kg, TITLES["standing"])


@SOME
@given(FEW)
def test_contradictions_of_reports_with_one_claim(steps: list[Extraction]) -> None:
    """Then no teller tells of two acts, which is the one rule that the queries leave out."""
    kg = told(*(replace(step, events=step.events[:1], relations=derive_relations(step.events[:1])) for step in steps))
    for kind, title in TITLES.items():
        assert pairs(kg, kind) == asked_pairs(kg, title)


def test_contradictions_of_the_example() -> None:
    kg = example()
    assert {kind: len(pairs(kg, kind)) for kind in KINDS if pairs(kg, kind)} == {"killed": 1, "standing": 1}
