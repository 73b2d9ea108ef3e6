"""Train the language model: one command, seeded.

    python -m ingest.training.train --corpora ../shared/corpora --out build/model --passes 8

reads the licensed corpora and data/corpus, writes a checkpoint; `ingest.training.export` turns it into what is shipped.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

try:
    import torch
except ModuleNotFoundError as error:
    from ontology.errors import MissingExtra

    raise MissingExtra("training needs PyTorch", hint="install it with: pip install 'sitgraph[train]'") from error
from torch import Tensor, nn

from ingest import labels
from ingest.training.annotated import CorpusReader, is_test, read_corpus
from ingest.training.batches import Batch, batches, collate
from ingest.training.corpora import read_bio, read_conllu, read_re3d, split_re3d
from ingest.training.evaluate import evaluate
from ingest.training.examples import MAX_PIECES, Window, pack
from ingest.training.heads import HeadLabels, ReportModel
from ingest.training.losses import losses
from ingest.training.muc4 import ROLES as MUC4_ROLES
from ingest.training.muc4 import read_muc4
from ingest.wordpiece import WordPieces

WEIGHTS = {
    "arcs": 1.0,
    "relation": 0.7,
    "upos": 0.3,
    "roles": 4.0,
    "event_type": 1.0,
    "trigger": 2.0,
    "antecedent": 0.5,
    "event_antecedent": 0.3,
}
LEMMA_COUNT = 3
"""An edit script seen less often than that is not learnt."""
GUM_GENRES = ("academic", "bio", "court", "interview", "news", "voyage")  # those whose texts are free beyond doubt


def main() -> None:
    """Parse the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=Path("data/corpus/passages"))
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--start", type=Path, help="checkpoint to go on from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passes", type=int, default=8)
    parser.add_argument("--repeat", type=int, default=4, help="how often a pass sees our own corpus")
    parser.add_argument("--entity-repeat", type=int, default=2, help="how often a pass sees the entity corpora")
    parser.add_argument("--syntax-share", type=float, default=1.0, help="share of the treebanks a pass sees")
    parser.add_argument("--muc-share", type=float, default=0.4, help="share of the MUC-4 reports a pass sees")
    parser.add_argument("--reader-layers", type=int, default=1, help="layers of the event reader")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--words", type=int, default=1200, help="words in a batch")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)
    vocabulary = WordPieces.from_file(arguments.encoder / "vocab.txt")
    data = Data(arguments.corpora, arguments.corpus, vocabulary)
    heads = HeadLabels(data.relations, data.lemmas, data.taggers, arguments.reader_layers)
    model = ReportModel(len(vocabulary), heads)
    model.load_minilm(str(arguments.encoder / "model.safetensors"))
    if arguments.start:
        model.load_state_dict(torch.load(arguments.start / "checkpoint.pt"))
    (arguments.out / "heads.json").write_text(json.dumps(asdict(heads)))
    train(model, data, vocabulary, arguments)


