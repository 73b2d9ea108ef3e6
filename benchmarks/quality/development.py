"""Run the shipped extraction on the development sets and hand the result to their own scorers.

python -m benchmarks.quality.development --eval ../shared/eval [--out build/quality]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.quality.convert import to_codes, to_passage
from ingest import extract, load_pipeline
from ontology.model import Report


def main() -> None:
    """Parse the arguments, predict, score, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("build/quality"))
    parser.add_argument("--model", type=Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    nlp = load_pipeline(folder=arguments.model)
    passages, records = arguments.eval / "passages", arguments.eval / "plover_gsr"
    texts = [_report(row) for row in _lines(passages / "texts.jsonl")]
    _write(arguments.out / "passages.jsonl", (to_passage(extract(report, nlp)) for report in texts))
    sentences = [Report(id=row["id"], text=row["text"]) for row in _lines(records / "dev.jsonl")]
    _write(arguments.out / "records.jsonl", (to_codes(extract(report, nlp)) for report in sentences))
    for scorer, prediction, options in (
        (passages / "score.py", "passages.jsonl", []),
        (passages / "score.py", "passages.jsonl", ["--tight"]),
        (records / "score_plover.py", "records.jsonl", ["--per-class"]),
    ):
        print(f"\n== {scorer.name} {' '.join(options)}", flush=True)
        subprocess.run([sys.executable, scorer, "--pred", arguments.out / prediction, *options], check=True)


def _report(row: dict[str, Any]) -> Report:
    published = date.fromisoformat(row["date"]) if row.get("date") else None
    return Report(id=row["id"], text=row["text"], published=published, title=row.get("title"))


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
