"""The losses of what only our own corpus annotates: mention types, triggers, coreference, and the event reader."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from ingest import labels
from ingest.surroundings import OUTPUTS
from ingest.training.batches import Batch
from ingest.training.event_reader import NEGATIVE, around, role_scores
from ingest.training.examples import Window
from ingest.training.heads import ReportModel

EVENT = {name: index for index, name in enumerate(labels.EVENT_TYPES)}
MODE = {name: index for index, name in enumerate(labels.MODES)}
MODALITY = {name: index for index, name in enumerate(labels.MODALITIES)}
ROLE = {name: index for index, name in enumerate(labels.ROLES)} | {"ignore": -100}
ACTOR = {name: index for index, name in enumerate(labels.ACTOR_TYPES)}
PLACE = {name: index for index, name in enumerate(labels.PLACE_KINDS)}


def event_losses(model: ReportModel, hidden: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Mean losses over the windows of a batch that have events annotated; nothing where there are none."""
    rows = [row for row, window in enumerate(batch.windows) if window.triggers is not None]
    if not rows:
        return {}
    outputs = {name: value.float() for name, value in model.event_heads(hidden[rows], batch.sentence[rows]).items()}
    found: dict[str, list[Tensor]] = {}
    for place, row in enumerate(rows):
        for name, value in _window({n: v[place] for n, v in outputs.items()}, batch.windows[row]).items():
            found.setdefault(name, []).append(value)
    return {name: torch.cat(values).mean() for name, values in found.items()} | _reader(model, hidden, batch)


def _window(outputs: dict[str, Tensor], window: Window) -> dict[str, Tensor]:
    """Per-item losses of one annotated window, before averaging."""
    assert window.triggers is not None
    length = len(window.words)
    target = torch.zeros(length, dtype=torch.long)
    for begin, end, *_ in window.triggers:
        target[begin:end] = torch.tensor([1] + [2] * (end - begin - 1))
    found = {"trigger": cross_entropy(outputs["trigger"][:length], target, reduction="none")}
    _classify(found, "actor_type", outputs, window.actor_types, ACTOR)
    _classify(found, "place_kind", outputs, window.place_kinds, PLACE)
    mentions = {(a[0], a[1]) for a in window.actor_types} | {(p[0], p[1]) for p in window.place_kinds}
    _coreference(found, "antecedent", outputs, mentions, window.clusters)
    _coreference(found, "event_antecedent", outputs, {(t[0], t[1]) for t in window.triggers}, window.event_clusters)
    return found


def _classify(
    found: dict[str, Tensor],
    name: str,
    outputs: dict[str, Tensor],
    spans: list[tuple[int, int, str]],
    numbers: dict[str, int],
) -> None:
    if spans:
        scores = torch.stack([outputs[name][begin:end].mean(0) for begin, end, _ in spans])
        found[name] = cross_entropy(scores, torch.tensor([numbers[kind] for *_, kind in spans]), reduction="none")


def _reader(model: ReportModel, hidden: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Losses of the event reader over all triggers of the batch."""
    rows = [row for row, window in enumerate(batch.windows) if window.triggers]
    if not rows:
        return {}
    windows = [batch.windows[row] for row in rows]
    row, inputs = around(windows)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = model.events(hidden[rows], row, inputs)
    outputs = {name: value.float() for name, value in zip(OUTPUTS, scores, strict=True)}
    triggers = [trigger for window in windows for trigger in window.triggers or ()]
    found = {
        name: cross_entropy(outputs[name], torch.tensor([table[str(trigger[place])] for trigger in triggers]))
        for name, table, place in (("event_type", EVENT, 2), ("mode", MODE, 3), ("modality", MODALITY, 4))
    }
    return found | _roles(outputs["roles"], windows)


def _roles(scores: Tensor, windows: list[Window]) -> dict[str, Tensor]:
    paired, target, number = [], [], 0
    for window in windows:
        known = known_arcs(window)
        for trigger in window.triggers or ():
            inside, found = role_scores(scores[number], window, trigger[:2])
            paired.append(found)
            target += [ROLE[known.get((trigger[0], window.mentions[m][0]), "none")] for m in inside]
            number += 1
    if all(value == -100 for value in target):
        return {}
    return {"roles": cross_entropy(torch.cat(paired), torch.tensor(target), ignore_index=-100)}


def known_arcs(window: Window) -> dict[tuple[int, int], str]:
    """Role by first words of trigger and mention; a role that is known wins over "ignore"."""
    arcs = sorted(window.arcs, key=lambda arc: arc[2] != "ignore")
    return {(trigger, mention): role for trigger, mention, role in arcs}


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
