"""What each trigger states: PLOVER type, mode and modality, and the mentions that play a role in it.

reads: ``doc._.windows``, ``doc._.mentions``, ``doc._.triggers``, ``token.pos``, ``token.dep``
sets: ``doc._.triggers`` (classes and roles), ``doc.spans["events"]``
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from ingest import labels
from ingest.analysis import FoundMention, FoundRole, FoundTrigger, mark_events, mentions_of, triggers_of, windows_of
from ingest.calibration import Calibration
from ingest.components.conjuncts import share_with_conjuncts
from ingest.encoder import MODEL_FOLDER, Scores, Window
from ingest.event_model import EventModel, EventScores
from ingest.scores import softmax
from ontology.types import modes

Found = TypeVar("Found", FoundMention, FoundTrigger)
ROLE_KINDS = {
    "place": "place",
    "origin": "place",
    "destination": "place",
    "instrument": "instrument",
    "object": "object",
    "operation": "operation",
    "time": "time",
    "killed": "number",
    "injured": "number",
    "captured": "number",
}


@Language.factory(
    "sitgraph_events",
    requires=["doc._.windows", "doc._.mentions", "doc._.triggers", "token.pos", "token.dep"],
    assigns=["doc._.triggers", "doc.spans"],
    default_config={"folder": None, "threads": 1, "role_threshold": 0.5},
)
def make_events(nlp: Language, name: str, folder: str | None, threads: int, role_threshold: float) -> Events:
    """Load the event reader of a folder (default: the one shipped); the threshold is a probability."""
    path = Path(folder) if folder else MODEL_FOLDER
    return Events(EventModel(path, threads=threads), role_threshold, Calibration.of_model(path))


class Events:
    """Component around an `EventModel`; ``calibration`` tells what its scores are worth."""

    def __init__(self, model: EventModel, role_threshold: float = 0.5, calibration: Calibration | None = None) -> None:
        self._model = model
        self.calibration = calibration or Calibration()
        self._role_threshold = role_threshold

    def __call__(self, doc: Doc) -> Doc:
        """Fill in the triggers."""
        mentions, triggers = mentions_of(doc), triggers_of(doc)
        for window in windows_of(doc):
            inside, here = _inside(mentions, window), _inside(triggers, window)
            if here:
                self._read(doc, window, here, inside)
        mark_events(doc)
        return doc

    def _read(self, doc: Doc, window: Window, triggers: list[FoundTrigger], mentions: list[FoundMention]) -> None:
        row = {token: number for number, token in enumerate(window.words)}
        spans = [(row[trigger.start], row[trigger.end - 1] + 1) for trigger in triggers]
        marked = [(row[mention.start], row[mention.end - 1] + 1, mention.kind) for mention in mentions]
        for trigger, scores in zip(triggers, self._model.read(window, spans, marked), strict=True):
            _classify(trigger, scores)
            roles = sorted(self._roles(scores, mentions), key=lambda role: -role.score)
            trigger.roles = share_with_conjuncts(doc, roles, mentions)

    def _roles(self, scores: EventScores, mentions: list[FoundMention]) -> Iterator[FoundRole]:
        for number, probabilities in zip(scores.mentions, softmax(scores.roles), strict=True):
            role, score = _allowed(probabilities, mentions[number])
            if role != "none" and score >= self._role_threshold:
                yield FoundRole(role, mentions[number].index, round(score, 4))


def _inside(items: Sequence[Found], window: Window) -> list[Found]:
    starts = [item.start for item in items]
    return list(items[bisect_left(starts, window.words[0]) : bisect_right(starts, window.words[-1])])


def _classify(trigger: FoundTrigger, scores: EventScores) -> None:
    types = softmax(scores.event_type)
    trigger.type = labels.EVENT_TYPES[int(types.argmax())]
    trigger.type_score = round(float(types.max()), 4)
    trigger.mode = _mode(scores.mode, trigger.type)
    trigger.modality = labels.MODALITIES[int(scores.modality.argmax())]


def _mode(scores: Scores, type_: str) -> str | None:
    """The best mode among those that the type has; none may win."""
    allowed = [name for name in labels.MODES if name == "none" or name in modes(type_)]
    best = max(allowed, key=lambda name: float(scores[labels.MODES.index(name)]))
    return None if best == "none" else best


def _allowed(probabilities: Scores, mention: FoundMention) -> tuple[str, float]:
    """The most probable role that fits the kind of mention; roles that do not fit count as none."""
    kind = "actor" if mention.kind.startswith("actor") else mention.kind
    fitting = [number for number, role in enumerate(labels.ROLES) if number and ROLE_KINDS.get(role, "actor") == kind]
    best = max(fitting, key=lambda number: float(probabilities[number]))
    share = float(sum(probabilities[number] for number in fitting))
    return (labels.ROLES[best], share) if share > 0 else ("none", 0.0)
