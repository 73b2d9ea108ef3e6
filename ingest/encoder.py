"""The shipped language model: words in, the scores of every head out. Needs onnxruntime and numpy only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from ingest.wordpiece import WordPieces, shape

MODEL_FOLDER = Path(__file__).parent / "model"
MAX_PIECES = 224
HARD_LIMIT = 500
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Window:
    """Some consecutive sentences that were read together.

    Attributes:
        words: Index of each word in the caller's list of words.
        sentences: Number of each word's sentence, not decreasing.
        outputs: Scores by head: (T, labels), or (T, T) for heads over pairs of words; ``hidden`` are word vectors.
    """

    words: tuple[int, ...]
    sentences: tuple[int, ...]
    outputs: dict[str, Scores]


def open_session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """An ONNX session on the processor."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class LanguageModel:
    """An ONNX session with its vocabulary and label sets.

    Args:
        folder: Holds model.onnx, vocab.txt and heads.json (and events.onnx, see `ingest.event_model`).
        threads: Threads of one session; several processes pay more than several threads.
    """

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int = 1) -> None:
        self._session = open_session(folder / "model.onnx", threads)
        self.pieces = WordPieces.from_file(folder / "vocab.txt")
        heads = json.loads((folder / "heads.json").read_text(encoding="utf-8"))
        self.relations: list[str] = heads["relations"]
        self.lemmas: list[str] = heads["lemmas"]
        self.tags: dict[str, list[str]] = heads["taggers"]
        self.version: str = heads.get("version", "0")
        self._names = [output.name for output in self._session.get_outputs()]

    def read(self, words: Sequence[str], sentences: Sequence[int]) -> Iterator[Window]:
        """Yield windows that cover all words in order.

        Args:
            words: The words of a text.
            sentences: For each word the number of its sentence, not decreasing.
        """
        for group in self._windows(words, sentences):
            numbers = tuple(sentences[index] for index in group)
            yield Window(tuple(group), numbers, self._run(words, sentences, group))

    def _windows(self, words: Sequence[str], sentences: Sequence[int]) -> Iterator[list[int]]:
        """Whole sentences up to `MAX_PIECES`; a sentence beyond `HARD_LIMIT` is cut."""
        window: list[int] = []
        size = 0
        for sentence in _sentence_groups(sentences):
            for part, length in self._cut(words, sentence):
                if window and size + length > MAX_PIECES:
                    yield window
                    window, size = [], 0
                window = window + part
                size += length
        if window:
            yield window

    def _cut(self, words: Sequence[str], sentence: list[int]) -> Iterator[tuple[list[int], int]]:
        part: list[int] = []
        size = 0
        for index in sentence:
            length = min(len(self.pieces.ids(words[index])), HARD_LIMIT)
            if size + length > HARD_LIMIT:
                yield part, size
                part, size = [], 0
            part.append(index)
            size += length
        yield part, size

    def _run(self, words: Sequence[str], sentences: Sequence[int], group: list[int]) -> dict[str, Scores]:
        pieces, shapes, first = [self.pieces.cls], [0], []
        for index in group:
            ids = self.pieces.ids(words[index])[:HARD_LIMIT]
            first.append(len(pieces))
            pieces += ids
            shapes += [shape(words[index])] * len(ids)
        inputs = {
            "pieces": [*pieces, self.pieces.sep],
            "shapes": [*shapes, 0],
            "first": first,
            "sentence": [sentences[index] for index in group],
        }
        arrays = {name: np.array([values], dtype=np.int64) for name, values in inputs.items()}
        return dict(zip(self._names, self._session.run(self._names, arrays), strict=True))


def _sentence_groups(sentences: Sequence[int]) -> Iterator[list[int]]:
    group: list[int] = []
    for index, number in enumerate(sentences):
        if group and number != sentences[group[-1]]:
            yield group
            group = []
        group.append(index)
    if group:
        yield group
