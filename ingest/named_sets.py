"""What stands for several actors named before: "the two countries", "both sides", "the three presidents".

"Two men" without an article names somebody new and stands for nobody; and where not exactly as many candidates were
named just before, a guess would be wrong more often than right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SIZES = {"both": 2, "two": 2, "three": 3, "four": 4, "trio": 3}
_DEFINITE = frozenset(["the", "both", "these", "those", "all", "its", "their", "trio"])
_STATES = frozenset(["State", "Government"])
_PERSONS = frozenset(["Person"])
_FORCES = frozenset(["State", "Military"])
_GROUPS = frozenset(["ArmedGroup", "CriminalGroup", "PoliticalParty", "NGO"])
_PARTIES = _STATES | _FORCES | _GROUPS - {"NGO"}
_MEMBERS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("countries", "nations", "states", "governments", "capitals", "neighbours", "neighbors"), _STATES),
    **dict.fromkeys(("leaders", "ministers", "presidents", "men"), _PERSONS),
    **dict.fromkeys(("armies", "militaries", "forces", "navies"), _FORCES),
    **dict.fromkeys(("groups", "factions"), _GROUPS),
    **dict.fromkeys(("sides", "parties", "allies", "rivals"), _PARTIES),
}
_NOUN = re.compile(rf"\b({'|'.join(_MEMBERS)})$", re.I)


def asked_members(words: str, before: str) -> tuple[frozenset[str], int] | None:
    """What a phrase asks for: the types of its members and their number; None if it is no such phrase.

    Args:
        words: The words of the mention.
        before: Up to two words in front of it.

    >>> asked_members("two presidents", "the")
    (frozenset({'Person'}), 2)
    >>> asked_members("gunmen", "the two") is None, asked_members("two men", "police held") is None
    (True, True)
    """
    noun = _NOUN.search(words)
    if not noun:
        return None
    said = [*before.lower().split(), *words.lower().split()]
    size = next((_SIZES[word] for word in said if word in _SIZES), 0)
    return (_MEMBERS[noun[1].lower()], size) if size and _DEFINITE & set(said) else None


def the_named(recent: Iterable[tuple[str, str]], types: frozenset[str], size: int) -> tuple[str, ...]:
    """The keys of the actors of some types if they are exactly as many as asked for, sorted; else nobody.

    Args:
        recent: (key, type) of the actors named just before.
        types: The types that fit.
        size: How many there must be.

    >>> recent = [("b", "State"), ("b", "State"), ("p", "Person"), ("a", "State")]
    >>> the_named(recent, frozenset(["State"]), 2), the_named(recent, frozenset(["State"]), 3)
    (('a', 'b'), ())
    """
    found = {key for key, type_ in recent if type_ in types}
    return tuple(sorted(found)) if len(found) == size else ()
