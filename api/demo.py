"""The demonstration: the sample reports become a graph, a file, a page, and a table of who partnered with whom."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.resources import sample_reports
from api.service import Service
from graph.store import MARKER
from ontology.errors import StoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What the demonstration made.

    Attributes:
        summary: What was read, as a sentence.
        rows: Who partnered with whom: one, other, first, places, sources, quote.
        files: The files written.
        store: The store, for the server.
    """

    summary: str
    rows: list[dict[str, Any]]
    files: tuple[Path, ...]
    store: Path


def run_demo(out: str | Path, *, reports: Path | None = None) -> Demo:
    """Read the sample reports into a new store in ``out`` and write ``demo.ttl`` and ``demo.html`` there.

    Raises:
        StoreError: when ``out`` holds something else under the name of the store.
    """
    folder = Path(out)
    store = folder / "demo.sitgraph"
    _clear(store)
    with Service.open(store) as service:
        summary = service.ingest([str(reports or sample_reports())])
        rows = service.pairs()
        files = (folder / "demo.ttl", folder / "demo.html")
        service.export(files[0], scope="merged")
        service.write_network(files[1], title="Who did what with whom in the sample reports", modality="any")
    return Demo(summary=summary.sentence(), rows=rows, files=files, store=store)


def _clear(store: Path) -> None:
    """Take away the store of an earlier run, and only that."""
    if not store.exists():
        return
    if not (store / MARKER).is_file():
        raise StoreError(f"{str(store)!r} is there, but it is no store", hint="choose another --out")
    shutil.rmtree(store)
