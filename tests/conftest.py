"""Fixtures that several folders of tests share."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from spacy.language import Language

# Machines are shared: a slow moment is no failure. CI draws the same examples every time.
settings.register_profile(
    "sitgraph", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("sitgraph")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline, loaded once."""
    from ingest import load_pipeline

    return load_pipeline()
