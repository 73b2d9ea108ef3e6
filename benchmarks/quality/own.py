"""Quality on the test part of our own corpus (passages whose id ends in 5, never trained on).

    python -m benchmarks.quality.own

Actors and places match by overlapping mentions, events by overlapping triggers; roles are counted on matched events.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ingest import extract, load_pipeline
from ingest.training.annotated import is_test, read_corpus
from ingest.training.markup import MarkedEvent, Passage
from ontology.model import Claim, Extraction, Relation, Report, Span
from ontology.relations import derive_relations

OPPOSING = ("attacks", "coerces", "sanctions")
Offsets = tuple[int, int]


@dataclass
class Tally:
    """Gold, predicted and right items of each measure."""

    gold: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, gold: Iterable[object], predicted: Iterable[object]) -> None:
        """Count two collections of hashable items as sets."""
        first, second = set(gold), set(predicted)
        self.gold[name] += len(first)
        self.predicted[name] += len(second)
        self.right[name] += len(first & second)

    def f1(self) -> dict[str, float]:
        """F1 of every measure, rounded to three digits."""
        return {
            name: round(2 * self.right[name] / max(1, self.gold[name] + self.predicted[name]), 3) for name in self.gold
        }


def measure(folder: Path, *, model: Path | None = None) -> dict[str, float]:
    """F1 by measure over the test part of a corpus folder."""
    nlp = load_pipeline(folder=model)
    tally = Tally()
    for passage in filter(is_test, read_corpus(folder)):
        report = Report(id=passage.id, text=passage.text, published=date.fromisoformat(passage.date))
        compare(passage, extract(report, nlp), tally)
    return tally.f1()


def compare(passage: Passage, found: Extraction, tally: Tally) -> tuple[dict[str, str], dict[str, str]]:
    """Add one passage to the tally; gives found id → gold id of actors and of events."""
    actors = _match(
        _gold_mentions(passage, "a"),
        {a.id: [(m.begin, m.end) for m in a.mentions if m.kind != "pronoun"] for a in found.actors if a.mentions},
        tally,
        "actors",
        optional=_without_part(passage),
    )
    _match(
        _gold_mentions(passage, "l"),
        {place.id: [(m.begin, m.end) for m in place.mentions] for place in found.locations},
        tally,
        "locations",
    )
    events = _events(passage, found, tally)
    gold = {event.id: event for event in passage.events}
    for claim in found.events:
        if claim.id in events:
            _roles(gold[events[claim.id]], claim, passage, actors, tally)
    truth = derive_relations([as_claim(event, passage) for event in passage.events])
    for name, predicates in (("partner pairs", ("partneredWith",)), ("opponent pairs", OPPOSING)):
        tally.add(
            name,
            _keyed(passage.id, _pairs(truth, predicates, {})),
            _keyed(passage.id, _pairs(found.relations, predicates, actors)),
        )
    return actors, events


def _keyed(key: str, items: Iterable[object]) -> set[tuple[str, object]]:
    return {(key, item) for item in items}


def _gold_mentions(passage: Passage, letter: str) -> dict[str, list[Offsets]]:
    found: dict[str, list[Offsets]] = {}
    for mention in passage.mentions:
        entity = passage.entities.get(mention.id)
        if mention.id[0] == letter and mention.kind != "pronoun" and entity and not entity.members:
            found.setdefault(mention.id, []).append((mention.begin, mention.end))
    return found


def _overlap(first: Iterable[Offsets], second: Iterable[Offsets]) -> int:
    return sum(a[0] < b[1] and b[0] < a[1] for a in first for b in second)


def _match(
    gold: dict[str, list[Offsets]],
    predicted: dict[str, list[Offsets]],
    tally: Tally,
    name: str,
    *,
    optional: frozenset[str] = frozenset(),
) -> dict[str, str]:
    """Pair predicted with gold items, those that share most mentions first; gives predicted id → gold id.

    What is optional is neither required nor wrong.
    """
    scored = [(_overlap(g, p), gold_id, found_id) for gold_id, g in gold.items() for found_id, p in predicted.items()]
    pairs: dict[str, str] = {}
    for shared, gold_id, found_id in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if shared and found_id not in pairs and gold_id not in pairs.values():
            pairs[found_id] = gold_id
    spare = sum(found in optional for found in pairs.values())
    tally.gold[name] += len(gold.keys() - optional)
    tally.predicted[name] += sum(bool(mentions) for mentions in predicted.values()) - spare
    tally.right[name] += len(pairs) - spare
    return pairs


def _without_part(passage: Passage) -> frozenset[str]:
    """The actors that have neither a name nor a part in an event: extraction leaves them out."""
    named = {mention.id for mention in passage.mentions if mention.kind == "name"}
    part = {filler for event in passage.events for fillers in event.roles.values() for filler in fillers}
    part |= {member for filler in part if filler in passage.entities for member in passage.entities[filler].members}
    return frozenset(entity for entity in passage.entities if entity[0] == "a" and entity not in named | part)


def _events(passage: Passage, found: Extraction, tally: Tally) -> dict[str, str]:
    triggers: dict[str, list[Offsets]] = {}
    for trigger in passage.triggers:
        triggers.setdefault(trigger.id, []).append((trigger.begin, trigger.end))
    predicted = {claim.id: [(claim.trigger.begin, claim.trigger.end)] for claim in found.events}
    pairs = _match(triggers, predicted, tally, "events found")
    gold = {event.id: event for event in passage.events}
    claims = {claim.id: claim for claim in found.events}
    typed = {c: g for c, g in pairs.items() if claims[c].type == gold[g].type}
    tally.add(
        "events, type right",
        _keyed(passage.id, gold),
        {(passage.id, pairs.get(c, f"?{c}") if c in typed else f"?{c}") for c in claims},
    )
    tally.add(
        "not asserted",
        {(passage.id, e.id) for e in passage.events if e.modality != "asserted"},
        {(passage.id, pairs.get(c.id, f"?{c.id}")) for c in found.events if c.modality != "asserted"},
    )
    return pairs


def _roles(event: MarkedEvent, claim: Claim, passage: Passage, actors: dict[str, str], tally: Tally) -> None:
    gold = as_claim(event, passage)
    side = {*gold.agents, *gold.partners}
    tally.add("agent side", side, {actors.get(a, f"?{a}") for a in (*claim.agents, *claim.partners)})
    tally.add("targets", gold.targets, {actors.get(t, f"?{t}") for t in claim.targets})


def as_claim(event: MarkedEvent, passage: Passage) -> Claim:
    """An annotated event in the shape of what extraction returns; a set of actors stands for its members."""

    def role(name: str) -> tuple[str, ...]:
        fillers = (passage.entities[filler].members or (filler,) for filler in event.roles.get(name, ()))
        return tuple(dict.fromkeys(actor for members in fillers for actor in members))

    main = next(trigger for trigger in passage.triggers if trigger.id == event.id and trigger.kind == "main")
    words = Span(text=passage.text[main.begin : main.end], begin=main.begin, end=main.end)
    return Claim(
        id=event.id, type=event.type, trigger=words, evidence=(), mode=event.mode,
        agents=role("agent"), partners=role("partner"), targets=role("target"), mediators=role("mediator"),
        beneficiaries=role("beneficiary"), modality=event.modality,
    )  # fmt: skip


def _pairs(relations: Iterable[Relation], predicates: tuple[str, ...], names: dict[str, str]) -> set[tuple[str, ...]]:
    return {
        related(relation, names)
        for relation in relations
        if relation.predicate in predicates and relation.modality == "asserted"
    }


def related(relation: Relation, names: dict[str, str]) -> tuple[str, ...]:
    """The kind of a relation and its two ends under their gold names, those of partners in order."""
    pair = [names.get(end, end if not names else f"?{end}") for end in (relation.subject, relation.object)]
    return ("partners", *sorted(pair)) if relation.predicate == "partneredWith" else ("opponents", *pair)


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--corpus", type=Path, default=Path("data/corpus/passages"))
    parser.add_argument("--model", type=Path)
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.corpus, model=arguments.model), indent=1))


if __name__ == "__main__":
    main()
