"""The fields of a report as a record or a header states them, checked one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from ontology.errors import BadRecord

OPTIONAL_TEXTS = ("title", "source", "url", "language")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def optional_texts(fields: Mapping[str, object], *, where: str) -> dict[str, str]:
    """The optional text fields that are present, checked.

    Raises:
        BadRecord: when one of them is no string.
    """
    found = {}
    for name in OPTIONAL_TEXTS:
        value = fields.get(name)
        if value is not None and value != "":
            found[name] = one_line(value, name=name, where=where)
    return found


def one_line(value: object, *, name: str, where: str) -> str:
    """A string that fits on one line: outer blanks removed, not empty, without control characters.

    Raises:
        BadRecord: naming the field.
    """
    text = clean_text(value, name=name, where=where).strip()
    if not text or _CONTROL.search(text):
        raise BadRecord(f"{where}: {name!r} is empty or holds control characters", hint="give one line of text")
    return text


def clean_text(value: object, *, name: str, where: str) -> str:
    """A string of real characters, kept as it is.

    Raises:
        BadRecord: when it is no string, or holds NUL or half of a surrogate pair.
    """
    if not isinstance(value, str):
        raise BadRecord(f"{where}: {name!r} must be a string, not {_kind(value)}")
    if "\0" in value or _SURROGATE.search(value):
        raise BadRecord(f"{where}: {name!r} holds a NUL or an unpaired surrogate", hint="such characters are no text")
    return value


def day(value: object, *, where: str, name: str = "published") -> date:
    """A day, from an ISO date or the date part of an ISO date and time.

    Raises:
        BadRecord: when it is neither.

    >>> day("2026-03-04T08:00:00Z", where="line 1")
    datetime.date(2026, 3, 4)
    """
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value.strip()).date()
        except ValueError:
            pass
    shown = repr(value) if isinstance(value, str) else _kind(value)
    raise BadRecord(f"{where}: {name!r} is no date: {shown[:80]}", hint="write it as 2026-03-04")


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return "null" if value is None else names.get(type(value), type(value).__name__)
