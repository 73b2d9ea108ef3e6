"""The known actor that a name means: by the gazetteers, by its parts, or as the seat of a state."""

from __future__ import annotations

from spacy.tokens import Doc

from ingest.analysis import FoundMention, span_of
from ingest.compose import bare_nationality, compose
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
from ingest.linking.scope import unless_scoped
from ingest.linking.shared_nouns import with_shared_noun
from ingest.textkey import name_key


def known_name(doc: Doc, mention: FoundMention) -> tuple[KnownActor | None, str]:
    """The known actor that a name means and the reason; None if it is none of them.

    >>> from spacy.vocab import Vocab
    >>> doc = Doc(Vocab(), words=["Havana", "agreed"])
    >>> actor, reason = known_name(doc, FoundMention(0, 0, 1, "actor-name", "State", 0.9))
    >>> actor.name, reason
    ('Cuba', 'seat that stands for its state')
    """
    words = span_of(doc, mention).text
    key = name_key(words)
    if found := _by_name(words, mention.type):
        return found, "name in the gazetteer"
    if code := country_names().get(key):
        return _state(code), "name of a state"
    if composed := compose(words):
        return unless_scoped(composed), "nationality and kind of body"
    if code := bare_nationality(words):
        return with_shared_noun(doc, mention, code), "nationality that shares a noun"
    if code := metonyms().get(key):
        return _state(code), "seat that stands for its state"
    return None, ""


def _by_name(words: str, type_: str) -> KnownActor | None:
    """The only bearer of a name, the only one of the type that the text suggests, or the one usually meant."""
    key = name_key(words)
    if common_words().get(key, words) not in words:
        return None
    bearers = [known_actors()[found] for found in actor_names().get(key, ())]
    if bearers and (code := country_names().get(key)):
        bearers.append(_state(code))
    fitting = [actor for actor in bearers if actor.type == type_]
    if len(bearers) == 1 or len(fitting) == 1:
        return fitting[0] if len(fitting) == 1 else bearers[0]
    return known_actors().get(usual_meanings().get(key, ""))


def _state(code: str) -> KnownActor:
    return known_actors()[countries()[code].id]
