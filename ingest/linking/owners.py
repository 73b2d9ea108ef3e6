"""Bodies of the state that is named beside them: "Mali's army", "the army of Mali", "its army"."""

from __future__ import annotations

from spacy.tokens import Doc

from ingest.analysis import FoundMention, span_of
from ingest.compose import of_kind
from ingest.gazetteers import KnownActor, country_names
from ingest.linking.clusters import Clusters
from ingest.linking.nearby import nearby
from ingest.textkey import name_key


def owned_body(clusters: Clusters, mention: FoundMention) -> KnownActor | None:
    """The body that a nominal stands for when a state beside it owns it, or None."""
    words = span_of(clusters.doc, mention).text
    for other in nearby(clusters.doc, mention):
        code = _country(clusters, other) if _owns(clusters.doc, other, mention) else None
        if code and (found := of_kind(code, words)):
            return found
    return None


def _owns(doc: Doc, owner: FoundMention, body: FoundMention) -> bool:
    """Whether the words between two mentions make one the other's owner."""
    if not -1 <= body.start - owner.end <= 1 and not 0 <= owner.start - body.end <= 2:
        return False
    gap = doc[owner.end : body.start].text.strip()
    owner_before = owner.end <= body.start and gap in {"'s", "’s", "'", "’"}
    own_pronoun = owner.end == body.start and owner.kind == "actor-pronoun"
    gap_after = doc[body.end : owner.start].text.strip() if body.end <= owner.start else ""
    return owner_before or own_pronoun or gap_after in {"of", "of the"}


def _country(clusters: Clusters, mention: FoundMention) -> str | None:
    """The code of the country that a place or an actor is."""
    named = country_names().get(name_key(span_of(clusters.doc, mention).text))
    if mention.kind == "place":
        return named
    key = clusters.key_of.get(mention.index) or (clusters.antecedent(mention) or "")
    cluster = clusters.by_key.get(key)
    if cluster and cluster.known and cluster.known.type == "State":
        return cluster.known.country
    return named
