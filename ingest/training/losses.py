"""The loss of each head on a batch; a window counts only for the heads whose annotation it has."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from ingest import labels
from ingest.training.batches import Batch
from ingest.training.event_losses import event_losses
from ingest.training.heads import ReportModel

UPOS = {name: index for index, name in enumerate(labels.UPOS)}


def losses(model: ReportModel, hidden: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Mean loss of each head that has annotation in the batch."""
    outputs = {name: value.float() for name, value in model.tag_heads(hidden).items()}
    found = _syntax(model, hidden, outputs, batch)
    for name, tags in model.labels.taggers.items():
        index = {tag: number for number, tag in enumerate(tags)}
        rows = [[index[tag] for tag in w.tags] if w.ner == name and w.tags else None for w in batch.windows]
        _dense(found, f"ner_{name}", outputs[f"ner_{name}"], rows)
    return found | event_losses(model, hidden, batch)


def _dense(found: dict[str, Tensor], name: str, scores: Tensor, rows: list[list[int] | None]) -> None:
    """Add a per-word loss over the rows that have targets."""
    if any(rows):
        target = torch.full(scores.shape[:2], -100)
        for row, values in enumerate(rows):
            if values:
                target[row, : len(values)] = torch.tensor(values)
        found[name] = cross_entropy(scores.flatten(0, 1), target.flatten().to(scores.device), ignore_index=-100)


def _syntax(model: ReportModel, hidden: Tensor, outputs: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    found: dict[str, Tensor] = {}
    parsed = [window.heads is not None for window in batch.windows]
    if not any(parsed):
        return found
    _dense(
        found,
        "upos",
        outputs["upos"],
        [[UPOS.get(tag, 16) for tag in w.upos] if w.upos else None for w in batch.windows],
    )
    lemma = {script: number for number, script in enumerate(model.labels.lemmas)}
    rows = [[lemma.get(script, -100) for script in w.lemmas] if w.lemmas else None for w in batch.windows]
    _dense(found, "lemma", outputs["lemma"], rows)
    arcs = model.arc_scores(hidden, batch.sentence.to(hidden.device)).float()
    _dense(found, "arcs", arcs, [window.heads for window in batch.windows])
    chosen = torch.zeros(hidden.shape[:2], dtype=torch.long)
    for row, window in enumerate(batch.windows):
        if window.heads:
            chosen[row, : len(window.heads)] = torch.tensor(window.heads)
    index = {name: number for number, name in enumerate(model.labels.relations)}
    rows = [[index.get(label, 0) for label in w.labels] if w.labels else None for w in batch.windows]
    _dense(found, "relation", model.relation(hidden, chosen.to(hidden.device)).float(), rows)
    return found
