"""Every setting of sitgraph, in one place, each with its environment name (docs/settings.md explains them).

The command line and the server read settings here and pass plain arguments down; no other layer reads the environment.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from ontology.errors import BadArgument

PREFIX = "SITGRAPH_"


def _setting(default: Any, text: str) -> Any:
    return field(default=default, metadata={"help": text})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set, with its default; ``SITGRAPH_`` and the name in capitals is the environment variable.

    >>> Settings.from_environment({"SITGRAPH_PORT": "9000"}).port
    9000
    """

    store: str = _setting("graph.sitgraph", "Folder of the graph.")
    base: str = _setting("", "Start of the IRIs that a new store mints; empty for the standard one.")
    host: str = _setting("127.0.0.1", "Address that the server listens on.")
    port: int = _setting(8000, "Port that the server listens on; 0 takes any free one.")
    processes: int = _setting(1, "Processes that read reports at the same time.")
    query_seconds: float = _setting(10.0, "A SPARQL query over HTTP is stopped after this many seconds.")
    query_workers: int = _setting(2, "SPARQL queries over HTTP that are evaluated at the same time.")
    query_chars: int = _setting(100_000, "Longest SPARQL query over HTTP, in characters.")
    query_result_bytes: int = _setting(50_000_000, "Largest SPARQL result over HTTP, in bytes.")
    max_rows: int = _setting(1_000, "Most rows that one look-up over HTTP returns.")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings that the environment gives; the others keep their defaults.

        Raises:
            BadArgument: when a value is not of the setting's kind.
        """
        environment = os.environ if environment is None else environment
        given = {name: environment[variable(name)] for name in names() if environment.get(variable(name))}
        converted: dict[str, Any] = {name: _converted(name, text) for name, text in given.items()}
        return cls(**converted)

    def __post_init__(self) -> None:
        for name in ("processes", "query_seconds", "query_workers", "query_chars", "query_result_bytes", "max_rows"):
            if not getattr(self, name) > 0:
                raise BadArgument(f"{variable(name)} is {getattr(self, name)}", hint="it must be above zero")
        if not 0 <= self.port <= 65535:
            raise BadArgument(f"{variable('port')} is {self.port}", hint="a port lies between 0 and 65535")


def names() -> list[str]:
    """Names of all settings, in the order in which they are documented."""
    return [setting.name for setting in fields(Settings)]


def variable(name: str) -> str:
    """The environment variable of a setting.

    >>> variable("query_seconds")
    'SITGRAPH_QUERY_SECONDS'
    """
    return PREFIX + name.upper()


def default(name: str) -> Any:
    """The default of a setting.

    >>> default("port")
    8000
    """
    return {setting.name: setting.default for setting in fields(Settings)}[name]


def _converted(name: str, text: str) -> Any:
    kind = type(default(name))
    try:
        return kind(text)
    except ValueError:
        wanted = "a whole number" if kind is int else "a number"
        raise BadArgument(f"{variable(name)} is {text!r}", hint=f"it must be {wanted}") from None
