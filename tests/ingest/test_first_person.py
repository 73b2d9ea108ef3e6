"""Who "we" and "I" are in statements, on hand-marked text."""

from __future__ import annotations

import pytest

from ingest.actors import link_actors
from ingest.first_person import in_quotation, voices
from tests.ingest.marked import doc_with

LISTED = (
    "[pronoun:State We], the foreign ministers of [name:State Canada], [name:State Japan] and the "
    "[name:IntergovernmentalOrganization European Union], condemn the raid. [pronoun:State We] call on "
    "[name:State Mali] to stop."
)
OWN = "[name:State Norway] regrets the decision. [pronoun:State We] will answer it."


def said_by(marked: str, *, verbs: tuple[str, ...] = (), subject: str = "") -> list[tuple[str, ...]]:
    """Ids behind each first-person pronoun; the parse is set by hand."""
    doc = doc_with(marked)
    for token in doc:
        token.pos_ = "VERB" if token.text in verbs else "NOUN" if token.text == "ministers" else "PROPN"
        if token.text == ",":
            token.pos_ = "PUNCT"
    for sentence in doc.sents:
        root = next((token for token in sentence if token.text in verbs), sentence[0])
        for token in sentence:
            token.head, token.dep_ = root, "dep"
            if token.text == subject:
                token.dep_ = "nsubj"
        root.dep_ = "ROOT"
    for mark in doc:
        if mark.text in ("and", "the", ",", ".", "to", "will"):
            mark.pos_ = "PART"
    linked = link_actors(doc, report_id="r", published=None)
    first = [m for m in doc._.mentions if doc[m.start].lower_ in ("we", "i", "our")]
    return [linked.ids.get(mention.index, ()) for mention in first]


def test_we_the_ministers_of_states_are_the_states() -> None:
    states = ("canada", "japan", "european-union")
    assert said_by(LISTED, verbs=("condemn", "call", "stop")) == [states, states]


def test_we_is_the_state_with_which_a_statement_opens() -> None:
    assert said_by(OWN, verbs=("regrets", "answer"), subject="Norway") == [("norway",)]


def test_we_is_nobody_where_no_state_opens_the_text() -> None:
    assert said_by(OWN, verbs=("regrets", "answer")) == [()]


def test_i_is_the_person_that_the_headline_names() -> None:
    text = "Statement by [name:Person Ada Lindqvist] on aid\n[pronoun:Person I] welcome it. [pronoun:State We] go on."
    assert said_by(text, verbs=("welcome", "go")) == [("ada-lindqvist",), ()]


@pytest.mark.parametrize(
    ("text", "inside"),
    [("“We stay,” he said.", True), ('"We stay," he said.', True), ("He said so. We stay.", False), ("“A” We", False)],
)
def test_quotations(text: str, inside: bool) -> None:
    doc = doc_with(text)
    position = next(token.i for token in doc if token.text == "We")
    assert in_quotation(doc, position) is inside


def test_a_quoted_we_is_left_alone() -> None:
    doc = doc_with("[name:State Norway] waits. “[pronoun:State We] wait,” it said.")
    assert voices(doc, doc._.mentions) == {}
