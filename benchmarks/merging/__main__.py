"""B-cubed and CoNLL F1 of merging, on the set in data/merging, by part.

    python -m benchmarks.merging [--gold] [--data data/merging]

Once with the claims of the set, once (unless ``--gold`` is given) with what ingest reads in its texts. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks.merging.gold import FOLDER, PARTS, read
from benchmarks.merging.measure import Result, end_to_end, with_gold_claims


def measure(folder: Path, *, gold_only: bool = False) -> dict[str, dict[str, Result]]:
    """All scores by part, and by where the claims come from."""
    found: dict[str, dict[str, Result]] = {}
    for part in PARTS:
        examples = read(part, folder)
        found[part] = {"gold claims": with_gold_claims(examples)}
        if not gold_only:
            from ingest import extract_many

            extractions = list(extract_many(example.report for example in examples))
            found[part]["end to end"] = end_to_end(examples, extractions)
    return found


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--gold", action="store_true", help="only with the claims of the set")
    parser.add_argument("--data", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.data, gold_only=arguments.gold), indent=1))


if __name__ == "__main__":
    main()
