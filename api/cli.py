"""The command ``sitgraph``: each sub-command is a thin layer over `api.service` (docs/cli.md).

Exit codes: 0 done; 1 something given could not be read or answered; 2 wrong usage; 130 interrupted. Nothing heavy is
imported before a command needs it, so that ``--help`` is quick.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from api.commands import analysing, asking, curating, files, reading, serving
from api.output import printable
from api.resources import version
from ontology.errors import SitgraphError


class Sitgraph(click.Group):
    """The group of all commands; turns our errors into one line on standard error and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the chosen command."""
        try:
            return super().invoke(ctx)
        except SitgraphError as error:
            click.echo(f"sitgraph: {printable(str(error))}", err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("sitgraph: interrupted", err=True)
            ctx.exit(130)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except OSError as error:
            click.echo(f"sitgraph: {printable(_in_words(error))}", err=True)
            ctx.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands in the order in which one meets them."""
        return list(self.commands)


def _in_words(error: OSError) -> str:
    """What the system refused, and for which file."""
    reason = error.strerror or str(error)
    return f"cannot use {str(error.filename)!r}: {reason}" if error.filename else reason


@click.group(cls=Sitgraph, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version(), prog_name="sitgraph")
def cli() -> None:
    """Read news reports into a graph of who did what with whom, and ask it.

    Begin with 'sitgraph demo', or with 'sitgraph ingest FOLDER' and 'sitgraph partners NAME'.
    """


for command in (
    *reading.COMMANDS,
    *asking.COMMANDS,
    *analysing.COMMANDS,
    *curating.COMMANDS,
    *files.COMMANDS,
    *serving.COMMANDS,
):
    cli.add_command(command)


def main() -> None:
    """Entry point of the installed command."""
    cli(prog_name="sitgraph")


if __name__ == "__main__":
    main()
