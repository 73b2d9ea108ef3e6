"""Where the data files lie: inside the installed package, or in ``data/`` of a checkout."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).parent


def gazetteer_folder() -> Path:
    """The folder that holds the gazetteers.

    >>> (gazetteer_folder() / "countries.csv").is_file()
    True
    """
    installed = _PACKAGE / "gazetteers"
    return installed if installed.is_dir() else _PACKAGE.parent / "data" / "gazetteers"


def read_rows(name: str, *, folder: Path | None = None) -> Iterator[dict[str, str]]:
    """Yield the rows of a gazetteer file as dictionaries; empty cells are empty strings."""
    with ((folder or gazetteer_folder()) / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by semicolons.

    >>> values("US; U.S.;")
    ('US', 'U.S.')
    """
    return tuple(part.strip() for part in cell.split(";") if part.strip())
