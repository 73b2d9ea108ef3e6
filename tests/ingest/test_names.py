"""Names: keys, nationalities, acronyms, agreement, titles."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.analysis import mentions_of
from ingest.components.coreference import agree, is_acronym, names_agree
from ingest.compose import bare_nationality, compose, kind_of, nationality
from ingest.gazetteers import countries, known_actors, usual_meanings
from ingest.named_sets import asked_members
from ingest.persons import known_person, split_title
from ingest.resources import read_rows, values
from ingest.textkey import name_key
from tests.ingest.marked import doc_with


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


NAME_PARTS = st.sampled_from(
    ["the ", "The ", "A ", "U.S.", "U.S", "army's", "forces’", "é", "-", ".", " ", "'s", "x", "_"]
)


@given(st.lists(NAME_PARTS, max_size=8).map("".join))
def test_a_key_of_name_parts_is_its_own_key(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@pytest.mark.parametrize(
    "spellings",
    [
        ("U.S. Navy", "US Navy", "the U.S. Navy's", "U.S Navy"),
        ("Al-Shabaab", "al Shabaab", "AL-SHABAAB"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("rebels'", "the rebels"),
    ],
)
def test_spellings_meet(spellings: tuple[str, ...]) -> None:
    assert len({name_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    "words", ["Syrian Kurdish forces", "Turkish-backed rebels", "Haitian gang-led army", "troops", ""]
)
def test_not_composed(words: str) -> None:
    assert compose(words) is None


def test_rebels_of_a_country_are_composed_whatever_the_adjective() -> None:
    found = compose("Syrian opposition forces")
    assert found is not None
    assert (found.type, found.country) == ("ArmedGroup", "SY")


def test_longest_nationality_wins() -> None:
    assert nationality("South Sudanese army") == ("SS", "army")
    assert nationality("Guinea-Bissau army") == ("GW", "army")
    assert nationality("Dominican Republic police") == ("DO", "police")


def test_kind_and_bare_nationality_of_nothing() -> None:
    assert kind_of("") is None
    assert bare_nationality("") is None
    assert nationality("") is None


def test_usual_meanings_are_known() -> None:
    assert set(usual_meanings().values()) <= set(known_actors())


@pytest.mark.parametrize(
    ("short", "name", "agrees"),
    [
        ("UN", "United Nations", True),
        ("MS", "Movement of the South", True),
        ("MOTS", "Movement of the South", True),
        ("M23", "March 23 Movement", False),
        ("U", "Union", False),
        ("un", "United Nations", False),
        ("UN", "", False),
    ],
)
def test_acronyms(short: str, name: str, agrees: bool) -> None:
    assert is_acronym(short, name) is agrees


def test_names_agree_both_ways_and_never_with_nothing() -> None:
    assert names_agree("Kestra", "Amadou Kestra")
    assert names_agree("Amadou Kestra", "Kestra")
    assert not names_agree("", "Kestra")
    assert not names_agree("Sudan", "South Korea")


@pytest.mark.parametrize(
    ("marked", "agrees"),
    [
        ("[name:Person Ana Brixo] said [pronoun:Person she] left", True),
        ("[name:State Mali] said [pronoun:Person she] left", False),
        ("[name:Person Ana Brixo] said [pronoun:State it] left", False),
        ("[name:State Mali] said [pronoun:State they] left", True),
        ("[name:State Mali] and [name:State Chad]", False),
        ("[place:city Gao] and the [place:city city]", True),
        ("[place:city Gao] and [place:city Kidal]", False),
        ("[name:Person Ana Brixo] and the [nominal:Military army]", False),
    ],
)
def test_agreement(marked: str, agrees: bool) -> None:
    doc = doc_with(marked)
    assert agree(doc, *mentions_of(doc)[:2]) is agrees


@given(st.lists(st.sampled_from(["General", "Ecuadorian", "President", "Ana", "de", "Brixo", "Lt.", "'s"]), max_size=6))
def test_a_title_and_a_name_are_all_the_words(words: list[str]) -> None:
    title, name = split_title(" ".join(words))
    assert f"{title} {name}".split() == words
    assert bool(name) == bool(words)


def test_offices_are_held_in_their_years() -> None:
    assert known_person("President", "Noboa", date(2026, 3, 4)) is not None
    assert known_person("President", "Noboa", date(1999, 3, 4)) is None
    assert known_person("", "Noboa", date(2026, 3, 4)) is None
    assert known_person("", "", None) is None


@pytest.mark.parametrize("words", ["sides", "gunmen", "men", "two countries", "", "parties", "two gunmen"])
def test_indefinite_sets_ask_for_nobody(words: str) -> None:
    assert asked_members(words, "") is None


def test_resources() -> None:
    assert values("") == ()
    assert values(" a ;; b ") == ("a", "b")
    assert len(list(read_rows("countries.csv"))) == len(countries())
