"""Who the mentions are: by name, alias, composition, metonymy, and coreference within the report.

An unknown name becomes a new actor, never the nearest known one. Every decision leaves its reason.
"""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from ingest.analysis import FoundMention, mentions_of
from ingest.first_person import voices
from ingest.linking.clusters import Cluster, Clusters
from ingest.linking.names import link_name
from ingest.linking.nominals import link_nominal
from ingest.linking.result import LinkedActors, linked_actors
from ingest.linking.sets import set_members

__all__ = ["Cluster", "LinkedActors", "link_actors"]


def link_actors(doc: Doc, *, report_id: str, published: date | None) -> LinkedActors:
    """Resolve all actor mentions of a Doc.

    Args:
        doc: A Doc that the pipeline has read.
        report_id: Scopes actors without a name of their own to the report.
        published: Tells which holder of an office is meant.

    >>> from spacy.vocab import Vocab
    >>> from ingest.analysis import register_extensions
    >>> register_extensions()
    >>> doc = Doc(Vocab(), words=["Havana", "agreed"])
    >>> doc._.mentions = [FoundMention(0, 0, 1, "actor-name", "State", 0.9)]
    >>> linked = link_actors(doc, report_id="r1", published=None)
    >>> linked.ids, linked.clusters["cuba"].reason
    ({0: ('cuba',)}, 'seat that stands for its state')
    """
    clusters = Clusters(doc)
    for mention in mentions_of(doc):
        if mention.kind.startswith("actor"):
            _place(clusters, mention, published)
    _place_first_persons(clusters)
    return linked_actors(clusters, report_id)


def _place(clusters: Clusters, mention: FoundMention, published: date | None) -> None:
    """Give a mention its cluster; a pronoun without an antecedent gets none."""
    if mention.kind == "actor-name":
        clusters.put(mention, link_name(clusters, mention, published))
    elif members := set_members(clusters, mention):
        clusters.members_of[mention.index] = members
    elif mention.kind == "actor-nominal":
        clusters.put(mention, link_nominal(clusters, mention))
    elif (key := clusters.antecedent(mention)) is not None:
        clusters.put(mention, clusters.joining(key, "pronoun"))


def _place_first_persons(clusters: Clusters) -> None:
    """Give "we" and "I" of a statement to those who issue it."""
    for index, issuers in voices(clusters.doc, mentions_of(clusters.doc)).items():
        keys = tuple(dict.fromkeys(clusters.key_of[issuer] for issuer in issuers if issuer in clusters.key_of))
        if keys:
            clusters.members_of[index] = keys
            clusters.take_out(index)
