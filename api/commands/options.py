"""Options that several commands share, each written once."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from api.settings import Settings, default, variable
from ontology.errors import StoreError, StoreLocked

if TYPE_CHECKING:
    from api.service import Service

Command = TypeVar("Command", bound=Callable[..., Any])
READ_TRIES = 10
"""How often a store is tried to be read beside a process that writes."""


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or refuse it with what is wrong."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day as YYYY-MM-DD", param, ctx)


store_option = click.option(
    "--store",
    metavar="FOLDER",
    envvar=variable("store"),
    default=default("store"),
    show_default=True,
    show_envvar=True,
    help="Where the graph is kept.",
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="A table to read, or JSON or CSV with every field.",
)
limit_option = click.option("--limit", type=click.IntRange(min=1), default=None, help="Show at most so many rows.")
published_option = click.option(
    "--published", type=Day(), metavar="DAY", help="Day of publication of reports that do not state one."
)
since_option = click.option(
    "--since", metavar="DAY", help="Only events on or after this day; 2026-03-04, 2026-03 or 2026."
)
until_option = click.option(
    "--until", metavar="DAY", help="Only events on or before this day; 2026-03-04, 2026-03 or 2026."
)
place_option = click.option("--place", metavar="NAME", help="Only events in this place or in a part of it.")
type_option = click.option("--type", metavar="TYPE", help="Only events of this type, such as COOPERATE.")


def _modality_option(standard: str) -> Callable[[Command], Command]:
    return click.option(
        "--modality",
        type=click.Choice(["asserted", "planned", "possible", "alleged", "negated", "any"]),
        default=standard,
        show_default=True,
        help="What is stated as done, or what is planned, possible, alleged or denied.",
    )


modality_option = _modality_option("asserted")
relation_option = click.option(
    "--relation", metavar="RELATION", multiple=True, help="Only this relation; may be given several times."
)


def parts_option(default: bool) -> Callable[[Command], Command]:
    """The option whether what belongs to an actor counts."""
    return click.option(
        "--parts/--no-parts",
        "include_parts",
        default=default,
        show_default=True,
        help="Count what units and officials of it do.",
    )


def conditions(*, days: bool = True, modality: str = "asserted") -> Callable[[Command], Command]:
    """The conditions that questions share; without days where periods are given."""
    options = [
        place_option,
        type_option,
        _modality_option(modality),
        click.option(
            "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Least confidence."
        ),
        click.option(
            "--min-sources",
            type=click.IntRange(min=1),
            default=1,
            show_default=True,
            help="Least number of independent sources.",
        ),
    ]

    def add(command: Command) -> Command:
        for option in reversed([since_option, until_option, *options] if days else options):
            command = option(command)
        return command

    return add


def edge_filters(command: Command) -> Command:
    """Add the filters of questions about relationships."""
    return conditions()(parts_option(True)(command))


def open_service(store: str, *, write: bool = False, create: bool = True) -> Service:
    """The service on a store, for reading or for writing; to write, a store is made when there is none.

    Raises:
        StoreNotFound, StoreLocked, StoreVersion: when it cannot be opened.
    """
    from api.service import Service

    base = Settings.from_environment().base or None
    if write:
        return Service.open(store, base=base, create=create)
    for _ in range(READ_TRIES):
        try:
            return Service.open(store, base=base, read_only=True)
        except StoreError as error:
            if type(error) is not StoreError:
                raise
        _finish(store, base)
    return Service.open(store, base=base, read_only=True)


def _finish(store: str, base: str | None) -> None:
    """Finish the change that a killed process left; or wait a moment, when one is at work and moves files about."""
    from api.service import Service

    try:
        Service.open(store, base=base, create=False).close()
    except StoreLocked:
        time.sleep(0.2)
