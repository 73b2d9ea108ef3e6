"""Readers: files, folders and standard input become reports.

One reader a file; nothing here looks at what a text says.
"""

from ingest.read.source import SUFFIXES, read_source

__all__ = ["SUFFIXES", "read_source"]
