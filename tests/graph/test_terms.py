"""Literals are written in the form in which the store keeps them; names are reduced to what spellings share."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.keys import name_key
from graph.terms import Node, clean, decimal, integer, moment, term, text

ANY = st.text() | st.text(st.characters(categories=["Cs", "Cc", "Co", "Cn"]))


@given(
    st.one_of(st.floats(-1e6, 1e6).map(decimal), st.integers().map(integer), st.datetimes().map(moment), ANY.map(text))
)
def test_the_store_keeps_what_is_written(literal: ox.Literal) -> None:
    store = ox.Store()
    quad = ox.Quad(Node("https://example.org/"), term("sg:name"), literal)
    store.add(quad)
    assert list(store) == [quad]


@given(ANY)
def test_cleaning_keeps_every_offset(words: str) -> None:
    assert len(clean(words)) == len(words)
    assert clean(clean(words)) == clean(words)
    clean(words).encode()


@given(ANY)
def test_a_key_is_its_own_key(words: str) -> None:
    key = name_key(words)
    assert clean(key) == key
    assert name_key(words.upper().lower()) == name_key(words.lower().upper().lower()) or not words.isascii()
    assert key == "" or key.strip() == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The U.S. Army", "US Army"),
        ("Côte d'Ivoire", "Cote d’Ivoire"),
        ("Al-Shabaab", "al shabaab"),
        ("Médecins  Sans\nFrontières", "MEDECINS SANS FRONTIERES"),
        ("Procter & Gamble", "Procter and Gamble"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Sudan", "South Sudan"), ("Niger", "Nigeria"), ("1st Army", "2nd Army")])
def test_names_that_differ(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_moments_are_in_utc() -> None:
    east = timezone(timedelta(hours=2))
    assert moment(datetime(2026, 3, 4, 1, 30, 15, 999, tzinfo=east)).value == "2026-03-03T23:30:15Z"
