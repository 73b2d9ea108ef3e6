from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numerals import parse_count, parse_number


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("12", 12, 12),
        ("at least 12", 12, None),
        ("more than 150", 150, None),
        ("over 1,200", 1200, None),
        ("up to 40", None, 40),
        ("nearly 300", None, 300),
        ("between 15 and 22", 15, 22),
        ("15 to 22", 15, 22),
        ("30-40", 30, 40),
        ("twenty-three", 23, 23),
        ("two hundred and six", 206, 206),
        ("a dozen", 12, 12),
        ("dozens", 24, None),
        ("hundreds", 200, None),
        ("three thousand", 3000, 3000),
    ],
)
def test_counts(words: str, low: int | None, high: int | None) -> None:
    count = parse_count(words)
    assert count is not None
    assert (count.min, count.max, count.text) == (low, high, words)


@pytest.mark.parametrize("words", ["", "militants", "the", "and a"])
def test_no_number(words: str) -> None:
    assert parse_count(words) is None


@given(st.integers(min_value=0, max_value=999_999_999))
def test_digits_round_trip(number: int) -> None:
    assert parse_number(f"{number:,}") == number


@given(st.text(max_size=40))
def test_never_fails(words: str) -> None:
    count = parse_count(words)
    assert count is None or count.min is None or count.max is None or count.min <= count.max
