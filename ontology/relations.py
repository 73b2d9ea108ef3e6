"""Derive relations between actors from events, by the rules of sitgraph.ttl.

A pure function, used by whoever makes an extraction. Decisions:

- A symmetric relation (partneredWith, consultsWith) comes once, with the smaller id as its subject.
- An actor is never related to itself.
- The modality is the event's; events of different modality make different relations.
- The confidence is that of the most confident event: the events of one report are not independent of each other, so
  they do not add up (independent reports do, when the graph merges them).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, permutations, product

from ontology.model import Claim, Relation
from ontology.types import RelationRule, canonical_type, relation_rules, relation_types

Edge = tuple[str, str, str]


def derive_relations(events: Sequence[Claim]) -> tuple[Relation, ...]:
    """The relations that follow from the events of one report, sorted.

    Raises:
        BadArgument: when an event has an unknown type.

    >>> from ontology.model import Evidence, Span
    >>> raid = Claim(id="e1", type="ASSAULT", trigger=Span(text="", begin=0, end=0), evidence=(),
    ...              agents=("us",), partners=("ec",), targets=("gang",))
    >>> [(r.subject, r.predicate, r.object) for r in derive_relations([raid])]
    [('ec', 'attacks', 'gang'), ('us', 'attacks', 'gang'), ('ec', 'partneredWith', 'us')]
    """
    found: dict[tuple[str, str, str, str], list[Claim]] = {}
    for event in events:
        for edge in sorted(set(_edges(event))):
            found.setdefault((*edge, event.modality), []).append(event)
    relations = [_relation(*key, claims) for key, claims in found.items()]
    return tuple(sorted(relations, key=lambda r: (r.predicate, r.subject, r.object, r.modality)))


def _relation(subject: str, predicate: str, object_: str, modality: str, claims: Sequence[Claim]) -> Relation:
    return Relation(
        subject=subject,
        predicate=predicate,
        object=object_,
        modality=modality,
        events=tuple(claim.id for claim in claims),
        confidence=max(claim.confidence for claim in claims),
    )


def _edges(event: Claim) -> Iterator[Edge]:
    rule = relation_rules().get(canonical_type(event.type))
    if rule is None:
        return
    if rule.to_target:
        others = event.targets + (event.beneficiaries if rule.to_beneficiary else ())
        yield from _pairs(rule.to_target, product(event.agents + event.partners, others))
    if rule.mutual and _is_exchange(event):
        yield from _pairs(rule.mutual, permutations(event.agents, 2))
    elif rule.among:
        yield from _pairs(rule.among, _together(event, rule))


def _is_exchange(event: Claim) -> bool:
    """Whether two fight each other; of three or more nobody has said who stands on whose side."""
    return len(set(event.agents)) == 2 and not event.targets


def _together(event: Claim, rule: RelationRule) -> Iterable[tuple[str, str]]:
    """The pairs of those who act together. Nobody acts together with one of the targets."""
    if rule.among_when == "without-target" and event.targets:
        return ()
    agents = [actor for actor in event.agents if actor not in event.targets]
    partners = [actor for actor in event.partners if actor not in event.targets]
    if rule.among_when == "partner-role" or (rule.among_when == "with-target" and not event.targets):
        return product(agents, partners)
    return combinations(agents + partners, 2)


def _pairs(predicate: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Edge]:
    symmetric = relation_types()[predicate].symmetric
    for first, second in pairs:
        if first != second:
            low, high = sorted((first, second)) if symmetric else (first, second)
            yield low, predicate, high
