"""Readers of the licensed corpora (see docs/model-card): each gives documents as lists of sentences."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from ingest.components.sentences import Sentences
from ingest.lemmas import script_of
from ingest.training.examples import Sentence

Document = list[Sentence]


def read_conllu(path: Path) -> Iterator[Document]:
    """Documents of a CoNLL-U file: words, UPOS, lemmas, heads (a root is its own) and relations without subtypes."""
    document: Document = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc") and document:
            yield document
            document = []
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif not line and rows:
            document.append(_sentence(rows))
            rows = []
    if document:
        yield document


def _sentence(rows: list[list[str]]) -> Sentence:
    heads = [int(row[6]) - 1 if row[6] != "0" else index for index, row in enumerate(rows)]
    return Sentence(
        [row[1] for row in rows],
        upos=[row[3] for row in rows],
        heads=heads,
        labels=[row[7].split(":")[0] for row in rows],
        lemmas=[script_of(row[1], row[2]) for row in rows],
    )


def read_bio(path: Path, column: int) -> list[Sentence]:
    """Sentences of a file with a word a line and a BIO tag in a column; comments and blank lines end a sentence."""
    sentences: list[Sentence] = []
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split("\t") if "\t" in line else line.split()
        if not cells or line.startswith("# "):
            if words:
                sentences.append(Sentence(words, tags=tags))
            words, tags = [], []
        else:
            words.append(cells[1] if column > 1 else cells[0])
            tags.append(cells[column])
    return sentences


def read_re3d(folder: Path) -> Iterator[tuple[str, Document]]:
    """(id, document) pairs of the re3d subsets, in our own tokens; the longest of overlapping entities."""
    nlp, split = spacy.blank("en"), Sentences()
    for subset in sorted(path for path in folder.iterdir() if path.is_dir()):
        entities: dict[str, list[tuple[int, int, str]]] = {}
        for item in json_lines(subset / "entities.json"):
            entities.setdefault(item["documentId"], []).append((item["begin"], item["end"], item["type"]))
        for item in json_lines(subset / "documents.json"):
            doc = split(nlp(item["text"]))
            tags = ["O"] * len(doc)
            for begin, end, label in sorted(entities.get(item["_id"], ()), key=lambda e: e[0] - e[1]):
                span = doc.char_span(begin, end, alignment_mode="expand")
                if span is not None and all(tags[token.i] == "O" for token in span):
                    for token in span:
                        tags[token.i] = f"{'B' if token.i == span.start else 'I'}-{label}"
            yield item["_id"], tagged_sentences(doc, tags)


def tagged_sentences(doc: Doc, tags: list[str]) -> Document:
    """The sentences of a Doc without white space, with a tag for each of its tokens."""
    kept = ([token for token in sentence if not token.is_space] for sentence in doc.sents)
    return [Sentence([t.text for t in words], tags=[tags[t.i] for t in words]) for words in kept if words]


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file with one JSON object a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def split_re3d(documents: list[tuple[str, Document]]) -> tuple[list[Document], list[Document]]:
    """A fixed fifth of the documents for testing: (train, test)."""
    order = sorted(documents)
    random.Random(5).shuffle(order)
    cut = len(order) // 5
    return [document for _, document in order[cut:]], [document for _, document in order[:cut]]
