"""What an actor looks like from outside: the id, name, type, home and aliases that its cluster gives it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc

from ingest.analysis import FoundMention, span_of
from ingest.compose import bare_nationality, nationality
from ingest.linking.clusters import Cluster
from ingest.persons import split_title
from ontology.model import Actor, Mention
from ontology.names import digest, slug

_WEIGHTS = {"actor-name": 2.0, "actor-nominal": 1.5}


def portray(doc: Doc, identifier: str, cluster: Cluster) -> Actor:
    """The actor that a cluster of mentions in a Doc is."""
    known = cluster.known
    name = known.name if known else _best_name(doc, cluster)
    score = sum(mention.score for mention in cluster.mentions) / len(cluster.mentions)
    return Actor(
        id=identifier,
        name=name,
        type=known.type if known else _vote(cluster.mentions),
        country=_home(cluster, name),
        aliases=_aliases(doc, cluster, name),
        mentions=tuple(_mention(doc, mention) for mention in cluster.mentions),
        confidence=round(score, 3),
    )


def id_of(doc: Doc, cluster: Cluster, report_id: str) -> str:
    """The id of the actor that a cluster is; without a name of its own it does not reach beyond the report."""
    if cluster.known:
        return cluster.known.id
    name = _best_name(doc, cluster)
    return slug(name) if not _is_scoped(cluster) else f"{slug(name)}-{digest(report_id, 8)}"


def _is_scoped(cluster: Cluster) -> bool:
    """Whether the cluster has no proper name: its id must not reach beyond the report."""
    return not any(mention.kind == "actor-name" for mention in cluster.mentions) or cluster.key.startswith("nominal:")


def _best_name(doc: Doc, cluster: Cluster) -> str:
    """The longest name of the cluster without title, else its first nominal."""
    names = [mention for mention in cluster.mentions if mention.kind == "actor-name"]
    texts = [span_of(doc, mention).text for mention in names or cluster.mentions]
    if names and cluster.key.startswith("person:"):
        texts = [split_title(text)[1] for text in texts]
    return " ".join((max(texts, key=len) if names else texts[0]).split())


def _vote(mentions: Iterable[FoundMention]) -> str:
    """The type that most mentions suggest, names before nominals before pronouns.

    >>> kinds = [("name", "Military"), ("pronoun", "State"), ("pronoun", "State")]
    >>> _vote(FoundMention(0, 0, 1, f"actor-{kind}", type_, 0.9) for kind, type_ in kinds)
    'Military'
    """
    votes: Counter[str] = Counter()
    for mention in mentions:
        votes[mention.type] += _WEIGHTS.get(mention.kind, 0.5) * mention.score  # type: ignore[assignment]
    return max(sorted(votes), key=lambda type_: votes[type_])


def _home(cluster: Cluster, name: str) -> str | None:
    """The country of a known actor, else the nationality in the name or in a title.

    >>> _home(Cluster("person:ana brixo", titles=["Peruvian Colonel"]), "Ana Brixo")
    'PE'
    """
    if cluster.known:
        return cluster.known.country
    split = nationality(name) or next((found for title in cluster.titles if (found := nationality(title))), None)
    return split[0] if split else None


def _aliases(doc: Doc, cluster: Cluster, name: str) -> tuple[str, ...]:
    """Other names, known or seen; those of a state are too many to list, a lone nationality is nobody's."""
    known = cluster.known.aliases if cluster.known and cluster.known.type != "State" else ()
    seen = [span_of(doc, mention).text for mention in cluster.mentions if mention.kind == "actor-name"]
    names = {" ".join(alias.split()) for alias in (*known, *seen)} - {name}
    return tuple(sorted(alias for alias in names if not bare_nationality(alias)))


def _mention(doc: Doc, mention: FoundMention) -> Mention:
    span = span_of(doc, mention)
    kind = mention.kind.removeprefix("actor-")
    return Mention(text=span.text, begin=span.start_char, end=span.end_char, kind=kind)
