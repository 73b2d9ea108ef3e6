"""Plain text (``.txt``): one file is one report, and its text is kept as it is."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.read.decode import decode
from ingest.read.fields import day, one_line, optional_texts
from ingest.read.header import split_header
from ingest.read.options import Options
from ontology.errors import EmptySource
from ontology.model import Report

HEADLINE_LIMIT = 160


def read_text(data: bytes, *, origin: str, id: str, options: Options) -> Report:
    """Read one text file, with or without a header.

    Args:
        data: The bytes of the file.
        origin: Name of the file, for messages.
        id: Id of the report when the header gives none.
        options: How to read.

    Raises:
        InputError: when the bytes are no text, or the header is wrong.
    """
    fields, text = split_header(decode(data, origin=origin, max_bytes=options.max_bytes))
    return make_report(text, fields, headline=headline(text), origin=origin, id=id, options=options)


def make_report(
    text: str, fields: Mapping[str, str], *, headline: str | None, origin: str, id: str, options: Options
) -> Report:
    """Put a text and the fields of its header together.

    Raises:
        BadRecord: when a field is wrong.
        EmptySource: when there is a header but no text.
    """
    if not text.strip():
        raise EmptySource(f"{origin!r} holds no text", hint="there is nothing to read in it")
    texts = optional_texts(fields, where=origin)
    published = day(fields["published"], where=origin) if fields.get("published") else options.published
    return Report(
        id=one_line(fields.get("id") or id, name="id", where=origin),
        text=text,
        published=published,
        title=texts.get("title") or headline,
        source=texts.get("source"),
        url=texts.get("url"),
        language=texts.get("language", "en"),
    )


def headline(text: str) -> str | None:
    r"""The first line when it looks like a headline: short, two words or more, no final stop, more text below it.

    >>> headline("Talks begin in Doha\n\nThe two sides met on Monday.")
    'Talks begin in Doha'
    >>> headline("The two sides met on Monday.\nMore follows.") is None
    True
    """
    first, _, rest = text.lstrip().partition("\n")
    line = first.strip()
    fits = len(line.split()) > 1 and len(line) <= HEADLINE_LIMIT and (line[-1].isalnum() or line[-1] in "'\"’”)")
    controlled = any(ord(char) < 32 for char in line)
    return line if fits and rest.strip() and not controlled else None
