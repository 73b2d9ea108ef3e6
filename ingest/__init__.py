"""Text to claims: reads reports and extracts actors, events and places, each with the words that support it."""

from ingest.extraction import extract, extract_many
from ingest.pipeline import load_pipeline

__all__ = ["extract", "extract_many", "load_pipeline"]
