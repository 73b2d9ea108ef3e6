"""What the server answers from: a snapshot of the store, renewed when the store has changed.

A snapshot is a folder of hard links, made in a moment while the store is held; afterwards the store is free, so that
reports can be ingested while the server runs. Nobody writes to a snapshot, so any number of processes may read it.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from api.readable import readable_folder
from api.service import Service
from graph import KnowledgeGraph
from ontology.errors import StoreError

CHECK_SECONDS = 1.0
"""How often, at most, the store is looked at for changes."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A service to ask, and the folder of its data for the query workers."""

    service: Service
    folder: Path


class Feed(Protocol):
    """Gives the snapshot to answer from."""

    def current(self) -> Snapshot:
        """The newest snapshot there is."""

    def close(self) -> None:
        """Remove the snapshots."""


class StoreFeed:
    """Snapshots of a store on disk.

    Raises:
        StoreNotFound, StoreLocked, StoreVersion: when there is no first snapshot to be had.
    """

    def __init__(self, store: Path, *, base: str | None = None) -> None:
        self.store = store
        self.base = base
        KnowledgeGraph.open(store, base=base, create=False).close()
        self._folder = Path(tempfile.mkdtemp(prefix=".snapshots-", dir=_nearby(store)))
        self._lock = threading.Lock()
        self._number = 0
        self._checked = 0.0
        self._stamp: object = None
        atexit.register(self.close)
        try:
            self._snapshot = self._renewed()
        except BaseException:
            self.close()
            raise

    def current(self) -> Snapshot:
        """The newest snapshot; while another process writes, the one from before."""
        with self._lock:
            if time.monotonic() - self._checked > CHECK_SECONDS:
                self._checked = time.monotonic()
                if _stamp(self.store) != self._stamp:
                    self._try_renew()
            return self._snapshot

    def _try_renew(self) -> None:
        old = self._snapshot
        try:
            self._snapshot = self._renewed()
        except StoreError:
            return
        shutil.rmtree(old.folder, ignore_errors=True)

    def _renewed(self) -> Snapshot:
        self._number += 1
        folder = self._folder / str(self._number)
        with KnowledgeGraph.open(self.store, base=self.base, create=False) as kg:
            kg.backup(folder)
        self._stamp = _stamp(self.store)
        return Snapshot(Service.open(folder, base=self.base, read_only=True, create=False), folder)

    def close(self) -> None:
        """Remove the snapshots."""
        shutil.rmtree(self._folder, ignore_errors=True)


class MemoryFeed:
    """The graph of a service in this process; the folder for the query workers is written when it has changed."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._folder = Path(tempfile.mkdtemp(prefix="sitgraph-"))
        self._lock = threading.Lock()
        self._taken: tuple[int, Path] | None = None
        atexit.register(self.close)

    def current(self) -> Snapshot:
        """The service, and a copy of its data as it is now."""
        with self._lock:
            version = self.service.kg.version
            if self._taken is None or self._taken[0] != version:
                self._taken = version, readable_folder(self.service.kg, self._folder / str(version))
            return Snapshot(self.service, self._taken[1])

    def close(self) -> None:
        """Remove the copies."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _nearby(store: Path) -> Path | None:
    """A folder on the same disk, where hard links are possible; None for the system's own temporary folder."""
    parent = store.resolve().parent
    try:
        with tempfile.TemporaryFile(dir=parent):
            return parent
    except OSError:
        return None


def _stamp(store: Path) -> object:
    """What changes when the store does: its files with their times and sizes."""
    try:
        return tuple(sorted((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in store.rglob("*")))
    except OSError:
        return None
