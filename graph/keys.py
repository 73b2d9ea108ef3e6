"""What two spellings of a name share: the key under which an actor or a place is looked up and found to be the same."""

from __future__ import annotations

import re
import unicodedata

from ontology.model import Actor

_DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_DROPPED = re.compile(r"['’ʼ`]s?\b|[.'’ʼ`]")


def name_key(name: str) -> str:
    """Reduce a name to its letters and digits, without case, accents, punctuation and leading article.

    >>> name_key("The U.S. Southern Command"), name_key("Médecins Sans Frontières"), name_key("Boko-Haram")
    ('us southern command', 'medecins sans frontieres', 'boko haram')
    >>> name_key("…")
    ''
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char)).replace("&", " and ")
    plain = _DROPPED.sub("", _DOTTED.sub("", plain))
    words = re.findall(r"\w+", plain)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)[:200]


_SHORT = {
    "us": "united states",
    "usa": "united states",
    "uk": "united kingdom",
    "un": "united nations",
    "eu": "european union",
    "uae": "united arab emirates",
}


def spelled_out(key: str) -> str:
    """A key with the abbreviation at its head in full.

    >>> spelled_out(name_key("U.S. Southern Command")), spelled_out("boko haram")
    ('united states southern command', 'boko haram')
    """
    first, _, rest = key.partition(" ")
    return f"{_SHORT.get(first, first)} {rest}".strip()


def is_named(actor: Actor) -> bool:
    """Whether the report calls the actor by a name; an actor without any mention is taken to be named."""
    return not actor.mentions or any(mention.kind == "name" for mention in actor.mentions)


def keys_of(actor: Actor) -> tuple[str, ...]:
    """The keys of an actor's names and aliases, also spelled out, sorted.

    Words that the report uses as a common noun are left out.
    """
    common = {name_key(mention.text) for mention in actor.mentions if mention.kind != "name"}
    named = {name_key(mention.text) for mention in actor.mentions if mention.kind == "name"}
    keys = {name_key(name) for name in (actor.name, *actor.aliases)}
    if is_named(actor):
        keys -= common - named - {name_key(actor.name)}
    return tuple(sorted((keys | {spelled_out(key) for key in keys}) - {""}))
