"""Who the mentions are: by name, alias, composition, metonymy, and coreference within the report.

An unknown name becomes a new actor, never the nearest known one. Every decision leaves its reason.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc

from ingest.analysis import FoundMention, mentions_of, span_of
from ingest.components.coreference import is_acronym, names_agree
from ingest.compose import DEFAULT_KINDS, NATIONAL, bare_nationality, compose, kind_of, nationality, of_kind
from ingest.gazetteers import (
    KnownActor,
    actor_names,
    common_words,
    countries,
    country_names,
    known_actors,
    metonyms,
    usual_meanings,
)
from ingest.persons import known_person, split_title
from ingest.textkey import name_key
from ontology.model import Actor, Mention
from ontology.names import digest, slug

_SET_NOUN = re.compile(
    r"(countries|nations|states|governments|capitals|neighbou?rs|allies|sides|parties|rivals|leaders|"
    r"ministers|presidents|armies|militaries|forces|navies|groups|factions|men)$",
    re.I,
)
_SIZES = {"both": 2, "two": 2, "three": 3, "four": 4, "trio": 3}


@dataclass
class Cluster:
    """The mentions of one actor, and what is known of it."""

    key: str
    known: KnownActor | None = None
    mentions: list[FoundMention] = field(default_factory=list)
    reason: str = ""
    titles: list[str] = field(default_factory=list)


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


def link_actors(doc: Doc, *, report_id: str, published: date | None) -> LinkedActors:
    """Resolve all actor mentions of a Doc.

    Args:
        doc: A Doc that the pipeline has read.
        report_id: Scopes actors without a name of their own to the report.
        published: Tells which holder of an office is meant.
    """
    linker = _Linker(doc, published)
    for mention in mentions_of(doc):
        if mention.kind.startswith("actor"):
            linker.place(mention)
    return linker.finish(report_id)


class _Linker:
    """Goes through the mentions in text order and gives each a cluster."""

    def __init__(self, doc: Doc, published: date | None) -> None:
        self._doc = doc
        self._published = published
        self._clusters: dict[str, Cluster] = {}
        self._of: dict[int, str] = {}
        self._sets: dict[int, tuple[str, ...]] = {}

    def place(self, mention: FoundMention) -> None:
        words = span_of(self._doc, mention).text
        if mention.kind == "actor-name":
            self._put(mention, *self._name(mention, words))
        elif members := self._members(mention, words):
            self._sets[mention.index] = members
        elif mention.kind == "actor-nominal":
            self._put(mention, *self._nominal(mention, words))
        elif (key := self._antecedent(mention)) is not None:
            self._put(mention, key, self._clusters[key].known, "pronoun")

    def _put(self, mention: FoundMention, key: str, known: KnownActor | None, reason: str) -> None:
        cluster = self._clusters.setdefault(key, Cluster(key, known, reason=reason))
        cluster.mentions.append(mention)
        self._of[mention.index] = key
        if title := split_title(span_of(self._doc, mention).text)[0]:
            cluster.titles.append(title)

    def _antecedent(self, mention: FoundMention) -> str | None:
        return self._of.get(mention.antecedent) if mention.antecedent is not None else None

    # names

    def _name(self, mention: FoundMention, words: str) -> tuple[str, KnownActor | None, str]:
        if mention.type == "Person":
            return self._person(mention, words)
        known, reason = self._known_name(mention, words)
        if known:
            return known.id, known, reason
        if alias := self._introduced(mention, words):
            return alias, self._clusters[alias].known, "acronym introduced in the text"
        return f"new:{name_key(words)}", None, "new name"

    def _known_name(self, mention: FoundMention, words: str) -> tuple[KnownActor | None, str]:
        key = name_key(words)
        if found := _by_name(words, mention.type):
            return found, "name in the gazetteer"
        if code := country_names().get(key):
            return known_actors()[countries()[code].id], "name of a state"
        if composed := compose(words):
            return _unless_scoped(composed), "nationality and kind of body"
        if code := bare_nationality(words):
            return self._borrowed(mention, code), "nationality that shares a noun"
        if code := metonyms().get(key):
            return known_actors()[countries()[code].id], "seat that stands for its state"
        return None, ""

    def _borrowed(self, mention: FoundMention, code: str) -> KnownActor | None:
        """ "French" in "French and Malian troops": the noun of the next coordinated mention, or the usual one."""
        after = self._doc[mention.end : mention.end + 6]
        for other in mentions_of(self._doc):
            near = mention.end < other.start <= mention.end + 4 and other.kind == "actor-name"
            if near and all(
                token.lower_ in {"and", "or", ",", "as", "well"} for token in after[: other.start - mention.end]
            ):
                split = nationality(span_of(self._doc, other).text)
                if split and split[1] and (shared := of_kind(code, split[1])):
                    return _unless_scoped(shared)
        noun = DEFAULT_KINDS.get(mention.type)
        return of_kind(code, noun) if noun else known_actors()[countries()[code].id]

    def _introduced(self, mention: FoundMention, words: str) -> str | None:
        """The cluster that the name joins: "Name (ACRONYM)", or a short form of a name used before."""
        key = f"new:{name_key(words)}"
        if key in self._clusters:
            return key
        before = [m for m in mentions_of(self._doc)[: mention.index] if m.index in self._of]
        if before and self._in_parentheses(before[-1], mention):
            return self._of[before[-1].index]
        for other in reversed(before):
            if other.kind == "actor-name" and is_acronym(words, span_of(self._doc, other).text):
                return self._of[other.index]
        antecedent = self._antecedent(mention)
        if antecedent and mention.antecedent is not None:
            other = mentions_of(self._doc)[mention.antecedent]
            if other.kind == "actor-name" and names_agree(span_of(self._doc, other).text, words):
                return antecedent
        return None

    def _in_parentheses(self, name: FoundMention, short: FoundMention) -> bool:
        between = self._doc[name.end : short.start].text.strip()
        after = self._doc[short.end].text if short.end < len(self._doc) else ""
        return between in ("(", "(the", "(known as") and after in (")", ",", ";", "or")

    def _person(self, mention: FoundMention, words: str) -> tuple[str, KnownActor | None, str]:
        title, name = split_title(words)
        if known := known_person(title, name, self._published):
            return known.id, known, "person in the gazetteer"
        key = name_key(name)
        for other, cluster in self._clusters.items():
            if other.startswith("person:") and key == other.removeprefix("person:").split()[-1]:
                return other, cluster.known, "last name of a person named before"
            if cluster.known and cluster.known.type == "Person" and key == name_key(cluster.known.name).split()[-1]:
                return other, cluster.known, "last name of a person named before"
        if not title and (found := self._known_name(mention, words))[0]:
            return found[0].id, *found
        return f"person:{key}", None, "new person"

    # nominals

    def _nominal(self, mention: FoundMention, words: str) -> tuple[str, KnownActor | None, str]:
        if composed := compose(words):
            return _scoped_key(composed), _unless_scoped(composed), "nationality and kind of body"
        if owned := self._owned(mention, words):
            return _scoped_key(owned), _unless_scoped(owned), "body of the state named before it"
        if (key := self._antecedent(mention)) is not None:
            return key, self._clusters[key].known, "coreference"
        if same := self._same_kind(mention, words):
            return same, self._clusters[same].known, "the only body of its kind named before"
        return f"nominal:{name_key(words)}", None, "no name of its own"

    def _same_kind(self, mention: FoundMention, words: str) -> str | None:
        """ "the government" after "the Colombian government", when no other government was named."""
        kind = kind_of(words)
        definite = mention.start > 0 and self._doc[mention.start - 1].lower_ in {"the", "its", "their", "that", "this"}
        if kind is None or kind.type not in NATIONAL or not definite:
            return None
        found = {
            self._of[earlier.index]
            for earlier in mentions_of(self._doc)[: mention.index]
            if earlier.index in self._of and kind_of(span_of(self._doc, earlier).text) == kind
        }
        named = {key for key in found if self._clusters[key].known}
        return named.pop() if len(named) == 1 else None

    def _owned(self, mention: FoundMention, words: str) -> KnownActor | None:
        """ "Mali's army", "the army of Mali", "its army"."""
        for other in mentions_of(self._doc):
            if not -1 <= mention.start - other.end <= 1 and not 0 <= other.start - mention.end <= 2:
                continue
            gap = self._doc[other.end : mention.start].text.strip()
            owner_before = other.end <= mention.start and gap in {"'s", "’s", "'", "’"}
            own_pronoun = other.end == mention.start and other.kind == "actor-pronoun"
            gap_after = self._doc[mention.end : other.start].text.strip() if mention.end <= other.start else ""
            owns = owner_before or own_pronoun or gap_after in {"of", "of the"}
            code = self._country(other) if owns else None
            if code and (found := of_kind(code, words)):
                return found
        return None

    def _country(self, mention: FoundMention) -> str | None:
        if mention.kind == "place":
            return country_names().get(name_key(span_of(self._doc, mention).text))
        key = self._of.get(mention.index) or (self._antecedent(mention) or "")
        cluster = self._clusters.get(key)
        if cluster and cluster.known and cluster.known.type == "State":
            return cluster.known.country
        return country_names().get(name_key(span_of(self._doc, mention).text))

    def _members(self, mention: FoundMention, words: str) -> tuple[str, ...]:
        """The actors that "the two countries" or "both sides" stand for: the last ones named."""
        before = [token.lower_ for token in self._doc[max(0, mention.start - 2) : mention.start]]
        size = next((_SIZES[word] for word in [*words.lower().split(), *before] if word in _SIZES), 0)
        noun = _SET_NOUN.search(words)
        if not noun or not (size or noun[1].lower() in {"sides", "parties"}):
            return ()
        wanted = {"countries", "nations", "states", "governments", "capitals", "neighbours", "neighbors"}
        recent: list[str] = []
        for earlier in reversed(mentions_of(self._doc)[: mention.index]):
            key = self._of.get(earlier.index)
            if key and key not in recent and (noun[1].lower() not in wanted or self._is_state(key)):
                recent.append(key)
        found = recent[: size or 2]
        return tuple(sorted(found)) if len(found) >= 2 else ()

    def _is_state(self, key: str) -> bool:
        known = self._clusters[key].known
        return known is not None and known.type in {"State", "Government"}

    # result

    def finish(self, report_id: str) -> LinkedActors:
        """Clusters into actors; clusters that come to the same id are one actor."""
        ids = {key: self._id(cluster, report_id) for key, cluster in self._clusters.items()}
        merged: dict[str, Cluster] = {}
        for key, cluster in self._clusters.items():
            if ids[key] in merged:
                merged[ids[key]].mentions += cluster.mentions
                merged[ids[key]].mentions.sort(key=lambda mention: mention.index)
            else:
                merged[ids[key]] = cluster
        actors = [self._actor(identifier, cluster) for identifier, cluster in merged.items()]
        by_mention: dict[int, tuple[str, ...]] = {index: (ids[key],) for index, key in self._of.items()}
        by_mention |= {index: tuple(ids[key] for key in keys) for index, keys in self._sets.items()}
        actors.sort(key=lambda actor: (actor.mentions[0].begin, actor.id))
        return LinkedActors(actors, by_mention, merged)

    def _actor(self, identifier: str, cluster: Cluster) -> Actor:
        mentions = tuple(self._mention(mention) for mention in cluster.mentions)
        name = cluster.known.name if cluster.known else self._best_name(cluster)
        type_ = cluster.known.type if cluster.known else _vote(cluster.mentions)
        score = sum(mention.score for mention in cluster.mentions) / len(cluster.mentions)
        return Actor(
            id=identifier, name=name, type=type_, country=self._home(cluster, name),
            aliases=self._aliases(cluster, name), mentions=mentions, confidence=round(score, 3),
        )  # fmt: skip

    def _id(self, cluster: Cluster, report_id: str) -> str:
        if cluster.known:
            return cluster.known.id
        name = self._best_name(cluster)
        return slug(name) if not _is_scoped(cluster) else f"{slug(name)}-{digest(report_id, 8)}"

    def _home(self, cluster: Cluster, name: str) -> str | None:
        if cluster.known:
            return cluster.known.country
        split = nationality(name) or next((found for title in cluster.titles if (found := nationality(title))), None)
        return split[0] if split else None

    def _best_name(self, cluster: Cluster) -> str:
        """The longest name of the cluster without title, else its first nominal."""
        names = [mention for mention in cluster.mentions if mention.kind == "actor-name"]
        texts = [span_of(self._doc, mention).text for mention in names or cluster.mentions]
        if names and cluster.key.startswith("person:"):
            texts = [split_title(text)[1] for text in texts]
        return " ".join((max(texts, key=len) if names else texts[0]).split())

    def _aliases(self, cluster: Cluster, name: str) -> tuple[str, ...]:
        known = cluster.known.aliases if cluster.known and cluster.known.type != "State" else ()
        seen = [span_of(self._doc, m).text for m in cluster.mentions if m.kind == "actor-name"]
        return tuple(sorted({" ".join(alias.split()) for alias in (*known, *seen)} - {name}))

    def _mention(self, mention: FoundMention) -> Mention:
        span = span_of(self._doc, mention)
        kind = mention.kind.removeprefix("actor-")
        return Mention(text=span.text, begin=span.start_char, end=span.end_char, kind=kind)


def _by_name(words: str, type_: str) -> KnownActor | None:
    """The only bearer of a name, the only one of the type that the text suggests, or the one usually meant."""
    key = name_key(words)
    if common_words().get(key, words) not in words:
        return None
    bearers = [known_actors()[found] for found in actor_names().get(key, ())]
    fitting = [actor for actor in bearers if actor.type == type_]
    if len(bearers) == 1 or len(fitting) == 1:
        return fitting[0] if len(fitting) == 1 else bearers[0]
    return known_actors().get(usual_meanings().get(key, ""))


def _unless_scoped(actor: KnownActor) -> KnownActor | None:
    return actor if actor.type in NATIONAL else None


def _scoped_key(actor: KnownActor) -> str:
    return actor.id if actor.type in NATIONAL else f"nominal:{name_key(actor.name)}"


def _is_scoped(cluster: Cluster) -> bool:
    """Whether the cluster has no proper name: its id must not reach beyond the report."""
    return not any(mention.kind == "actor-name" for mention in cluster.mentions) or cluster.key.startswith("nominal:")


def _vote(mentions: list[FoundMention]) -> str:
    votes: Counter[str] = Counter()
    for mention in mentions:
        votes[mention.type] += {"actor-name": 2.0, "actor-nominal": 1.5}.get(mention.kind, 0.5) * mention.score  # type: ignore[assignment]
    return max(sorted(votes), key=lambda type_: votes[type_])
