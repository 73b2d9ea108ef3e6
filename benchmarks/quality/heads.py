"""Dependencies and entities of the shipped model on the published test parts, gold words given.

python -m benchmarks.quality.heads --corpora ../shared/corpora
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from pathlib import Path

import numpy as np

from ingest import labels
from ingest.encoder import MODEL_FOLDER, LanguageModel, Window
from ingest.spanning_tree import best_heads
from ingest.training.corpora import Document, read_bio, read_conllu, read_re3d, split_re3d

Spans = set[tuple[int, int, int, str]]


def main() -> None:
    """Print LAS without punctuation and entity F1 by corpus as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER)
    arguments = parser.parse_args()
    model = LanguageModel(arguments.model)
    folder: Path = arguments.corpora
    re3d = split_re3d(list(read_re3d(folder / "re3d")))[1]
    figures = {
        "EWT test LAS": las(model, read_conllu(folder / "ewt/en_ewt-ud-test.conllu")),
        "CrossNER politics test F1": entities(model, "crossner", [read_bio(folder / "crossner_politics/test.txt", 1)]),
        "UNER-EWT test F1": entities(model, "uner", [read_bio(folder / "uner_ewt/en_ewt-ud-test.iob2", 2)]),
        "re3d held-out fifth F1": entities(model, "re3d", re3d),
    }
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}, indent=1))


def _read(model: LanguageModel, document: Document) -> Iterator[tuple[Window, list[int]]]:
    """Windows of a document, with the number of each word's sentence."""
    words = [word for sentence in document for word in sentence.words]
    numbers = [number for number, sentence in enumerate(document) for _ in sentence.words]
    yield from ((window, [numbers[word] for word in window.words]) for window in model.read(words, numbers))


def las(model: LanguageModel, documents: Iterable[Document]) -> float:
    """Labelled attachment score without punctuation, universal relations without subtypes."""
    right = total = 0
    for document in documents:
        labels = [label for sentence in document for label in sentence.labels or ()]
        gold, offset = [], 0
        for sentence in document:
            gold += [head + offset for head in sentence.heads or ()]
            offset += len(sentence.words)
        for window, numbers in _read(model, document):
            relations = window.outputs["relation"].argmax(1)
            for row, head in _heads(window, numbers):
                word = window.words[row]
                if labels[word] != "punct":
                    total += 1
                    right += gold[word] == window.words[head] and labels[word] == model.relations[relations[row]]
    return right / total


def _heads(window: Window, numbers: list[int]) -> Iterator[tuple[int, int]]:
    for _, group in groupby(range(len(numbers)), key=lambda row: numbers[row]):
        rows = list(group)
        heads = best_heads(window.outputs["arcs"][np.ix_(rows, rows)])
        yield from ((row, rows[head]) for row, head in zip(rows, heads, strict=True))


def entities(model: LanguageModel, head: str, documents: Iterable[Document]) -> float:
    """Exact-match F1 of one entity head."""
    gold: Spans = set()
    found: Spans = set()
    names = model.tags[head]
    for key, document in enumerate(documents):
        gold |= _spans([tag for sentence in document for tag in sentence.tags or ()], key)
        best = [names[number] for window, _ in _read(model, document) for number in _tags(window, head)]
        starts = {sum(len(s.words) for s in document[:index]) for index in range(len(document))}
        found |= _spans(best, key, starts)
    return 2 * len(gold & found) / (len(gold) + len(found))


def _tags(window: Window, head: str) -> list[int]:
    return [int(number) for number in window.outputs[f"ner_{head}"].argmax(1)]


def _spans(tags: list[str], key: int, breaks: Collection[int] = ()) -> Spans:
    """(key, begin, end, kind) of BIO tags; none crosses the start of a sentence given in ``breaks``."""
    return {(key, *span) for span in labels.bio_spans(tags, breaks=breaks)}


if __name__ == "__main__":
    main()
