"""Rows as pandas tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

DAYS = ("first", "last", "begin", "end", "published")


def frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """A table with these columns, also when there are no rows; days become timestamps."""
    import pandas as pd

    table = pd.DataFrame([dict(row) for row in rows], columns=list(columns))
    for name in DAYS:
        if name in table:
            table[name] = pd.to_datetime(table[name], format="%Y-%m-%d")
    return table
