"""The clusters of a Doc while they grow, and what later mentions find them by.

A cluster has a key: the id of a known actor, or one that begins with "new:", "person:" or "nominal:".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Doc

from ingest.analysis import FoundMention, span_of
from ingest.components.coreference import acronyms_of
from ingest.compose import kind_of
from ingest.gazetteers import ForceKind, KnownActor
from ingest.persons import split_title


class Decision(NamedTuple):
    """Which cluster a mention belongs to, the known actor that it names (if any), and why."""

    key: str
    known: KnownActor | None
    reason: str


@dataclass
class Cluster:
    """The mentions of one actor, and what is known of it."""

    key: str
    known: KnownActor | None = None
    mentions: list[FoundMention] = field(default_factory=list)
    reason: str = ""
    titles: list[str] = field(default_factory=list)


@dataclass
class Clusters:
    """All clusters so far.

    Attributes:
        doc: What the mentions are in.
        by_key: Key → cluster, in the order in which they were begun.
        key_of: Mention index → key of its cluster.
        members_of: Mention index → keys of the several clusters it stands for ("the two countries").
        last: The mention that was put last.
        by_acronym: Letters → key of the latest name that they may be short for.
        by_kind: Kind of body → keys of the known bodies of that kind, as an ordered set.
        by_last_name: Last name → keys of the persons who bear it, as an ordered set.
        completed: Key of a full name → key of the mere last name that it completed.
    """

    doc: Doc
    by_key: dict[str, Cluster] = field(default_factory=dict)
    key_of: dict[int, str] = field(default_factory=dict)
    members_of: dict[int, tuple[str, ...]] = field(default_factory=dict)
    last: FoundMention | None = None
    by_acronym: dict[str, str] = field(default_factory=dict)
    by_kind: dict[ForceKind, dict[str, None]] = field(default_factory=dict)
    by_last_name: dict[str, dict[str, None]] = field(default_factory=dict)
    completed: dict[str, str] = field(default_factory=dict)

    def put(self, mention: FoundMention, decision: Decision) -> None:
        """Add a mention to the cluster that was decided on, which may be a new one."""
        key, known, reason = decision
        cluster = self.by_key.setdefault(key, Cluster(key, known, reason=reason))
        cluster.mentions.append(mention)
        self.key_of[mention.index] = key
        self.last = mention
        words = span_of(self.doc, mention).text
        if title := split_title(words)[0]:
            cluster.titles.append(title)
        if known and (kind := kind_of(words)) and kind.type == known.type:
            self.by_kind.setdefault(kind, {})[key] = None
        if mention.kind == "actor-name" and mention.type != "Person":
            self.by_acronym.update(dict.fromkeys(acronyms_of(words), key))

    def take_out(self, index: int) -> None:
        """Take a mention out of its cluster, and the cluster away when it was the only one."""
        key = self.key_of.pop(index, None)
        if key is not None:
            cluster = self.by_key[key]
            cluster.mentions = [mention for mention in cluster.mentions if mention.index != index]
            if not cluster.mentions:
                del self.by_key[key]

    def joining(self, key: str, reason: str) -> Decision:
        """The decision that a mention belongs to a cluster that there is."""
        return Decision(key, self.by_key[key].known, reason)

    def antecedent(self, mention: FoundMention) -> str | None:
        """The key of the cluster that the antecedent of a mention is in, or None."""
        return self.key_of.get(mention.antecedent) if mention.antecedent is not None else None

    def type_of(self, key: str) -> str:
        """The actor type of a cluster: the known one, else that of its first mention."""
        cluster = self.by_key[key]
        return cluster.known.type if cluster.known else cluster.mentions[0].type
