"""How often a confidence is right: reliability, expected calibration error, and the fit of the shipped calibration.

    python -m benchmarks.quality.calibration [--fit ingest/model/calibration.json] [--svg docs/images/reliability.svg]

The test part of our own corpus is cut in two by the tens of the passage numbers: the curves are fitted on one half
(``--fit`` writes them), the figures come from the other.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.quality.own import OPPOSING, Tally, as_claim, compare, related
from benchmarks.quality.reliability import Bin, bins, expected_error, picture
from ingest import extract, load_pipeline
from ingest.calibration import Calibration, Platt, log_odds
from ingest.training.annotated import is_test, read_corpus
from ingest.training.markup import Passage
from ontology.model import Report
from ontology.relations import derive_relations

Judged = tuple[float, bool]
PREDICATES = ("partneredWith", *OPPOSING)


@dataclass
class Sample:
    """(uncalibrated confidence, whether right) of what extraction found."""

    event: list[Judged] = field(default_factory=list)
    relation: list[Judged] = field(default_factory=list)


def judge(passages: Iterable[Passage], model: Path | None) -> Sample:
    """Extract from some passages without calibration and judge every event and every asserted relation."""
    nlp = load_pipeline(folder=model)
    nlp.get_pipe("sitgraph_events").calibration = Calibration()  # type: ignore[attr-defined]
    sample = Sample()
    for passage in passages:
        found = extract(Report(id=passage.id, text=passage.text, published=date.fromisoformat(passage.date)), nlp)
        actors, events = compare(passage, found, Tally())
        types = {event.id: event.type for event in passage.events}
        sample.event += [(c.confidence, c.id in events and types[events[c.id]] == c.type) for c in found.events]
        truth = derive_relations([as_claim(event, passage) for event in passage.events])
        gold = {related(relation, {}) for relation in truth if relation.modality == "asserted"}
        for relation in found.relations:
            if relation.predicate in PREDICATES and relation.modality == "asserted":
                sample.relation.append((relation.confidence, related(relation, actors) in gold))
    return sample


def fit(judged: list[Judged], *, steps: int = 50) -> Platt:
    """Logistic regression of being right on the log odds of the score, by Newton's method with steps of at most 1."""
    design = np.array([[log_odds(score), 1.0] for score, _ in judged])
    right = np.array([float(is_right) for _, is_right in judged])
    weights = np.array([1.0, 0.0])
    for _ in range(steps):
        probability = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (right - probability) - 1e-3 * weights
        curve = (design * (probability * (1 - probability))[:, None]).T @ design + 1e-3 * np.eye(2)
        step = np.linalg.solve(curve, slope)
        weights = weights + step / max(1.0, float(np.abs(step).max()))
    return Platt(round(float(weights[0]), 4), round(float(weights[1]), 4))


def halves(folder: Path) -> tuple[list[Passage], list[Passage]]:
    """The test part of a corpus: passages for fitting and for reporting."""
    passages = [passage for passage in read_corpus(folder) if is_test(passage)]
    even = [passage for passage in passages if int(passage.id[-2]) % 2 == 0]
    return even, [passage for passage in passages if passage not in even]


def report(judged: list[Judged], curve: Platt) -> dict[str, object]:
    """Expected calibration error without and with a curve, and the reliability with it."""
    calibrated = [(curve(score), right) for score, right in judged]
    return {
        "items": len(judged),
        "error uncalibrated": expected_error(bins(judged)),
        "error calibrated": expected_error(bins(calibrated)),
        "reliability": [asdict(part) for part in bins(calibrated)],
    }


def main() -> None:
    """Fit, report, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--corpus", type=Path, default=Path("data/corpus/passages"))
    parser.add_argument("--model", type=Path)
    parser.add_argument("--fit", type=Path, help="write the fitted curves here")
    parser.add_argument("--svg", type=Path, help="write the reliability diagram here")
    arguments = parser.parse_args()
    first, second = halves(arguments.corpus)
    fitting, reporting = judge(first, arguments.model), judge(second, arguments.model)
    curves = {"event": fit(fitting.event), "relation": fit(fitting.relation)}
    print(json.dumps({name: report(getattr(reporting, name), curve) for name, curve in curves.items()}, indent=1))
    if arguments.fit:
        text = json.dumps({name: asdict(curve) for name, curve in curves.items()}, indent=1)
        arguments.fit.write_text(text + "\n", encoding="utf-8")
    if arguments.svg:
        shown: dict[str, list[Bin]] = {
            name: bins([(curve(score), right) for score, right in getattr(reporting, name)])
            for name, curve in curves.items()
        }
        arguments.svg.write_text(picture(shown), encoding="utf-8")


if __name__ == "__main__":
    main()
