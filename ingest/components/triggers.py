"""The words that state events; `ingest.components.events` reads what they state.

reads: ``doc._.windows``, ``token.pos``, ``token.dep`` · sets: ``doc._.triggers``
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from ingest.analysis import FoundTrigger, span_of, windows_of
from ingest.components.mentions import decode_spans
from ingest.encoder import Window
from ingest.scores import pair_scores, softmax

FUNCTION_WORDS = frozenset("ADP DET PUNCT CCONJ SCONJ PART PRON AUX".split())
TAGS = ["O", "B-event", "I-event"]


@Language.factory(
    "sitgraph_triggers",
    requires=["doc._.windows", "token.pos", "token.dep"],
    assigns=["doc._.triggers"],
    default_config={"threshold": 0.5},
)
def make_triggers(nlp: Language, name: str, threshold: float) -> Triggers:
    """Make the component; the threshold is the probability from which a word states an event."""
    return Triggers(threshold)


class Triggers:
    """Decodes trigger spans, and which of them state the same event."""

    def __init__(self, threshold: float = 0.5) -> None:
        self._threshold = threshold

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.triggers``."""
        found: list[FoundTrigger] = []
        for window in windows_of(doc):
            spans = [t for t in self._decode(window) if span_of(doc, t).root.pos_ not in FUNCTION_WORDS]
            for number, trigger in enumerate(spans, len(found)):
                trigger.index = number
            _link(window, spans)
            found += spans
        doc._.triggers = found
        return doc

    def _decode(self, window: Window) -> Iterator[FoundTrigger]:
        probabilities = softmax(window.outputs["trigger"])
        raised = probabilities.copy()
        raised[:, 0] *= self._threshold / (1 - self._threshold)
        for begin, end, _ in decode_spans(raised, TAGS):
            score = round(float(1 - probabilities[begin:end, 0].mean()), 4)
            yield FoundTrigger(0, window.words[begin], window.words[end - 1] + 1, score)


def _link(window: Window, triggers: list[FoundTrigger]) -> None:
    """Point a trigger at an earlier one that states the same event, if that beats standing alone."""
    scores = pair_scores(window, "event_antecedent", triggers, triggers) if len(triggers) > 1 else None
    for number, trigger in enumerate(triggers):
        if scores is not None and number:
            best = int(np.argmax(scores[number, :number]))
            if scores[number, best] > scores[number, number]:
                trigger.antecedent = triggers[best].index
