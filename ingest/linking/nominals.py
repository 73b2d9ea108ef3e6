"""Nominals: "Malian troops", "its army", "the government", "the minister"; or nobody who has a name."""

from __future__ import annotations

from ingest.analysis import FoundMention, span_of
from ingest.compose import NATIONAL, compose, kind_of
from ingest.linking.clusters import Clusters, Decision
from ingest.linking.owners import owned_body
from ingest.linking.scope import scoped_key, unless_scoped
from ingest.linking.sets import asked_set
from ingest.textkey import name_key

_DEFINITE = frozenset(["the", "its", "their", "that", "this"])


def link_nominal(clusters: Clusters, mention: FoundMention) -> Decision:
    """Who a nominal stands for, given the clusters of the mentions before it."""
    words = span_of(clusters.doc, mention).text
    if mention.type == "Person" and (person := _person_before(clusters, mention)):
        return clusters.joining(person, "coreference")
    if composed := compose(words):
        return Decision(scoped_key(composed), unless_scoped(composed), "nationality and kind of body")
    if owned := owned_body(clusters, mention):
        return Decision(scoped_key(owned), unless_scoped(owned), "body of the state named before it")
    is_set = asked_set(clusters.doc, mention) is not None
    if (key := clusters.antecedent(mention)) is not None and not is_set:
        return clusters.joining(key, "coreference")
    if same := _same_kind(clusters, mention):
        return clusters.joining(same, "the only body of its kind named before")
    return Decision(f"nominal:{name_key(words)}", None, "no name of its own")


def _person_before(clusters: Clusters, mention: FoundMention) -> str | None:
    """The antecedent if it is a person: "Ana Brixo, defence minister of Peru" is she, not her ministry."""
    key = clusters.antecedent(mention)
    return key if key and clusters.type_of(key) == "Person" else None


def _same_kind(clusters: Clusters, mention: FoundMention) -> str | None:
    """ "the government" after "the Colombian government", when no other government was named."""
    kind = kind_of(span_of(clusters.doc, mention).text)
    definite = mention.start > 0 and clusters.doc[mention.start - 1].lower_ in _DEFINITE
    if kind is None or kind.type not in NATIONAL or not definite:
        return None
    named = [key for key in clusters.by_kind.get(kind, ()) if clusters.by_key[key].known]
    return named[0] if len(named) == 1 else None
