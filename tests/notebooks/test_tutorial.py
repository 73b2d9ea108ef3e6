"""The tutorial runs from top to bottom and shows what its text promises."""

from __future__ import annotations

import re

from tests.notebooks.executed import committed, executed, output


def test_it_is_committed_without_outputs() -> None:
    for cell in committed().cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_no_cell_fails_or_warns() -> None:
    outputs = [(cell.id, item) for cell in executed().cells for item in cell.get("outputs", ())]
    assert outputs
    assert not [(cell, item) for cell, item in outputs if item.get("name") == "stderr" or item.output_type == "error"]


def test_the_second_ingest_changes_nothing() -> None:
    first, second = output("read-all", "text").splitlines()
    reports = re.findall(r"\d+", first)[0]
    assert int(reports) >= 15
    assert f"{reports} added" in first
    assert f"{reports} unchanged" in second


def test_tables_have_rows_and_sentences() -> None:
    for cell in ("events-of-one", "partners", "planned-partners", "events-in-iraq", "explain-partners", "sparql-store"):
        assert output(cell, "text/html").count("<tr") > 1, cell
    assert "raided hideouts of Islamic State" in output("partners", "text/html")
    assert "raided hideouts of Islamic State" in output("explain-partners", "text/html")


def test_rdflib_and_the_store_agree() -> None:
    pairs = re.findall(r"\('([^']+)', (\d+)\)", output("sparql-rdflib", "text/plain"))
    assert len(pairs) == 5
    table = output("sparql-store", "text/html")
    rows = re.findall(r"<td>([^<]+)</td>\s*<td>(\d+)</td>", table)
    assert rows == pairs


def test_the_drawing_is_a_frame_with_a_static_picture_beside_it() -> None:
    assert output("draw-network", "text/html").startswith("<iframe ")
    assert output("draw-network", "image/svg+xml").startswith("<svg ")
    assert "United States" in output("draw-network", "text/plain")
