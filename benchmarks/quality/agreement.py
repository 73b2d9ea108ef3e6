"""Agreement of two independent annotations of the same passages, by the measures that score extraction.

    python -m benchmarks.quality.agreement [--second data/corpus/second]

The second annotation is scored against the first as if it were a prediction. F1 is symmetric in the two, so it does not
matter which is called gold. Beside it stands Cohen's kappa of the event type on events that both marked.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.quality.own import Tally, as_claim, compare
from ingest.training.annotated import read_corpus
from ingest.training.markup import Passage
from ontology.model import Actor, Extraction, Extractor, Mention, Place, Report
from ontology.relations import derive_relations


def as_extraction(passage: Passage) -> Extraction:
    """An annotated passage in the shape of what extraction returns."""

    def mentions(identifier: str) -> tuple[Mention, ...]:
        return tuple(
            Mention(text=passage.text[m.begin : m.end], begin=m.begin, end=m.end, kind=m.kind)
            for m in passage.mentions
            if m.id == identifier
        )

    entities = passage.entities.values()
    actors = [
        Actor(id=e.id, name=e.name, type=e.type, mentions=mentions(e.id))
        for e in entities
        if e.id[0] == "a" and not e.members
    ]
    places = [Place(id=e.id, name=e.name, kind=e.type, mentions=mentions(e.id)) for e in entities if e.id[0] == "l"]
    claims = [as_claim(event, passage) for event in passage.events]
    return Extraction(
        report=Report(id=passage.id, text=passage.text),
        extractor=Extractor(name="annotator", version="0", model="none"),
        actors=tuple(actors),
        locations=tuple(places),
        events=tuple(claims),
        relations=derive_relations(claims),
    )


def agreement(first: Iterable[Passage], second: Iterable[Passage]) -> dict[str, float]:
    """F1 by measure and kappa of the event type over passages that both annotated."""
    by_id = {passage.id: passage for passage in first}
    tally = Tally()
    types: list[tuple[str, str]] = []
    for passage in second:
        other = by_id[passage.id]
        if other.text == passage.text:
            compare(other, as_extraction(passage), tally)
            types += _shared_types(other, passage)
    return tally.f1() | {"kappa of event type": round(kappa(types), 3), "events both marked": len(types)}


def _shared_types(first: Passage, second: Passage) -> list[tuple[str, str]]:
    kinds = [{event.id: event.type for event in passage.events} for passage in (first, second)]
    return [
        (kinds[0][a.id], kinds[1][b.id])
        for a in first.triggers
        for b in second.triggers
        if a.begin < b.end and b.begin < a.end and a.kind == "main"
    ]


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa (1960) of paired labels.

    >>> kappa([("a", "a"), ("b", "b")]), kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")])
    (1.0, 0.0)
    """
    if not pairs:
        return 0.0
    observed = sum(a == b for a, b in pairs) / len(pairs)
    left, right = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    chance = sum(left[label] * right[label] for label in left) / len(pairs) ** 2
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--corpus", type=Path, default=Path("data/corpus/passages"))
    parser.add_argument("--second", type=Path, default=Path("data/corpus/second"))
    arguments = parser.parse_args()
    print(json.dumps(agreement(read_corpus(arguments.corpus), read_corpus(arguments.second)), indent=1))


if __name__ == "__main__":
    main()
