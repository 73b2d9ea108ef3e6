"""Commands that ask: ``actors``, ``partners``, ``opponents``, ``events``, ``explain``, ``query``, ``stats``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from api.commands.options import (
    conditions,
    edge_filters,
    format_option,
    limit_option,
    open_service,
    store_option,
)
from api.output import render, to_csv, to_json, to_table
from ontology.errors import BadQuery

Rows = Sequence[Mapping[str, Any]]

ACTOR_COLUMNS = {"name": "Actor", "type": "Type", "country": "Country", "relationships": "Relationships", "id": "Id"}
EDGE_COLUMNS = {"sources": "Sources", "first": "First", "last": "Last", "places": "Where", "quote": "Sentence"}
PARTNER_COLUMNS = {"partner_name": "Partner", "via": "Through", **EDGE_COLUMNS}
STATE_COLUMNS = {"partner_name": "State", "relation": "Relation", "direction": "Direction", "through": "Through"}
STATE_COLUMNS |= {"units": "Units"} | EDGE_COLUMNS
OPPONENT_COLUMNS = {"opponent_name": "Opponent", "relation": "Relation", "direction": "Direction", **EDGE_COLUMNS}
EVENT_COLUMNS = {
    "type": "Type",
    "begin": "From",
    "end": "To",
    "agents": "Who",
    "partners": "With",
    "targets": "Whom",
    "places": "Where",
    "modality": "Modality",
    "quote": "Sentence",
}
EVIDENCE_COLUMNS = {
    "relation": "Relation",
    "type": "Event",
    "modality": "Modality",
    "date": "Date",
    "quote": "Sentence",
    "report": "Report",
    "source": "Source",
}
by_state_option = click.option(
    "--by-state", is_flag=True, help="Sum up by the state that the other side is part of, speaks for, or comes from."
)


@click.command()
@click.argument("name", required=False, metavar="[NAME]")
@store_option
@limit_option
@format_option
def actors(name: str | None, store: str, limit: int | None, form: str) -> None:
    """List the actors of the graph, or find those whose name or alias contains NAME."""
    with open_service(store) as service:
        rows = service.actors(name, limit=limit)
    click.echo(render(rows, ACTOR_COLUMNS, form, empty="No actor of that name."), nl=False)


@click.command()
@click.argument("actor", metavar="ACTOR")
@store_option
@edge_filters
@by_state_option
@limit_option
@format_option
def partners(actor: str, store: str, limit: int | None, form: str, **filters: Any) -> None:
    """Who partnered with ACTOR: when, where, by how many sources, in which sentence.

    ACTOR is a name, an alias, an id or an IRI.
    """
    _print_edges(store, actor, filters, limit, form, columns=PARTNER_COLUMNS, question="partners")


@click.command()
@click.argument("actor", metavar="ACTOR")
@store_option
@edge_filters
@by_state_option
@limit_option
@format_option
def opponents(actor: str, store: str, limit: int | None, form: str, **filters: Any) -> None:
    """Who is opposed to ACTOR, or ACTOR to whom: attacks, coerces, sanctions, accuses, threatens."""
    _print_edges(store, actor, filters, limit, form, columns=OPPONENT_COLUMNS, question="opponents")


def _print_edges(
    store: str,
    actor: str,
    filters: dict[str, Any],
    limit: int | None,
    form: str,
    *,
    columns: Mapping[str, str],
    question: str,
) -> None:
    with open_service(store) as service:
        by_state = filters.pop("by_state")
        ask: Callable[..., Rows] = getattr(service, f"{question}_by_state" if by_state else question)
        rows = ask(actor, **filters)[:limit]
    empty = f"No {question} found; --modality any shows what is planned, possible, alleged or denied."
    click.echo(render(rows, STATE_COLUMNS if by_state else columns, form, empty=empty), nl=False)


@click.command()
@store_option
@click.option("--actor", metavar="NAME", help="Only events in which this actor takes part.")
@conditions()
@limit_option
@format_option
def events(store: str, form: str, limit: int | None, **filters: Any) -> None:
    """What happened: filter by actor, place, days, type, modality, confidence and sources."""
    with open_service(store) as service:
        rows = service.events(**filters)[:limit]
    click.echo(render(rows, EVENT_COLUMNS, form, empty="No event found."), nl=False)


@click.command()
@click.argument("thing", metavar="THING")
@click.argument("other", required=False, metavar="[OTHER]")
@store_option
@format_option
def explain(thing: str, other: str | None, store: str, form: str) -> None:
    """Show the sentences behind a fact.

    THING is the id of a relationship, an event or a claim; or THING and OTHER are two actors, and every relationship
    between them is explained.
    """
    with open_service(store) as service:
        rows = service.explain(thing, other)
    click.echo(render(rows, EVIDENCE_COLUMNS, form, empty="No report connects these two."), nl=False)


@click.command()
@click.argument("sparql", required=False, metavar="[SPARQL]")
@store_option
@click.option("--file", "-f", "source", type=click.File("rb"), help="Read the query from a file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="A table to read, SPARQL results as JSON, or CSV. Triples are printed as Turtle.",
)
@click.option(
    "--seconds", type=click.FloatRange(min=0, min_open=True), default=60.0, show_default=True, help="Stop it after."
)
def query(sparql: str | None, store: str, source: Any, form: str, seconds: float) -> None:
    """Ask in SPARQL, read only; plain patterns see all graphs.

    The query is the argument, a file (-f), or standard input.
    """
    text = sparql or _decoded((source or sys.stdin.buffer).read())
    with open_service(store) as service:
        answer = service.sparql(text, seconds=seconds, results="csv" if form == "csv" else "json", graph="ttl")
    if answer.kind == "graph" or form != "table":
        click.echo(answer.body, nl=False)
        return
    click.echo(_sparql_table(answer.body), nl=False)


def _decoded(query: bytes) -> str:
    try:
        return query.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadQuery(f"the query is not UTF-8: see its byte {error.start}") from None


def _sparql_table(body: bytes) -> str:
    import json

    result = json.loads(body)
    if "boolean" in result:
        return ("yes" if result["boolean"] else "no") + "\n"
    names = result["head"]["vars"]
    rows = [{name: binding[name]["value"] for name in binding} for binding in result["results"]["bindings"]]
    return to_table(rows, {name: name for name in names}, empty="No solution.")


@click.command()
@store_option
@format_option
def stats(store: str, form: str) -> None:
    """How much the graph holds."""
    with open_service(store) as service:
        numbers = service.stats()
    if form == "json":
        click.echo(to_json(numbers))
    elif form == "csv":
        click.echo(to_csv([numbers], list(numbers)), nl=False)
    else:
        width = max(len(name) for name in numbers)
        for name, value in numbers.items():
            click.echo(f"{name:<{width}}  {value}")


COMMANDS = (actors, partners, opponents, events, explain, query, stats)
