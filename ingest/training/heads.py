"""The multi-head model: one encoder; syntax, entities, triggers and coreference read off its word vectors, and an
event reader (`ingest.training.event_reader`) for the classes and roles of each trigger.

Dependencies: deep biaffine attention (Dozat & Manning 2017), a root being its own head. Coreference: each mention
points at an earlier one or at itself (Lee et al. 2017).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ingest import labels, surroundings
from ingest.training.bert import HIDDEN, Encoder
from ingest.training.event_reader import NEGATIVE, EventReader, classifier


class Biaffine(nn.Module):
    """Scores for all pairs (row word, column word): (B, T, H) → (B, T, T, outputs)."""

    def __init__(self, size: int, outputs: int) -> None:
        super().__init__()
        self.row = nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU())
        self.column = nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU())
        self.weight = nn.Parameter(torch.zeros(size, outputs * size))
        self.row_bias = nn.Linear(size, outputs)
        self.column_bias = nn.Linear(size, outputs, bias=False)
        self.size, self.outputs = size, outputs
        nn.init.normal_(self.weight, std=size**-1)

    def forward(self, hidden: Tensor) -> Tensor:
        """All pair scores."""
        row, column = self.row(hidden), self.column(hidden)
        batch, length, _ = row.shape
        mixed = (row @ self.weight).view(batch, length * self.outputs, self.size)
        scores = (mixed @ column.transpose(1, 2)).view(batch, length, self.outputs, length).transpose(2, 3)
        return scores + self.row_bias(row).unsqueeze(2) + self.column_bias(column).unsqueeze(1)


DISTANCES = (-40, -20, -10, -5, -2, 1, 3, 6, 11, 21, 41)


class PairBias(nn.Module):
    """A learnt score for the distance between two words, apart for words of one sentence and of two."""

    def __init__(self, outputs: int) -> None:
        super().__init__()
        self.table = nn.Embedding(2 * (len(DISTANCES) + 1), outputs)
        nn.init.zeros_(self.table.weight)

    def forward(self, sentence: Tensor) -> Tensor:
        """sentence (B, T) → (B, T, T, outputs)."""
        position = torch.arange(sentence.shape[1], device=sentence.device)
        distance = position.unsqueeze(0) - position.unsqueeze(1)
        bucket = sum(((distance >= limit).long() for limit in DISTANCES), torch.zeros_like(distance))
        apart = (sentence.unsqueeze(2) != sentence.unsqueeze(1)).long()
        found: Tensor = self.table(bucket.unsqueeze(0) + apart * (len(DISTANCES) + 1))
        return found


class ChosenBiaffine(nn.Module):
    """Scores of outputs for each word paired with one chosen other word."""

    def __init__(self, size: int, outputs: int) -> None:
        super().__init__()
        self.row = nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU())
        self.column = nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU())
        self.weight = nn.Parameter(torch.zeros(size, outputs * size))
        self.bias = nn.Linear(2 * size, outputs)
        self.size, self.outputs = size, outputs
        nn.init.normal_(self.weight, std=size**-1)

    def forward(self, hidden: Tensor, chosen: Tensor) -> Tensor:
        """hidden (B, T, H), chosen (B, T) → (B, T, outputs)."""
        row = self.row(hidden)
        column = self.column(hidden).gather(1, chosen.unsqueeze(-1).expand(-1, -1, self.size))
        mixed = (row @ self.weight).view(*row.shape[:2], self.outputs, self.size)
        return (mixed @ column.unsqueeze(-1)).squeeze(-1) + self.bias(torch.cat([row, column], -1))


@dataclass
class HeadLabels:
    """The label sets that come from the data, and the size of the event reader; saved beside a model as heads.json.

    Attributes:
        relations: Dependency labels.
        lemmas: Edit scripts of `ingest.lemmas`.
        taggers: Entity heads: name → BIO tags.
        reader_layers: Layers of the event reader.
    """

    relations: list[str]
    lemmas: list[str]
    taggers: dict[str, list[str]]
    reader_layers: int = 1


class ReportModel(nn.Module):
    """Encoder and heads.

    Args:
        vocabulary: Number of word pieces.
        heads: The label sets that come from the data.
    """

    def __init__(self, vocabulary: int, heads: HeadLabels) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary)
        self.labels = heads
        self.upos = nn.Linear(HIDDEN, len(labels.UPOS))
        self.lemma = nn.Linear(HIDDEN, len(heads.lemmas))
        self.arcs = Biaffine(192, 1)
        self.relation = ChosenBiaffine(48, len(heads.relations))
        self.taggers = nn.ModuleDict({name: nn.Linear(HIDDEN, len(tags)) for name, tags in heads.taggers.items()})
        self.actor_type = classifier(HIDDEN, len(labels.ACTOR_TYPES))
        self.place_kind = nn.Linear(HIDDEN, len(labels.PLACE_KINDS))
        self.trigger = nn.Linear(HIDDEN, 3)
        self.antecedent_distance = PairBias(2)
        self.antecedent = Biaffine(96, 1)
        self.event_antecedent = Biaffine(64, 1)
        self.events = EventReader(heads.reader_layers)

    def load_minilm(self, path: str) -> None:
        """Begin with the weights of a packaged encoder; the event reader begins with those of its last layers."""
        self.encoder.load_minilm(path)
        last = list(self.encoder.layers)[-len(self.events.layers) :]
        for layer, source in zip(self.events.layers, last, strict=True):
            layer.load_state_dict(source.state_dict())

    def word_heads(self, hidden: Tensor, sentence: Tensor) -> dict[str, Tensor]:
        """The outputs that look at one word or at pairs of words, except dependencies."""
        return self.tag_heads(hidden) | self.event_heads(hidden, sentence)

    def tag_heads(self, hidden: Tensor) -> dict[str, Tensor]:
        """Parts of speech, lemmas and entity tags."""
        found = {"upos": self.upos(hidden), "lemma": self.lemma(hidden)}
        return found | {f"ner_{name}": head(hidden) for name, head in self.taggers.items()}

    def event_heads(self, hidden: Tensor, sentence: Tensor) -> dict[str, Tensor]:
        """What only our own corpus annotates: types of mentions, triggers, coreference."""
        near = self.antecedent_distance(sentence)
        return {
            "actor_type": self.actor_type(hidden),
            "place_kind": self.place_kind(hidden),
            "trigger": self.trigger(hidden),
            "antecedent": self.antecedent(hidden).squeeze(-1) + near[..., 0],
            "event_antecedent": self.event_antecedent(hidden).squeeze(-1) + near[..., 1],
        }

    def arc_scores(self, hidden: Tensor, sentence: Tensor) -> Tensor:
        """Head scores (B, T, T): row = dependent, column = head; other sentences are ruled out."""
        outside = sentence.unsqueeze(2) != sentence.unsqueeze(1)
        return self.arcs(hidden).squeeze(-1).masked_fill(outside, NEGATIVE)


class ExportWindow(nn.Module):
    """One window without padding, as the run time calls it: all heads but the event reader, and the word vectors."""

    def __init__(self, model: ReportModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, sentence: Tensor) -> tuple[Tensor, ...]:
        """pieces, shapes (1, P), first, sentence (1, T) → the outputs in the order of `output_names`."""
        hidden = self.model.encoder(pieces, shapes, torch.zeros(1, 1, 1, 1), first)
        arcs = self.model.arc_scores(hidden, sentence)
        outputs = self.model.word_heads(hidden, sentence)
        outputs |= {"arcs": arcs, "relation": self.model.relation(hidden, arcs.argmax(-1)), "hidden": hidden}
        return tuple(output.squeeze(0) for output in outputs.values())


def output_names(model: ReportModel) -> list[str]:
    """Names of the exported outputs, in order."""
    names = list(model.word_heads(torch.zeros(1, 1, HIDDEN), torch.zeros(1, 1, dtype=torch.long)))
    return [*names, "arcs", "relation", "hidden"]


class ExportEvents(nn.Module):
    """The event reader on the triggers of one window."""

    def __init__(self, model: ReportModel) -> None:
        super().__init__()
        self.reader = model.events

    def forward(self, hidden: Tensor, *inputs: Tensor) -> tuple[Tensor, ...]:
        """hidden (T, H) and the (N, C) inputs in the order of `ingest.surroundings.INPUTS` → its outputs."""
        around = dict(zip(surroundings.INPUTS, inputs, strict=True))
        return self.reader(hidden.unsqueeze(0), torch.zeros_like(around["word"][:, 0]), around)
