"""Words into word pieces, exactly as the reference BERT tokenizer (uncased) does for single words, and their shapes.

A word stands for its first piece. The encoder is uncased; the shape of a word gives its case back.
Method: Wu et al. 2016 (WordPiece, greedy longest match), Devlin et al. 2019 (BERT's uncased normalisation).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

SHAPES = ("other", "lower", "title", "upper", "mixed", "digit", "alphanumeric", "punctuation")
_MAX_CHARS = 100


class WordPieces:
    """A vocabulary of word pieces.

    Args:
        pieces: The vocabulary in order; the index is the id. It holds [CLS], [SEP], [MASK] and [UNK].
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self._ids = {piece: index for index, piece in enumerate(pieces)}
        self.cls, self.sep = self._ids["[CLS]"], self._ids["[SEP]"]
        self.mask, self.unknown = self._ids["[MASK]"], self._ids["[UNK]"]
        self.ids = lru_cache(maxsize=100_000)(self._pieces_of)

    @classmethod
    def from_file(cls, path: Path) -> WordPieces:
        """Read a vocabulary with one piece a line."""
        return cls(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))

    def __len__(self) -> int:
        return len(self._ids)

    def _pieces_of(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces; never empty.

        >>> WordPieces(["[CLS]", "[SEP]", "[MASK]", "[UNK]", "south", "##com"]).ids("SOUTHCOM")
        (4, 5)
        """
        found: list[int] = []
        for part in _split_punctuation(_normalise(word)):
            found += self._longest_matches(part)
        return tuple(found) or (self.unknown,)

    def _longest_matches(self, part: str) -> list[int]:
        if len(part) > _MAX_CHARS:
            return [self.unknown]
        found: list[int] = []
        begin = 0
        while begin < len(part):
            for end in range(len(part), begin, -1):
                piece = part[begin:end] if begin == 0 else "##" + part[begin:end]
                if piece in self._ids:
                    found.append(self._ids[piece])
                    begin = end
                    break
            else:
                return [self.unknown]
        return found


def shape(word: str) -> int:
    """The index in `SHAPES` of a word's shape.

    >>> [SHAPES[shape(word)] for word in ("troops", "Quito", "U.S.", "F-16", "12", "—")]
    ['lower', 'title', 'upper', 'alphanumeric', 'digit', 'punctuation']
    """
    letters = [char for char in word if char.isalpha()]
    digits = any(char.isdigit() for char in word)
    if not letters:
        return 5 if digits else 7
    if digits:
        return 6
    if all(char.islower() for char in letters):
        return 1
    if all(char.isupper() for char in letters):
        return 3 if len(letters) > 1 else 2
    if letters[0].isupper() and all(char.islower() for char in letters[1:]):
        return 2
    return 4 if any(char.isupper() for char in letters) else 0


def _normalise(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.lower())
    kept = (char for char in plain if unicodedata.category(char) != "Mn")
    return "".join(char for char in kept if not _is_control(char))


def _is_control(char: str) -> bool:
    return char in "\x00�" or (unicodedata.category(char).startswith("C") and char not in "\t\n\r")


def _split_punctuation(word: str) -> list[str]:
    parts: list[str] = [""]
    for char in word:
        if char.isspace():
            parts.append("")
        elif _stands_alone(char):
            parts += [char, ""]
        else:
            parts[-1] += char
    return [part for part in parts if part]


def _stands_alone(char: str) -> bool:
    if char.isascii():
        return not char.isalnum()
    return unicodedata.category(char).startswith("P") or "\u4e00" <= char <= "\u9fff"
