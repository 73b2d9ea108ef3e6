"""JSON Lines (``.jsonl``, ``.ndjson``): one report a line; a bad line is reported and the rest is still read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from ingest.read.decode import BOM, refuse_binary
from ingest.read.fields import clean_text, day, one_line, optional_texts
from ingest.read.options import Options
from ontology.errors import BadRecord, EmptySource, InputError, TooLarge
from ontology.model import Report

# The longest way to write a text in JSON is six bytes (an escape) for a character of one byte.
_ESCAPED = 6
_OTHER_FIELDS = 65_536
_HINT = 'a line is an object such as {"id": "r1", "text": "…", "published": "2026-03-04"}'


def read_json_lines(stream: BinaryIO, *, origin: str, options: Options, first: bytes = b"") -> Iterator[Report]:
    """Read the records of a stream, one by one, never holding more than a line.

    The text of a record is kept exactly as it is given (no newline is touched), since others count offsets in it.

    Args:
        stream: Bytes, read to their end.
        origin: Name of the file, for messages.
        options: How to read; ``options.fail`` gets the error of each bad line.
        first: Beginning of the stream that was already read off it.

    Raises:
        EmptySource, NotText: when there is no record at all, or the whole is binary.
    """
    found = False
    for number, line in _lines(stream, first, limit=_longest_line(options)):
        if number == 1 and not line.lstrip().startswith(b"{"):
            refuse_binary(line, origin=origin)
        if not line.strip():
            continue
        found = True
        try:
            report = _record(line, where=f"{origin!r} line {number}", options=options)
        except InputError as error:
            options.fail(error)
        else:
            yield report
    if not found:
        raise EmptySource(f"{origin!r} holds no record", hint=_HINT)


def _longest_line(options: Options) -> int:
    return options.max_bytes * _ESCAPED + _OTHER_FIELDS


def _lines(stream: BinaryIO, first: bytes, *, limit: int) -> Iterator[tuple[int, bytes]]:
    """Numbered lines; of a line over the limit come the first ``limit + 1`` bytes and the rest is skipped."""
    number, line = 1, _rest_of_line(stream, first, limit=limit).removeprefix(BOM)
    while line:
        yield number, line
        number, line = number + 1, _rest_of_line(stream, b"", limit=limit)


def _rest_of_line(stream: BinaryIO, begun: bytes, *, limit: int) -> bytes:
    if begun.endswith(b"\n"):
        return begun
    line = begun + stream.readline(max(limit + 1 - len(begun), 1))
    tail = line
    while tail and not tail.endswith(b"\n"):
        tail = stream.readline(1 << 20)
    return line


def _record(line: bytes, *, where: str, options: Options) -> Report:
    if len(line) > _longest_line(options):
        raise TooLarge(f"{where} is over {options.max_bytes:,} bytes", hint="split it, or raise the limit")
    fields = _object(line, where=where)
    text = clean_text(_needed(fields, "text", where=where), name="text", where=where)
    if not text.strip():
        raise BadRecord(f"{where}: 'text' is empty", hint=_HINT)
    if len(text.encode()) > options.max_bytes:
        raise TooLarge(f"{where}: the text is over {options.max_bytes:,} bytes", hint="split it, or raise the limit")
    texts = optional_texts(fields, where=where)
    given = fields.get("published")
    return Report(
        id=one_line(_needed(fields, "id", where=where), name="id", where=where),
        text=text,
        published=options.published if given in (None, "") else day(given, where=where),
        title=texts.get("title"),
        source=texts.get("source"),
        url=texts.get("url"),
        language=texts.get("language", "en"),
    )


def _object(line: bytes, *, where: str) -> dict[str, object]:
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadRecord(f"{where} is not UTF-8: byte {error.start} of the line", hint="convert it to UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise BadRecord(f"{where} is not JSON: {error}", hint=_HINT) from None
    if not isinstance(fields, dict):
        raise BadRecord(f"{where} is not a JSON object", hint=_HINT)
    return fields


def _needed(fields: dict[str, object], name: str, *, where: str) -> object:
    if name not in fields:
        raise BadRecord(f"{where} has no {name!r}", hint=_HINT)
    return fields[name]


def begins_like_json_lines(first_line: bytes) -> bool:
    """Whether the first line of a stream without a name looks like a JSON record.

    >>> begins_like_json_lines(b'{"id": "r1"}'), begins_like_json_lines(b"Talks began.")
    (True, False)
    """
    return first_line.removeprefix(BOM).lstrip().startswith(b"{")
