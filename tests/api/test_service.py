"""The main flow with a reader that needs no language model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from api.service import Reader, Service
from api.summary import IngestSummary
from ontology.model import Extraction, Extractor, Report
from tests.hand_built import EXTRACTOR, joint_operation


class ByHand(Reader):
    """Finds nothing in any report; counts what it was given, and can be interrupted at one of them."""

    def __init__(self, *, interrupted_at: str = "") -> None:
        self.interrupted_at = interrupted_at
        self.read: list[str] = []

    @property
    def extractor(self) -> Extractor:
        return EXTRACTOR

    def extract(self, reports: Iterable[Report], *, processes: int) -> Iterator[Extraction]:
        for report in reports:
            if report.id == self.interrupted_at:
                raise KeyboardInterrupt
            self.read.append(report.id)
            yield Extraction(report=report, extractor=EXTRACTOR)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    file = tmp_path / "news.jsonl"
    file.write_text("".join(json.dumps({"id": id, "text": f"Text {id}."}) + "\n" for id in "abc"), encoding="utf-8")
    return file


def test_what_is_known_is_not_read_again(news: Path) -> None:
    reader = ByHand()
    with Service.open() as service:
        service.reader = reader
        assert service.ingest([news]).sentence() == "3 reports read: 3 added"
        assert service.ingest([news]).sentence() == "3 reports read: 3 unchanged"
    assert reader.read == ["a", "b", "c"]


def test_an_interrupt_keeps_what_was_before_it(news: Path, tmp_path: Path) -> None:
    with Service.open(tmp_path / "store") as service:
        service.reader = ByHand(interrupted_at="c")
        with pytest.raises(KeyboardInterrupt):
            service.ingest([news])
    with Service.open(tmp_path / "store", read_only=True) as service:
        assert sorted(row["id"] for row in service.reports()) == ["a", "b"]


def test_progress_counts_up(news: Path) -> None:
    seen: list[int] = []

    def note(summary: IngestSummary) -> None:
        seen.append(summary.stored)

    with Service.open() as service:
        service.reader = ByHand()
        service.ingest([news], progress=note)
    assert seen == [1, 2, 3]


def test_an_extraction_that_breaks_its_promises_is_named_and_the_rest_is_kept(news: Path) -> None:
    class Wrong(ByHand):
        def extract(self, reports: Iterable[Report], *, processes: int) -> Iterator[Extraction]:
            for report in reports:
                wrong = joint_operation() if report.id == "b" else Extraction(report=report, extractor=EXTRACTOR)
                yield Extraction(report=report, extractor=EXTRACTOR, events=wrong.events)

    with Service.open() as service:
        service.reader = Wrong()
        summary = service.ingest([news])
        assert (summary.added, [error.code for error in summary.failed]) == (2, ["SG400"])
        assert len(service.reports()) == 2
