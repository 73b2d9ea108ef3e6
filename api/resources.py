"""Where the files lie that come with sitgraph, in a checkout and in an installed wheel alike."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path

from ontology.errors import SourceNotFound

HERE = Path(__file__).resolve().parent


def sample_reports() -> Path:
    """The folder of the sample reports.

    Raises:
        SourceNotFound: when the installation lacks them.
    """
    for folder in (HERE / "samples", HERE.parent / "data" / "reports"):
        if folder.is_dir():
            return folder
    raise SourceNotFound("this installation has no sample reports", hint="install sitgraph again")


def web_folder() -> Path:
    """The folder of the server's page."""
    return HERE / "web"


def version() -> str:
    """The version of sitgraph: of the checkout, if this is one, otherwise of what is installed."""
    project = HERE.parent / "pyproject.toml"
    if project.is_file():
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
    try:
        return installed_version("sitgraph")
    except PackageNotFoundError:
        return "0+unknown"
