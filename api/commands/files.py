"""Commands about the graph as a whole: ``network``, ``export``, ``validate``, ``retract``."""

from __future__ import annotations

import sys
from typing import Any

import click

from api.commands.options import conditions, format_option, open_service, relation_option, store_option
from api.output import printable, render

FORMATS = ["ttl", "trig", "nq", "nt", "jsonld", "rdf", "graphml", "gexf", "csv"]


@click.command()
@click.argument("actor", required=False, metavar="[ACTOR]")
@store_option
@click.option(
    "--out", "-o", metavar="FILE", required=True, help="File to write: .html, .svg, .graphml, .gexf, .json or .csv."
)
@click.option("--depth", type=click.IntRange(1, 5), default=1, show_default=True, help="Steps from the actor.")
@relation_option
@conditions()
def network(actor: str | None, store: str, out: str, depth: int, **how: Any) -> None:
    """Write the network of ACTOR, or of all actors, as a page, a picture or a file for other programs.

    The page works offline and shows the sentences behind each link.
    """
    with open_service(store) as service:
        count = service.write_network(out, actor, depth=depth, **how)
    click.echo(f"{printable(out)}: {count}")


@click.command()
@click.argument("target", metavar="FILE", default="-")
@store_option
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default=None, help="Format; otherwise by FILE's suffix, or Turtle."
)
@click.option(
    "--scope",
    type=click.Choice(["all", "merged", "reports"]),
    default="all",
    show_default=True,
    help="Everything, the merged picture, or what the reports say.",
)
def export(target: str, store: str, form: str | None, scope: str) -> None:
    """Write the graph to FILE, or to standard output with '-'."""
    with open_service(store) as service:
        if target == "-":
            service.export(sys.stdout.buffer, form=form or "ttl", scope=scope)
        else:
            service.export(target, form=form, scope=scope)
            click.echo(f"wrote {printable(target)}", err=True)


@click.command()
@store_option
@format_option
def validate(store: str, form: str) -> None:
    """Check the graph against the shapes of the ontology; exit code 1 when something does not conform."""
    with open_service(store) as service:
        rows = [{"fault": fault} for fault in service.validate()]
    click.echo(render(rows, {"fault": "Fault"}, form, empty="Everything conforms."), nl=False)
    sys.exit(1 if rows else 0)


@click.command()
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@store_option
def retract(reports: tuple[str, ...], store: str) -> None:
    """Take reports back, with everything that only they support. REPORT is the id of a report."""
    with open_service(store, write=True, create=False) as service:
        for report in reports:
            service.retract(report)
            click.echo(f"retracted {printable(report)}")


COMMANDS = (network, export, validate, retract)
