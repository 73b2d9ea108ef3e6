"""Who the mentions are: by name, alias, composition, metonymy, and coreference within the report.

An unknown name becomes a new actor, never the nearest known one. Every decision leaves its reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc

from ingest.analysis import FoundMention, mentions_of, span_of
from ingest.components.coreference import acronym_letters, acronyms_of, names_agree
from ingest.compose import DEFAULT_KINDS, NATIONAL, bare_nationality, compose, kind_of, nationality, of_kind
from ingest.gazetteers import (
    ForceKind,
    KnownActor,
    actor_names,
    common_words,
    countries,
    country_names,
    known_actors,
    metonyms,
    usual_meanings,
)
from ingest.named_sets import asked_members, the_named
from ingest.persons import known_person, split_title
from ingest.textkey import name_key
from ontology.model import Actor, Mention
from ontology.names import digest, slug

_BESIDE = 5
"""How many mentions around one can lie within reach of it."""


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
        self._last: FoundMention | None = None
        self._by_acronym: dict[str, str] = {}
        self._by_kind: dict[ForceKind, dict[str, None]] = {}
        self._by_last_name: dict[str, dict[str, None]] = {}
        self._completed: dict[str, str] = {}

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
        self._last = mention
        words = span_of(self._doc, mention).text
        if title := split_title(words)[0]:
            cluster.titles.append(title)
        if known and (kind := kind_of(words)) and kind.type == known.type:
            self._by_kind.setdefault(kind, {})[key] = None
        if mention.kind == "actor-name" and mention.type != "Person":
            self._by_acronym.update(dict.fromkeys(acronyms_of(words), key))

    def _beside(self, mention: FoundMention) -> list[FoundMention]:
        """The mentions around a mention, in text order."""
        return mentions_of(self._doc)[max(0, mention.index - _BESIDE) : mention.index + _BESIDE + 1]

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
        """ "French" in "French warplanes" or "French and Malian troops": the noun that follows, or the usual one."""
        for length in (2, 1):
            if cut_off := of_kind(code, self._doc[mention.end : mention.end + length].text):
                return _unless_scoped(cut_off)
        after = self._doc[mention.end : mention.end + 6]
        for other in self._beside(mention):
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
        if self._last and self._in_parentheses(self._last, mention):
            return self._of[self._last.index]
        letters = acronym_letters(words)
        if letters and letters in self._by_acronym:
            return self._by_acronym[letters]
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
        parts = name_key(name).split()
        if not parts:
            return f"new:{name_key(words)}", None, "new name"
        if len(parts) == 1 and (key := self._bearer(mention, parts[0])):
            return key, self._clusters[key].known, "last name of a person named before"
        if known := known_person(title, name, self._published):
            return self._remember(parts, known.id, known), known, "person in the gazetteer"
        if not title and (found := self._known_name(mention, words))[0]:
            return found[0].id, *found
        return self._remember(parts, f"person:{' '.join(parts)}", None), None, "new person"

    def _bearer(self, mention: FoundMention, last_name: str) -> str | None:
        """The person named before who is called by the last name alone; of several the antecedent or the latest."""
        bearers = list(self._by_last_name.get(last_name, ()))
        antecedent = self._antecedent(mention)
        return antecedent if antecedent in bearers else next(reversed(bearers), None)

    def _remember(self, parts: list[str], key: str, known: KnownActor | None) -> str:
        """Note who bears a last name; a full name completes the mere last name of a headline, once. Gives the key."""
        key = self._completed.get(key, key)
        alone = f"person:{parts[-1]}"
        bearers = self._by_last_name.setdefault(parts[-1], {})
        if len(parts) > 1 and list(bearers) == [alone] and alone not in self._completed.values():
            self._completed[key] = alone
            self._clusters[alone].known = known
            key = alone
        bearers[key] = None
        if known:
            self._by_last_name.setdefault(name_key(known.name).split()[-1], {})[key] = None
        return key

    # nominals

    def _nominal(self, mention: FoundMention, words: str) -> tuple[str, KnownActor | None, str]:
        if mention.type == "Person" and (person := self._person_before(mention)):
            return person, self._clusters[person].known, "coreference"
        if composed := compose(words):
            return _scoped_key(composed), _unless_scoped(composed), "nationality and kind of body"
        if owned := self._owned(mention, words):
            return _scoped_key(owned), _unless_scoped(owned), "body of the state named before it"
        is_set = asked_members(words, self._before(mention)) is not None
        if (key := self._antecedent(mention)) is not None and not is_set:
            return key, self._clusters[key].known, "coreference"
        if same := self._same_kind(mention, words):
            return same, self._clusters[same].known, "the only body of its kind named before"
        return f"nominal:{name_key(words)}", None, "no name of its own"

    def _person_before(self, mention: FoundMention) -> str | None:
        """The antecedent if it is a person: "Ana Brixo, defence minister of Peru" is she, not her ministry."""
        key = self._antecedent(mention)
        return key if key and self._type(key) == "Person" else None

    def _same_kind(self, mention: FoundMention, words: str) -> str | None:
        """ "the government" after "the Colombian government", when no other government was named."""
        kind = kind_of(words)
        definite = mention.start > 0 and self._doc[mention.start - 1].lower_ in {"the", "its", "their", "that", "this"}
        if kind is None or kind.type not in NATIONAL or not definite:
            return None
        named = [key for key in self._by_kind.get(kind, ()) if self._clusters[key].known]
        return named[0] if len(named) == 1 else None

    def _owned(self, mention: FoundMention, words: str) -> KnownActor | None:
        """ "Mali's army", "the army of Mali", "its army"."""
        for other in self._beside(mention):
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
        asked = asked_members(words, self._before(mention))
        if asked is None:
            return ()
        sentence = self._doc[mention.start].sent
        before_it = self._doc[max(0, sentence.start - 1)].sent
        here = self._named_from(mention, sentence.start)
        members = the_named(here or self._named_from(mention, before_it.start), *asked)
        homes = [self._clusters[key].known for key in members]
        countries_ = [known.country for known in homes if known and known.country]
        return members if len(countries_) == len(set(countries_)) else ()

    def _before(self, mention: FoundMention) -> str:
        """Up to two words of the sentence in front of a mention."""
        first = self._doc[mention.start].sent.start
        return self._doc[max(mention.start - 2, first) : mention.start].text

    def _named_from(self, mention: FoundMention, first: int) -> list[tuple[str, str]]:
        """(key, type) of the actors that were named between a token and a mention."""
        found = []
        for index in range(mention.index - 1, -1, -1):
            if mentions_of(self._doc)[index].start < first:
                break
            if key := self._of.get(index):
                found.append((key, self._type(key)))
        return found

    def _type(self, key: str) -> str:
        cluster = self._clusters[key]
        return cluster.known.type if cluster.known else cluster.mentions[0].type

    # result

    def finish(self, report_id: str) -> LinkedActors:
        """Clusters into actors; clusters that come to the same id are one actor."""
        ids = {key: self._id(cluster, report_id) for key, cluster in self._clusters.items()}
        merged: dict[str, Cluster] = {}
        for key, cluster in self._clusters.items():
            same = merged.setdefault(ids[key], cluster)
            if same is not cluster:
                same.mentions += cluster.mentions
                same.titles += cluster.titles
                same.known = same.known or cluster.known
        for cluster in merged.values():
            cluster.mentions.sort(key=lambda mention: mention.index)
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
        names = {" ".join(alias.split()) for alias in (*known, *seen)} - {name}
        return tuple(sorted(alias for alias in names if not bare_nationality(alias)))

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
    if bearers and (code := country_names().get(key)):
        bearers.append(known_actors()[countries()[code].id])
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
