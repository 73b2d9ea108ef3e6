"""What is read around each trigger: the words of its sentence and its neighbours, with triggers and mentions marked.

Both the training and the run time lay their inputs out here, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ingest import labels

BEFORE, AFTER = 2, 1
"""How many sentences before and after that of the trigger are read."""
MARKS = ("none", "trigger", "other trigger")
KINDS = ("none", *(f"{place}-{kind}" for kind in labels.SPAN_KINDS for place in "BI"))
DISTANCES = (-40, -20, -10, -5, -2, 0, 1, 3, 6, 11, 21, 41)
INPUTS = ("word", "marks", "kinds", "distance", "sentence", "trigger", "inside", "wanted", "stated")
OUTPUTS = ("roles", "event_type", "mode", "modality")
"""What goes into the event reader and what comes out, in order."""
Array = npt.NDArray[np.int64]


def crop(sentence_of: Sequence[int], begin: int) -> tuple[int, int]:
    """First word, and the word after the last, of what is read around a trigger that begins at a word.

    >>> crop([0, 0, 1, 2, 3, 4, 5, 5], 5)
    (3, 8)
    """
    here = sentence_of[begin]
    start, stop = begin, begin + 1
    while start and sentence_of[start - 1] >= here - BEFORE:
        start -= 1
    while stop < len(sentence_of) and sentence_of[stop] <= here + AFTER:
        stop += 1
    return start, stop


def lay_out(
    sentence_of: Sequence[int],
    triggers: Sequence[tuple[int, int]],
    mentions: Sequence[tuple[int, int, str]],
    *,
    others: Sequence[tuple[int, int]] = (),
) -> dict[str, Array]:
    """The inputs of the event reader for the triggers of one window, each padded to the longest of them.

    Args:
        sentence_of: Sentence number of each word, not decreasing.
        triggers: (begin, end) in words; at least one.
        mentions: (begin, end, kind) in words.
        others: Further triggers of the window, to be marked but not read.

    Returns:
        Arrays by name, padded with 0. (N, C): ``word`` position in the window, ``marks``, ``kinds``, ``distance`` and
        ``sentence`` numbers to look up, ``trigger`` 1 on the words of the trigger, ``inside`` 1 where not padded.
        (N, K): ``wanted`` columns of the words whose result counts, ``stated`` 1 on those of the trigger.

    >>> laid = lay_out([0, 0, 0], [(1, 2)], [(0, 1, "place")])
    >>> laid["marks"].tolist(), laid["distance"].tolist(), laid["sentence"].tolist()
    ([[0, 1, 0]], [[5, 6, 7]], [[2, 2, 2]])
    """
    numbers = np.array(sentence_of)
    kinds, marked = _kinds(len(numbers), mentions), np.zeros(len(numbers), dtype=np.int64)
    for begin, end in (*triggers, *others):
        marked[begin:end] = MARKS.index("other trigger")
    crops = [crop(sentence_of, begin) for begin, _ in triggers]
    asked = [ask(sentence_of, trigger, mentions) for trigger in triggers]
    widths = max(stop - start for start, stop in crops), max(len(part.wanted) for part in asked)
    found = {name: np.zeros((len(triggers), widths[name in INPUTS[-2:]]), dtype=np.int64) for name in INPUTS}
    for row, ((begin, end), (start, stop)) in enumerate(zip(triggers, crops, strict=True)):
        word, size = np.arange(start, stop), stop - start
        away = np.where(word < begin, word - begin, np.maximum(word - end + 1, 0))
        mine = (word >= begin) & (word < end)
        found["word"][row, :size] = word
        found["marks"][row, :size] = np.where(mine, MARKS.index("trigger"), marked[start:stop])
        found["kinds"][row, :size] = kinds[start:stop]
        found["distance"][row, :size] = np.searchsorted(DISTANCES, away, side="right")
        found["sentence"][row, :size] = np.clip(numbers[start:stop] - numbers[begin] + BEFORE, 0, BEFORE + AFTER)
        found["trigger"][row, :size] = mine
        found["inside"][row, :size] = 1
        wanted = asked[row].wanted
        found["wanted"][row, : len(wanted)] = wanted
        found["stated"][row, : len(wanted)] = mine[wanted]
    return found


@dataclass(frozen=True)
class Asked:
    """What is asked of the reader for one trigger.

    Attributes:
        mentions: Which of the window's mentions are read with it.
        wanted: The columns, counted from the first word read, of trigger words and of mentions' first and last words.
        first, last: For each of the mentions the places of its two words among the wanted.
    """

    mentions: tuple[int, ...]
    wanted: Array
    first: Array
    last: Array


def ask(sentence_of: Sequence[int], trigger: tuple[int, int], mentions: Sequence[tuple[int, int, str]]) -> Asked:
    """The mentions around a trigger and the words that stand for them.

    >>> asked = ask([0, 0, 0, 9], (1, 2), [(0, 1, "place"), (3, 4, "place")])
    >>> asked.mentions, asked.wanted.tolist(), asked.first.tolist()
    ((0,), [0, 1], [0])
    """
    start, stop = crop(sentence_of, trigger[0])
    inside = tuple(number for number, m in enumerate(mentions) if start <= m[0] and m[1] <= stop)
    ends = np.array([(mentions[number][0], mentions[number][1] - 1) for number in inside], dtype=np.int64).reshape(
        -1, 2
    )
    wanted = np.unique(np.concatenate([np.arange(*trigger), ends.ravel()])) - start
    places = np.searchsorted(wanted, ends - start)
    return Asked(inside, wanted, places[:, 0], places[:, 1])


def _kinds(length: int, mentions: Sequence[tuple[int, int, str]]) -> Array:
    kinds = np.zeros(length, dtype=np.int64)
    for begin, end, kind in mentions:
        kinds[begin:end] = KINDS.index(f"I-{kind}")
        kinds[begin] = KINDS.index(f"B-{kind}")
    return kinds
