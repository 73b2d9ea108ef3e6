"""The sample reports are read without error, dated, and documented."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from ingest.read import read_source
from ontology.model import Report

DATA = Path(__file__).resolve().parents[2] / "data"


def reports() -> list[Report]:
    return list(read_source(DATA / "reports"))


def test_every_report_has_its_fields_and_a_fair_length() -> None:
    assert len(reports()) >= 18
    for report in reports():
        assert report.title, report.id
        assert report.source, report.id
        assert report.url is None, report.id
        assert report.published is not None, report.id
        assert date(2000, 1, 1) < report.published < date(2026, 12, 31), report.id
        assert 120 <= len(report.text.split()) <= 280, report.id
        assert report.text.startswith(f"{report.title}\n\n"), report.id


def test_ids_are_the_names_of_the_files() -> None:
    files = sorted(path.stem for path in (DATA / "reports").iterdir())
    assert [report.id for report in reports()] == files


def test_sources_of_every_report_are_named() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (\d{4}-\d\d-[\w-]+) \| .{20,} \|$", readme, flags=re.MULTILINE)
    assert listed == [report.id for report in reports()]


def test_texts_are_plain_prose() -> None:
    for report in reports():
        assert not re.search(r"https?://|[<>{}\t]|  ", report.text), report.id


def test_one_operation_is_told_from_three_angles_and_one_denies_it() -> None:
    three = [report for report in reports() if "Operation Prosperity Guardian" in report.text]
    assert len(three) >= 3
    assert any("denies joining" in report.text for report in three)
