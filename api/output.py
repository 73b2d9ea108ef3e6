"""How rows are printed: as a table for people, as JSON or CSV for programs.

Text of reports may hold anything; control characters never reach a terminal.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
PIPE_WIDTH = 160
"""Width of a table that does not go to a terminal."""


def printable(text: str) -> str:
    r"""Replace what could move a cursor, change a colour or reorder a line.

    >>> printable("red \x1b[31m")
    'red �[31m'
    """
    return _UNSAFE.sub("\ufffd", text)


def to_json(value: object, *, indent: int | None = 2) -> str:
    """JSON in UTF-8 letters; control and direction characters and lone surrogates are escaped.

    >>> to_json({"name": "Côte\u202e"}, indent=None)
    '{"name": "Côte\\\\u202e"}'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=str)
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def to_csv(rows: Iterable[Row], columns: Sequence[str]) -> str:
    r"""CSV with a header line; several values of a cell are separated by ``; ``.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it; control characters are replaced.

    >>> to_csv([{"a": 1, "b": ["x", "y"]}], ["a", "b"])
    'a,b\r\n1,x; y\r\n'
    """
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(columns)
    writer.writerows([[_csv_cell(row.get(column)) for column in columns] for row in rows])
    return output.getvalue()


def _csv_cell(value: Any) -> str:
    """A cell as text that is neither a formula to a spreadsheet nor a command to a terminal."""
    if isinstance(value, int | float):
        return repr(value)
    words = cell(value)
    return printable(f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words)


def cell(value: Any) -> str:
    """One value as the text of a table cell.

    >>> cell(None), cell(0.8), cell(0.0123), cell(["a", "b"])
    ('', '0.80', '0.0123', 'a; b')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4f}" if 0 < abs(value) < 0.1 else f"{value:.2f}"
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(cell(item) for item in value)
    if isinstance(value, Mapping):
        return cell(value.get("name") or value.get("id"))
    return str(value)


def to_table(rows: Sequence[Row], columns: Mapping[str, str], *, empty: str = "Nothing found.") -> str:
    """A table of the given columns (key to heading) as wide as the terminal.

    >>> print(to_table([], {"a": "A"}), end="")
    Nothing found.
    """
    if not rows:
        return empty + "\n"
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = [key for key in columns if any(cell(row.get(key)) for row in rows)]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for key in shown:
        table.add_column(columns[key], overflow="fold", ratio=_ratio(key))
    for row in rows:
        table.add_row(*[Text(printable(cell(row.get(key)))) for key in shown])
    output = io.StringIO()
    console = Console(file=output, width=_width(), color_system=None, highlight=False, emoji=False, markup=False)
    console.print(table)
    return "\n".join(line.rstrip() for line in output.getvalue().splitlines()) + "\n"


def _ratio(key: str) -> int | None:
    return 3 if key == "quote" else None


def _width() -> int:
    if not sys.stdout.isatty():
        return PIPE_WIDTH
    import shutil

    return max(60, shutil.get_terminal_size().columns)


def render(rows: Sequence[Row], columns: Mapping[str, str], form: str, *, empty: str = "Nothing found.") -> str:
    """Rows in the form asked for: ``table``, ``json`` (all keys) or ``csv`` (all keys of the first row)."""
    if form == "json":
        return to_json(list(rows)) + "\n"
    if form == "csv":
        return to_csv(rows, list(rows[0]) if rows else list(columns))
    return to_table(rows, columns, empty=empty)
