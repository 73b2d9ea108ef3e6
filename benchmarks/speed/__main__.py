"""Speed and memory of the whole way, on this machine.

    python -m benchmarks.speed [--reports 1000]

Prints one JSON object: sentences per second from text to claims on one process and on four, memory of one worker, the
time that the command takes to start, and reports per second from text to the stored graph.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from api.resources import sample_reports as sample_files
from graph import KnowledgeGraph
from ingest import extract_many, load_pipeline
from ingest.read import read_source
from ontology.model import Report

STORED = 84
"""The samples three times over: many more copies of one text measure only how copies are compared."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--reports", type=int, default=1000)
    arguments = parser.parse_args()
    at_rest = _megabytes()
    reports = sample_reports(arguments.reports)
    started = time.perf_counter()
    nlp = load_pipeline()
    loaded = time.perf_counter() - started
    found = {"load the pipeline, s": round(loaded, 2), "memory before, MB": at_rest}
    found["sentences/s, one process"] = _rate(reports[:100], 1)
    found["memory of one worker, peak MB"] = _megabytes()
    found["sentences/s, four processes"] = _rate(reports, 4)
    found["words a sentence"] = round(sum(len(r.text.split()) for r in reports) / sum(map(_sentences, reports)), 1)
    found["time to start the command, s (median of 5)"] = _start_time()
    found[f"reports/s into a store on disk, one process, {STORED} reports"] = _ingest_rate(reports[:STORED])
    print(json.dumps(found | {"pipeline": nlp.pipe_names}, indent=1))


def sample_reports(count: int) -> list[Report]:
    """The sample reports over and over, each under an id of its own."""
    samples = list(read_source(sample_files()))
    return [
        Report(id=f"r{number}", text=sample.text, published=sample.published)
        for number, sample in zip(range(count), samples * (count // len(samples) + 1), strict=False)
    ]


def _sentences(report: Report) -> int:
    return max(1, report.text.count(". ") + report.text.count(".\n") + 1)


def _rate(reports: list[Report], processes: int) -> int:
    """Sentences per second; with several processes their start is left out by a first report each."""
    results = extract_many(reports, processes=processes)
    skipped = [next(results) for _ in range(processes * 4)]
    started = time.perf_counter()
    rest = list(results)
    elapsed = time.perf_counter() - started
    del skipped
    return round(sum(_sentences(found.report) for found in rest) / elapsed)


def _start_time() -> float:
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "api", "--version"], check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return round(statistics.median(times), 2)


def _ingest_rate(reports: list[Report]) -> float:
    with tempfile.TemporaryDirectory() as folder, KnowledgeGraph.open(Path(folder) / "bench.sitgraph") as kg:
        started = time.perf_counter()
        for extraction in extract_many(reports):
            kg.add(extraction)
        return round(len(reports) / (time.perf_counter() - started), 1)


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
