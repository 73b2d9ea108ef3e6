"""Parts of speech, lemmas and dependencies (Universal Dependencies) from the language model's scores.

reads: ``doc._.windows``, ``token.is_sent_start`` · sets: ``token.pos``, ``token.lemma``, ``token.head``, ``token.dep``
"""

from __future__ import annotations

from itertools import groupby

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, HEAD, LEMMA, ORTH, POS
from spacy.language import Language
from spacy.tokens import Doc

from ingest import labels
from ingest.analysis import windows_of
from ingest.encoder import LanguageModel, Window
from ingest.lemmas import apply_script
from ingest.spanning_tree import best_heads

Integers = npt.NDArray[np.int64]
Symbols = npt.NDArray[np.uint64]


@Language.factory(
    "sitgraph_syntax",
    requires=["doc._.windows", "token.is_sent_start"],
    assigns=["token.pos", "token.lemma", "token.head", "token.dep"],
)
def make_syntax(nlp: Language, name: str) -> Syntax:
    """Make the component; it takes its labels from the pipeline's encoder."""
    model: LanguageModel = nlp.get_pipe("sitgraph_encoder").model  # type: ignore[attr-defined]
    return Syntax(nlp, model.relations, model.lemmas)


class Syntax:
    """Sets part of speech, lemma, head and relation of every token."""

    def __init__(self, nlp: Language, relations: list[str], lemmas: list[str]) -> None:
        self._strings = strings = nlp.vocab.strings
        self._scripts = lemmas
        self._relations = [strings.add("ROOT" if name == "root" else name) for name in relations]
        self._upos = [strings.add(name) for name in labels.UPOS]
        self._space, self._dep, self._root = strings.add("SPACE"), strings.add("dep"), strings.add("ROOT")

    def __call__(self, doc: Doc) -> Doc:
        """Decode one tree a sentence; white space hangs on the token before it."""
        sentence = np.cumsum([token.is_sent_start is True for token in doc])
        heads = np.array([max(0, index - 1) for index in range(len(doc))], dtype=np.int64)
        table = np.full((len(doc), 3), (self._space, self._dep, 0), dtype=np.uint64)
        table[:, 2] = doc.to_array(ORTH)
        for window in windows_of(doc):
            tags = window.outputs["upos"].argmax(1)
            relations = window.outputs["relation"].argmax(1)
            scripts = window.outputs["lemma"].argmax(1)
            for row, token in enumerate(window.words):
                lemma = self._strings.add(apply_script(doc[token].text, self._scripts[scripts[row]]))
                table[token] = self._upos[tags[row]], self._relations[relations[row]], lemma
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
        columns = np.stack([table[:, 0], offsets, relations, table[:, 2]], axis=1)
        doc.from_array([POS, HEAD, DEP, LEMMA], columns)  # type: ignore[arg-type]


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
