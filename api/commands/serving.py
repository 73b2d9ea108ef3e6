"""Commands to begin with and to go on with: ``demo`` and ``serve``."""

from __future__ import annotations

import click

from api.commands.options import store_option
from api.output import printable
from api.pairs import blocks
from api.settings import Settings, default, variable


@click.command()
@store_option
@click.option(
    "--host", envvar=variable("host"), default=default("host"), show_default=True, show_envvar=True, help="Address."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    envvar=variable("port"),
    default=default("port"),
    show_default=True,
    show_envvar=True,
    help="Port; 0 takes any free one.",
)
def serve(store: str, host: str, port: int) -> None:
    """Serve the graph over HTTP, read only: a page, JSON look-ups and SPARQL.

    Reports that are ingested meanwhile appear in the answers when their ingest is done.
    """
    from dataclasses import replace

    from api.server import run

    settings = replace(Settings.from_environment(), store=store, host=host, port=port)
    run(settings)


@click.command()
@click.option("--out", metavar="FOLDER", default="out", show_default=True, help="Where the results are written.")
def demo(out: str) -> None:
    """Read the sample reports and show who partnered with whom, with the sentences that say so."""
    from api.demo import run_demo

    result = run_demo(out)
    click.echo(result.summary)
    click.echo("\nWho partnered with whom, and the sentences that say so:\n")
    click.echo(blocks(result.rows, most=12))
    for path in result.files:
        click.echo(f"wrote {printable(str(path))}")
    click.echo(f"\nAsk it:   sitgraph partners 'United States' --store {result.store}")
    click.echo(f"Serve it: make serve, or sitgraph serve --store {result.store}")
    click.echo(f"          then open http://{default('host')}:{default('port')}/")


COMMANDS = (demo, serve)
