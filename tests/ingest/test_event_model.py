"""The event reader's inputs and outputs: what is read with a trigger does not depend on how many are read at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from ingest import event_model
from ingest.analysis import mentions_of, triggers_of, windows_of
from ingest.event_model import EventModel
from ingest.lemmas import apply_script, script_of
from ingest.surroundings import AFTER, BEFORE, INPUTS, MARKS, crop, lay_out

TEXT = (
    "Malian troops attacked a rebel camp near Gao on Tuesday. Chad condemned the raid. Niger sent aid to Mali, and "
    "France withdrew its soldiers. The rebels released two captives."
)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=60), st.data())
def test_a_crop_is_the_sentence_with_its_neighbours(lengths: list[int], data: st.DataObject) -> None:
    sentence_of = [number for number, length in enumerate(lengths) for _ in range(length + 1)]
    begin = data.draw(st.integers(0, len(sentence_of) - 1))
    start, stop = crop(sentence_of, begin)
    near = [i for i, number in enumerate(sentence_of) if -BEFORE <= number - sentence_of[begin] <= AFTER]
    assert list(range(start, stop)) == near


def test_each_trigger_sees_the_others_as_others() -> None:
    laid = lay_out([0] * 5, [(1, 2), (3, 5)], [(0, 1, "actor-name")])
    assert laid["marks"].tolist() == [[0, 1, 0, 2, 2], [0, 2, 0, 1, 1]]
    assert laid["trigger"].tolist() == [[0, 1, 0, 0, 0], [0, 0, 0, 1, 1]]
    assert laid["kinds"][0].tolist() == [1, 0, 0, 0, 0]
    assert set(laid) == set(INPUTS)
    assert MARKS[1] == "trigger"


def test_padding_is_outside() -> None:
    laid = lay_out([0, 1, 2, 3, 4, 5], [(0, 1), (3, 4)], [])
    assert laid["inside"].sum(1).tolist() == [2, 4]


def read(
    nlp: Language, size: int, monkeypatch: pytest.MonkeyPatch
) -> list[np.ndarray[tuple[int], np.dtype[np.float32]]]:
    monkeypatch.setattr(event_model, "BATCH", size)
    model = EventModel()
    doc = nlp(TEXT)
    (window,) = windows_of(doc)
    row = {token: number for number, token in enumerate(window.words)}
    triggers = [(row[t.start], row[t.end - 1] + 1) for t in triggers_of(doc)]
    mentions = [(row[m.start], row[m.end - 1] + 1, m.kind) for m in mentions_of(doc)]
    return [np.concatenate([s.event_type, s.roles.ravel()]) for s in model.read(window, triggers, mentions)]


def test_events_read_one_by_one_are_the_same(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    together, alone = read(nlp, 32, monkeypatch), read(nlp, 1, monkeypatch)
    assert len(together) == len(alone) > 3
    for first, second in zip(together, alone, strict=True):
        assert first.shape == second.shape
        assert np.abs(first - second).max() < 1.5  # int8 rounds each batch by its own range


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_a_lemma_comes_back_from_its_script(word: str, lemma: str) -> None:
    script = script_of(word, lemma)
    base = word.lower() if script.startswith("lower") else word
    added = script.split(" ", 2)[2]
    if added or int(script.split(" ")[1]) < len(base):
        assert apply_script(word, script) == lemma
