"""The merged layer is a function of the reports: in whatever order they came, it comes out the same, byte for byte."""

from __future__ import annotations

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import KnowledgeGraph
from graph.judgements import Judgement, judge, judgements
from graph.terms import Node, term, value
from ontology.errors import UnknownReport
from ontology.model import Extraction
from tests.graph.strategies import crowded, extractions

Verdict = tuple[int, int, str, str]
Step = Extraction | str | Verdict


def derived(kg: KnowledgeGraph) -> str:
    """The merged graph and the index graph as sorted N-Quads."""
    graphs = (kg.store.names.merged_graph, kg.store.names.index_graph)
    quads = (quad for graph in graphs for quad in kg.store.quads.quads_for_pattern(None, None, None, Node(graph)))
    return "\n".join(sorted(str(quad) for quad in quads))


def run(kg: KnowledgeGraph, steps: list[Step]) -> dict[str, Extraction]:
    """Add extractions and retract ids; returns what is in the graph at the end."""
    kept: dict[str, Extraction] = {}
    for step in steps:
        if isinstance(step, Extraction):
            known = kept.get(step.report.id)
            outcome = kg.add(step)
            assert outcome in ("added" if known is None else "replaced", "unchanged")
            if outcome != "unchanged":
                kept[step.report.id] = step
        elif isinstance(step, tuple):
            pass_judgement(kg, step)
        elif kept.pop(step, None):
            kg.retract(step)
        else:
            try:
                kg.retract(step)
            except UnknownReport:
                continue
            raise AssertionError("an unknown report was retracted")
    return kept


def pass_judgement(kg: KnowledgeGraph, step: Verdict) -> None:
    """Judge two of the things that the graph holds, whichever the numbers of the step pick."""
    first, second, kind, verdict = step
    names = kg.store.names
    index = Node(names.index_graph)
    predicate = "sg:mark" if kind == "mark" else "sg:identity"
    quads = kg.store.quads.quads_for_pattern(None, term(predicate), None, index)
    nodes = (quad.object if kind == "mark" else quad.subject for quad in quads)
    paths = sorted({value(node)[len(names.base) :] for node in nodes})
    paths = [path for path in paths if path.startswith(f"{kind}/")]
    if len(paths) > 1:
        one = first % len(paths)
        other = (one + 1 + second % (len(paths) - 1)) % len(paths)
        judge(kg.store, [Judgement(one=paths[one], other=paths[other], verdict=verdict, judged="2026-03-04T00:00:00Z")])


VERDICTS = st.tuples(
    st.integers(0, 99),
    st.integers(0, 99),
    st.sampled_from(["mark", "mark", "actor", "place"]),
    st.sampled_from(["same", "different", "same", "different", "unsure"]),
)
REPORTS = ("r1", "r2", "r3", "r4", "r5")
IN_A_CROWD = st.builds(crowded, st.integers(0, 10**9), st.sampled_from(REPORTS))


def check_all_ways(steps: list[Step], order: Random) -> KnowledgeGraph:
    kg = KnowledgeGraph.open()
    kept = run(kg, steps)
    step_by_step = derived(kg)
    kg.rebuild()
    assert derived(kg) == step_by_step
    shuffled = list(kept.values())
    order.shuffle(shuffled)
    fresh = KnowledgeGraph.open()
    given = judgements(kg.store)
    order.shuffle(given)
    cut = order.randint(0, len(given))
    judge(fresh.store, given[:cut])
    for extraction in shuffled:
        fresh.add(extraction)
    for judgement in given[cut:]:
        judge(fresh.store, [judgement])
    assert derived(fresh) == step_by_step
    return kg


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(extractions(), st.sampled_from(REPORTS)), max_size=6), st.randoms(use_true_random=False))
def test_of_anything(steps: list[Step], order: Random) -> None:
    check_all_ways(steps, order)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.one_of(IN_A_CROWD, IN_A_CROWD, IN_A_CROWD, VERDICTS, st.sampled_from(REPORTS)), min_size=3, max_size=12
    ),
    st.randoms(use_true_random=False),
)
def test_of_reports_that_share_actors_and_events(steps: list[Step], order: Random) -> None:
    check_all_ways(steps, order)


def test_the_crowd_is_one() -> None:
    """The test above tests something: ids are merged, and events and edges have several reports behind them."""
    kg = check_all_ways([crowded(seed, f"r{seed}") for seed in range(30)], Random(1))
    assert "mergedInto" in derived(kg)
    assert "copyOf" in derived(kg)
    assert "ns#link" in derived(kg)
    assert max(row["reports"] for row in kg.event_rows(modality="any")) > 1
    assert max(data["sources"] for _, _, data in kg.network(modality="any").edges(data=True)) > 1


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(extractions(), max_size=4))
def test_retracting_everything_leaves_only_the_record_of_it(steps: list[Extraction]) -> None:
    kg = KnowledgeGraph.open()
    for report_id in run(kg, list(steps)):
        kg.retract(report_id)
    assert derived(kg) == ""
    graphs = {quad.graph_name for quad in kg.store.quads}
    assert graphs <= {Node(kg.store.names.provenance_graph)}
