"""Parts of speech and dependencies (Universal Dependencies) from the language model's scores.

reads: ``doc._.windows``, ``token.is_sent_start`` · sets: ``token.pos``, ``token.head``, ``token.dep``
"""

from __future__ import annotations

from itertools import groupby

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, HEAD, POS
from spacy.language import Language
from spacy.tokens import Doc

from ingest import labels
from ingest.analysis import windows_of
from ingest.encoder import Window
from ingest.spanning_tree import best_heads

Integers = npt.NDArray[np.int64]
Symbols = npt.NDArray[np.uint64]


@Language.factory(
    "sitgraph_syntax",
    requires=["doc._.windows", "token.is_sent_start"],
    assigns=["token.pos", "token.head", "token.dep"],
)
def make_syntax(nlp: Language, name: str) -> Syntax:
    """Make the component; it takes its labels from the pipeline's encoder."""
    relations: list[str] = nlp.get_pipe("sitgraph_encoder").model.relations  # type: ignore[attr-defined]
    return Syntax(nlp, relations)


class Syntax:
    """Sets part of speech, head and relation of every token."""

    def __init__(self, nlp: Language, relations: list[str]) -> None:
        strings = nlp.vocab.strings
        self._relations = [strings.add("ROOT" if name == "root" else name) for name in relations]
        self._upos = [strings.add(name) for name in labels.UPOS]
        self._space, self._dep, self._root = strings.add("SPACE"), strings.add("dep"), strings.add("ROOT")

    def __call__(self, doc: Doc) -> Doc:
        """Decode one tree a sentence; white space hangs on the token before it."""
        sentence = np.cumsum([token.is_sent_start is True for token in doc])
        heads = np.array([max(0, index - 1) for index in range(len(doc))], dtype=np.int64)
        table = np.full((len(doc), 2), (self._space, self._dep), dtype=np.uint64)
        for window in windows_of(doc):
            tags = window.outputs["upos"].argmax(1)
            relations = window.outputs["relation"].argmax(1)
            for row, token in enumerate(window.words):
                table[token] = self._upos[tags[row]], self._relations[relations[row]]
            for token, head in _window_heads(window, [int(sentence[token]) for token in window.words]):
                heads[token] = head
        if len(doc):
            self._write(doc, heads, sentence, table)
        return doc

    def _write(self, doc: Doc, heads: Integers, sentence: Integers, table: Symbols) -> None:
        positions = np.arange(len(doc))
        heads = np.where(sentence[heads] == sentence, heads, positions)
        is_root = (heads == positions) & (table[:, 0] != self._space)
        relations = np.where(is_root, np.uint64(self._root), table[:, 1])
        offsets = (heads - positions).astype(np.int64).view(np.uint64)
        doc.from_array([POS, HEAD, DEP], np.stack([table[:, 0], offsets, relations], axis=1))  # type: ignore[arg-type]


def _window_heads(window: Window, sentence: list[int]) -> list[tuple[int, int]]:
    """(token, head token) for the words of a window, sentence by sentence."""
    arcs = window.outputs["arcs"]
    found = []
    for _, group in groupby(range(len(window.words)), key=lambda row: sentence[row]):
        rows = list(group)
        block = arcs[np.ix_(rows, rows)]
        found += [
            (window.words[row], window.words[rows[head]]) for row, head in zip(rows, best_heads(block), strict=True)
        ]
    return found
