"""A store that several tests read, the command run in this process, and a server to ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from api.cli import cli
from graph import KnowledgeGraph
from tests.api.helping import Run, fill, small_server


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the hand-built reports, for reading."""
    folder = tmp_path_factory.mktemp("graph") / "hand.sitgraph"
    with KnowledgeGraph.open(folder) as kg:
        fill(kg)
    return folder


@pytest.fixture
def run() -> Run:
    """Run the command in this process; whatever goes wrong must end in an exit code, never in an exception."""

    def runner(*words: object, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(cli, [str(word) for word in words], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return runner


@pytest.fixture(scope="session")
def client() -> Iterator[httpx.Client]:
    """A client of a server over a graph in memory."""
    with small_server() as client:
        yield client
