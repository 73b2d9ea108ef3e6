"""Commands that look at more than one edge: paths, timelines, changes, contradictions, sources, standing, measures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from api.commands.columns import (
    CHANGE_COLUMNS,
    CONTRADICTION_COLUMNS,
    DESIGNATION_COLUMNS,
    MEMBER_COLUMNS,
    METRIC_COLUMNS,
    PATH_COLUMNS,
    SEARCH_COLUMNS,
    SOURCE_COLUMNS,
    TIMELINE_COLUMNS,
)
from api.commands.options import (
    conditions,
    format_option,
    limit_option,
    open_service,
    parts_option,
    relation_option,
    store_option,
)
from api.output import render


def _answer(
    store: str,
    form: str,
    columns: Mapping[str, str],
    question: str,
    *asked: Any,
    empty: str,
    limit: int | None = None,
    **how: Any,
) -> None:
    """Ask the service and print the rows."""
    with open_service(store) as service:
        rows = getattr(service, question)(*asked, **how)[:limit]
    click.echo(render(rows, columns, form, empty=empty), nl=False)


@click.command()
@click.argument("one", metavar="ACTOR")
@click.argument("other", metavar="OTHER")
@store_option
@click.option(
    "--by",
    type=click.Choice(["shortest", "strongest"]),
    default="shortest",
    show_default=True,
    help="The fewest steps, or the best evidence.",
)
@click.option("--most", type=click.IntRange(min=1), default=3, show_default=True, help="At most so many paths.")
@relation_option
@conditions()
@format_option
def path(one: str, other: str, store: str, form: str, **how: Any) -> None:
    """How ACTOR and OTHER are connected, step by step, each with its sentence."""
    empty = "Nothing connects these two; --modality any also looks at what is planned, possible, alleged or denied."
    _answer(store, form, PATH_COLUMNS, "paths", one, other, empty=empty, **how)


@click.command()
@click.argument("actor", metavar="ACTOR")
@click.argument("other", required=False, metavar="[OTHER]")
@store_option
@parts_option(True)
@conditions()
@limit_option
@format_option
def timeline(actor: str, other: str | None, store: str, form: str, limit: int | None, **how: Any) -> None:
    """What ACTOR did and suffered, day by day; with OTHER only what both were in."""
    empty = "No dated event found."
    _answer(store, form, TIMELINE_COLUMNS, "timeline", actor, empty=empty, limit=limit, other=other, **how)


@click.command()
@click.argument("actor", required=False, metavar="[ACTOR]")
@store_option
@click.option("--earlier", metavar="PERIOD", required=True, help="2025, 2025-03, or from/to as 2025-01/2025-06.")
@click.option("--later", metavar="PERIOD", required=True, help="The period to compare with it.")
@relation_option
@parts_option(True)
@conditions(days=False)
@limit_option
@format_option
def changes(actor: str | None, store: str, form: str, limit: int | None, earlier: str, later: str, **how: Any) -> None:
    """What is new, gone, stronger or weaker between two periods, for ACTOR or for all."""
    empty = "No relationship is known in either period."
    _answer(store, form, CHANGE_COLUMNS, "changes", actor, earlier, later, empty=empty, limit=limit, **how)


@click.command()
@click.argument("actor", required=False, metavar="[ACTOR]")
@store_option
@click.option(
    "--kind",
    type=click.Choice(["killed", "injured", "captured", "actor", "date", "standing"]),
    multiple=True,
    help="Only disagreement on this; may be given several times.",
)
@conditions(modality="any")
@limit_option
@format_option
def contradictions(actor: str | None, store: str, form: str, limit: int | None, **how: Any) -> None:
    """Where reports disagree on numbers, days, who did it, whether it happened; with the sources on each side."""
    empty = "No contradiction found."
    _answer(store, form, CONTRADICTION_COLUMNS, "contradictions", actor, empty=empty, limit=limit, **how)


@click.command()
@click.argument("thing", metavar="THING")
@store_option
@format_option
def sources(thing: str, store: str, form: str) -> None:
    """The independent sources of a fact: THING is the id of a relationship, an event or a claim."""
    _answer(store, form, SOURCE_COLUMNS, "sources", thing, empty="No source.")


@click.command()
@click.argument("actor", metavar="ACTOR")
@store_option
@parts_option(False)
@conditions()
@limit_option
@format_option
def members(actor: str, store: str, form: str, limit: int | None, **how: Any) -> None:
    """Who leads ACTOR, belongs to it or is a unit of it; and what ACTOR leads or belongs to."""
    empty = "No report says who belongs to whom."
    _answer(store, form, MEMBER_COLUMNS, "members", actor, empty=empty, limit=limit, **how)


@click.command()
@click.argument("actor", required=False, metavar="[ACTOR]")
@store_option
@conditions()
@limit_option
@format_option
def designations(actor: str | None, store: str, form: str, limit: int | None, **how: Any) -> None:
    """Who is designated as what, by whom; with ACTOR only those of it or by it."""
    empty = "No designation found."
    _answer(store, form, DESIGNATION_COLUMNS, "designations", actor, empty=empty, limit=limit, **how)


@click.command()
@click.argument("actor", required=False, metavar="[ACTOR]")
@store_option
@click.option("--depth", type=click.IntRange(1, 5), default=1, show_default=True, help="Steps from the actor.")
@click.option(
    "--measure",
    "measures",
    type=click.Choice(["degree", "strength", "betweenness", "pagerank", "community"]),
    multiple=True,
    help="Only this measure; may be given several times.",
)
@relation_option
@conditions()
@limit_option
@format_option
def metrics(actor: str | None, store: str, form: str, limit: int | None, **how: Any) -> None:
    """Who matters in the network of all, or of those around ACTOR; and who belongs together."""
    _answer(store, form, METRIC_COLUMNS, "metrics", actor, empty="No relationship found.", limit=limit, **how)


@click.command()
@click.argument("words", metavar="WORDS")
@store_option
@click.option(
    "--kind",
    type=click.Choice(["actor", "place", "operation"]),
    multiple=True,
    help="Only these; may be given several times.",
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Show at most so many rows.")
@format_option
def search(words: str, store: str, form: str, **how: Any) -> None:
    """Find actors, places and operations by the beginnings of words; a typing error in each word is forgiven."""
    _answer(store, form, SEARCH_COLUMNS, "search", words, empty="Nothing of that name.", **how)


COMMANDS = (path, timeline, changes, contradictions, sources, members, designations, metrics, search)
