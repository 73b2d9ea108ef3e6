"""Markdown to plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.markdown import plain_text, read_markdown
from ingest.read.options import Options
from ontology.errors import EmptySource


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# Talks #\n\nBegan.", "Talks\n\nBegan."),
        ("Talks\n=====\nBegan.", "Talks\n\nBegan."),
        ("They **both** _met_ ~~left~~ `code`.", "They both met left code."),
        ("[Doha](http://x.example 'title') ![a map](m.png)", "Doha a map"),
        ("[Doha][1]\n\n[1]: http://x.example", "Doha"),
        ("<https://x.example/a>", "https://x.example/a"),
        ("one\ntwo  \nthree", "one two\nthree"),
        ("- one\n- two\n  - three\n\nafter", "one\n\ntwo\n\nthree\n\nafter"),
        ("1. one\n2. two", "one\n\ntwo"),
        ("> quoted\n> on", "quoted on"),
        ("```py\nx = 1\n```", "x = 1"),
        ("a\n\n***\n\nb", "a\n\nb"),
        ("<div>Fish &amp; <b>chips</b></div>", "Fish & chips"),
        ("a <b>bold</b> word<br>next<!-- hidden -->", "a bold word\nnext"),
        ("<script>\nalert(1)\n</script>\n\nafter", "after"),
        ("a <script>alert(1)</script>b", "a b"),
        ("<style>p {}</style>\n\nafter", "after"),
        ("AT&amp;T &eacute; &lt;b&gt; \\*", "AT&T é <b> *"),
        ("| a | b |\n|---|---|\n| c | d |", "a\tb\nc\td"),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"),
    ],
)
def test_markup_goes_and_words_stay(source: str, expected: str) -> None:
    got = plain_text(source)
    assert got.replace("\n\n", "\n") == expected.replace("\n\n", "\n")


def test_paragraphs_stand_apart_and_items_do_not() -> None:
    assert plain_text("a\n\nb\n\n- c\n- d\n\ne") == "a\n\nb\n\nc\nd\n\ne"


def test_header_and_first_heading() -> None:
    report = read_markdown(
        b"---\nid: r1\n---\n# Talks begin in *Doha*\n\nThey met.", origin="a.md", id="a.md", options=Options()
    )
    assert (report.id, report.title, report.text) == ("r1", "Talks begin in Doha", "Talks begin in Doha\n\nThey met.")


def test_markup_alone_is_empty() -> None:
    with pytest.raises(EmptySource):
        read_markdown(b"<!-- nothing -->", origin="a.md", id="a.md", options=Options())


@given(st.lists(st.text(alphabet="abc é", min_size=1).filter(str.strip), min_size=1, max_size=4))
def test_text_without_markup_is_unchanged(paragraphs: list[str]) -> None:
    words = [" ".join(paragraph.split()) for paragraph in paragraphs]
    assert plain_text("\n\n".join(words)) == "\n\n".join(words)


@given(st.text(alphabet="[]()*_`~<>!#-|&;: \n\\ab1.", max_size=120))
def test_any_markup_is_read(source: str) -> None:
    text = plain_text(source)
    assert text == text.strip()
    assert "\n\n\n" not in text


@pytest.mark.parametrize("source", ["[" * 20_000, "*a " * 20_000, "> " * 5_000 + "x", "<" * 20_000, "- " * 3_000 + "x"])
def test_deep_and_long_markup_is_read(source: str) -> None:
    assert isinstance(plain_text(source), str)
