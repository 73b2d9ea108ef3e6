"""The loss of each head on a batch; a window counts only for the heads whose annotation it has."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from ingest import labels
from ingest.training.batches import Batch
from ingest.training.examples import Window
from ingest.training.heads import NEGATIVE, ReportModel

UPOS = {name: index for index, name in enumerate(labels.UPOS)}
EVENT = {name: index for index, name in enumerate(labels.EVENT_TYPES)}
MODE = {name: index for index, name in enumerate(labels.MODES)}
MODALITY = {name: index for index, name in enumerate(labels.MODALITIES)}
ROLE = {name: index for index, name in enumerate(labels.ROLES)} | {"ignore": -100}
ACTOR = {name: index for index, name in enumerate(labels.ACTOR_TYPES)}
PLACE = {name: index for index, name in enumerate(labels.PLACE_KINDS)}


def losses(model: ReportModel, hidden: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Mean loss of each head that has annotation in the batch."""
    outputs = {name: value.float() for name, value in model.tag_heads(hidden).items()}
    found = _syntax(model, hidden, outputs, batch)
    for name, tags in model.tagger_tags.items():
        index = {tag: number for number, tag in enumerate(tags)}
        rows = [[index[tag] for tag in w.tags] if w.ner == name and w.tags else None for w in batch.windows]
        _dense(found, f"ner_{name}", outputs[f"ner_{name}"], rows)
    return found | _all_events(model, hidden, batch)


def _all_events(model: ReportModel, hidden: Tensor, batch: Batch) -> dict[str, Tensor]:
    rows = [row for row, window in enumerate(batch.windows) if window.triggers is not None]
    if not rows:
        return {}
    outputs = {name: value.float() for name, value in model.event_heads(hidden[rows], batch.sentence[rows]).items()}
    found: dict[str, list[Tensor]] = {}
    for place, row in enumerate(rows):
        for name, value in _events({n: v[place] for n, v in outputs.items()}, batch.windows[row]).items():
            found.setdefault(name, []).append(value)
    return {name: torch.cat(values).mean() for name, values in found.items()}


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
    arcs = model.arc_scores(hidden, batch.sentence.to(hidden.device)).float()
    _dense(found, "arcs", arcs, [window.heads for window in batch.windows])
    chosen = torch.zeros(hidden.shape[:2], dtype=torch.long)
    for row, window in enumerate(batch.windows):
        if window.heads:
            chosen[row, : len(window.heads)] = torch.tensor(window.heads)
    index = {name: number for number, name in enumerate(model.relations)}
    rows = [[index.get(label, 0) for label in w.labels] if w.labels else None for w in batch.windows]
    _dense(found, "relation", model.relation(hidden, chosen.to(hidden.device)).float(), rows)
    return found


def _events(outputs: dict[str, Tensor], window: Window) -> dict[str, Tensor]:
    """Per-item losses of one annotated window, before averaging."""
    assert window.triggers is not None
    length = len(window.words)
    target = torch.zeros(length, dtype=torch.long)
    for begin, end, *_ in window.triggers:
        target[begin:end] = torch.tensor([1] + [2] * (end - begin - 1))
    found = {"trigger": cross_entropy(outputs["trigger"][:length], target, reduction="none")}
    spans = [(begin, end) for begin, end, *_ in window.triggers]
    for name, table, position in (("event_type", EVENT, 2), ("mode", MODE, 3), ("modality", MODALITY, 4)):
        _classify(found, name, outputs, spans, [table[str(t[position])] for t in window.triggers])
    _classify(
        found, "actor_type", outputs, [a[:2] for a in window.actor_types], [ACTOR[a[2]] for a in window.actor_types]
    )
    _classify(
        found, "place_kind", outputs, [p[:2] for p in window.place_kinds], [PLACE[p[2]] for p in window.place_kinds]
    )
    _roles(found, outputs["roles"], window)
    mentions = {(a[0], a[1]) for a in window.actor_types} | {(p[0], p[1]) for p in window.place_kinds}
    _coreference(found, "antecedent", outputs, mentions, window.clusters)
    _coreference(found, "event_antecedent", outputs, {(t[0], t[1]) for t in window.triggers}, window.event_clusters)
    return found


def _classify(
    found: dict[str, Tensor], name: str, outputs: dict[str, Tensor], spans: list[tuple[int, int]], target: list[int]
) -> None:
    if spans:
        scores = torch.stack([outputs[name][begin:end].mean(0) for begin, end in spans])
        found[name] = cross_entropy(scores, torch.tensor(target), reduction="none")


def _roles(found: dict[str, Tensor], scores: Tensor, window: Window) -> None:
    assert window.triggers is not None
    if not window.triggers or not window.mentions:
        return
    known = {(trigger, mention): role for trigger, mention, role in window.arcs if role == "ignore"}
    known |= {(trigger, mention): role for trigger, mention, role in window.arcs if role != "ignore"}
    target = [ROLE[known.get((t[0], m[0]), "none")] for t in window.triggers for m in window.mentions]
    paired = pair_scores(scores, [t[:2] for t in window.triggers], window.mentions).flatten(0, 1)
    found["roles"] = cross_entropy(paired, torch.tensor(target), ignore_index=-100, reduction="none")


def pair_scores(scores: Tensor, rows: list[tuple[int, int]], columns: list[tuple[int, int]]) -> Tensor:
    """Mean of the scores at the first and last words of spans: (T, T, …) → (rows, columns, …)."""
    ends = [[(begin, end - 1)[side] for begin, end in spans] for spans in (rows, columns) for side in (0, 1)]
    first_row, last_row, first, last = ends
    upper = scores[first_row] + scores[last_row]
    return (upper[:, first] + upper[:, last]) / 4


def _coreference(
    found: dict[str, Tensor],
    name: str,
    outputs: dict[str, Tensor],
    spans: set[tuple[int, int]],
    clusters: list[list[int]],
) -> None:
    """Marginal likelihood of all right antecedents (or of itself for the first mention)."""
    starts = sorted(spans)
    if len(starts) < 2:
        return
    order = {begin: number for number, (begin, _) in enumerate(starts)}
    right = torch.eye(len(starts), dtype=torch.bool)
    for cluster in clusters:
        members = [order[begin] for begin in cluster if begin in order]
        for place, member in enumerate(members[1:], 1):
            right[member, member] = False
            right[member, members[:place]] = True
    square = pair_scores(outputs[name], starts, starts)
    square = square.masked_fill(torch.ones_like(square).triu(1).bool(), NEGATIVE)
    gold = square.masked_fill(~right, NEGATIVE).logsumexp(-1)
    found[name] = square.logsumexp(-1) - gold
