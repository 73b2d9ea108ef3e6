"""The mentions that stand close to one."""

from __future__ import annotations

from spacy.tokens import Doc

from ingest.analysis import FoundMention, mentions_of

_REACH = 5
"""How many mentions on either side of one can lie within reach of it."""


def nearby(doc: Doc, mention: FoundMention) -> list[FoundMention]:
    """The mentions around a mention, itself included, in text order."""
    return mentions_of(doc)[max(0, mention.index - _REACH) : mention.index + _REACH + 1]
