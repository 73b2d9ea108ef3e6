"""Runs the language model over a Doc once; the other components read its scores.

reads: ``token.is_sent_start`` · sets: ``doc._.windows``
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from ingest.analysis import register_extensions
from ingest.encoder import MODEL_FOLDER, LanguageModel


@Language.factory(
    "sitgraph_encoder",
    requires=["token.is_sent_start"],
    assigns=["doc._.windows"],
    default_config={"folder": None, "threads": 1},
)
def make_encoder(nlp: Language, name: str, folder: str | None, threads: int) -> Encoder:
    """Load the model from a folder (default: the one shipped)."""
    register_extensions()
    return Encoder(LanguageModel(Path(folder) if folder else MODEL_FOLDER, threads=threads))


class Encoder:
    """Component around a `LanguageModel`."""

    def __init__(self, model: LanguageModel) -> None:
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """Read all tokens that are not white space."""
        words, sentences, tokens = [], [], []
        number = 0
        for token in doc:
            number += bool(token.is_sent_start)
            if not token.is_space:
                words.append(token.text)
                sentences.append(number)
                tokens.append(token.i)
        found = self.model.read(words, sentences)
        doc._.windows = [replace(window, words=tuple(tokens[word] for word in window.words)) for window in found]
        return doc
