"""Event triggers with PLOVER type, mode and modality, and the mentions that play a role in them.

reads: ``doc._.windows``, ``doc._.mentions``, ``token.pos``, ``token.dep``
sets: ``doc._.triggers``, ``doc.spans["events"]``
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from ingest import labels
from ingest.analysis import FoundMention, FoundRole, FoundTrigger, mark_events, mentions_of, windows_of
from ingest.components.mentions import decode_spans
from ingest.components.role_checks import revise_role, share_with_conjuncts, subject_of, without_contradictions
from ingest.encoder import Scores, Window
from ingest.scores import pair_scores, softmax
from ontology.types import modes

SUBJECT_SCORE = 0.6
"""What a subject found by the parse alone counts for."""
FAR_SCORE = 0.8
"""A filler from another sentence must be at least so probable."""
FUNCTION_WORDS = frozenset("ADP DET PUNCT CCONJ SCONJ PART PRON AUX".split())
TAGS = ["O", "B-event", "I-event"]
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
    "sitgraph_triggers",
    requires=["doc._.windows", "doc._.mentions", "token.pos", "token.dep"],
    assigns=["doc._.triggers", "doc.spans"],
    default_config={"trigger_threshold": 0.5, "role_threshold": 0.5},
)
def make_triggers(nlp: Language, name: str, trigger_threshold: float, role_threshold: float) -> Triggers:
    """Make the component; the thresholds are probabilities."""
    return Triggers(trigger_threshold, role_threshold)


class Triggers:
    """Decodes triggers and their role arcs."""

    def __init__(self, trigger_threshold: float = 0.5, role_threshold: float = 0.5) -> None:
        self._trigger_threshold = trigger_threshold
        self._role_threshold = role_threshold

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.triggers``."""
        found: list[FoundTrigger] = []
        mentions = mentions_of(doc)
        starts = [mention.start for mention in mentions]
        for window in windows_of(doc):
            inside = mentions[bisect_left(starts, window.words[0]) : bisect_right(starts, window.words[-1])]
            here = [
                trigger
                for trigger in self._decode(window)
                if doc[trigger.start : trigger.end].root.pos_ not in FUNCTION_WORDS
            ]
            for number, trigger in enumerate(here, len(found)):
                trigger.index = number
            for trigger in here:
                roles = list(self._roles(window, trigger, inside))
                checked = [revise_role(doc, trigger, role, mentions[role.mention]) for role in roles]
                pruned = prune(doc, trigger, with_subject(doc, trigger, checked, inside), inside)
                trigger.roles = share_with_conjuncts(doc, pruned, inside)
            without_contradictions(doc, here)
            _link(window, here)
            found += here
        doc._.triggers = found
        mark_events(doc)
        return doc

    def _decode(self, window: Window) -> Iterator[FoundTrigger]:
        probabilities = softmax(window.outputs["trigger"])
        raised = probabilities.copy()
        raised[:, 0] *= self._trigger_threshold / (1 - self._trigger_threshold)
        for begin, end, _ in decode_spans(raised, TAGS):
            type_, type_score = _best(window, "event_type", begin, end, labels.EVENT_TYPES)
            mode = _mode(window, begin, end, type_)
            modality, _ = _best(window, "modality", begin, end, labels.MODALITIES)
            score = round(float(1 - probabilities[begin:end, 0].mean()), 4)
            yield FoundTrigger(
                0, window.words[begin], window.words[end - 1] + 1, type_, mode,
                modality, score, type_score,
            )  # fmt: skip

    def _roles(self, window: Window, trigger: FoundTrigger, mentions: list[FoundMention]) -> Iterator[FoundRole]:
        scores = pair_scores(window, "roles", [trigger], mentions)[0] if mentions else []
        for mention, row in zip(mentions, scores, strict=True):
            probabilities = softmax(row)
            role, score = _allowed(probabilities, mention)
            if role != "none" and score >= self._role_threshold:
                yield FoundRole(role, mention.index, round(score, 4))


def _mode(window: Window, begin: int, end: int, type_: str) -> str | None:
    """The best mode among those that the type has; none may win."""
    scores = window.outputs["mode"][begin:end].mean(0)
    allowed = [name for name in labels.MODES if name == "none" or name in modes(type_)]
    best = max(allowed, key=lambda name: float(scores[labels.MODES.index(name)]))
    return None if best == "none" else best


def with_subject(
    doc: Doc, trigger: FoundTrigger, roles: list[FoundRole], mentions: list[FoundMention]
) -> list[FoundRole]:
    """The roles, and the subject of the parse as agent where the sentence of the trigger has no agent yet."""
    sentence = doc[trigger.start].sent
    here = {m.index for m in mentions if sentence.start <= m.start < sentence.end}
    if any(role.role == "agent" and role.mention in here for role in roles):
        return roles
    subject = subject_of(doc, trigger, [mention for mention in mentions if mention.index in here])
    if subject is None or any(role.mention == subject.index for role in roles):
        return roles
    return [*roles, FoundRole("agent", subject.index, SUBJECT_SCORE)]


def prune(doc: Doc, trigger: FoundTrigger, roles: list[FoundRole], mentions: list[FoundMention]) -> list[FoundRole]:
    """Fillers in the trigger's own sentence win; a role that has none there takes its best filler from elsewhere.

    Not so partners: who acted together with whom must be said in one sentence.
    """
    start = {mention.index: mention.start for mention in mentions}
    sentence = doc[trigger.start].sent
    inside = [role for role in roles if sentence.start <= start[role.mention] < sentence.end]
    filled = {role.role for role in inside} | {"partner"}
    filled |= {"agent"} if any(role.role == "partner" for role in inside) else set()
    outside: dict[str, FoundRole] = {}
    for role in roles:
        if role.role not in filled and role not in inside and role.score >= FAR_SCORE:
            best = outside.get(role.role)
            outside[role.role] = role if best is None or role.score > best.score else best
    return sorted([*inside, *outside.values()], key=lambda role: -role.score)


def _best(window: Window, head: str, begin: int, end: int, names: list[str]) -> tuple[str, float]:
    probabilities = softmax(window.outputs[head][begin:end].mean(0))
    number = int(probabilities.argmax())
    return names[number], round(float(probabilities[number]), 4)


def _allowed(probabilities: Scores, mention: FoundMention) -> tuple[str, float]:
    """The most probable role that fits the kind of mention; roles that do not fit count as none."""
    kind = "actor" if mention.kind.startswith("actor") else mention.kind
    fitting = [number for number, role in enumerate(labels.ROLES) if number and ROLE_KINDS.get(role, "actor") == kind]
    best = max(fitting, key=lambda number: float(probabilities[number]))
    share = float(sum(probabilities[number] for number in fitting))
    return (labels.ROLES[best], share) if share > 0 else ("none", 0.0)


def _link(window: Window, triggers: list[FoundTrigger]) -> None:
    """Point a trigger at an earlier one that states the same event, if that beats standing alone."""
    scores = pair_scores(window, "event_antecedent", triggers, triggers) if len(triggers) > 1 else None
    for number, trigger in enumerate(triggers):
        if scores is not None and number:
            best = int(np.argmax(scores[number, :number]))
            if scores[number, best] > scores[number, number]:
                trigger.antecedent = triggers[best].index
