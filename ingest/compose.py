"""Names made of a nationality and a kind of body: "Ecuadorian forces", "U.S. officials", "Mali's army".

Such names are not listed anywhere; their parts are (countries.csv, forces.csv).
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.gazetteers import (
    ForceKind,
    KnownActor,
    actor_names,
    countries,
    country_names,
    demonyms,
    force_kinds,
    known_actors,
)
from ingest.textkey import name_key
from ontology.names import slug

_WITH_ARTICLE = re.compile(
    r"^United |Republic|Islands$|^(?:Netherlands|Philippines|Gambia|Bahamas|Maldives|Comoros|Seychelles)"
)
NATIONAL = frozenset({"State", "Government", "Military", "Police", "IntelligenceService"})
"""Types of which a state has one of each kind; the rebels of two reports may be different ones."""
_TIED = frozenset(
    (
        "administered affiliated aligned allied armed backed based born brokered controlled flagged funded held "
        "installed led linked made mediated occupied owned registered run speaking sponsored supported supplied trained"
    ).split()
)
"""Words that make a nationality that of somebody else: "Russian-backed forces" are not Russian forces."""
_NOT_OF_STATE = frozenset(
    (
        "breakaway democratic dissident ex former free gang insurgent islamist jihadist kurdish liberation militia "
        "opposition popular proxy rebel renegade resistance revolutionary separatist taliban tribal"
    ).split()
)
"""Words that take a body out of the state's hands: "Syrian Kurdish forces", "Sudan Liberation Army"."""
DEFAULT_KINDS = {"Military": "armed forces", "Police": "police", "Government": "government"}


@lru_cache(maxsize=50_000)
def nationality(words: str) -> tuple[str, str] | None:
    """Split a leading nationality or country name off: (country code, rest), or None.

    >>> nationality("Ecuadorian forces"), nationality("South Korean navy ships"), nationality("rebels")
    (('EC', 'forces'), ('KR', 'navy ships'), None)
    >>> nationality("Russian-backed forces") is None
    True
    """
    parts = name_key(words).split()
    for length in range(min(4, len(parts)), 0, -1):
        head = " ".join(parts[:length])
        code = demonyms().get(head) or country_names().get(head)
        if code:
            tied = length < len(parts) and parts[length] in _TIED
            return None if tied else (code, " ".join(parts[length:]))
    return None


def compose(words: str) -> KnownActor | None:
    """The actor that a nationality and a kind of body name together, or None.

    >>> compose("Ecuadorian forces").name, compose("U.S. officials").type
    ('Ecuadorian Armed Forces', 'Government')
    """
    split = nationality(words)
    if split is None or not split[1]:
        return None
    return of_kind(split[0], split[1])


def of_kind(code: str, kind_words: str) -> KnownActor | None:
    """The body of that kind of a country, from its ISO code; the kind may have adjectives before it.

    >>> of_kind("ML", "transitional government").name
    'Government of Mali'
    """
    kind = kind_of(kind_words)
    if kind is None or (kind.type in NATIONAL and _NOT_OF_STATE & set(_before_kind(kind_words))):
        return None
    country = countries()[code]
    demonym = country.demonyms[0] if country.demonyms else country.name
    name = kind.pattern.format(demonym=demonym, country=with_article(country.name))
    listed = actor_names().get(name_key(name), ())
    if len(listed) == 1:
        return known_actors()[listed[0]]
    return KnownActor(slug(name), name, kind.type, code, part_of=(country.id,))


def with_article(name: str) -> str:
    """A country's name as it stands after "of".

    >>> with_article("United States"), with_article("Mali")
    ('the United States', 'Mali')
    """
    return f"the {name}" if _WITH_ARTICLE.search(name) else name


def kind_of(words: str) -> ForceKind | None:
    """The kind of body that a noun phrase ends in, or None.

    >>> kind_of("Colombian government").type, kind_of("transitional government") == kind_of("government")
    ('Government', True)
    """
    parts = name_key(words).split()
    return force_kinds().get(" ".join(parts[_kind_start(parts) :]))


def _kind_start(parts: list[str]) -> int:
    """Where the longest ending that names a kind of body begins."""
    return next((start for start in range(len(parts)) if " ".join(parts[start:]) in force_kinds()), len(parts))


def _before_kind(words: str) -> list[str]:
    parts = name_key(words).split()
    return parts[: _kind_start(parts)]


def bare_nationality(words: str) -> str | None:
    """The country code of a lone nationality ("French" in "French and Malian troops"), or None.

    >>> bare_nationality("French"), bare_nationality("French troops")
    ('FR', None)
    """
    return demonyms().get(name_key(words))
