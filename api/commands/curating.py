"""Commands on what was merged: ``why``, ``merge``, ``split``, ``judge``, ``judgements``."""

from __future__ import annotations

import sys

import click

from api.commands.options import format_option, open_service, store_option
from api.output import printable, render

WHY_COLUMNS = {
    "decision": "Decision",
    "judgement": "Judgement",
    "score": "Score",
    "reasons": "Reasons",
    "one_says": "One",
    "other_says": "Other",
}
JUDGEMENT_COLUMNS = {"verdict": "Verdict", "says": "What", "note": "Note", "judged": "When"}
note_option = click.option("--note", metavar="TEXT", default="", help="Why it is judged so; kept with it.")


@click.command()
@click.argument("thing", metavar="THING")
@click.argument("other", required=False, metavar="[OTHER]")
@store_option
@format_option
def why(thing: str, other: str | None, store: str, form: str) -> None:
    """Show why THING was merged from several, or why THING and OTHER are one or two.

    A thing is an event or a claim, by its id, or an actor, a place or an operation.
    """
    with open_service(store) as service:
        rows = service.kg.why_rows(thing, other)
    click.echo(render(rows, WHY_COLUMNS, form, empty="Nothing was merged into it."), nl=False)


@click.command()
@click.argument("one", metavar="THING")
@click.argument("other", metavar="OTHER")
@store_option
@note_option
def merge(one: str, other: str, store: str, note: str) -> None:
    """Say that THING and OTHER are one; it holds whatever reports come."""
    with open_service(store, write=True, create=False) as service:
        _told(service.kg.merge(one, other, note=note))


@click.command()
@click.argument("one", metavar="THING")
@click.argument("other", required=False, metavar="[OTHER]")
@store_option
@note_option
def split(one: str, other: str | None, store: str, note: str) -> None:
    """Say that THING is not OTHER, or nothing that it was merged with; it holds whatever reports come."""
    with open_service(store, write=True, create=False) as service:
        _told(service.kg.split(one, other, note=note))


@click.command()
@click.argument("one", metavar="THING")
@click.argument("other", metavar="OTHER")
@click.argument("verdict", metavar="VERDICT", type=click.Choice(["same", "different", "unsure", "not-judged"]))
@store_option
@note_option
def judge(one: str, other: str, verdict: str, store: str, note: str) -> None:
    """Put VERDICT on THING and OTHER on record: same, different or unsure; not-judged takes it back."""
    with open_service(store, write=True, create=False) as service:
        _told(service.kg.judge(one, other, None if verdict == "not-judged" else verdict, note=note))


@click.command()
@click.argument("action", metavar="ACTION", type=click.Choice(["list", "export", "import"]))
@click.argument("file", metavar="[FILE]", default="-")
@store_option
@format_option
def judgements(action: str, file: str, store: str, form: str) -> None:
    """ACTION list shows all judgements, export writes them to FILE (JSON Lines), import reads them from FILE.

    Without FILE they go to standard output, or come from standard input.
    """
    from graph.judgement_files import judgement_lines

    if action == "import":
        _import(store, file)
        return
    with open_service(store) as service:
        rows = service.kg.judgement_rows()
        if action == "export" and file != "-":
            service.kg.export_judgements(file)
            click.echo(f"wrote {printable(file)}", err=True)
            return
    if action == "export":
        sys.stdout.buffer.write("".join(judgement_lines(rows)).encode())
    else:
        click.echo(render(rows, JUDGEMENT_COLUMNS, form, empty="Nothing was judged."), nl=False)


def _import(store: str, file: str) -> None:
    with open_service(store, write=True, create=False) as service:
        _told(service.kg.import_judgements(sys.stdin.buffer.read() if file == "-" else file))


def _told(count: int) -> None:
    click.echo(f"{count} {'judgement is' if count == 1 else 'judgements are'} new")


COMMANDS = (why, merge, split, judge, judgements)
