"""Role fillers of MUC-4 reports by the model's head for them: CEAF-REE F1 (Du et al. 2021) on the development part.

    python -m benchmarks.quality.muc4 --corpora ../shared/corpora

A predicted entity is right if its phrase is one of those of a gold entity of the same role; entities are matched one to
one, at best. Every phrase that the head tags is one entity, after phrases that say the same are put together.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import networkx as nx

from ingest import labels
from ingest.encoder import MODEL_FOLDER, LanguageModel
from ingest.training.corpora import Document
from ingest.training.muc4 import ROLES, Muc4Report, read_muc4


def main() -> None:
    """Print precision, recall and F1 by role and over all roles as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER)
    arguments = parser.parse_args()
    model = LanguageModel(arguments.model)
    print(json.dumps(measure(model, read_muc4(arguments.corpora / "muc4/dev.json")), indent=1))


def measure(model: LanguageModel, reports: Iterable[Muc4Report]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 by role and for "all"."""
    right, predicted, gold = Counter[str](), Counter[str](), Counter[str]()
    for report in reports:
        found = fillers(model, report.document)
        for role in ROLES:
            entities = [{plain(phrase) for phrase in entity} for entity in report.fillers[role]]
            for name in (role, "all"):
                gold[name] += len(entities)
                predicted[name] += len(found[role])
                right[name] += matched(found[role], entities)
    return {name: _figures(right[name], predicted[name], gold[name]) for name in (*ROLES, "all")}


def _figures(right: int, predicted: int, gold: int) -> dict[str, float]:
    precision, recall = right / max(1, predicted), right / max(1, gold)
    f1 = 2 * right / max(1, predicted + gold)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def matched(phrases: list[str], entities: list[set[str]]) -> int:
    """How many phrases can be matched one to one with entities that contain them.

    >>> matched(["fmln", "rebels"], [{"fmln", "rebels"}, {"army"}])
    1
    """
    pairs: nx.Graph[tuple[str, int]] = nx.Graph()
    pairs.add_nodes_from(("phrase", number) for number in range(len(phrases)))
    pairs.add_edges_from(
        (("phrase", number), ("entity", place))
        for number, phrase in enumerate(phrases)
        for place, entity in enumerate(entities)
        if phrase in entity
    )
    return len(nx.max_weight_matching(pairs, maxcardinality=True))


def fillers(model: LanguageModel, document: Document) -> dict[str, list[str]]:
    """The phrases that the head finds in a report, by role, one for each entity."""
    words = [word for sentence in document for word in sentence.words]
    numbers = [number for number, sentence in enumerate(document) for _ in sentence.words]
    names = model.tags["muc4"]
    found: dict[str, Counter[str]] = {role: Counter() for role in ROLES}
    for window in model.read(words, numbers):
        tags = [names[int(number)] for number in window.outputs["ner_muc4"].argmax(1)]
        for begin, end, role in labels.bio_spans(tags):
            found[role][_joined([words[window.words[row]] for row in range(begin, end)])] += 1
    return {role: distinct(phrases) for role, phrases in found.items()}


def distinct(phrases: Counter[str]) -> list[str]:
    """Phrases without those whose words another one has: the commonest first, then the longest.

    >>> distinct(Counter(["fmln guerrillas", "guerrillas", "the army", "guerrillas"]))
    ['guerrillas', 'the army']
    """
    kept: list[str] = []
    for phrase in sorted(phrases, key=lambda phrase: (-phrases[phrase], -len(phrase), phrase)):
        words = set(phrase.split())
        if not any(words <= set(other.split()) or words >= set(other.split()) for other in kept):
            kept.append(phrase)
    return kept


def _joined(words: list[str]) -> str:
    return plain(" ".join(words))


def plain(phrase: str) -> str:
    """A phrase without quotation marks and without the spaces that cutting into words brings.

    >>> plain('"santo tomas" presidential farm'), plain("' s house")
    ('santo tomas presidential farm', "'s house")
    """
    kept = phrase.replace('"', " ").replace(" - ", "-").replace(" '", "'").replace("' s", "'s")
    return " ".join(kept.split())


if __name__ == "__main__":
    main()
