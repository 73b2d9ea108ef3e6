"""Mentions of actors, places, times, numbers, operations, instruments and objects.

reads: ``doc._.windows`` · sets: ``doc._.mentions``, ``doc.ents`` (names of actors and places), ``doc.spans["mentions"]``
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from ingest import labels
from ingest.analysis import FoundMention, mentions_of, span_of, windows_of
from ingest.encoder import Scores, Window
from ingest.scores import pair_scores, softmax

TAGS = labels.tags(labels.SPAN_KINDS)


@Language.factory(
    "sitgraph_mentions",
    requires=["doc._.windows"],
    assigns=["doc._.mentions", "doc.ents", "doc.spans"],
)
def make_mentions(nlp: Language, name: str) -> Mentions:
    """Make the component."""
    return Mentions()


class Mentions:
    """Decodes spans, their types and their antecedents."""

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.mentions``."""
        found: list[FoundMention] = []
        for window in windows_of(doc):
            before = len(found)
            found += _decode(window, before)
            _link(window, found[before:])
        doc._.mentions = found
        doc.spans["mentions"] = [
            Span(doc, mention.start, mention.end, label=mention.kind) for mention in mentions_of(doc)
        ]
        doc.ents = filter_spans(list(_entities(doc)))
        return doc


def _entities(doc: Doc) -> Iterator[Span]:
    for mention in mentions_of(doc):
        if mention.kind in ("actor-name", "place", "operation"):
            yield Span(doc, mention.start, mention.end, label=mention.type or mention.kind)


def _decode(window: Window, index: int) -> Iterator[FoundMention]:
    probabilities = softmax(window.outputs["ner_sitgraph"])
    for begin, end, kind in decode_spans(probabilities, TAGS):
        type_ = _type(window, kind, begin, end)
        score = float(np.mean([_kind_probability(row, kind) for row in probabilities[begin:end]]))
        yield FoundMention(index, window.words[begin], window.words[end - 1] + 1, kind, type_, round(score, 4))
        index += 1


def _kind_probability(row: Scores, kind: str) -> float:
    first = TAGS.index(f"B-{kind}")
    return float(row[first] + row[first + 1])


def _type(window: Window, kind: str, begin: int, end: int) -> str:
    if kind.startswith("actor"):
        return labels.ACTOR_TYPES[int(window.outputs["actor_type"][begin:end].mean(0).argmax())]
    if kind == "place":
        return labels.PLACE_KINDS[int(window.outputs["place_kind"][begin:end].mean(0).argmax())]
    return ""


def decode_spans(probabilities: Scores, tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """Spans (begin, end, kind) of the most probable tags; an I- after another kind opens a span of its own.

    >>> rows = np.eye(3, dtype=np.float32)
    >>> list(decode_spans(rows[[0, 1, 2, 0, 2]], ["O", "B-x", "I-x"]))
    [(1, 3, 'x'), (4, 5, 'x')]
    """
    begin, kind = 0, ""
    best = [tags[int(number)] for number in probabilities.argmax(1)]
    for index, tag in enumerate([*best, "O"]):
        if kind and (tag[0] != "I" or tag[2:] != kind):
            yield begin, index, kind
            kind = ""
        if tag != "O" and not kind:
            begin, kind = index, tag[2:]


def _link(window: Window, mentions: list[FoundMention]) -> None:
    """Give each actor and place mention its best earlier mention in the window, if that beats standing alone."""
    linked = [mention for mention in mentions if mention.kind.startswith("actor") or mention.kind == "place"]
    if not linked:
        return
    scores = pair_scores(window, "antecedent", linked, linked)
    for number, mention in enumerate(linked):
        candidates = [place for place in range(number) if _compatible(linked[place], mention)]
        best = max(candidates, key=lambda place: float(scores[number, place]), default=number)
        if best != number and scores[number, best] > scores[number, number]:
            mention.antecedent = linked[best].index


def _compatible(earlier: FoundMention, mention: FoundMention) -> bool:
    return (earlier.kind == "place") == (mention.kind == "place")


def surface(doc: Doc, mention: FoundMention) -> str:
    """The words of a mention."""
    return span_of(doc, mention).text
