"""docs/ontology.md is what the ontology files say."""

from __future__ import annotations

from ontology.reference import PAGE, page


def test_the_page_is_generated() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m ontology.reference"
