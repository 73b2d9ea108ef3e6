"""Word pieces, the encoder's windows, and what the components make of scores set by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from ingest import labels
from ingest.analysis import FoundMention, mentions_of, span_of, windows_of
from ingest.components.events import ROLE_KINDS, Events
from ingest.components.mentions import TAGS, Mentions, decode_spans
from ingest.components.triggers import TAGS as TRIGGER_TAGS
from ingest.components.triggers import Triggers
from ingest.encoder import HARD_LIMIT, MAX_PIECES, LanguageModel, Scores, Window
from ingest.event_model import EventModel, EventScores
from ingest.wordpiece import SHAPES, WordPieces, shape
from tests.ingest.marked import doc_with

SPECIAL = ["[CLS]", "[SEP]", "[MASK]", "[UNK]"]
PIECES = WordPieces([*SPECIAL, "south", "##com", "##c", "so", ".", "u", "s", "-", "e", "国"])


def model_of(nlp: Language) -> LanguageModel:
    found: LanguageModel = nlp.get_pipe("sitgraph_encoder").model  # type: ignore[attr-defined]
    return found


# word pieces


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("SOUTHCOM", [4, 5]),
        ("south", [4]),
        ("southx", [3]),
        ("U.S.", [9, 8, 10, 8]),
        ("é", [12]),
        ("国国", [13, 13]),
        ("s-", [10, 11]),
        ("", [3]),
        ("\u0301", [3]),
        ("\x00", [3]),
        ("e" * 101, [3]),
    ],
)
def test_pieces(word: str, pieces: list[int]) -> None:
    assert list(PIECES.ids(word)) == pieces


@given(st.text(max_size=20))
def test_pieces_are_never_empty_and_in_range(word: str) -> None:
    found = PIECES.ids(word)
    assert found
    assert all(0 <= piece < len(PIECES) for piece in found)


@given(st.text(max_size=20))
def test_every_word_has_a_shape(word: str) -> None:
    assert 0 <= shape(word) < len(SHAPES)


# the encoder


def windows_for(model: LanguageModel, sentences: list[list[str]]) -> list[Window]:
    words = [word for sentence in sentences for word in sentence]
    return list(model.read(words, [number for number, sentence in enumerate(sentences) for _ in sentence]))


def check_windows(model: LanguageModel, sentences: list[list[str]]) -> list[Window]:
    words = [word for sentence in sentences for word in sentence]
    found = windows_for(model, sentences)
    assert [word for window in found for word in window.words] == list(range(len(words)))
    for window in found:
        size = sum(min(len(model.pieces.ids(words[word])), HARD_LIMIT) for word in window.words)
        assert 0 < size <= HARD_LIMIT
        if len({number_of(sentences, word) for word in window.words}) > 1:
            assert size <= MAX_PIECES
        assert all(len(scores) == len(window.words) for scores in window.outputs.values())
        assert all(np.isfinite(scores).all() for scores in window.outputs.values())
    return found


def number_of(sentences: list[list[str]], word: int) -> int:
    ends = np.cumsum([len(sentence) for sentence in sentences])
    return int(np.searchsorted(ends, word, side="right"))


SENTENCES = st.lists(
    st.lists(st.sampled_from(["Mali", "x" * 90, ".", "!?" * 40, "شرطة"]), min_size=1, max_size=25), max_size=8
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SENTENCES)
def test_windows_cover_all_words_once_within_the_limits(nlp: Language, sentences: list[list[str]]) -> None:
    check_windows(model_of(nlp), sentences)


@pytest.mark.parametrize(
    "sentences",
    [
        [],
        [["!" * 2000]],
        [["!" * 2000, "Mali", "!" * 2000]],
        [["Mali"] * 1200],
        [["Mali"] * 5, ["Mali"] * 1200, ["Mali"] * 5],
        [["Mali"]] * 300,
    ],
)
def test_very_long_words_and_sentences(nlp: Language, sentences: list[list[str]]) -> None:
    found = check_windows(model_of(nlp), sentences)
    assert bool(found) == bool(sentences)


# syntax


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["Mali", "attacked", "the", ".", "\n\n", "and", " ", "(", "U.S."]), max_size=30).map(
        " ".join
    )
)
def test_one_root_a_sentence_and_heads_inside(nlp: Language, text: str) -> None:
    doc = nlp(text)
    for sentence in doc.sents:
        assert all(token.head.sent == token.sent for token in sentence)
        words = [token for token in sentence if not token.is_space]
        assert sum(token.head == token for token in words) <= 1
        if words and not sentence[0].is_space:
            assert sentence.root.dep_ == "ROOT"
    assert all((token.pos_ == "SPACE") == token.is_space for token in doc)


# scores set by hand


def scores(rows: list[str], names: list[str]) -> Scores:
    """Scores that make one name certain in each row."""
    found = np.zeros((len(rows), len(names)), dtype=np.float32)
    for row, name in enumerate(rows):
        found[row, names.index(name)] = 20
    return found


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ([], []),
        (["O", "O"], []),
        (["B-time", "B-time"], [(0, 1, "time"), (1, 2, "time")]),
        (["I-time", "I-time", "O"], [(0, 2, "time")]),
        (["B-time", "I-place", "I-place"], [(0, 1, "time"), (1, 3, "place")]),
        (["B-place", "I-place"], [(0, 2, "place")]),
    ],
)
def test_decoding(tags: list[str], spans: list[tuple[int, int, str]]) -> None:
    assert list(decode_spans(scores(tags, TAGS), TAGS)) == spans


@given(st.lists(st.sampled_from(TAGS), max_size=20))
def test_spans_are_the_words_that_have_a_tag(tags: list[str]) -> None:
    spans = list(decode_spans(scores(tags, TAGS), TAGS))
    assert [row for begin, end, _ in spans for row in range(begin, end)] == [
        i for i, tag in enumerate(tags) if tag != "O"
    ]
    assert all(tags[row].endswith(kind) for begin, end, kind in spans for row in range(begin, end))


def found_in(
    text: str, tags: list[str], antecedent: tuple[int, int] | None = None
) -> list[tuple[str, str, int | None]]:
    """What the component makes of a Doc whose words have certain tags."""
    doc = doc_with(text)
    words = tuple(token.i for token in doc if not token.is_space)
    pairs = np.eye(len(words), dtype=np.float32)
    if antecedent:
        pairs[antecedent] = 9
    outputs = {
        "ner_sitgraph": scores(tags, TAGS),
        "actor_type": scores(["Military"] * len(words), labels.ACTOR_TYPES),
        "place_kind": scores(["city"] * len(words), labels.PLACE_KINDS),
        "antecedent": pairs,
    }
    doc._.windows = [Window(words, (0,) * len(words), outputs)]
    for token in doc:
        token.pos_ = "NOUN"
    Mentions()(doc)
    return [(span_of(doc, mention).text, mention.kind, mention.antecedent) for mention in mentions_of(doc)]


@pytest.mark.parametrize(
    ("text", "tags", "mentions"),
    [
        ("Malian troops", ["B-actor-name", "B-actor-nominal"], [("Malian troops", "actor-nominal")]),
        (
            "Secretary of State Ada Lindqvist",
            ["B-actor-nominal", "O", "B-actor-name", "I-actor-name", "I-actor-name"],
            [("Secretary of State Ada Lindqvist", "actor-name")],
        ),
        (
            "soldiers of State",
            ["B-actor-nominal", "O", "B-actor-name"],
            [("soldiers", "actor-nominal"), ("State", "actor-name")],
        ),
        ("drug - cartels", ["B-actor-nominal", "O", "B-actor-nominal"], [("drug - cartels", "actor-nominal")]),
        ("Mali , Chad", ["B-actor-name", "O", "B-actor-name"], [("Mali", "actor-name"), ("Chad", "actor-name")]),
        ("rebels", ["B-actor-name"], [("rebels", "actor-nominal")]),
        ("M23", ["B-actor-name"], [("M23", "actor-name")]),
        ("شرطة", ["B-actor-name"], [("شرطة", "actor-name")]),
        ("QUITO — Boats", ["B-actor-name", "O", "O"], [("QUITO", "place")]),
        ("the U.S.", ["O", "B-place"], [("U.S.", "place")]),
        ("near Gao .", ["O", "B-place", "I-place"], []),
        ("the Malian town", ["O", "B-place", "O"], []),
        ("— —", ["B-time", "B-actor-name"], []),
        ("Malian\ntroops", ["B-actor-name", "I-actor-name"], [("Malian\ntroops", "actor-name")]),
    ],
)
def test_mentions(text: str, tags: list[str], mentions: list[tuple[str, str]]) -> None:
    assert [(words, kind) for words, kind, _ in found_in(text, tags)] == mentions


def test_antecedents_are_earlier_mentions_of_the_same_sort() -> None:
    tags = ["B-actor-name", "B-time", "B-actor-pronoun"]
    assert found_in("Mali today it", tags, antecedent=(2, 0))[2][2] == 0
    assert found_in("Mali today it", tags)[2][2] is None
    tags = ["B-place", "B-time", "B-actor-pronoun"]
    assert found_in("Gao today it", tags, antecedent=(2, 0))[2][2] is None


# triggers


def test_every_role_has_a_kind_that_mentions_have() -> None:
    assert set(ROLE_KINDS.values()) <= set(labels.SPAN_KINDS)
    assert set(ROLE_KINDS) <= set(labels.ROLES)


class Read(EventModel):
    """An event model that has read one thing."""

    def __init__(self, scores: EventScores) -> None:
        self._scores = scores

    def read(
        self, window: Window, triggers: Sequence[tuple[int, int]], mentions: Sequence[tuple[int, int, str]]
    ) -> Iterator[EventScores]:
        yield self._scores


def roles_found(kind: str, role: str) -> list[str]:
    doc = doc_with("Mali attacked Gao")
    mention = FoundMention(0, 0, 1, kind, "", 0.9)
    doc._.mentions = [mention]
    doc._.windows = [Window((0, 1, 2), (0, 0, 0), {"trigger": scores(["O", "B-event", "O"], TRIGGER_TAGS)})]
    read = EventScores(
        event_type=scores(["ASSAULT"], labels.EVENT_TYPES)[0],
        mode=scores(["none"], labels.MODES)[0],
        modality=scores(["asserted"], labels.MODALITIES)[0],
        mentions=(0,),
        roles=scores([role], labels.ROLES),
    )
    Events(Read(read))(Triggers()(doc))
    (trigger,) = doc._.triggers
    assert (trigger.type, trigger.mode, span_of(doc, trigger).text) == ("ASSAULT", None, "attacked")
    return [found.role for found in trigger.roles]


@pytest.mark.parametrize(
    ("kind", "role", "kept"),
    [
        ("actor-name", "agent", True),
        ("actor-pronoun", "target", True),
        ("place", "place", True),
        ("number", "killed", True),
        ("place", "agent", False),
        ("actor-name", "place", False),
        ("time", "killed", False),
        ("actor-name", "none", False),
    ],
)
def test_a_role_fits_the_kind_of_mention(kind: str, role: str, kept: bool) -> None:
    assert roles_found(kind, role) == ([role] if kept else [])


def test_every_window_belongs_to_the_doc(nlp: Language) -> None:
    doc = nlp("Mali attacked.\n\nChad fled.")
    assert [token for window in windows_of(doc) for token in window.words] == [t.i for t in doc if not t.is_space]
