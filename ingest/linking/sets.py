"""Sets: whom "the two countries" or "both sides" stand for, the last ones named."""

from __future__ import annotations

from spacy.tokens import Doc

from ingest.analysis import FoundMention, mentions_of, span_of
from ingest.linking.clusters import Clusters
from ingest.named_sets import asked_members, the_named


def set_members(clusters: Clusters, mention: FoundMention) -> tuple[str, ...]:
    """The keys of the actors that a mention stands for together; none when it is no set or its members are unclear."""
    asked = asked_set(clusters.doc, mention)
    if asked is None:
        return ()
    sentence = clusters.doc[mention.start].sent
    before_it = clusters.doc[max(0, sentence.start - 1)].sent
    here = _named_from(clusters, mention, sentence.start)
    members = the_named(here or _named_from(clusters, mention, before_it.start), *asked)
    homes = [clusters.by_key[key].known for key in members]
    countries = [known.country for known in homes if known and known.country]
    return members if len(countries) == len(set(countries)) else ()


def asked_set(doc: Doc, mention: FoundMention) -> tuple[frozenset[str], int] | None:
    """The types and the number of the members that a mention asks for; None if it is no set."""
    return asked_members(span_of(doc, mention).text, _before(doc, mention))


def _before(doc: Doc, mention: FoundMention) -> str:
    """Up to two words of the sentence in front of a mention."""
    first = doc[mention.start].sent.start
    return doc[max(mention.start - 2, first) : mention.start].text


def _named_from(clusters: Clusters, mention: FoundMention, first: int) -> list[tuple[str, str]]:
    """(key, type) of the actors that were named between a token and a mention."""
    found = []
    for index in range(mention.index - 1, -1, -1):
        if mentions_of(clusters.doc)[index].start < first:
            break
        if key := clusters.key_of.get(index):
            found.append((key, clusters.type_of(key)))
    return found
