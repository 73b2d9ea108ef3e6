"""Judgements as a file, one JSON object a line, so that they can be kept, shared and read into another graph.

A line holds ``one`` and ``other`` (paths), ``verdict``, ``note``, ``judged`` (a moment) and, for people who read it,
``says``: the two things in words. Reading a file in leaves out ``says``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from graph.explain import Said
from graph.files import write_file
from graph.judgements import Judgement, judge, judgements
from graph.view import View
from ontology.errors import BadRecord, SitgraphError, SourceNotFound

_FIELDS = ("one", "other", "verdict", "note", "judged")


def judgement_rows(view: View) -> list[dict[str, Any]]:
    """All judgements as plain rows, sorted; ``says`` tells in words what was judged, as far as the graph knows it."""
    found = judgements(view.store)
    return [{**{name: getattr(one, name) for name in _FIELDS}, "says": _says(view, one)} for one in found]


def _says(view: View, judgement: Judgement) -> list[str]:
    return [_words(view, path) for path in (judgement.one, judgement.other)]


def _words(view: View, path: str) -> str:
    """A thing in words: the name of an id, the report and the first quote of a claim."""
    if not path.startswith("mark/"):
        return view.card(view.canonical(path)).name
    for claim in view.subjects("sg:mark", view.node(path), view.index):
        report = claim.split("/")[1]
        said = Said(view, view.node(f"report/{report}"), view.node(f"graph/{report}"))
        return f"{said.one('dcterms:identifier')}: {view.quote(f'{claim}/evidence/1')}"
    return ""


def export_judgements(view: View, path: str | Path) -> int:
    """Write all judgements to a file; returns their number.

    Raises:
        StoreFull, StoreError: when it cannot be written.
    """
    rows = judgement_rows(view)
    write_file(Path(path), (line.encode() for line in judgement_lines(rows)))
    return len(rows)


def judgement_lines(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Judgements as lines of a file.

    >>> next(judgement_lines([{"one": "actor/a", "other": "actor/b", "verdict": "same"}]))
    '{"one": "actor/a", "other": "actor/b", "verdict": "same"}\\n'
    """
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def import_judgements(view: View, path: str | Path | bytes) -> int:
    """Read judgements from a file, in place of those on the same pairs; returns the number of those that are new.

    Args:
        view: Where to.
        path: A file, or what one holds.

    Raises:
        SourceNotFound: when there is no such file.
        BadRecord: when a line is no judgement; then none is read.
    """
    lines = _lines(path)
    given = [read_line(line, number) for number, line in enumerate(lines, start=1) if line.strip()]
    try:
        return judge(view.store, given)
    except SitgraphError as error:
        raise BadRecord(f"a judgement cannot be read: {error.message}", hint=error.hint) from error


def _lines(path: str | Path | bytes) -> list[str]:
    if not isinstance(path, bytes) and not Path(path).is_file():
        raise SourceNotFound(f"no file {str(path)!r}")
    try:
        found = path if isinstance(path, bytes) else Path(path).read_bytes()
        return found.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise BadRecord("judgements must be UTF-8") from error


def read_line(line: str, number: int) -> Judgement:
    """The judgement of a line.

    Raises:
        BadRecord: when it is none; names the line by its number.
    """
    try:
        row = json.loads(line)
        values = {name: row.get(name) or "" for name in _FIELDS}
        if not all(isinstance(item, str) for item in values.values()):
            raise TypeError("a field is not text")
        if values["judged"]:
            datetime.fromisoformat(values["judged"])
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BadRecord(f"line {number} is no judgement: {error}") from error
    return Judgement(**values)