class Data:
    """All corpora as windows: training parts by kind, test parts by name."""

    def __init__(self, folder: Path, corpus: Path, vocabulary: WordPieces) -> None:
        def treebank(path: Path) -> list[Window]:
            return [window for document in read_conllu(path) for window in pack(document, vocabulary)]

        self._vocabulary = vocabulary
        gum = [
            path for path in sorted((folder / "gum/train").glob("*.conllu")) if path.stem.split("_")[1] in GUM_GENRES
        ]
        paths = [folder / "ewt/en_ewt-ud-train.conllu", *gum]
        self._syntax = [document for path in paths for document in read_conllu(path)]
        crossner, uner = folder / "crossner_politics", folder / "uner_ewt"
        re3d_train, re3d_test = split_re3d(list(read_re3d(folder / "re3d")))
        passages = read_corpus(corpus)
        reader = self._reader = CorpusReader(vocabulary)
        self._entities = [
            *(("crossner", read_bio(crossner / f"{name}.txt", 1)) for name in ("train", "dev")),
            ("uner", read_bio(uner / "en_ewt-ud-dev.iob2", 2)),
            *(("re3d", document) for document in re3d_train),
        ]
        self._muc4 = [report.document for report in read_muc4(folder / "muc4/train.json")]
        self._own = [passage for passage in passages if not is_test(passage)]
        self.tests = {
            "ewt": treebank(folder / "ewt/en_ewt-ud-dev.conllu"),
            "crossner": list(pack(read_bio(crossner / "test.txt", 1), vocabulary, ner="crossner")),
            "uner": list(pack(read_bio(uner / "en_ewt-ud-test.iob2", 2), vocabulary, ner="uner")),
            "re3d": [window for document in re3d_test for window in pack(document, vocabulary, ner="re3d")],
            "own": list(reader.windows(passage for passage in passages if is_test(passage))),
        }
        words = [sentence for document in self._syntax for sentence in document]
        self.relations = sorted({label for sentence in words for label in sentence.labels or ()})
        scripts = Counter(script for sentence in words for script in sentence.lemmas or ())
        self.lemmas = sorted(script for script, count in scripts.items() if count >= LEMMA_COUNT)
        kinds: dict[str, set[str]] = {}
        tagged = [(name, part.tags) for name, document in self._entities for part in document]
        tagged += [(name, window.tags) for name in ("crossner", "uner") for window in self.tests[name]]
        for name, tags in tagged:
            kinds.setdefault(name, set()).update(tag[2:] for tag in tags or () if tag != "O")
        self.taggers = {name: labels.tags(sorted(found)) for name, found in sorted(kinds.items())}
        self.taggers["muc4"] = labels.tags(MUC4_ROLES)
        self.taggers["sitgraph"] = labels.tags(labels.SPAN_KINDS)

    def one_pass(
        self, rng: random.Random, *, repeat: int, entity_repeat: int, syntax_share: float, muc_share: float
    ) -> list[Window]:
        """The windows of one pass over the data, of another length each time: the model must read short texts too."""

        def limit() -> int:
            return rng.choice((40, 90, 160, MAX_PIECES, MAX_PIECES))

        syntax = rng.sample(self._syntax, int(len(self._syntax) * syntax_share))
        windows = [window for document in syntax for window in pack(document, self._vocabulary, limit=limit())]
        for name, document in self._entities * entity_repeat:
            windows += pack(document, self._vocabulary, ner=name, limit=limit())
        for document in rng.sample(self._muc4, int(len(self._muc4) * muc_share)):
            windows += pack(document, self._vocabulary, ner="muc4", limit=limit())
        for passage in self._own * repeat:
            windows += self._reader.windows([passage], limit=limit())
        return windows


def train(model: ReportModel, data: Data, vocabulary: WordPieces, arguments: argparse.Namespace) -> None:
    """Run the passes, print losses and figures after each, keep the last state."""
    rng = random.Random(arguments.seed)
    passes = [
        list(
            batches(
                data.one_pass(
                    rng,
                    repeat=arguments.repeat,
                    entity_repeat=arguments.entity_repeat,
                    syntax_share=arguments.syntax_share,
                    muc_share=arguments.muc_share,
                ),
                vocabulary,
                words=arguments.words,
                rng=rng,
            )
        )
        for _ in range(arguments.passes)
    ]
    optimiser, schedule = _optimiser(model, arguments.rate, sum(map(len, passes)))
    for number, groups in enumerate(passes, 1):
        started, sums, seen = time.time(), Counter[str](), Counter[str]()
        model.train()
        for group in groups:
            step_losses = _step(model, collate_masked(group, vocabulary, rng), optimiser)
            schedule.step()
            sums.update({name: float(value) for name, value in step_losses.items()})
            seen.update(step_losses.keys())
        torch.save(model.state_dict(), arguments.out / "checkpoint.pt")
        print(
            f"pass {number}: {time.time() - started:.0f} s", {n: round(sums[n] / seen[n], 3) for n in sums}, flush=True
        )
        print("   ", evaluate(model, data.tests, vocabulary), flush=True)


def collate_masked(group: list[Window], vocabulary: WordPieces, rng: random.Random) -> Batch:
    """A training batch with 6 % of its pieces hidden."""
    return collate(group, vocabulary, mask=0.06, rng=rng)


def _step(model: ReportModel, batch: Batch, optimiser: torch.optim.Optimizer) -> dict[str, Tensor]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = model.encoder(batch.pieces, batch.shapes, batch.bias, batch.first)
    found = losses(model, hidden.float(), batch)
    total = torch.stack([WEIGHTS.get(name, 1.0) * value for name, value in found.items()]).sum()
    optimiser.zero_grad()
    total.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 2.0)
    optimiser.step()
    return {name: value.detach() for name, value in found.items()}


def _optimiser(
    model: ReportModel, rate: float, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    model.encoder.words.weight.requires_grad = False
    layers = [*model.encoder.parameters(), *model.events.layers.parameters()]
    inside = {id(p) for p in layers}
    heads = [p for p in model.parameters() if id(p) not in inside]
    groups = [{"params": [p for p in layers if p.requires_grad], "lr": rate}, {"params": heads, "lr": 1e-3}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
    )
    return optimiser, schedule


if __name__ == "__main__":
    main()
