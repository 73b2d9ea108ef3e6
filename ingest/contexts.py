"""PLOVER contexts of an event, by the words of its sentence (contexts.csv)."""

from __future__ import annotations

import re
from functools import cache

from ingest.resources import read_rows, values


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["context"], re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, values(row["words"]))) + r")(?!\w)", re.I))
        for row in read_rows("contexts.csv")
    )


def contexts_of(sentence: str) -> tuple[str, ...]:
    """Names of the contexts whose words occur, in alphabetical order.

    >>> contexts_of("The navy seized two tonnes of cocaine.")
    ('illegal_drugs', 'maritime', 'military')
    """
    return tuple(sorted(name for name, pattern in _patterns() if pattern.search(sentence)))
