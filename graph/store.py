"""The only writer of quads: an Oxigraph store in a folder or in memory, with transactions that may also delete.

Oxigraph commits one `extend` atomically. A transaction that deletes too is written as one such step: the new quads
together with a journal of the quads to delete. What follows, the deletion, can be repeated, and is repeated when the
store is opened after a crash; so a transaction is wholly there or wholly absent, and no text ever becomes part of a
query.
"""

from __future__ import annotations

import errno
import json
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from graph.terms import Node, term, value
from ontology.errors import StoreError, StoreFull, StoreLocked, StoreNotFound, StoreVersion
from ontology.names import DEFAULT_BASE, Names

FORMAT = 1
MARKER = "sitgraph.json"
_RECOVER = "open it once for writing; nothing is lost"
_FULL = ("no space left", "disk full", "disk quota", "enospc", "space limit")
_LOCKED = ("lock hold", "lock file", "resource temporarily unavailable", "no locks available")


class Store:
    """Quads with atomic changes; made by `open_store`.

    Attributes:
        quads: The Oxigraph store itself, for reading.
        names: Mints the IRIs of the store's base.
        path: The folder, or None in memory.
        version: Counts the changes made through this object.
    """

    def __init__(self, quads: ox.Store, names: Names, *, path: Path | None = None, read_only: bool = False) -> None:
        self.quads = quads
        self.names = names
        self.path = path
        self.read_only = read_only
        self.version = 0
        self.closed = False
        self.lock = threading.RLock()
        self._journals = Node(f"{names.base}journal")
        self._unfinished = True
        if not read_only:
            self._finish()
        elif self._pending():
            raise StoreError(f"the store at {str(path)!r} was left in the middle of a change", hint=_RECOVER)

    def change(self, *, insert: Collection[ox.Quad], delete: Collection[ox.Quad]) -> None:
        """Insert and delete quads in one transaction. A quad in both is kept.

        Raises:
            StoreError: when the store is read-only or damaged.
            StoreFull: when the disk is full; nothing was changed.
        """
        if self.read_only:
            raise StoreError("the store is open for reading only", hint="open it without read_only to write")
        kept = set(insert)
        gone = [quad for quad in delete if quad not in kept]
        if not kept and not gone:
            return
        with self.lock, translate_os_errors(self.path):
            self._finish()
            self.version += 1
            self._unfinished = bool(gone)
            try:
                self.quads.extend([*kept, *self._journal(gone)])
            finally:
                self._finish()

    def _journal(self, gone: Collection[ox.Quad]) -> Iterator[ox.Quad]:
        for quad in gone:
            graph = value(quad.graph_name)
            journal = Node(f"{self.names.base}journal/{graph[len(self.names.base) :]}")
            yield ox.Quad(quad.subject, quad.predicate, quad.object, journal)
            yield ox.Quad(journal, term("sg:journalOf"), Node(graph), self._journals)

    def _finish(self) -> None:
        """Delete what the journal says, then the journal; may be repeated."""
        for entry in self._pending() if self._unfinished else ():
            journal, graph = value(entry.subject), value(entry.object)
            self.quads.update(
                f"DELETE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{journal}> {{ ?s ?p ?o }} }} ;"
                f"DROP SILENT GRAPH <{journal}> ;"
                f"DELETE WHERE {{ GRAPH <{self._journals.value}> {{ <{journal}> ?p ?o }} }}"
            )

        self._unfinished = False

    def _pending(self) -> list[ox.Quad]:
        return list(self.quads.quads_for_pattern(None, term("sg:journalOf"), None, self._journals))

    def remove_empty(self, graph: Node) -> None:
        """Forget the name of a graph that holds nothing any more."""
        with self.lock:
            if next(self.quads.quads_for_pattern(None, None, None, graph), None) is None:
                self.quads.remove_graph(graph)

    def backup(self, folder: str | Path) -> None:
        """Copy the store as it is now to a new folder; on one disk that is quick, and takes no room at first.

        Raises:
            StoreError: when the folder exists, or the store is in memory.
        """
        if self.path is None:
            raise StoreError("a store in memory has no files to copy", hint="export it instead")
        with self.lock, translate_os_errors(self.path):
            self.quads.backup(str(folder))
            _mark(Path(folder), self.names.base)

    def close(self) -> None:
        """Write everything to the disk and let go of it; the store cannot be used afterwards."""
        try:
            if not self.closed:
                self.flush()
        finally:
            self.closed = True
            self.quads = ox.Store()

    def flush(self) -> None:
        """Write everything to the disk, so that it survives a loss of power. Does nothing in memory.

        Raises:
            StoreFull: when the disk is full.
        """
        if self.path is not None and not self.read_only:
            with translate_os_errors(self.path):
                self.quads.flush()


@contextmanager
def translate_os_errors(path: Path | None) -> Iterator[None]:
    """Turn errors of the system and of Oxigraph into ours."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        words = str(error).casefold()
        if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or any(sign in words for sign in _FULL):
            raise StoreFull(f"no space left for the store at {str(path)!r}", hint="free some space") from error
        if any(sign in words for sign in _LOCKED):
            message = f"the store at {str(path)!r} is open for writing elsewhere"
            raise StoreLocked(message, hint="stop the other process, or open it with read_only") from error
        raise StoreError(f"the store at {str(path)!r} cannot be used: {error}") from error


def open_store(
    path: str | Path | None = None, *, base: str | None = None, read_only: bool = False, create: bool = True
) -> Store:
    """Open a store.

    Args:
        path: A folder, or None for a store in memory.
        base: IRI under which things are named. A store remembers the one it was created with.
        read_only: Do not write; works beside another reader. Beside a writer read a copy (`Store.quads.backup`).
        create: Make the store if there is none.

    Raises:
        StoreNotFound: when there is no store and it is not to be created.
        StoreLocked: when another process has it open for writing.
        StoreVersion: when it was written by another version, or with another base.
        StoreFull: when the disk is full.
    """
    if path is None:
        return Store(ox.Store(), Names(base or DEFAULT_BASE))
    folder = Path(path)
    marker = folder / MARKER
    if not marker.is_file():
        if read_only or not create:
            raise StoreNotFound(f"no store at {str(path)!r}", hint="check the path, or ingest something first")
        _create(folder, marker, base or DEFAULT_BASE)
    names = Names(_checked_base(marker, base))
    with translate_os_errors(folder):
        quads = ox.Store.read_only(str(folder)) if read_only else ox.Store(str(folder))
    return Store(quads, names, path=folder, read_only=read_only)


def _create(folder: Path, marker: Path, base: str) -> None:
    Names(base)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreNotFound(f"{str(folder)!r} is there, but it is no store", hint="choose an empty or a new folder")
    with translate_os_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        ox.Store(str(folder)).flush()
        _mark(folder, base)


def _mark(folder: Path, base: str) -> None:
    temporary = folder / f"{MARKER}.tmp"
    temporary.write_text(json.dumps({"format": FORMAT, "base": base}) + "\n", encoding="utf-8")
    temporary.replace(folder / MARKER)


def _checked_base(marker: Path, base: str | None) -> str:
    try:
        said = json.loads(marker.read_text(encoding="utf-8"))
        version, known = said["format"], str(said["base"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreVersion(f"{str(marker)!r} is not the marker of a store") from error
    if version != FORMAT:
        message = f"the store at {str(marker.parent)!r} has format {version}, this program writes {FORMAT}"
        raise StoreVersion(message, hint="export it with the version that wrote it, and load the export")
    if base is not None and base != known:
        raise StoreVersion(f"the store names things under {known!r}, not {base!r}", hint="open it without base")
    return known
