"""The SPARQL of docs/cookbook.md gives the rows of the functions: on the made-up world and on random graphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
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
from ontology.model import Count, Extraction
from ontology.names import PREFIXES
from tests.graph.strategies import crowded
from tests.graph.test_contradictions import THURSDAY, WEDNESDAY, telling
from tests.hand_built import ECUADOR, everything

PAGE = (Path(__file__).parents[2] / "docs" / "cookbook.md").read_text(encoding="utf-8")
SECTIONS = re.split(r"^##+ ", PAGE, flags=re.MULTILINE)[1:]
QUERIES = {
    section.splitlines()[0]: found[1]
    for section in SECTIONS
    if (found := re.search(r"```sparql\n(.*?)```", section, re.DOTALL))
}
Row = dict[str, Any]


def told(*told: Extraction) -> KnowledgeGraph:
    kg = KnowledgeGraph.open()
    for extraction in told:
        kg.add(extraction)
    return kg


WORLDS: dict[str, Callable[[], KnowledgeGraph]] = {
    "example": example,
    "hand-built": lambda: told(*everything()),
    "crowded": lambda: told(*(crowded(seed, f"r{seed}") for seed in range(12))),
    "more crowded": lambda: told(*(crowded(seed, f"r{seed}") for seed in range(100, 140))),
}


@pytest.fixture(scope="module", params=WORLDS)
def kg(request: pytest.FixtureRequest) -> KnowledgeGraph:
    name: str = request.param
    return WORLDS[name]()


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


def test_opponents(kg: KnowledgeGraph) -> None:
    names = ("opponent", "relation", "direction", "via", "events", "reports", "sources", "relationship", "quote")
    for id, iri in actors(kg):
        assert columns(asked(kg, "Opponents", actor=iri), *names) == columns(kg.opponent_rows(id), *names)


def test_by_state(kg: KnowledgeGraph) -> None:
    for id, iri in actors(kg):
        names = ("partner", "events", "reports")
        assert columns(asked(kg, "By state", actor=iri), *names) == columns(kg.rollup_rows(id), *names)


def test_events(kg: KnowledgeGraph) -> None:
    names = ("event", "type", "begin", "end")
    for row in kg.sparql_rows("SELECT ?place { ?place a sg:Place }"):
        days: Row = {"since": date(2025, 3, 1), "until": date(2026, 3, 1)}
        rows = asked(kg, "Events", place=row["place"], **days)
        found = kg.event_rows(place=row["place"], **days)
        assert columns(rows, *names) == columns(found, *names)


def test_timeline(kg: KnowledgeGraph) -> None:
    for id, iri in actors(kg):
        rows = {(row["event"], row["begin"], row["end"], role) for row in kg.timeline_rows(id) for role in row["roles"]}
        found = columns(asked(kg, "Timeline", actor=iri), "event", "begin", "end", "property")
        assert rows == set(found)


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


def test_network(kg: KnowledgeGraph) -> None:
    for id, iri in actors(kg):
        rows = asked(kg, "Network", actor=iri)
        edges = [
            (key, one, data["predicate"], other) for one, other, key, data in kg.network(id).edges(keys=True, data=True)
        ]
        assert columns(rows, "relationship", "subject", "predicate", "object") == Counter(edges)


def test_metrics(kg: KnowledgeGraph) -> None:
    rows = {row["actor"]: row for row in asked(kg, "Metrics")}
    found = kg.metric_rows(measures=("degree", "strength"))
    assert {row["actor"] for row in found} == rows.keys()
    for row in found:
        assert row["degree"] == rows[row["actor"]]["degree"]
        assert row["strength"] == pytest.approx(rows[row["actor"]]["strength"], abs=0.01)


def test_changes(kg: KnowledgeGraph) -> None:
    periods = [date(2025, 1, 1), date(2026, 3, 1), date(2026, 1, 1), date(2026, 3, 31)]
    days = dict(zip(("since1", "until1", "since2", "until2"), periods, strict=True))
    names = ("relationship", "earlier_events", "later_events")
    for id, iri in actors(kg):
        rows = asked(kg, "Changes", actor=iri, **days)
        assert columns(rows, *names) == columns(kg.change_rows(id, "2025/2026-03-01", "2026-01/2026-03"), *names)


def test_sources_and_evidence(kg: KnowledgeGraph) -> None:
    names = ("report", "quote", "quote_begin", "quote_end")
    for _, _, key, data in kg.network(modality="any").edges(keys=True, data=True):
        iri = f"{kg.store.names.base}relationship/{key}"
        sources = asked(kg, "Sources", thing=iri)
        assert len(kg.source_rows(key)) == data["sources"] == len({row["source"] for row in sources})
        assert set(columns(asked(kg, "Evidence", relationship=iri), *names)) == set(
            columns(kg.evidence_rows(key), *names)
        )


def test_members_and_designations(kg: KnowledgeGraph) -> None:
    names = ("relation", "direction", "member", "sources", "confidence", "relationship", "quote")
    for id, iri in actors(kg):
        assert columns(asked(kg, "Members", actor=iri), *names) == columns(kg.member_rows(id), *names)
    rows = [{**row, "by": by} for row in kg.designation_rows() for by in row["by"] or [None]]
    by = ("event", "designated", "begin", "by")
    assert columns(asked(kg, "Designations"), *by) == columns(rows, *by)


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


DIFFERENCES: Row = {
    "on": [WEDNESDAY, THURSDAY, None],
    "agents": [("colombian-navy",), ("malian-army",), ("ecuador", "colombian-navy"), ()],
    "targets": [("los-choneros", "malian-army"), ("malian-army",), ()],
    "locations": [(ECUADOR.id,), ()],
    "modality": ["alleged", "negated", "planned"],
    "mode": ["raid", "drone"],
    "attributed_to": ["los-choneros"],
}
NUMBERS = [None, Count(min=4, max=4, text="4"), Count(min=9, max=9, text="9"), Count(min=5, max=None, text="5")]


def quarrel(seed: int, *, claims: int) -> KnowledgeGraph:
    """Reports that tell of much the same attack, and differ here and there."""
    random = Random(seed)
    parts = random.choice([(), (), (("colombian-navy", "partOf", "ecuadorian-armed-forces"),)])
    kg = KnowledgeGraph.open()
    for at in range(random.randint(2, 4)):
        facts = []
        for _ in range(random.randint(1, claims)):
            different = random.sample(list(DIFFERENCES), k=random.choice([0, 1, 1, 2, 3]))
            fact = {name: random.choice(DIFFERENCES[name]) for name in different}
            facts.append(fact | {"killed": random.choice(NUMBERS)})
        kg.add(telling(f"r{at}", *facts, relations=parts))
    return kg


@settings(max_examples=100)
@given(st.integers(0, 10**6))
def test_contradictions_of_anything(seed: int) -> None:
    kg = quarrel(seed, claims=2)
    for kind in COUNTS:
        assert pairs(kg, kind) == asked_pairs(kg, "Numbers", kind=f"{PREFIXES['sg']}{kind}")
    for kind, title in TITLES.items():
        assert pairs(kg, kind) <= asked_pairs(kg, title)
    assert pairs(kg, "standing") == asked_pairs(kg, TITLES["standing"])


@settings(max_examples=100)
@given(st.integers(0, 10**6))
def test_contradictions_of_reports_with_one_claim(seed: int) -> None:
    """Then no teller tells of two acts, which is the one rule that the queries leave out."""
    kg = quarrel(seed, claims=1)
    for kind, title in TITLES.items():
        assert pairs(kg, kind) == asked_pairs(kg, title), kind


def test_contradictions_of_the_example() -> None:
    kg = example()
    assert {kind: len(pairs(kg, kind)) for kind in KINDS if pairs(kg, kind)} == {"killed": 1, "standing": 1}


def test_the_quarrels_are_of_all_kinds() -> None:
    found = {kind for seed in range(40) for kind in (*TITLES, "killed") if pairs(quarrel(seed, claims=1), kind)}
    assert found == {"killed", *TITLES}
