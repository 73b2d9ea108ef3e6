"""The whole of extraction on the shipped model: invariants on any text, and plain cases of each kind."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from ingest import extract, extract_many
from ontology.model import Claim, Extraction, Report
from ontology.records import from_record, to_record
from ontology.types import modes

RAID = (
    "Chadian troops, backed by French warplanes, attacked a rebel base near Faya on Tuesday, killing at least 14 "
    "fighters, the defence ministry said."
)


def read(text: str, nlp: Language, id: str = "r1") -> Extraction:
    return extract(Report(id=id, text=text, published=date(2026, 3, 5)), nlp)


def event(found: Extraction, type_: str) -> Claim:
    return next(claim for claim in found.events if claim.type == type_)


def check_invariants(found: Extraction) -> None:
    text = found.report.text
    for actor in found.actors:
        assert all(text[m.begin : m.end] == m.text for m in actor.mentions)
    for place in found.locations:
        assert all(text[m.begin : m.end] == m.text for m in place.mentions)
    actors, places = {a.id for a in found.actors}, {p.id for p in found.locations}
    assert len(actors) == len(found.actors)
    assert len(places) == len(found.locations)
    for claim in found.events:
        assert claim.evidence
        assert text[claim.trigger.begin : claim.trigger.end] == claim.trigger.text
        assert all(text[e.begin : e.end] == e.quote for e in claim.evidence)
        assert {*claim.agents, *claim.partners, *claim.targets, *claim.mediators, *claim.beneficiaries} <= actors
        assert {*claim.locations, *claim.origins, *claim.destinations} <= places
        assert not {*claim.agents, *claim.partners} & {*claim.targets}
        assert 0 <= claim.confidence <= 1
        assert claim.mode is None or claim.mode in modes(claim.type)
    events = {claim.id for claim in found.events}
    for relation in found.relations:
        assert {relation.subject, relation.object} <= actors
        assert relation.subject != relation.object
        assert set(relation.events) <= events
        assert all(text[e.begin : e.end] == e.quote for e in relation.evidence)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text(nlp: Language, text: str) -> None:
    check_invariants(read(text, nlp))


WORDS = st.sampled_from(
    (
        "Mali army rebels attacked French troops , . ( ) Quito 12 at least said Gen. Diaz on Tuesday not will near "
        "Gao killed SOUTHCOM the and with U.S. 🚀 شرطة — ; <b> {e1} %3C 'DROP \" \n\n"
    ).split(" ")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_scrambled_reports(nlp: Language, text: str) -> None:
    check_invariants(read(text, nlp))


def test_partners_target_time_and_dead(nlp: Language) -> None:
    found = read(RAID, nlp)
    raid = event(found, "ASSAULT")
    names = {actor.id: actor.name for actor in found.actors}
    assert {names[a] for a in (*raid.agents, *raid.partners)} == {"Chadian National Army", "French Air and Space Force"}
    assert raid.modality == "asserted"
    assert raid.time is not None
    assert str(raid.time.begin) == "2026-03-03"
    assert raid.killed is not None
    assert (raid.killed.min, raid.killed.max) == (14, None)
    pairs = {(r.subject, r.object) for r in found.relations if r.predicate == "partneredWith"}
    assert ("chadian-national-army", "french-air-and-space-force") in pairs


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Turkish forces did not attack the village.", "negated"),
        ("Turkish forces will attack the village next week, officials said.", "planned"),
        ("Turkish forces may attack the village.", "possible"),
    ],
)
def test_modality(nlp: Language, text: str, modality: str) -> None:
    assert event(read(text, nlp), "ASSAULT").modality == modality


def test_not_asserted_makes_no_plain_edge(nlp: Language) -> None:
    found = read("Kenya and Uganda may hold a joint exercise with Rwanda in May.", nlp)
    assert all(r.modality != "asserted" for r in found.relations if r.predicate == "partneredWith")


def test_same_text_same_result(nlp: Language) -> None:
    assert to_record(read(RAID, nlp)) == to_record(read(RAID, nlp))


def test_record_round_trip(nlp: Language) -> None:
    found = read(RAID, nlp)
    assert from_record(to_record(found), RAID) == found


def test_not_english_is_said_and_not_coded(nlp: Language) -> None:
    found = read("Las fuerzas armadas del país atacaron a los rebeldes cerca de la frontera el martes pasado.", nlp)
    assert found.events == ()
    assert "English" in found.warnings[0]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "🚀", "a" * 5000, "the " * 3000, "A. " * 500])
def test_odd_texts(nlp: Language, text: str) -> None:
    check_invariants(read(text, nlp))


def test_many_reports_keep_their_order(nlp: Language) -> None:
    reports = [Report(id=f"r{number}", text=RAID) for number in range(3)]
    assert [found.report.id for found in extract_many(reports, nlp)] == ["r0", "r1", "r2"]
