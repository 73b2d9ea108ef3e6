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


_SMALL = frozenset(["of", "the", "and", "for", "de", "del", "la", "los", "in", "on"])
_ACRONYM = re.compile(r"[A-Z]{3,6}")


def initials(name: str) -> str:
    """The first letters of a name of three words or more, small words left out; nothing for a shorter name.

    >>> initials("Rapid Support Forces"), initials("People's Liberation Army of the North"), initials("Navy")
    ('rsf', 'plan', '')
    """
    words = [word for word in name_key(name).split() if word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def acronym(name: str) -> str:
    """The key of a name that is an acronym, or nothing.

    >>> acronym("R.S.F."), acronym("Rapid")
    ('rsf', '')
    """
    plain = name.replace(".", "")
    return plain.casefold() if _ACRONYM.fullmatch(plain) else ""


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
