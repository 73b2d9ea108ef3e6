"""Turn a checkpoint into what is shipped: two int8 ONNX graphs with their vocabulary and labels.

python -m ingest.training.export --checkpoint build/model --encoder ENCODER --out ingest/model
"""

from __future__ import annotations

import argparse
import json
import shutil
import warnings
from dataclasses import asdict, dataclass
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
from torch import Tensor, nn

from ingest import surroundings
from ingest.surroundings import OUTPUTS
from ingest.training.bert import HIDDEN
from ingest.training.heads import ExportEvents, ExportWindow, HeadLabels, ReportModel, output_names
from ingest.wordpiece import WordPieces

PAIRWISE = ("arcs", "antecedent", "event_antecedent")


def main() -> None:
    """Parse the arguments, export, quantise, compare."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="0", help="named in every record that the model makes")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    heads = HeadLabels(**json.loads((arguments.checkpoint / "heads.json").read_text()))
    shutil.copy(arguments.encoder / "vocab.txt", arguments.out / "vocab.txt")
    vocabulary = WordPieces.from_file(arguments.out / "vocab.txt")
    model = ReportModel(len(vocabulary), heads)
    model.load_state_dict(torch.load(arguments.checkpoint / "checkpoint.pt"))
    model.eval()
    for graph in (_window_graph(model), _event_graph(model)):
        full = arguments.checkpoint / f"{graph.name}-float32.onnx"
        _export(graph, full)
        quantise(full, arguments.out / f"{graph.name}.onnx")
        print(graph.name, "float32 to int8:", _difference(graph, full, arguments.out / f"{graph.name}.onnx"))
    kept = {name: value for name, value in asdict(heads).items() if name != "reader_layers"}
    (arguments.out / "heads.json").write_text(json.dumps(kept | {"version": arguments.version}, indent=1) + "\n")


@dataclass(frozen=True)
class Graph:
    """What one ONNX file computes: a module with an example, and the names and free axes of what goes in and out."""

    name: str
    module: nn.Module
    inputs: dict[str, Tensor]
    outputs: list[str]
    axes: dict[str, dict[int, str]]


def _window_graph(model: ReportModel) -> Graph:
    """All heads but the event reader, over one window."""
    pieces = torch.randint(1000, 20000, (1, 40))
    first = torch.arange(1, 31).unsqueeze(0)
    inputs = {"pieces": pieces, "shapes": torch.ones_like(pieces), "first": first, "sentence": (first > 12).long()}
    outputs = output_names(model)
    axes = {"pieces": {1: "P"}, "shapes": {1: "P"}, "first": {1: "T"}, "sentence": {1: "T"}}
    axes |= {name: {0: "T", 1: "T"} if name in PAIRWISE else {0: "T"} for name in outputs}
    return Graph("model", ExportWindow(model), inputs, outputs, axes)


def _event_graph(model: ReportModel) -> Graph:
    """The event reader over the triggers of one window."""
    laid = surroundings.lay_out([0] * 12 + [1] * 18, [(3, 4), (14, 16)], [(0, 2, "actor-name"), (18, 20, "place")])
    inputs = {"hidden": torch.randn(30, HIDDEN)} | {name: torch.from_numpy(values) for name, values in laid.items()}
    axes = {"hidden": {0: "T"}} | {name: {0: "N", 1: "C"} for name in surroundings.INPUTS[:-2]}
    axes |= {name: {0: "N", 1: "K"} for name in (*surroundings.INPUTS[-2:], "roles")}
    axes |= {name: {0: "N"} for name in OUTPUTS[1:]}
    return Graph("events", ExportEvents(model), inputs, list(OUTPUTS), axes)


def _export(graph: Graph, path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            graph.module, tuple(graph.inputs.values()), str(path), input_names=list(graph.inputs),
            output_names=graph.outputs, dynamic_axes=graph.axes, opset_version=17, dynamo=False,
        )  # fmt: skip


def quantise(source: Path, target: Path) -> None:
    """Dynamic int8 quantisation, per channel, with reduced range so that it does not overflow on older processors."""
    quantize_dynamic(
        str(source), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
    )  # fmt: skip
    onnx.checker.check_model(str(target))


def _difference(graph: Graph, first: Path, second: Path) -> dict[str, float]:
    """Largest absolute difference of each output on the example."""
    inputs = {name: values.numpy() for name, values in graph.inputs.items()}
    sessions = [onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]) for path in (first, second)]
    pairs = zip(graph.outputs, *(session.run(graph.outputs, inputs) for session in sessions), strict=True)
    return {name: round(float(np.abs(a - b).max()), 2) for name, a, b in pairs if name != "arcs"}


if __name__ == "__main__":
    main()
