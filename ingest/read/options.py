"""What every reader is told: the date to fall back on, where errors go, and how large a text may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ontology.errors import InputError

MAX_BYTES = 10_000_000


def raise_error(error: InputError) -> None:
    """The handler used when the caller gives none.

    Raises:
        InputError: always, the error it was given.
    """
    raise error


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to read.

    Attributes:
        published: Day of publication of reports that state none themselves.
        fail: Called with each error; reading goes on with the next record when it returns.
        max_bytes: Largest text, in bytes of UTF-8.
    """

    published: date | None = None
    fail: Callable[[InputError], None] = raise_error
    max_bytes: int = MAX_BYTES
