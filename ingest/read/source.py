"""The front door: a file, a folder or standard input in, reports out."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from ingest.read.jsonl import begins_like_json_lines, read_json_lines
from ingest.read.markdown import read_markdown
from ingest.read.options import MAX_BYTES, Options, raise_error
from ingest.read.text import read_text
from ontology.errors import BadRecord, EmptySource, InputError, SourceNotFound
from ontology.model import Report

WHOLE_FILE = {".txt": read_text, ".md": read_markdown}
LINE_BY_LINE = (".jsonl", ".ndjson")
SUFFIXES = (*WHOLE_FILE, *LINE_BY_LINE)
STDIN = "stdin"


def read_source(
    source: str | Path,
    *,
    published: date | None = None,
    on_error: Callable[[InputError], None] | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Report]:
    r"""Read the reports of a file, of a folder with all below it, or of standard input (``-``).

    A text file is one report; its id is the file's name without the folder (``talks.txt``), unless its header gives
    one. Files of a folder come sorted by path; those of the same name get the path below the folder as their id; hidden
    files and files of other kinds are passed over. Line ends of text files become ``\n``; otherwise a text is kept as
    it is. Standard input is read as JSON Lines when it begins with ``{``, otherwise as one text with the id ``stdin``.

    Args:
        source: Path, or ``-``.
        published: Day of publication of reports that state none themselves.
        on_error: Called with each error, after which the rest is still read; without it the first error is raised.
        max_bytes: Largest text, in bytes.

    Raises:
        InputError: see ``on_error``; its subclasses tell what is wrong.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> _ = Path(folder.name, "talks.txt").write_text("Talks began.", encoding="utf-8")
    >>> [(report.id, report.text) for report in read_source(folder.name)]
    [('talks.txt', 'Talks began.')]
    >>> folder.cleanup()
    """
    options = Options(published=published, fail=on_error or raise_error, max_bytes=max_bytes)
    seen: set[str] = set()
    for report in _reports(source, options):
        if report.id in seen:
            problem = f"{str(source)!r} has more than one report with the id {report.id!r}"
            options.fail(BadRecord(problem, hint="only the first was read; give each its own id"))
            continue
        seen.add(report.id)
        yield report


def _reports(source: str | Path, options: Options) -> Iterator[Report]:
    path = Path(source)
    if str(source) == "-":
        yield from _passing_errors(_stream(sys.stdin.buffer, options), STDIN, options)
    elif path.is_dir():
        yield from _folder(path, options)
    else:
        yield from _file(path, _shown(path.name), options)


def _folder(folder: Path, options: Options) -> Iterator[Report]:
    paths = _readable_files(folder)
    if not paths:
        readable = " ".join(SUFFIXES)
        options.fail(EmptySource(f"no readable file in folder {str(folder)!r}", hint=f"readable are: {readable}"))
    times = Counter(path.name for path in paths)
    for path in paths:
        below = path.relative_to(folder).as_posix()
        yield from _file(path, _shown(path.name if times[path.name] == 1 else below), options)


def _readable_files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = [Path(where, name) for name in files if not name.startswith(".")]
        found += [path for path in paths if path.suffix.lower() in SUFFIXES and path.is_file()]
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _file(path: Path, id: str, options: Options) -> Iterator[Report]:
    origin = _shown(str(path))
    try:
        stream = _open(path, origin)
    except InputError as error:
        options.fail(error)
    except OSError as error:
        options.fail(InputError(f"cannot read {origin!r}: {error.strerror or error}"))
    else:
        with stream:
            yield from _passing_errors(_opened(stream, path.suffix.lower(), origin, id, options), origin, options)


def _open(path: Path, origin: str) -> BinaryIO:
    if not path.exists():
        raise SourceNotFound(f"no file or folder {origin!r}", hint="check the path")
    if path.suffix.lower() not in SUFFIXES:
        readable = " ".join(SUFFIXES)
        raise InputError(f"cannot read {origin!r}: its kind is not known", hint=f"readable are: {readable}")
    return path.open("rb")


def _opened(stream: BinaryIO, suffix: str, origin: str, id: str, options: Options) -> Iterator[Report]:
    if suffix in LINE_BY_LINE:
        yield from read_json_lines(stream, origin=origin, options=options)
    else:
        yield WHOLE_FILE[suffix](stream.read(options.max_bytes + 1), origin=origin, id=id, options=options)


def _stream(stream: BinaryIO, options: Options) -> Iterator[Report]:
    first = stream.readline(options.max_bytes + 1)
    if begins_like_json_lines(first):
        yield from read_json_lines(stream, origin=STDIN, options=options, first=first)
    else:
        data = first + stream.read(max(options.max_bytes + 1 - len(first), 0))
        yield read_text(data, origin=STDIN, id=STDIN, options=options)


def _passing_errors(reports: Iterator[Report], origin: str, options: Options) -> Iterator[Report]:
    """The same reports; what ends them before their time goes to ``options.fail``."""
    while True:
        try:
            report = next(reports)
        except StopIteration:
            return
        except InputError as error:
            return options.fail(error)
        except OSError as error:
            return options.fail(InputError(f"cannot read {origin!r}: {error.strerror or error}"))
        yield report


def _shown(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 are replaced, so that ids and messages can be written anywhere."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
