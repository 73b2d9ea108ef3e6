"""The optional block of ``key: value`` lines between two ``---`` lines at the head of a text file."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"---[ \t]*\n((?:(?!---[ \t]*(?:\n|\Z))[^\n]*\n){1,100})---[ \t]*(?:\n|\Z)")
_PAIR = re.compile(r"([A-Za-z][\w-]{0,40}):(?:[ \t]+(.*))?")
_CARRIED_ON = re.compile(r"\s|#|- |$")


def split_header(text: str) -> tuple[dict[str, str], str]:
    r"""Split a text into the fields of its header and the rest, which is the report's text.

    The header is no part of the text, nor are the blank lines after it. A block that holds anything but ``key: value``
    lines (and lists or comments below a key) is no header: then the whole is text. Keys are lower-cased, values
    lose one pair of quotation marks around them.

    >>> split_header("---\ntitle: 'Talks'\n---\n\nTalks began.")
    ({'title': 'Talks'}, 'Talks began.')
    >>> split_header("---\nTalks began.\n---\n")
    ({}, '---\nTalks began.\n---\n')
    """
    block = _BLOCK.match(text)
    fields = _pairs(block[1]) if block else None
    if block is None or not fields:
        return {}, text
    return fields, re.sub(r"\A(?:[ \t]*\n)+", "", text[block.end() :])


def _pairs(block: str) -> dict[str, str] | None:
    fields: dict[str, str] = {}
    for line in block.splitlines():
        pair = _PAIR.fullmatch(line)
        if pair:
            fields[pair[1].lower()] = _unquoted((pair[2] or "").strip())
        elif not (_CARRIED_ON.match(line) and (fields or not line.strip() or line.startswith("#"))):
            return None
    return fields


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
