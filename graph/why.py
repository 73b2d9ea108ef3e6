"""Why are two things one, or not? The decision with its score and its reasons, and what was judged of it.

Cost: some look-ups for each claim of the events; for two large events the product of their claims.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

from graph.curate import Thing, members, sighting, thing, verdict_on
from graph.edges import Row
from graph.explain import Said
from graph.frames import frame
from graph.merge.facts import Identity, identity_from_json
from graph.merge.identity import compare_identities
from graph.merge.likeness import compare
from graph.merge.sighting import Sighting
from graph.view import View
from ontology.errors import BadArgument

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("one", "one_says", "other", "other_says", "decision", "judgement", "score", "reasons")


def why_rows(view: View, words: str, other: str | None = None) -> list[Row]:
    """Why something was merged, or why two things are or are not one, as plain rows.

    Args:
        view: Where to look.
        words: An event, a claim, an actor, a place or an operation.
        other: Another of the same kind; without it the row of each decision that made the first.

    Returns:
        Rows with the keys of ``COLUMNS``: the two paths and what they say in words; ``decision``, one or two;
        ``judgement``, same, different, unsure or not judged; ``score`` of claims, and ``reasons``.

    Raises:
        UnknownActor, AmbiguousActor: when it is not clear what is meant.
        BadArgument: when the two are not of one kind.

    >>> from graph.example import example
    >>> kg = example()
    >>> row = kg.why_rows("Norland Navy", "Sudland Coast Guard")[0]
    >>> row["decision"], row["judgement"], row["reasons"]
    ('two', 'not judged', ['no name in common', 'of two countries'])
    """
    first = thing(view, words)
    if other is not None:
        second = thing(view, other)
        if bool(first.claims) != bool(second.claims):
            raise BadArgument(f"{first.path!r} and {second.path!r} are not two things of one kind")
        return [_pair_of_claims(view, first, second) if first.claims else _pair_of_ids(view, first.path, second.path)]
    if first.claims:
        event = first.path if first.path.startswith("event/") else _event_of(view, first.path)
        return list(_of_event(view, event)) if event else []
    best, *merged = members(view, first.path)
    return [_pair_of_ids(view, path, best) for path in merged]


def why(view: View, words: str, other: str | None = None) -> pd.DataFrame:
    """Why something was merged, as a table; see `why_rows`."""
    return frame(why_rows(view, words, other), COLUMNS)


def _event_of(view: View, claim: str) -> str | None:
    return next(view.subjects("sg:claim", view.node(claim)), None)


def _of_event(view: View, event: str) -> Iterator[Row]:
    """A row for each link that made an event, the strongest first."""
    links = [json.loads(words) for words in view.objects(view.node(event), "sg:link", view.index)]
    for link in sorted(links, key=lambda link: (-link["s"], link["c"], link["d"])):
        one, other = sighting(view, link["c"]), sighting(view, link["d"])
        if one and other:
            yield _row(view, one, other, link["s"], link["y"], together=True)


def _pair_of_claims(view: View, first: Thing, second: Thing) -> Row:
    """The most alike claims of two things."""
    pairs = [(one, other) for one, other in product(first.claims, second.claims) if one != other]
    found = [(one, other) for a, b in pairs if (one := sighting(view, a)) and (other := sighting(view, b))]
    if not found:
        raise BadArgument("a claim is one with itself")
    one, other = min(found, key=_rank)
    likeness = compare(one, other)
    against = [reason for reason in (likeness.against, likeness.weak) if reason]
    together = _event_of(view, one.claim) == _event_of(view, other.claim)
    return _row(view, one, other, likeness.score, [*likeness.reasons, *against], together=together)


def _rank(pair: tuple[Sighting, Sighting]) -> tuple[bool, bool, float, str, str]:
    """Those that are linked first, then the most alike; claims of one report last."""
    one, other = pair
    likeness = compare(one, other)
    return not likeness.linked, one.part["r"] == other.part["r"], -likeness.score, one.claim, other.claim


def _row(view: View, one: Sighting, other: Sighting, score: float, reasons: list[str], *, together: bool) -> Row:
    return {
        "one": one.claim,
        "one_says": _says(view, one),
        "other": other.claim,
        "other_says": _says(view, other),
        "decision": "one" if together else "two",
        "judgement": verdict_on(view, one.mark, other.mark) or "not judged",
        "score": score,
        "reasons": reasons,
    }


def _says(view: View, one: Sighting) -> str:
    report = one.part["r"]
    said = Said(view, view.node(f"report/{report}"), view.node(f"graph/{report}"))
    return f"{said.one('dcterms:identifier')}: {view.quote(f'{one.claim}/evidence/1')}"


def _pair_of_ids(view: View, one: str, other: str) -> Row:
    together = view.canonical(one) == view.canonical(other)
    judged = verdict_on(view, one, other)
    reasons = compare_identities(_identity(view, one), _identity(view, other))
    return {
        "one": one,
        "one_says": _name(view, one),
        "other": other,
        "other_says": _name(view, other),
        "decision": "one" if together else "two",
        "judgement": judged or "not judged",
        "score": None,
        "reasons": [f"judged to be {judged}", *reasons] if judged in ("same", "different") else reasons,
    }


def _identity(view: View, path: str) -> Identity:
    words = view.first(view.node(path), "sg:identity", view.index)
    return identity_from_json(words) if words else Identity(kind=path.partition("/")[0])


def _name(view: View, path: str) -> str:
    return "; ".join(sorted(_identity(view, path).names))
