"""The result of linking: the actors of a Doc, and who each mention stands for."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.linking.clusters import Cluster, Clusters
from ingest.linking.portrait import id_of, portray
from ontology.model import Actor


@dataclass
class LinkedActors:
    """The actors of a Doc.

    Attributes:
        actors: In the order of their first mention.
        ids: Mention index → ids of the actors it stands for (several for "the two countries").
        clusters: Actor id → its cluster.
    """

    actors: list[Actor]
    ids: dict[int, tuple[str, ...]]
    clusters: dict[str, Cluster]


def linked_actors(clusters: Clusters, report_id: str) -> LinkedActors:
    """Clusters into actors; clusters that come to the same id are one actor.

    Args:
        clusters: Those of all mentions; the ones that are merged are changed.
        report_id: Scopes actors without a name of their own to the report.
    """
    ids = {key: id_of(clusters.doc, cluster, report_id) for key, cluster in clusters.by_key.items()}
    merged = _merged(clusters, ids)
    actors = [portray(clusters.doc, identifier, cluster) for identifier, cluster in merged.items()]
    actors.sort(key=lambda actor: (actor.mentions[0].begin, actor.id))
    by_mention: dict[int, tuple[str, ...]] = {index: (ids[key],) for index, key in clusters.key_of.items()}
    by_mention |= {index: tuple(ids[key] for key in keys) for index, keys in clusters.members_of.items()}
    return LinkedActors(actors, by_mention, merged)


def _merged(clusters: Clusters, ids: dict[str, str]) -> dict[str, Cluster]:
    """Actor id → its one cluster, with the mentions in text order."""
    merged: dict[str, Cluster] = {}
    for key, cluster in clusters.by_key.items():
        same = merged.setdefault(ids[key], cluster)
        if same is not cluster:
            same.mentions += cluster.mentions
            same.titles += cluster.titles
            same.known = same.known or cluster.known
    for cluster in merged.values():
        cluster.mentions.sort(key=lambda mention: mention.index)
    return merged
