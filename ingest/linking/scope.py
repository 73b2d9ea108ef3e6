"""How far a composed actor reaches: the army of a state is one in all reports, the rebels of two reports may differ."""

from __future__ import annotations

from ingest.compose import NATIONAL
from ingest.gazetteers import KnownActor
from ingest.textkey import name_key


def unless_scoped(actor: KnownActor) -> KnownActor | None:
    """The actor if it is one and the same in all reports, else None.

    >>> from ingest.compose import compose
    >>> unless_scoped(compose("Malian troops")).name, unless_scoped(compose("Malian rebels"))
    ('Malian Armed Forces', None)
    """
    return actor if actor.type in NATIONAL else None


def scoped_key(actor: KnownActor) -> str:
    """The key of an actor's cluster: its id, or its name as a nominal when it belongs to the report only.

    >>> from ingest.compose import compose
    >>> scoped_key(compose("Malian troops")), scoped_key(compose("Malian rebels"))
    ('malian-armed-forces', 'nominal:malian rebels')
    """
    return actor.id if actor.type in NATIONAL else f"nominal:{name_key(actor.name)}"
