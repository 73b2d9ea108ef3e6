"""What stands for several actors named before: "the two countries", "both sides", "the three presidents".

"Two men" without an article names somebody new and stands for nobody.
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
_MEMBERS: dict[str, frozenset[str] | None] = {
    **dict.fromkeys(("countries", "nations", "states", "governments", "capitals", "neighbours", "neighbors"), _STATES),
    **dict.fromkeys(("leaders", "ministers", "presidents", "men"), _PERSONS),
    **dict.fromkeys(("armies", "militaries", "forces", "navies"), _FORCES),
    **dict.fromkeys(("groups", "factions"), _GROUPS),
    **dict.fromkeys(("sides", "parties", "allies", "rivals"), None),
}
_NOUN = re.compile(rf"\b({'|'.join(_MEMBERS)})$", re.I)


def asked_members(words: str, before: str) -> tuple[frozenset[str] | None, int, int] | None:
    """What a phrase asks for: types of its members (None: any), least and greatest number; None if it is no set.

    Args:
        words: The words of the mention.
        before: Up to two words in front of it.

    >>> asked_members("two sides", "the")
    (None, 2, 2)
    >>> asked_members("gunmen", "the two") is None, asked_members("two men", "police held") is None
    (True, True)
    """
    noun = _NOUN.search(words)
    if not noun:
        return None
    said = [*before.lower().split(), *words.lower().split()]
    size = next((_SIZES[word] for word in said if word in _SIZES), 0)
    loose = noun[1].lower() in ("sides", "parties")
    if not (size and _DEFINITE & set(said)) and not (loose and not size):
        return None
    return _MEMBERS[noun[1].lower()], min(size or 2, 2), size or 2


def last_named(recent: Iterable[tuple[str, str]], types: frozenset[str] | None, most: int) -> tuple[str, ...]:
    """The keys of the last few different actors of some types, sorted.

    Args:
        recent: (key, type) of the actors named before, the last first.
        types: The types that fit, or None for all.
        most: How many to take.

    >>> last_named([("b", "State"), ("b", "State"), ("p", "Person"), ("a", "State")], frozenset(["State"]), 2)
    ('a', 'b')
    """
    found: list[str] = []
    for key, type_ in recent:
        if key not in found and (types is None or type_ in types):
            found.append(key)
        if len(found) == most:
            break
    return tuple(sorted(found))
