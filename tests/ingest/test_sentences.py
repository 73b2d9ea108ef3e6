from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from ingest.components.sentences import Sentences, is_hard_wrapped

NLP = spacy.blank("en")


def split(text: str) -> list[str]:
    doc = Sentences()(NLP(text))
    return [sentence.text.strip() for sentence in doc.sents if sentence.text.strip()]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The army left.", "The town was quiet."],
        ["Gen. Ruiz met Lt. Col. Sato.", "They spoke for an hour."],
        ["The U.S. Navy and the U.S. Coast Guard took part."],
        ["He flew to the U.S.", "The visit lasted a day."],
        ["“We will not yield,” he said.", "Nobody answered."],
        ["Was it true?", "“No!”", "She left."],
        ["J. R. Okafor spoke at 3 p.m. in Lagos."],
        ["At 3.5 kilometres the convoy stopped."],
    ],
)
def test_one_line(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_headline_dateline_and_numbered_paragraph() -> None:
    text = "Patrols resume on lake\nENTEBBE — Boats left at dawn.\n\n12. The mission noted calm."
    assert split(text) == ["Patrols resume on lake", "ENTEBBE — Boats left at dawn.", "12. The mission noted calm."]


def test_wrapped_lines_are_joined() -> None:
    text = "The command said that\nits ships had met the\nfleet of Ecuador near\nthe Galapagos Islands."
    assert is_hard_wrapped(text)
    assert len(split(text)) == 1


@given(st.text(max_size=200))
def test_every_token_is_in_one_sentence(text: str) -> None:
    doc = Sentences()(NLP(text))
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)


@pytest.mark.parametrize("text", ['") ' * 30_000, "The army left. " * 10_000])
def test_a_long_text_takes_time_in_proportion(text: str) -> None:
    assert split(text)  # minutes, were each boundary looked for from the beginning
