"""Keep in step which reports are copies of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from graph.merge.change import Change, reachable
from graph.merge.copies import Sketch, original
from graph.merge.identity import components
from graph.merge.nodes import Derived
from graph.merge.worlds import Texts
from graph.store import Store
from graph.terms import term, value


def revise_copies(
    store: Store, derived: Derived, changed: Mapping[str, Sketch | None], change: Change
) -> dict[str, str]:
    """Note what follows from changed sketches.

    Args:
        store: As it is before.
        derived: Makes the quads.
        changed: The new sketches of reports (tails of IRIs), None for those that are gone.
        change: Where to note it.

    Returns:
        For each report that may be concerned the one that stands for it, afterwards.
    """
    before, after = Texts(store, {}), Texts(store, changed)
    reach = reachable(changed, lambda report: [*before.linked(report), *after.linked(report)])
    old, new = originals(before, reach), originals(after, reach)
    change.replace(_quads(derived, before, reach, old), _quads(derived, after, reach, new))
    return new


def originals(texts: Texts, reports: Iterable[str]) -> dict[str, str]:
    """For each of some reports the one that stands for it and its copies; the reports are whole pieces."""
    links = [(report, other) for report in sorted(reports) for other in [report, *texts.linked(report)]]
    found: dict[str, str] = {}
    for piece in components(links):
        if sketches := texts.sketches(piece):
            found.update(dict.fromkeys(piece, original(sketches)))
    return found


def _quads(derived: Derived, texts: Texts, reports: Iterable[str], found: Mapping[str, str]) -> set[ox.Quad]:
    quads: set[ox.Quad] = set()
    for sketch in texts.sketches(reports):
        quads |= derived.quads_of_sketch(sketch, found[sketch.report])
    return quads


def stored_original(store: Store, derived: Derived, report: str) -> str:
    """The report that stands for a report in the merged graph; both are tails of IRIs."""
    node = derived.node(f"report/{report}")
    for quad in store.quads.quads_for_pattern(node, term("sg:copyOf"), None, derived.merged):
        return value(quad.object).rpartition("/")[2]
    return report
