"""Who partnered with whom, as text: one block for each sentence, with everybody whom it brings together."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.output import cell, printable

Row = Mapping[str, Any]
WIDTH = 100


def by_sentence(rows: Iterable[Row]) -> list[list[Row]]:
    """Group pairs that rest on one sentence; groups keep the order of their best pair.

    >>> rows = [{"quote": "A and B met C."}, {"quote": "D helped E."}, {"quote": "A and B met C."}]
    >>> [len(group) for group in by_sentence(rows)]
    [2, 1]
    """
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(str(row["quote"]), []).append(row)
    return list(groups.values())


def blocks(rows: Sequence[Row], *, most: int) -> str:
    """The pairs as text, at most so many sentences; the last line says what is left out.

    Args:
        rows: Pairs with one, other, first, places, sources, confidence, report and quote, best first.
        most: Most sentences.
    """
    groups = by_sentence(rows)
    shown = "\n".join(_block(group) for group in groups[:most])
    if not groups:
        return "No partners were found.\n"
    left = f"{most} of {len(groups)} sentences shown, the surest first.\n" if len(groups) > most else ""
    return f"{shown}\n{left}"


def _block(group: Sequence[Row]) -> str:
    names = dict.fromkeys(name for row in group for name in (row["one"], row["other"]))
    best = group[0]
    facts = [best["first"], cell(best["places"]), f"confidence {best['confidence']:.2f}", best["report"]]
    head = f"{' · '.join(names)}   ({', '.join(str(fact) for fact in facts if fact)})"
    quote = textwrap.fill(" ".join(str(best["quote"]).split()), WIDTH, initial_indent="    “", subsequent_indent="    ")
    return printable(f"{head}\n{quote}”\n")
