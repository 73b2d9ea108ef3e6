"""Standing relations: what belongs to what, who is tied to whom; from the gazetteers and from titles in the text.

These are no events. Their evidence is the first mention of the actor; what comes from the gazetteers says so in its
confidence only through the link itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Span

from ingest.actors import Cluster, LinkedActors
from ingest.analysis import FoundMention, mentions_of, span_of
from ingest.compose import nationality
from ingest.gazetteers import KnownActor, countries, known_actors
from ingest.textkey import name_key
from ontology.model import Actor, Evidence, Relation

_LEADING = frozenset(
    ("commander chief head leader director president chairman chairwoman chair premier king queen emir sultan").split()
)
_LEADING_PAIRS = frozenset(["prime minister", "secretary general", "general secretary"])
_NOT_LEADING = frozenset(["deputy", "vice", "former", "ex", "assistant", "late", "ousted"])


def standing_relations(doc: Doc, linked: LinkedActors) -> tuple[list[Relation], list[Actor]]:
    """Relations that hold apart from events, and the actors they need that the text does not mention."""
    relations: dict[tuple[str, str, str], Relation] = {}
    present = {actor.id for actor in linked.actors}
    added: dict[str, Actor] = {}
    for actor in linked.actors:
        cluster = linked.clusters[actor.id]
        evidence = _evidence(doc, cluster)
        for subject, predicate, target in (*_known(cluster), *_stated(doc, actor, cluster, linked)):
            if subject == target:
                continue
            for identifier in (subject, target):
                if identifier not in present and identifier not in added:
                    added[identifier] = _unmentioned(known_actors()[identifier])
            key = (subject, predicate, target)
            relations.setdefault(
                key,
                Relation(
                    subject=subject, predicate=predicate, object=target, evidence=evidence, confidence=actor.confidence
                ),
            )
    return [relations[key] for key in sorted(relations)], [added[key] for key in sorted(added)]


def _known(cluster: Cluster) -> Iterator[tuple[str, str, str]]:
    """Parents of a known actor up to its state."""
    actor = cluster.known
    seen = set()
    while actor and actor.part_of and actor.id not in seen:
        seen.add(actor.id)
        parent = known_actors().get(actor.part_of[0])
        if parent is None:
            return
        yield actor.id, "affiliatedWith" if actor.type == "Person" else "partOf", parent.id
        actor = parent
    national = actor and actor.type in ("Person", "Government", "Military", "Police", "IntelligenceService")
    if actor and national and not actor.part_of and actor.country in countries():
        yield actor.id, "affiliatedWith", countries()[actor.country].id


def _stated(doc: Doc, actor: Actor, cluster: Cluster, linked: LinkedActors) -> Iterator[tuple[str, str, str]]:
    """ "Ecuadorian President X" and "X, the commander of Y"."""
    if actor.type != "Person" or cluster.known:
        return
    for title in cluster.titles:
        if split := nationality(title):
            yield actor.id, "affiliatedWith", countries()[split[0]].id
    for mention in cluster.mentions:
        for body in _bodies(doc, mention, linked):
            yield actor.id, "leads" if _leads(span_of(doc, mention)) else "affiliatedWith", body


def _leads(span: Span) -> bool:
    """Whether a nominal names who is at the head: no deputy, no former holder, no minister but the prime."""
    before = span.doc[max(span.start - 1, span.sent.start) : span.start].text
    words = name_key(f"{before} {span.text}").split()
    pairs = {" ".join(pair) for pair in pairwise(words)}
    return bool(_LEADING & set(words) or _LEADING_PAIRS & pairs) and not _NOT_LEADING & set(words)


def _bodies(doc: Doc, mention: FoundMention, linked: LinkedActors) -> Iterator[str]:
    """The body after "of" or "for" that follows a nominal mention ("the commander of the army")."""
    if mention.kind != "actor-nominal":
        return
    beside = mentions_of(doc)[mention.index + 1 : mention.index + 5]
    for other in [other for other in beside if other.kind.startswith("actor")][:1]:
        if doc[mention.end : other.start].text.strip().lower() in (
            "of",
            "of the",
            "for",
            "for the",
            "at the",
            "in the",
        ):
            yield from linked.ids.get(other.index, ())


def _evidence(doc: Doc, cluster: Cluster) -> tuple[Evidence, ...]:
    span = span_of(doc, cluster.mentions[0])
    return (Evidence(quote=span.text, begin=span.start_char, end=span.end_char),)


def _unmentioned(known: KnownActor) -> Actor:
    return Actor(id=known.id, name=known.name, type=known.type, country=known.country)
