"""Quick figures during training, on gold tokens (benchmarks/quality has those of the shipped pipeline)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import torch
from torch import Tensor

from ingest import labels
from ingest.training.batches import Batch, collate
from ingest.training.examples import Window
from ingest.training.heads import ReportModel
from ingest.training.losses import EVENT, MODALITY, ROLE, pair_scores
from ingest.wordpiece import WordPieces

Spans = set[tuple[int, int, int, str]]


def evaluate(model: ReportModel, tests: dict[str, list[Window]], vocabulary: WordPieces) -> dict[str, float]:
    """F1 and accuracy per test part: las, entity F1 per corpus, triggers, types, modality, roles (of gold spans)."""
    model.eval()
    found: dict[str, float] = {}
    with torch.no_grad():
        for name, windows in tests.items():
            results = [(batch, hidden) for batch, hidden in _run(model, windows, vocabulary)]
            if name == "ewt":
                found["las"] = _las(model, results)
            else:
                found[f"{name} f1"] = _entity_f1(model, results, "sitgraph" if name == "own" else name)
            if name == "own":
                found |= _event_figures(model, results)
    return {name: round(value, 3) for name, value in found.items()}


def _run(model: ReportModel, windows: list[Window], vocabulary: WordPieces) -> Iterator[tuple[Batch, Tensor]]:
    for start in range(0, len(windows), 8):
        batch = collate(windows[start : start + 8], vocabulary)
        yield batch, model.encoder(batch.pieces, batch.shapes, batch.bias, batch.first)


def _las(model: ReportModel, results: list[tuple[Batch, Tensor]]) -> float:
    right = total = 0
    for batch, hidden in results:
        arcs = model.arc_scores(hidden, batch.sentence).argmax(-1)
        relations = model.relation(hidden, arcs).argmax(-1)
        for row, window in enumerate(batch.windows):
            for index, (head, label) in enumerate(zip(window.heads or (), window.labels or (), strict=True)):
                if label != "punct":
                    total += 1
                    right += int(arcs[row, index]) == head and model.relations[int(relations[row, index])] == label
    return right / max(1, total)


def keyed_spans(tags: Iterable[str], key: int) -> Spans:
    """(key, begin, end, kind) of BIO tags."""
    return {(key, *span) for span in labels.bio_spans(tags)}


def f1(gold: set, predicted: set) -> float:
    """Harmonic mean of precision and recall over sets."""
    return 2 * len(gold & predicted) / max(1, len(gold) + len(predicted))


def _entity_f1(model: ReportModel, results: list[tuple[Batch, Tensor]], name: str) -> float:
    gold: Spans = set()
    predicted: Spans = set()
    tags = model.tagger_tags[name]
    for number, (batch, hidden) in enumerate(results):
        best = model.word_heads(hidden, batch.sentence)[f"ner_{name}"].argmax(-1)
        for row, window in enumerate(batch.windows):
            key = number * 100 + row
            gold |= keyed_spans(window.tags or (), key)
            predicted |= keyed_spans([tags[int(best[row, index])] for index in range(len(window.words))], key)
    return f1(gold, predicted)


def _event_figures(model: ReportModel, results: list[tuple[Batch, Tensor]]) -> dict[str, float]:
    gold, predicted = set(), set()
    right = dict.fromkeys(("type", "modality"), 0)
    total = 0
    gold_roles, predicted_roles = set(), set()
    for number, (batch, hidden) in enumerate(results):
        outputs = model.word_heads(hidden, batch.sentence)
        for row, window in enumerate(batch.windows):
            key = number * 100 + row
            names = ["O" if t == 0 else "BI"[t - 1] + "-t" for t in outputs["trigger"][row].argmax(-1).tolist()]
            predicted |= keyed_spans(names[: len(window.words)], key)
            for begin, end, type_, _, modality, _ in window.triggers or ():
                gold.add((key, begin, end, "t"))
                total += 1
                right["type"] += int(outputs["event_type"][row, begin:end].mean(0).argmax()) == EVENT[type_]
                right["modality"] += int(outputs["modality"][row, begin:end].mean(0).argmax()) == MODALITY[modality]
            ignored = {arc[:2] for arc in window.arcs if arc[2] == "ignore"}
            gold_roles |= {(key, *arc[:2], ROLE[arc[2]]) for arc in window.arcs if arc[2] != "ignore"}
            triggers = [trigger[:2] for trigger in window.triggers or ()]
            paired = pair_scores(outputs["roles"][row], triggers, window.mentions).argmax(-1)
            for number_, trigger in enumerate(triggers):
                for place, mention in enumerate(window.mentions):
                    best = int(paired[number_, place])
                    if best and (trigger[0], mention[0]) not in ignored - {
                        a[:2] for a in window.arcs if a[2] != "ignore"
                    }:
                        predicted_roles.add((key, trigger[0], mention[0], best))
    figures = {
        f"role {role}": _role_f1(gold_roles, predicted_roles, role) for role in ("agent", "partner", "target", "place")
    }
    shares = {name: value / max(1, total) for name, value in right.items()}
    return {"trigger f1": f1(gold, predicted), **shares, "roles": f1(gold_roles, predicted_roles), **figures}


def _role_f1(gold: set[tuple[int, int, int, int]], predicted: set[tuple[int, int, int, int]], role: str) -> float:
    number = labels.ROLES.index(role)
    return f1({g for g in gold if g[3] == number}, {p for p in predicted if p[3] == number})
