from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from ingest.analysis import mentions_of, span_of, triggers_of
from ingest.reading import make_doc, parts, read

STORY = "Malian troops attacked rebels near Gao on Tuesday.\n\nTurkey and Chad signed an accord in Quito.\n\n"
TEXTS = st.lists(st.sampled_from(["word ", "\n", "\n\n", ". ", "x", "é", "🚀 ", '"']), max_size=60).map("".join)


@given(TEXTS, st.integers(1, 40))
def test_parts_are_the_whole_text(text: str, size: int) -> None:
    found = list(parts(text, size=size))
    assert "".join(text[begin:end] for begin, end in found) == text
    assert all(end - begin <= size for begin, end in found)
    assert all(begin < end for begin, end in found) or found == [(0, 0)]


@given(TEXTS | st.text(max_size=50).map(lambda text: text * 40))
def test_tokens_keep_the_text(text: str) -> None:
    assert make_doc(spacy.blank("en"), text).text == text


def test_an_endless_run_is_no_endless_work() -> None:
    text = '"' * 20_000
    assert make_doc(spacy.blank("en"), text).text == text  # half a minute, were it taken as one word


def test_a_text_in_parts_is_read_as_in_one(nlp: Language) -> None:
    text = STORY * 3
    whole, divided = read(nlp, text), read(nlp, text, part=len(STORY))
    assert divided.text == text
    assert [sentence.text for sentence in divided.sents] == [sentence.text for sentence in whole.sents]
    assert [(ent.text, ent.label_) for ent in divided.ents] == [(ent.text, ent.label_) for ent in whole.ents]
    assert [mention.index for mention in mentions_of(divided)] == list(range(len(mentions_of(divided))))
    assert [trigger.index for trigger in triggers_of(divided)] == list(range(len(triggers_of(divided))))
    halves = [span_of(divided, m).text for m in mentions_of(divided)]
    once = read(nlp, STORY)
    assert halves == [span_of(once, m).text for m in mentions_of(once)] * 3
    for trigger, again in zip(triggers_of(divided), triggers_of(once) * 3, strict=True):
        named = [span_of(divided, mentions_of(divided)[role.mention]).text for role in trigger.roles]
        assert named == [span_of(once, mentions_of(once)[role.mention]).text for role in again.roles]
        assert span_of(divided, trigger).text == span_of(once, again).text


def test_heads_stay_in_their_sentence(nlp: Language) -> None:
    doc = read(nlp, STORY * 3, part=len(STORY))
    assert all(token.head.sent == token.sent for token in doc)
    assert all(sum(token.head == token for token in sentence) == 1 for sentence in doc.sents)


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_nothing(nlp: Language, text: str) -> None:
    assert read(nlp, text).text == text
