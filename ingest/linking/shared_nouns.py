"""A lone nationality that shares its noun: "French" in "French warplanes" or in "French and Malian troops"."""

from __future__ import annotations

from spacy.tokens import Doc

from ingest.analysis import FoundMention, span_of
from ingest.compose import DEFAULT_KINDS, nationality, of_kind
from ingest.gazetteers import KnownActor, countries, known_actors
from ingest.linking.nearby import nearby
from ingest.linking.scope import unless_scoped

_JOINING = frozenset(["and", "or", ",", "as", "well"])


def with_shared_noun(doc: Doc, mention: FoundMention, code: str) -> KnownActor | None:
    """The body of a country that the noun after a nationality names, or the usual one; None if it may be any.

    Args:
        doc: What the mention is in.
        mention: The nationality.
        code: Its country (ISO 3166-1 alpha-2).

    >>> from spacy.vocab import Vocab
    >>> doc = Doc(Vocab(), words=["French", "troops", "left"])
    >>> with_shared_noun(doc, FoundMention(0, 0, 1, "actor-name", "Military", 0.9), "FR").name
    'French Armed Forces'
    """
    for length in (2, 1):
        if cut_off := of_kind(code, doc[mention.end : mention.end + length].text):
            return unless_scoped(cut_off)
    for other in nearby(doc, mention):
        if _is_listed_after(doc, mention, other):
            split = nationality(span_of(doc, other).text)
            if split and split[1] and (shared := of_kind(code, split[1])):
                return unless_scoped(shared)
    noun = DEFAULT_KINDS.get(mention.type)
    return of_kind(code, noun) if noun else known_actors()[countries()[code].id]


def _is_listed_after(doc: Doc, mention: FoundMention, other: FoundMention) -> bool:
    """Whether a name follows a mention with nothing but "and" and the like between them."""
    near = mention.end < other.start <= mention.end + 4 and other.kind == "actor-name"
    return near and all(token.lower_ in _JOINING for token in doc[mention.end : other.start])
