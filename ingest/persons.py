"""Names of persons: what is title, what is name, whom the gazetteer knows."""

from __future__ import annotations

from datetime import date

from ingest.compose import nationality
from ingest.gazetteers import KnownActor, actor_names, demonyms, known_actors, surnames, titles
from ingest.textkey import name_key


def split_title(words: str) -> tuple[str, str]:
    """(title, name) of a mention; the title may be empty.

    >>> split_title("General Francis Donovan"), split_title("Ecuadorian President Daniel Noboa")
    (('General', 'Francis Donovan'), ('Ecuadorian President', 'Daniel Noboa'))
    >>> split_title("Secretary of State Ada Lindqvist")
    ('Secretary of State', 'Ada Lindqvist')
    """
    parts = words.split()
    cut = 0
    for index in range(len(parts) - 1):
        if any(_is_title(" ".join(parts[first : index + 1])) for first in (0, cut, index)):
            cut = index + 1
    return " ".join(parts[:cut]), " ".join(parts[cut:])


def _is_title(words: str) -> bool:
    key = name_key(words)
    return key in titles() or key in demonyms() or words[:1].islower()


def known_person(title: str, name: str, published: date | None) -> KnownActor | None:
    """The known person of that name: by full name, or by last name when one holder of an office is meant.

    >>> known_person("President", "Trump", date(2026, 3, 4)).name
    'Donald Trump'
    >>> known_person("", "Smith", None) is None
    True
    """
    key = name_key(name)
    bearers = [known_actors()[found] for found in actor_names().get(key, ())]
    persons = [actor for actor in bearers if actor.type == "Person"]
    if len(persons) == 1:
        return persons[0]
    if not title or len(key.split()) != 1:
        return None
    officers = [known_actors()[found] for found in surnames().get(key, ())]
    fitting = [actor for actor in officers if _holds(actor, published) and _at_home(actor, title)]
    return fitting[0] if len(fitting) == 1 else None


def _at_home(actor: KnownActor, title: str) -> bool:
    """Whether the nationality in a title ("Peruvian President") is the person's."""
    split = nationality(title)
    return split is None or actor.country in (None, split[0])


def _holds(actor: KnownActor, published: date | None) -> bool:
    """Whether a person may hold an office at the time; unknown bounds do not rule anyone out."""
    if published is None:
        return True
    year = str(published.year)
    return (not actor.since or actor.since[:4] <= year) and (not actor.until or actor.until[:4] >= year)
