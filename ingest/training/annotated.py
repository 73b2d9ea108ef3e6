"""Our own corpus (data/corpus) as training windows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc

from ingest.components.sentences import Sentences
from ingest.training.examples import Window, pack_groups
from ingest.training.markup import Entity, MarkedEvent, Passage, Span, read_passages
from ingest.wordpiece import WordPieces

_KINDS = {"l": "place", "t": "time", "n": "number", "o": "operation", "w": "instrument", "q": "object"}
Words = tuple[int, int]


def read_corpus(folder: Path) -> list[Passage]:
    """All passages of a folder of markup files, in the order of their ids."""
    found = [passage for path in sorted(folder.glob("*.txt")) for passage in read_passages(path)]
    return sorted(found, key=lambda passage: passage.id)


def is_test(passage: Passage) -> bool:
    """Every tenth passage (ids ending in 5) is kept for testing."""
    return passage.id.endswith("5")


class CorpusReader:
    """Turns passages into windows with mentions, triggers, roles and coreference."""

    def __init__(self, pieces: WordPieces) -> None:
        self._pieces = pieces
        self._nlp = spacy.blank("en")
        self._split = Sentences()
        self._docs: dict[str, Doc] = {}

    def windows(self, passages: Iterable[Passage], *, limit: int = 224) -> Iterator[Window]:
        """Yield the windows of some passages."""
        for passage in passages:
            doc = self._docs.get(passage.id) or self._docs.setdefault(passage.id, self._split(self._nlp(passage.text)))
            sentences = [[token.i for token in sentence if not token.is_space] for sentence in doc.sents]
            sentences = [indices for indices in sentences if indices]
            words = [[doc[index].text for index in indices] for indices in sentences]
            for group in pack_groups(words, self._pieces, limit):
                yield _window(passage, doc, [sentences[number] for number in group])


def _window(passage: Passage, doc: Doc, sentences: list[list[int]]) -> Window:
    tokens = [index for indices in sentences for index in indices]
    position = {token: number for number, token in enumerate(tokens)}
    numbers = [number for number, indices in enumerate(sentences) for _ in indices]
    window = Window([doc[index].text for index in tokens], numbers, ner="sitgraph", triggers=[])
    placed = [(span, words) for span in passage.mentions if (words := _locate(span, doc, position))]
    window.tags = _bio([(words, _kind(span)) for span, words in placed], len(tokens))
    window.mentions = [(*words, _kind(span)) for span, words in placed]
    for span, words in placed:
        entity = passage.entities.get(span.id)
        if entity and span.id[0] == "a":
            window.actor_types.append((*words, entity.type))
        elif entity and span.id[0] == "l":
            window.place_kinds.append((*words, entity.type))
    _add_events(window, passage, doc, position, placed)
    window.clusters = _clusters(passage.entities, placed)
    return window


def _locate(span: Span, doc: Doc, position: dict[int, int]) -> Words | None:
    found = doc.char_span(span.begin, span.end, alignment_mode="expand")
    if found is None or found.start not in position or found.end - 1 not in position:
        return None
    return position[found.start], position[found.end - 1] + 1


def _kind(span: Span) -> str:
    return f"actor-{span.kind}" if span.id[0] == "a" else _KINDS[span.id[0]]


def _bio(spans: list[tuple[Words, str]], length: int) -> list[str]:
    tags = ["O"] * length
    for (begin, end), kind in spans:
        tags[begin:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - begin - 1)
    return tags


def _add_events(
    window: Window, passage: Passage, doc: Doc, position: dict[int, int], placed: list[tuple[Span, Words]]
) -> None:
    assert window.triggers is not None
    events = {event.id: event for event in passage.events}
    starts: dict[str, list[int]] = {}
    for trigger in passage.triggers:
        words = _locate(trigger, doc, position)
        if words is None:
            continue
        event = events[trigger.id]
        main = trigger.kind == "main"
        window.triggers.append((*words, event.type, event.mode or "none", event.modality, main))
        window.arcs += list(_arcs(window, words, event, placed, main))
        starts.setdefault(trigger.id, []).append(words[0])
    window.event_clusters = [sorted(cluster) for cluster in starts.values()]


def _arcs(
    window: Window, trigger: Words, event: MarkedEvent, placed: list[tuple[Span, Words]], main: bool
) -> Iterator[tuple[int, int, str]]:
    """The nearest mention of each filler bears its role, one in the same sentence first; the others are left open."""
    here = window.sentence_of[trigger[0]]
    for role, fillers in _fillers(event):
        for filler in fillers:
            found = [words for span, words in placed if span.id == filler]
            near = [words for words in found if window.sentence_of[words[0]] == here]
            candidates = near or (found if main else [])
            best = min(candidates, key=lambda words: abs(words[0] - trigger[0]), default=None)
            for words in found:
                yield trigger[0], words[0], role if words == best else "ignore"


def _fillers(event: MarkedEvent) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from event.roles.items()
    for role, count in event.counts.items():
        yield role, (count.mention,)


def _clusters(entities: dict[str, Entity], placed: list[tuple[Span, Words]]) -> list[list[int]]:
    """First words of the mentions of each actor and place, in text order; sets of actors are left out."""
    clusters: dict[str, list[int]] = {}
    for span, words in placed:
        if span.id[0] in "al" and not entities[span.id].members:
            clusters.setdefault(span.id, []).append(words[0])
    return [sorted(cluster) for cluster in clusters.values()]
