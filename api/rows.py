"""The columns of the tables that the command line and the server give as CSV."""

from __future__ import annotations

EDGE_KEYS = (
    "events",
    "reports",
    "sources",
    "first",
    "last",
    "places",
    "operations",
    "modality",
    "confidence",
    "relationship",
    "quote",
)
EVENT_KEYS = (
    "event",
    "type",
    "mode",
    "begin",
    "end",
    "agents",
    "partners",
    "targets",
    "places",
    "modality",
    "confidence",
    "quote",
)
REPORT_KEYS = ("id", "title", "published", "source", "url")
