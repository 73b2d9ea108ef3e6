"""Average the weights of checkpoints of one lineage (model soups, Wortsman et al. 2022).

python -m ingest.training.average --checkpoints build/first build/last --weights 0.3 0.7 --out build/average

A run that goes on over one kind of text forgets some of the rest; the mean of before and after keeps most of both.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

try:
    import torch
except ModuleNotFoundError as error:
    from ontology.errors import MissingExtra

    raise MissingExtra("training needs PyTorch", hint="install it with: pip install 'sitgraph[train]'") from error
from torch import Tensor


def main() -> None:
    """Parse the arguments, average, write; the labels are those of the last checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--checkpoints", type=Path, nargs="+", required=True)
    parser.add_argument("--weights", type=float, nargs="+", required=True, help="one for each, together 1")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    states = [torch.load(folder / "checkpoint.pt") for folder in arguments.checkpoints]
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.save(average(states, arguments.weights), arguments.out / "checkpoint.pt")
    shutil.copy(arguments.checkpoints[-1] / "heads.json", arguments.out / "heads.json")


def average(states: Sequence[dict[str, Tensor]], weights: Sequence[float]) -> dict[str, Tensor]:
    """The weighted mean of states with the same names and shapes.

    Raises:
        ValueError: when the weights are not one for each state, or do not add up to 1.
    """
    if len(weights) != len(states) or abs(sum(weights) - 1) > 1e-6:
        raise ValueError(f"{len(states)} checkpoints need as many weights that add up to 1, not {weights}")
    return {
        name: sum((weight * state[name] for weight, state in zip(weights, states, strict=True)), torch.zeros(()))
        for name in states[-1]
    }


if __name__ == "__main__":
    main()
