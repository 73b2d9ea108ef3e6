"""Fixtures that several folders of tests share."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline, loaded once."""
    from ingest import load_pipeline

    return load_pipeline()
