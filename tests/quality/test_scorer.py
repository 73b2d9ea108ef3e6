"""The scorer itself: the gold against itself is perfect, and an empty answer is nothing."""

from __future__ import annotations

from benchmarks.quality.own import Tally, compare
from ingest.training.markup import parse_passage
from ontology.model import Actor, Claim, Evidence, Extraction, Extractor, Mention, Report, Span
from ontology.relations import derive_relations

PASSAGE = parse_passage("""id: s-001
style: wire
region: Andes
date: 2026-03-04
title: Patrol

[a1 Peruvian troops] and [a2 Chilean police] {e1 raided} a camp of [a3n smugglers].
---
a1 = Peruvian Army | Military | PE
a2 = Chilean police | Police | CL
a3 = smugglers | CriminalGroup | -
e1 = COERCE/raid asserted agent=a1,a2 target=a3
""")


def answer(*, swap: bool = False) -> Extraction:
    actors = tuple(
        Actor(id=f"x{number}", name=words, type="Military", mentions=(Mention(text=words, begin=begin, end=end),))
        for number, (begin, end) in enumerate([(m.begin, m.end) for m in PASSAGE.mentions], 1)
        for words in [PASSAGE.text[begin:end]]
    )
    trigger = PASSAGE.triggers[0]
    agents, targets = (("x3",), ("x1", "x2")) if swap else (("x1", "x2"), ("x3",))
    claim = Claim(
        id="e1",
        type="COERCE",
        trigger=Span(text="raided", begin=trigger.begin, end=trigger.end),
        evidence=(Evidence(quote=PASSAGE.text, begin=0, end=len(PASSAGE.text)),),
        agents=agents,
        targets=targets,
    )
    return Extraction(
        report=Report(id="s-001", text=PASSAGE.text),
        extractor=Extractor(name="t", version="0", model="t"),
        actors=actors,
        events=(claim,),
        relations=derive_relations([claim]),
    )


def figures(extraction: Extraction) -> dict[str, float]:
    tally = Tally()
    compare(PASSAGE, extraction, tally)
    return tally.f1()


def test_the_gold_is_perfect() -> None:
    found = figures(answer())
    assert {name: value for name, value in found.items() if value != 1.0} == {"locations": 0.0, "not asserted": 0.0}


def test_swapped_roles_count_as_wrong() -> None:
    found = figures(answer(swap=True))
    assert found["events, type right"] == 1.0
    assert (found["agent side"], found["targets"], found["partner pairs"]) == (0.0, 0.0, 0.0)


def test_silence_scores_nothing() -> None:
    silent = Extraction(report=Report(id="s", text=PASSAGE.text), extractor=answer().extractor)
    assert set(figures(silent).values()) == {0.0}
