"""Persons: by full name, or by the last name of somebody named before."""

from __future__ import annotations

from datetime import date

from ingest.analysis import FoundMention, span_of
from ingest.gazetteers import KnownActor
from ingest.linking.clusters import Clusters, Decision
from ingest.linking.known_names import known_name
from ingest.persons import known_person, split_title
from ingest.textkey import name_key


def link_person(clusters: Clusters, mention: FoundMention, published: date | None) -> Decision:
    """Who the name of a person stands for.

    Args:
        clusters: Those of the mentions before it; who bears the last name is noted there.
        mention: The name, with or without a title.
        published: Tells which holder of an office is meant.
    """
    words = span_of(clusters.doc, mention).text
    title, name = split_title(words)
    parts = name_key(name).split()
    if not parts:
        return Decision(f"new:{name_key(words)}", None, "new name")
    if len(parts) == 1 and (key := _bearer(clusters, mention, parts[0])):
        return clusters.joining(key, "last name of a person named before")
    if known := known_person(title, name, published):
        return Decision(_remember(clusters, parts, known.id, known), known, "person in the gazetteer")
    if not title:
        other, reason = known_name(clusters.doc, mention)
        if other:
            return Decision(other.id, other, reason)
    return Decision(_remember(clusters, parts, f"person:{' '.join(parts)}", None), None, "new person")


def _bearer(clusters: Clusters, mention: FoundMention, last_name: str) -> str | None:
    """The person named before who is called by the last name alone; of several the antecedent or the latest."""
    bearers = list(clusters.by_last_name.get(last_name, ()))
    antecedent = clusters.antecedent(mention)
    return antecedent if antecedent in bearers else next(reversed(bearers), None)


def _remember(clusters: Clusters, parts: list[str], key: str, known: KnownActor | None) -> str:
    """Note who bears a last name; a full name completes the mere last name of a headline, once. Gives the key."""
    key = clusters.completed.get(key, key)
    alone = f"person:{parts[-1]}"
    bearers = clusters.by_last_name.setdefault(parts[-1], {})
    if len(parts) > 1 and list(bearers) == [alone] and alone not in clusters.completed.values():
        clusters.completed[key] = alone
        clusters.by_key[alone].known = known
        key = alone
    bearers[key] = None
    if known:
        clusters.by_last_name.setdefault(name_key(known.name).split()[-1], {})[key] = None
    return key
