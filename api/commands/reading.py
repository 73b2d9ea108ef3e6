"""Commands that read reports: ``ingest`` and ``extract``."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from api.commands.options import open_service, published_option, store_option
from api.output import printable, to_json
from api.settings import default, variable

if TYPE_CHECKING:
    from api.summary import IngestSummary
    from ontology.errors import SitgraphError

sources_argument = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
processes_option = click.option(
    "--processes",
    type=click.IntRange(min=1),
    envvar=variable("processes"),
    default=default("processes"),
    show_default=True,
    show_envvar=True,
    help="Read with so many processes.",
)
quiet_option = click.option("--quiet", is_flag=True, help="No progress on standard error.")


@click.command()
@sources_argument
@store_option
@published_option
@processes_option
@quiet_option
def ingest(sources: tuple[str, ...], store: str, published: date | None, processes: int, quiet: bool) -> None:
    """Read reports into the graph.

    SOURCE is a file (.txt, .md, .jsonl), a folder, or '-' for standard input. Reports that the graph already holds
    unchanged are skipped; edited ones replace what their old text said. What cannot be read is named, and the rest is
    read all the same.
    """
    with open_service(store, write=True) as service:
        progress = Progress(quiet=quiet)
        try:
            summary = service.ingest(sources, published=published, processes=processes, progress=progress)
        except KeyboardInterrupt:
            progress.clear()
            click.echo(f"sitgraph: interrupted; {progress.stored()} kept, the report in hand is not", err=True)
            sys.exit(130)
    progress.clear()
    click.echo(summary.sentence())
    for failure in summary.failed:
        click.echo(f"sitgraph: {printable(str(failure))}", err=True)
    sys.exit(1 if summary.failed else 0)


@click.command()
@sources_argument
@published_option
@processes_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "json"]),
    default="jsonl",
    show_default=True,
    help="One record a line, or one indented list.",
)
def extract(sources: tuple[str, ...], published: date | None, processes: int, form: str) -> None:
    """Print what each report says, as JSON records; no graph is needed.

    SOURCE is a file (.txt, .md, .jsonl), a folder, or '-' for standard input. The record is described in
    docs/records.md.
    """
    from api.service import extract_records

    failed: list[SitgraphError] = []
    first = True
    for record in extract_records(sources, published=published, processes=processes, on_error=failed.append):
        if form == "json":
            click.echo("[" if first else ",")
        click.echo(to_json(record, indent=2 if form == "json" else None))
        first = False
    if form == "json":
        click.echo("[]" if first else "]")
    for failure in failed:
        click.echo(f"sitgraph: {printable(str(failure))}", err=True)
    sys.exit(1 if failed else 0)


class Progress:
    """A line on standard error that tells how far the reading has come; only on a terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self.shown = not quiet and sys.stderr.isatty()
        self.summary: IngestSummary | None = None

    def __call__(self, summary: IngestSummary) -> None:
        """Show the numbers so far."""
        self.summary = summary
        if self.shown:
            click.echo(f"\r{summary.sentence()}\x1b[K", nl=False, err=True)

    def clear(self) -> None:
        """Take the line away."""
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)

    def stored(self) -> str:
        """How many reports are in the graph by now, in words."""
        count = self.summary.stored if self.summary else 0
        return f"{count} report{'' if count == 1 else 's'}"


COMMANDS = (ingest, extract)
