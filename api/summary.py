"""What an ingest did, in numbers and in one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from ontology.errors import SitgraphError


@dataclass(slots=True)
class IngestSummary:
    """Counts that grow while reports are read.

    >>> IngestSummary(added=2, unchanged=1).sentence()
    '3 reports read: 2 added, 1 unchanged'
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    failed: list[SitgraphError] = field(default_factory=list)

    @property
    def stored(self) -> int:
        """Reports that are in the graph now because of this ingest."""
        return self.added + self.replaced

    def count(self, outcome: str) -> None:
        """Count one report as ``added``, ``replaced`` or ``unchanged``."""
        setattr(self, outcome, getattr(self, outcome) + 1)

    def fail(self, error: SitgraphError) -> None:
        """Note what could not be read, and why."""
        self.failed.append(error)

    def sentence(self) -> str:
        """The counts in words; those that are zero are left out."""
        read = self.added + self.replaced + self.unchanged
        parts = [f"{number} {name}" for name in ("added", "replaced", "unchanged") if (number := getattr(self, name))]
        parts += [f"{len(self.failed)} failed"] if self.failed else []
        head = f"{read} report{'' if read == 1 else 's'} read"
        return f"{head}: {', '.join(parts)}" if parts else head
