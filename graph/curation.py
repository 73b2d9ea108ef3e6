"""What was merged and why, and how to overrule it, as methods; each is a thin door to a file of its own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from graph import curate, judgement_files, why
from graph.analyses import Analyses
from graph.edges import Row

if TYPE_CHECKING:
    import pandas as pd


class Curation(Analyses):
    """Decisions on who is who and what is what, and the judgements that overrule them."""

    def why(self, thing: str, other: str | None = None) -> pd.DataFrame:
        """Why something was merged, or why two things are or are not one, as a table; see `graph.why.why_rows`."""
        return self._ask(why.why, thing, other)

    def why_rows(self, thing: str, other: str | None = None) -> list[Row]:
        """The rows of `why` as plain dictionaries."""
        return self._ask(why.why_rows, thing, other)

    def merge(self, one: str, other: str, *, note: str = "", when: datetime | None = None) -> int:
        """Say that two events, claims, actors, places or operations are one; see `graph.curate.merge`."""
        return curate.merge(self.view, one, other, note=note, when=when)

    def split(self, one: str, other: str | None = None, *, note: str = "", when: datetime | None = None) -> int:
        """Say that two things are not one, or one not what it was merged with; see `graph.curate.split`."""
        return curate.split(self.view, one, other, note=note, when=when)

    def judge(self, one: str, other: str, verdict: str | None, *, note: str = "", when: datetime | None = None) -> int:
        """Put same, different, unsure or None (not judged) on record for two things; see `graph.curate.judge_pair`."""
        return curate.judge_pair(self.view, one, other, verdict, note=note, when=when)

    def judgement_rows(self) -> list[Row]:
        """All judgements as plain rows; see `graph.judgement_files.judgement_rows`."""
        return self._ask(judgement_files.judgement_rows)

    def export_judgements(self, path: str | Path) -> int:
        """Write all judgements to a file; see `graph.judgement_files.export_judgements`."""
        return self._ask(judgement_files.export_judgements, path)

    def import_judgements(self, path: str | Path | bytes) -> int:
        """Read judgements from a file; see `graph.judgement_files.import_judgements`."""
        return judgement_files.import_judgements(self.view, path)
