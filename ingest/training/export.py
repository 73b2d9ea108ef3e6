"""Turn a checkpoint into what is shipped: an int8 ONNX graph with its vocabulary and labels.

python -m ingest.training.export --checkpoint build/model --encoder ENCODER --out ingest/model
"""

from __future__ import annotations

import argparse
import json
import shutil
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

try:
    import torch
except ModuleNotFoundError as error:
    from ontology.errors import MissingExtra

    raise MissingExtra("training needs PyTorch", hint="install it with: pip install 'sitgraph[train]'") from error
from onnxruntime.quantization import QuantType, quantize_dynamic

from ingest.training.heads import ExportModel, ReportModel, output_names
from ingest.wordpiece import WordPieces


def main() -> None:
    """Parse the arguments, export, quantise, compare."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="0", help="named in every record that the model makes")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    heads = json.loads((arguments.checkpoint / "heads.json").read_text())
    shutil.copy(arguments.encoder / "vocab.txt", arguments.out / "vocab.txt")
    vocabulary = WordPieces.from_file(arguments.out / "vocab.txt")
    model = ReportModel(len(vocabulary), heads["relations"], heads["taggers"])
    model.load_state_dict(torch.load(arguments.checkpoint / "checkpoint.pt"), strict=False)
    model.eval()
    full = arguments.checkpoint / "model-float32.onnx"
    _export(model, full)
    quantise(full, arguments.out / "model.onnx")
    (arguments.out / "heads.json").write_text(json.dumps(heads | {"version": arguments.version}, indent=1) + "\n")
    print("largest difference float32 to int8:", _difference(full, arguments.out / "model.onnx"))


def _example() -> tuple[torch.Tensor, ...]:
    pieces = torch.randint(1000, 20000, (1, 40))
    first = torch.arange(1, 31).unsqueeze(0)
    return pieces, torch.ones_like(pieces), first, (first > 12).long()


def _export(model: ReportModel, path: Path) -> None:
    names = output_names(model)
    inputs = ("pieces", "shapes", "first", "sentence")
    axes = {"pieces": {1: "P"}, "shapes": {1: "P"}, "first": {1: "T"}, "sentence": {1: "T"}}
    axes |= {name: {0: "T"} for name in names} | {name: {0: "T", 1: "T"} for name in names if _is_pairwise(name)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            ExportModel(model), _example(), str(path), input_names=list(inputs), output_names=names,
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip


def _is_pairwise(name: str) -> bool:
    return name in ("arcs", "roles", "antecedent", "event_antecedent")


def quantise(source: Path, target: Path) -> None:
    """Dynamic int8 quantisation, per channel, with reduced range so that it does not overflow on older processors."""
    quantize_dynamic(
        str(source), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
    )  # fmt: skip
    onnx.checker.check_model(str(target))


def _difference(first: Path, second: Path) -> dict[str, float]:
    inputs = dict(zip(("pieces", "shapes", "first", "sentence"), (t.numpy() for t in _example()), strict=True))
    sessions = [onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]) for path in (first, second)]
    names = [output.name for output in sessions[0].get_outputs()]
    pairs = zip(names, *(session.run(names, inputs) for session in sessions), strict=True)
    return {name: round(float(np.abs(a - b).max()), 2) for name, a, b in pairs if name != "arcs"}


if __name__ == "__main__":
    main()
