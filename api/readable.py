"""Where other processes can read the data of a graph: the query workers do."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from graph import KnowledgeGraph


def readable_folder(kg: KnowledgeGraph, target: Path) -> Path:
    """A folder with the data of a graph that other processes may read: its own if nobody writes there, else a copy."""
    if kg.store.read_only and kg.store.path is not None:
        return kg.store.path
    copy = target / "data"
    target.mkdir(parents=True, exist_ok=True)
    if kg.store.path is not None:
        kg.backup(copy)
        return copy
    store = ox.Store(str(copy))
    with kg.store.lock:
        store.bulk_extend(kg.store.quads.quads_for_pattern(None, None, None, None))
    store.flush()
    return copy
