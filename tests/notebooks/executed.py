"""Runs the tutorial as a reader would, in a kernel of the same environment."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import nbformat
from nbclient import NotebookClient

TUTORIAL = Path(__file__).resolve().parents[2] / "notebooks" / "tutorial.ipynb"


def committed() -> nbformat.NotebookNode:
    """The tutorial as it is in the repository."""
    notebook: nbformat.NotebookNode = nbformat.read(TUTORIAL, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


@cache
def executed() -> nbformat.NotebookNode:
    """The tutorial with the outputs of its cells; run once in a process."""
    notebook = committed()
    folder = {"metadata": {"path": str(TUTORIAL.parent)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=folder).execute()
    return notebook


def output(cell: str, kind: str) -> str:
    """What the cell of this id shows as this MIME type; ``text`` is what it prints."""
    found = next(item for item in executed().cells if item.id == cell)
    shown: list[str] = [item["data"][kind] for item in found.outputs if kind in item.get("data", {})]
    printed: list[str] = [item["text"] for item in found.outputs if item.output_type == "stream"]
    return "".join(printed if kind == "text" else shown)
