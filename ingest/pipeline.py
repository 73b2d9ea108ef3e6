"""The ordered steps from text to what extraction reads off; every step says what it needs and what it sets."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from ingest.components import coreference, encoder, events, mentions, reciprocal, sentences, syntax, triggers

STEPS = (
    "sitgraph_sentences",
    "sitgraph_encoder",
    "sitgraph_syntax",
    "sitgraph_mentions",
    "sitgraph_triggers",
    "sitgraph_events",
    "sitgraph_reciprocal",
    "sitgraph_coreference",
)
_MODELS = ("sitgraph_encoder", "sitgraph_events")
"""The steps that run a part of the language model."""
_FACTORIES = (sentences, encoder, syntax, mentions, triggers, events, reciprocal, coreference)
"""The modules whose import makes the steps known to spaCy."""


def load_pipeline(*, folder: Path | None = None, threads: int = 1) -> Language:
    """Build the spaCy pipeline around the language model of a folder (default: the one shipped).

    Raises:
        ValueError: when a step needs what no step before it sets.

    >>> load_pipeline().pipe_names[:2]
    ['sitgraph_sentences', 'sitgraph_encoder']
    """
    nlp = spacy.blank("en")
    nlp.max_length = 20_000_000
    for step in STEPS:
        config = {"folder": str(folder) if folder else None, "threads": threads}
        nlp.add_pipe(step, config=config if step in _MODELS else {})
    analysis = nlp.analyze_pipes() or {}
    problems = analysis["problems"]
    if missing := {name: needs for name, needs in problems.items() if needs}:
        raise ValueError(f"the pipeline's steps do not fit together: {missing}")
    return nlp
