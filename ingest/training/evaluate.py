"""Quick figures during training, on gold tokens (benchmarks/quality has those of the shipped pipeline)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import torch
from torch import Tensor

from ingest import labels
from ingest.surroundings import OUTPUTS
from ingest.training.batches import Batch, collate
from ingest.training.event_losses import EVENT, MODALITY, ROLE, known_arcs
from ingest.training.event_reader import around, role_scores
from ingest.training.examples import Window
from ingest.training.heads import ReportModel
from ingest.wordpiece import WordPieces

Spans = set[tuple[int, int, int, str]]
Roles = set[tuple[int, int, int, int]]


def evaluate(model: ReportModel, tests: dict[str, list[Window]], vocabulary: WordPieces) -> dict[str, float]:
    """F1 and accuracy per test part: las, entity F1 per corpus, triggers, types, modality, roles (of gold spans)."""
    model.eval()
    found: dict[str, float] = {}
    with torch.no_grad():
        for name, windows in tests.items():
            results = [(batch, hidden) for batch, hidden in _run(model, windows, vocabulary)]
            if name == "ewt":
                found["las"], found["lemmas"] = _las(model, results), _lemmas(model, results)
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
                    right += (
                        int(arcs[row, index]) == head and model.labels.relations[int(relations[row, index])] == label
                    )
    return right / max(1, total)


def _lemmas(model: ReportModel, results: list[tuple[Batch, Tensor]]) -> float:
    """Share of words whose edit script is right."""
    right = total = 0
    for batch, hidden in results:
        best = model.lemma(hidden).argmax(-1).tolist()
        for row, window in enumerate(batch.windows):
            pairs = list(zip(best[row], window.lemmas or (), strict=False))
            total += len(pairs)
            right += sum(model.labels.lemmas[number] == script for number, script in pairs)
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
    tags = model.labels.taggers[name]
    for number, (batch, hidden) in enumerate(results):
        best = model.word_heads(hidden, batch.sentence)[f"ner_{name}"].argmax(-1)
        for row, window in enumerate(batch.windows):
            key = number * 100 + row
            gold |= keyed_spans(window.tags or (), key)
            predicted |= keyed_spans([tags[int(best[row, index])] for index in range(len(window.words))], key)
    return f1(gold, predicted)


def _event_figures(model: ReportModel, results: list[tuple[Batch, Tensor]]) -> dict[str, float]:
    gold, predicted = set(), set()
    right, total = dict.fromkeys(("type", "modality"), 0), 0
    gold_roles: Roles = set()
    predicted_roles: Roles = set()
    for number, (batch, hidden) in enumerate(results):
        best = model.event_heads(hidden, batch.sentence)["trigger"].argmax(-1).tolist()
        for row, window in enumerate(batch.windows):
            key = number * 100 + row
            names = ["O" if tag == 0 else "BI"[tag - 1] + "-t" for tag in best[row]]
            predicted |= keyed_spans(names[: len(window.words)], key)
            gold |= {(key, begin, end, "t") for begin, end, *_ in window.triggers or ()}
            if window.triggers:
                read = dict(zip(OUTPUTS, model.events(hidden[row : row + 1], *around([window])), strict=True))
                for place, trigger in enumerate(window.triggers):
                    total += 1
                    right["type"] += int(read["event_type"][place].argmax()) == EVENT[trigger[2]]
                    right["modality"] += int(read["modality"][place].argmax()) == MODALITY[trigger[4]]
                gold_roles |= {(key, *arc[:2], ROLE[arc[2]]) for arc in window.arcs if arc[2] != "ignore"}
                predicted_roles |= set(_roles(key, window, read["roles"]))
    shown = ("agent", "partner", "target", "place", "time")
    figures = {f"role {role}": _role_f1(gold_roles, predicted_roles, role) for role in shown}
    shares = {name: value / max(1, total) for name, value in right.items()}
    return {"trigger f1": f1(gold, predicted), **shares, "roles": f1(gold_roles, predicted_roles), **figures}


def _roles(key: int, window: Window, scores: Tensor) -> Iterator[tuple[int, int, int, int]]:
    """(key, trigger, mention, role) as predicted, without the pairs about which the annotation says nothing."""
    known = known_arcs(window)
    for number, trigger in enumerate(window.triggers or ()):
        inside, found = role_scores(scores[number], window, trigger[:2])
        for mention, best in zip(inside, found.argmax(-1).tolist(), strict=True):
            start = window.mentions[mention][0]
            if best and known.get((trigger[0], start)) != "ignore":
                yield key, trigger[0], start, best


def _role_f1(gold: Roles, predicted: Roles, role: str) -> float:
    number = labels.ROLES.index(role)
    return f1({g for g in gold if g[3] == number}, {p for p in predicted if p[3] == number})
