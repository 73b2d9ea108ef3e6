from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import resolve

THURSDAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("words", "begin", "end", "precision"),
    [
        ("Tuesday", "2026-03-03", "2026-03-03", "day"),
        ("Thursday", "2026-03-05", "2026-03-05", "day"),
        ("last Thursday", "2026-02-26", "2026-02-26", "day"),
        ("next Monday", "2026-03-09", "2026-03-09", "day"),
        ("yesterday", "2026-03-04", "2026-03-04", "day"),
        ("4 March", "2026-03-04", "2026-03-04", "day"),
        ("March 4, 2024", "2024-03-04", "2024-03-04", "day"),
        ("12-13 May 2025", "2025-05-12", "2025-05-13", "day"),
        ("12 December", "2025-12-12", "2025-12-12", "day"),
        ("early May 2025", "2025-05-01", "2025-05-10", "week"),
        ("late February", "2026-02-21", "2026-02-28", "week"),
        ("February 2024", "2024-02-01", "2024-02-29", "month"),
        ("last week", "2026-02-23", "2026-03-01", "week"),
        ("last month", "2026-02-01", "2026-02-28", "month"),
        ("last year", "2025-01-01", "2025-12-31", "year"),
        ("2019", "2019-01-01", "2019-12-31", "year"),
        ("two days earlier", "2026-03-03", "2026-03-03", "day"),
        ("three years ago", "2023-01-01", "2023-12-31", "year"),
        ("the first quarter of 2025", "2025-01-01", "2025-03-31", "month"),
        ("2026-01-02", "2026-01-02", "2026-01-02", "day"),
    ],
)
def test_resolved(words: str, begin: str, end: str, precision: str) -> None:
    span = resolve(words, THURSDAY)
    assert (str(span.begin), str(span.end), span.precision) == (begin, end, precision)


@pytest.mark.parametrize("words", ["", "dawn", "the eve of the talks", "several days earlier", "31 February", "may"])
def test_no_date_is_invented(words: str) -> None:
    assert words == "may" or resolve(words, THURSDAY).begin is None


@pytest.mark.parametrize("words", ["Tuesday", "last week", "4 March", "two days ago"])
def test_relative_words_need_a_publication_date(words: str) -> None:
    assert resolve(words, None).begin is None


def test_absolute_words_need_none() -> None:
    assert str(resolve("4 March 2024", None).begin) == "2024-03-04"


@given(st.text(max_size=60), st.dates())
def test_never_fails_and_is_ordered(words: str, published: date) -> None:
    span = resolve(words, published)
    assert span.text == words
    assert (span.begin is None) == (span.end is None)
    assert span.begin is None or span.end is None or span.begin <= span.end
