"""Mentions of actors, places, times, numbers, operations, instruments and objects.

reads: ``doc._.windows``, ``token.pos``, ``token.dep``
sets: ``doc._.mentions``, ``doc.ents`` (names of actors and places), ``doc.spans["mentions"]``
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from ingest import labels
from ingest.analysis import FoundMention, mentions_of, span_of, windows_of
from ingest.encoder import Scores, Window
from ingest.gazetteers import country_names, demonyms, titles
from ingest.scores import pair_scores, softmax
from ingest.textkey import name_key

_COUNTED = frozenset("casualties casualty deaths fatalities injuries".split())
"""Nouns that count the dead and wounded; they name nobody."""
_DASHES = frozenset({"—", "–", "--"})
TAGS = labels.tags(labels.SPAN_KINDS)


@Language.factory(
    "sitgraph_mentions",
    requires=["doc._.windows", "token.pos", "token.dep"],
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
            found += _decode(window, doc, before)
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


def _decode(window: Window, doc: Doc, index: int) -> Iterator[FoundMention]:
    probabilities = softmax(window.outputs["ner_sitgraph"])
    for begin, end, kind in _joined(list(decode_spans(probabilities, TAGS)), doc, window):
        if not _is_phrase(doc[window.words[begin] : window.words[end - 1] + 1], kind):
            continue
        kind = _kind(doc[window.words[begin] : window.words[end - 1] + 1], kind)
        type_ = _type(window, kind, begin, end)
        score = float(1 - probabilities[begin:end, 0].mean())
        yield FoundMention(index, window.words[begin], window.words[end - 1] + 1, kind, type_, round(score, 4))
        index += 1


def _joined(spans: list[tuple[int, int, str]], doc: Doc, window: Window) -> Iterator[tuple[int, int, str]]:
    """Pieces of one noun phrase ("drug", "cartels") as one span; it is of the kind of its last piece."""
    held: tuple[int, int, str] | None = None
    for span in spans:
        if held and _one_phrase(held, span, doc, window):
            held = (held[0], span[1], span[2])
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _one_phrase(first: tuple[int, int, str], second: tuple[int, int, str], doc: Doc, window: Window) -> bool:
    pieces = {first[2], second[2]}
    adjective = first[2] == "place" and doc[window.words[first[1] - 1]].pos_ == "ADJ" and first[1] == second[0]
    if (pieces - {"actor-name", "actor-nominal"} and not adjective) or second[2] == "place":
        return False
    between = [doc[window.words[row]].text for row in range(first[1], second[0])]
    office = doc[window.words[first[0]] : window.words[second[0]] + 1].text  # "Secretary of State"
    return not between or between == ["-"] or (between == ["of"] and name_key(office) in titles())


def _kind(span: Span, kind: str) -> str:
    """A name has a capital or a digit somewhere, else it is a nominal; the name before a dateline's dash is a place."""
    following = span.doc[span.end] if span.end < len(span.doc) else None
    if kind == "actor-name" and span.start == span.sent.start and following is not None and following.text in _DASHES:
        return "place"
    plain = not any(char.isupper() or char.isdigit() for char in span.text) and span.text.isascii()
    return "actor-nominal" if kind == "actor-name" and plain else kind


def _is_phrase(span: Span, kind: str) -> bool:
    """Whether a nominal can stand for an actor: no adjective or first half of a compound cut off from its noun."""
    if kind == "place":
        key = name_key(span.text)
        whole = span.text[0].isalnum() and (span.text[-1].isalnum() or span.text[-2:-1].isupper())
        return whole and (key not in demonyms() or key in country_names())
    if kind != "actor-nominal":
        return any(char.isalnum() for char in span.text)
    root = span.root
    if root.lower_ in _COUNTED:
        return False
    cut_off = root.dep_ in ("compound", "amod") and root.head.i >= span.end
    return root.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB") and not cut_off and root.text.isalpha()


def _type(window: Window, kind: str, begin: int, end: int) -> str:
    if kind.startswith("actor"):
        return labels.ACTOR_TYPES[int(window.outputs["actor_type"][begin:end].mean(0).argmax())]
    if kind == "place":
        return labels.PLACE_KINDS[int(window.outputs["place_kind"][begin:end].mean(0).argmax())]
    return ""


def decode_spans(probabilities: Scores, tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """Spans (begin, end, kind) of the most probable tags; an I- after another kind opens a span of its own.

    >>> import numpy as np
    >>> rows = np.eye(3, dtype=np.float32)
    >>> list(decode_spans(rows[[0, 1, 2, 0, 2]], ["O", "B-x", "I-x"]))
    [(1, 3, 'x'), (4, 5, 'x')]
    """
    yield from labels.bio_spans(tags[int(number)] for number in probabilities.argmax(1))


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
