"""The commands of docs/tutorial.md, one after the other, as a reader would type them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import cli

ROOT = Path(__file__).resolve().parents[2]


def commands() -> list[list[str]]:
    """The arguments of each command of the document; a query may go over several lines."""
    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    typed = [line for block in blocks for line in re.split(r"^\$ ", block, flags=re.MULTILINE) if line.strip()]
    inline = re.findall(r"`(sitgraph retract [^`]+)`", text)
    return [shlex.split(line) for line in typed + inline]


def test_every_command_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(ROOT / "data")
    runner = CliRunner()
    ran = []
    for name, *arguments in commands():
        if name == "export":
            monkeypatch.setenv(*arguments[0].split("=", 1))
            continue
        result = runner.invoke(cli, arguments)
        assert result.exit_code == 0, (arguments, result.output)
        ran.append(arguments[0])
    assert {"extract", "ingest", "partners", "events", "explain", "network", "export", "query", "retract"} <= set(ran)
    assert (tmp_path / "united-states.html").stat().st_size > 300_000
    assert "partneredWith" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")
