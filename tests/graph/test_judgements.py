"""Judgements overrule what was found, survive a new reading, and travel as a file; every merge can be explained."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from ontology.errors import BadArgument, BadRecord, SourceNotFound, UnknownActor
from ontology.model import Extraction
from tests.graph.test_identity import actor, graph_of
from tests.graph.test_rebuild import derived
from tests.hand_built import IN_OTHER_WORDS, joint_operation

DAY = date(2026, 3, 3)
WHEN = datetime(2026, 3, 9, 12, tzinfo=UTC)


def two_desks() -> KnowledgeGraph:
    """Two reports in other words on one operation, which has two events."""
    kg = KnowledgeGraph.open()
    kg.add(joint_operation("one", "desk one"))
    kg.add(joint_operation("two", "desk two", text=IN_OTHER_WORDS))
    return kg


def events(kg: KnowledgeGraph) -> list[tuple[str, int]]:
    return sorted((row["type"], row["reports"]) for row in kg.event_rows(modality="any"))


def event_of(kg: KnowledgeGraph, type: str) -> str:
    return next(str(row["event"]) for row in kg.event_rows(type=type))


def claims(kg: KnowledgeGraph, type: str) -> list[str]:
    return sorted(row["claim"] for row in kg.evidence_rows(event_of(kg, type)))


def test_why_says_what_spoke_for_it() -> None:
    kg = two_desks()
    (row,) = kg.why_rows(event_of(kg, "ASSAULT"))
    assert row["decision"] == "one"
    assert row["judgement"] == "not judged"
    assert row["score"] > 4.5
    assert {"both ASSAULT (+2.0)", "the same place (+2.0)", "the same day (+2.0)"} <= set(row["reasons"])
    assert {row["one_says"][:13], row["other_says"][:13]} == {"one: Together", "two: Two camp"}
    assert list(kg.why(event_of(kg, "ASSAULT")).columns)[:2] == ["one", "one_says"]


def test_why_two_events_are_two() -> None:
    kg = two_desks()
    (row,) = kg.why_rows(event_of(kg, "ASSAULT"), event_of(kg, "COOPERATE"))
    assert row["decision"] == "two"
    assert row["reasons"] == ["ASSAULT and COOPERATE are no near types"]


def test_split_takes_an_event_apart_and_merge_joins_it_again() -> None:
    kg = two_desks()
    before = derived(kg)
    first, second = claims(kg, "ASSAULT")
    assert kg.split(first, second, note="two camps", when=WHEN) == 1
    assert events(kg) == [("ASSAULT", 1), ("ASSAULT", 1), ("COOPERATE", 2)]
    (row,) = kg.why_rows(first, second)
    assert (row["decision"], row["judgement"]) == ("two", "different")
    assert kg.merge(first, second) == 1
    assert events(kg) == [("ASSAULT", 2), ("COOPERATE", 2)]
    assert kg.why_rows(first)[0]["reasons"][0] == "judged to be the same"
    assert kg.judge(first, second, None) == 0
    assert derived(kg) == before
    assert kg.judgement_rows() == []


def test_one_claim_can_be_split_from_its_event() -> None:
    kg = two_desks()
    assert kg.split(claims(kg, "ASSAULT")[0]) == 1
    assert events(kg)[:2] == [("ASSAULT", 1), ("ASSAULT", 1)]
    with pytest.raises(BadArgument, match="not merged"):
        kg.split(claims(kg, "ASSAULT")[0])


def test_merge_joins_what_rules_forbid() -> None:
    kg = two_desks()
    kg.merge(event_of(kg, "COOPERATE"), event_of(kg, "ASSAULT"), note="one act")
    assert len(events(kg)) == 1
    assert kg.validate() == []
    kg.rebuild()
    assert len(events(kg)) == 1


def test_unsure_is_on_record_and_changes_nothing() -> None:
    kg = two_desks()
    before = derived(kg)
    first, second = claims(kg, "ASSAULT")
    kg.judge(first, second, "unsure", note="the second report is vague")
    assert derived(kg) == before
    assert kg.why_rows(first)[0]["judgement"] == "unsure"
    with pytest.raises(BadArgument, match="no verdict"):
        kg.judge(first, second, "perhaps")


def renumbered(extraction: Extraction) -> Extraction:
    """The same, as another extractor numbers the claims."""
    first, second = extraction.events
    changed = (replace(second, id="e1", confidence=0.5), replace(first, id="e2"))
    ids = {"e1": "e2", "e2": "e1"}
    relations = tuple(replace(one, events=tuple(ids[id] for id in one.events)) for one in extraction.relations)
    extractor = replace(extraction.extractor, version="9")
    return replace(extraction, events=changed, relations=relations, extractor=extractor)


def test_a_judgement_survives_retraction_and_another_reading() -> None:
    kg = two_desks()
    kg.split(*claims(kg, "ASSAULT"), when=WHEN)
    kg.add(renumbered(joint_operation("one", "desk one")))
    assert events(kg) == [("ASSAULT", 1), ("ASSAULT", 1), ("COOPERATE", 2)]
    kg.retract("two")
    kg.add(joint_operation("two", "desk two", text=IN_OTHER_WORDS))
    assert events(kg) == [("ASSAULT", 1), ("ASSAULT", 1), ("COOPERATE", 2)]


def test_a_file_of_judgements_gives_the_same_graph(tmp_path: Path) -> None:
    kg, other, file = two_desks(), two_desks(), tmp_path / "judged.jsonl"
    kg.split(*claims(kg, "ASSAULT"), note="two camps — “far apart”", when=WHEN)
    kg.merge("us-southern-command", "ecuadorian-armed-forces", when=WHEN)
    assert kg.export_judgements(file) == 2
    assert other.import_judgements(file) == 2
    assert other.import_judgements(file) == 0
    assert derived(other) == derived(kg)
    assert other.judgement_rows() == kg.judgement_rows()
    says = [json.loads(line)["says"] for line in file.read_text(encoding="utf-8").splitlines()]
    assert any(words.startswith("one: Together") for pair in says for words in pair)
    assert kg.validate() == []


def test_an_export_carries_judgements(tmp_path: Path) -> None:
    kg = two_desks()
    kg.split(*claims(kg, "ASSAULT"), when=WHEN)
    kg.export(tmp_path / "all.trig")
    loaded = KnowledgeGraph.open()
    loaded.load(tmp_path / "all.trig")
    assert derived(loaded) == derived(kg)
    assert [row["verdict"] for row in loaded.judgement_rows()] == ["different"]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        '{"one": "actor/a"}',
        '{"one": "actor/a", "other": "place/a", "verdict": "same"}',
        '{"one": "actor/a", "other": "actor/a", "verdict": "same"}',
        '{"one": "actor/a", "other": "actor/b> } ; DROP ALL", "verdict": "same"}',
        '{"one": "report/a", "other": "report/b", "verdict": "same"}',
        '{"one": "actor/a", "other": "actor/b", "verdict": "perhaps"}',
        '{"one": "actor/a", "other": "actor/b", "verdict": "same", "judged": "yesterday"}',
        '{"one": 1, "other": 2, "verdict": "same"}',
        "[" * 100_000,
    ],
)
def test_a_bad_line_is_refused_whole(line: str, tmp_path: Path) -> None:
    kg, file = two_desks(), tmp_path / "judged.jsonl"
    good = '{"one": "actor/us-southern-command", "other": "actor/ecuadorian-armed-forces", "verdict": "same"}'
    file.write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(BadRecord):
        kg.import_judgements(file)
    assert kg.judgement_rows() == []
    with pytest.raises(SourceNotFound):
        kg.import_judgements(tmp_path / "none")


def test_actors_can_be_merged_and_split_by_hand() -> None:
    kg = graph_of(
        actor("southcom", "SOUTHCOM", "Military", "US"),
        actor("us-southern-command", "U.S. Southern Command", "Military", "US"),
        actor("the-us-southern-command", "US Southern Command", "Military", None),
    )
    assert kg.stats()["actors"] == 2
    kg.merge("SOUTHCOM", "US Southern Command")
    assert kg.stats()["actors"] == 1
    reasons = [reason for row in kg.why_rows("southcom") for reason in row["reasons"]]
    assert "both are called 'us southern command'" in reasons
    assert kg.split("southcom") == 2
    assert kg.stats()["actors"] == 2
    assert kg.resolve("SOUTHCOM") == "southcom"
    kg.split("us-southern-command", "the-us-southern-command")
    assert kg.stats()["actors"] == 3
    with pytest.raises(UnknownActor):
        kg.merge("SOUTHCOM", "nobody > } ; DROP ALL")
    with pytest.raises(BadArgument):
        kg.merge("SOUTHCOM", "southcom")


def test_what_is_the_same_may_be_of_two_countries() -> None:
    kg = graph_of(actor("a", "Fleet", "Military", "US"), actor("b", "Squadron", "Police", "EC"))
    kg.merge("a", "b")
    assert kg.stats()["actors"] == 1
    assert kg.validate() == []


def test_different_is_stronger_than_a_chain_of_sames() -> None:
    kg = graph_of(*(actor(id, id.upper(), "Military", "US") for id in ("aa", "bb", "cc")))
    kg.merge("aa", "bb")
    kg.merge("bb", "cc")
    assert kg.stats()["actors"] == 1
    kg.split("aa", "cc")
    assert kg.stats()["actors"] == 2
    assert kg.resolve("aa") != kg.resolve("cc")
