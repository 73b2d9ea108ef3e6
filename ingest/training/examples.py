"""Training examples: windows of whole sentences with whatever annotation their corpus has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.wordpiece import WordPieces

MAX_PIECES = 224


@dataclass
class Sentence:
    """Words with annotation; every annotation is optional and indexes words of this sentence."""

    words: list[str]
    upos: list[str] | None = None
    heads: list[int] | None = None  # own index = root
    labels: list[str] | None = None
    lemmas: list[str] | None = None  # edit scripts, see ingest.lemmas
    tags: list[str] | None = None  # BIO


@dataclass
class Window:
    """Consecutive sentences that are read together. Word indices run over the whole window.

    ``ner`` names the entity head that ``tags`` belong to. The event annotation is that of our own corpus: triggers as
    (begin, end, type, mode, modality, whether main) and mentions as (begin, end, kind) in words; arcs as (first word of
    a trigger, of a mention, role) with role "ignore" where nothing is known.
    """

    words: list[str]
    sentence_of: list[int]
    upos: list[str] | None = None
    heads: list[int] | None = None
    labels: list[str] | None = None
    lemmas: list[str] | None = None
    ner: str | None = None
    tags: list[str] | None = None
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    actor_types: list[tuple[int, int, str]] = field(default_factory=list)
    place_kinds: list[tuple[int, int, str]] = field(default_factory=list)
    triggers: list[tuple[int, int, str, str, str, bool]] | None = None
    arcs: list[tuple[int, int, str]] = field(default_factory=list)
    clusters: list[list[int]] = field(default_factory=list)
    event_clusters: list[list[int]] = field(default_factory=list)


def pack(
    sentences: Iterable[Sentence], pieces: WordPieces, *, ner: str | None = None, limit: int = MAX_PIECES
) -> Iterator[Window]:
    """Join consecutive sentences of one document into windows of at most ``limit`` pieces."""
    kept = list(sentences)
    for group in pack_groups([sentence.words for sentence in kept], pieces, limit):
        yield _join([kept[index] for index in group], ner)


def pack_groups(sentences: list[list[str]], pieces: WordPieces, limit: int = MAX_PIECES) -> list[list[int]]:
    """Group the indices of consecutive sentences so that each group has at most ``limit`` pieces."""
    groups: list[list[int]] = []
    size = limit + 1
    for index, words in enumerate(sentences):
        length = sum(len(pieces.ids(word)) for word in words)
        if size + length > limit:
            groups.append([])
            size = 2
        groups[-1].append(index)
        size += length
    return groups


def _join(group: list[Sentence], ner: str | None) -> Window:
    window = Window([], [], ner=ner)
    upos: list[str] = []
    heads: list[int] = []
    labels: list[str] = []
    lemmas: list[str] = []
    tags: list[str] = []
    for number, sentence in enumerate(group):
        heads += [head + len(window.words) for head in sentence.heads or ()]
        window.words += sentence.words
        window.sentence_of += [number] * len(sentence.words)
        upos += sentence.upos or ()
        labels += sentence.labels or ()
        lemmas += sentence.lemmas or ()
        tags += sentence.tags or ()
    if all(sentence.heads is not None for sentence in group):
        window.upos, window.heads, window.labels, window.lemmas = upos, heads, labels, lemmas
    window.tags = tags if ner else None
    return window
