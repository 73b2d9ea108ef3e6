"""Which stage of extraction loses what: the same measures as `own`, with the result of some stages taken from the gold.

    python -m benchmarks.quality.stages

Gold stages replace what the pipeline found by what the annotators marked, from the front to the back of the pipeline;
what is still lost with all of them is lost in linking, claims and pairs.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.quality.own import Tally, compare
from ingest import extract, load_pipeline
from ingest.analysis import FoundMention, FoundRole, FoundTrigger, triggers_of
from ingest.labels import SPAN_KINDS
from ingest.training.annotated import is_test, read_corpus
from ingest.training.markup import Entity, MarkedEvent, Passage
from ingest.training.markup import Span as MarkedSpan
from ontology.model import Report

STAGES = ("mentions", "triggers", "classes", "roles")
ABLATIONS = ((), ("mentions",), ("triggers",), ("mentions", "triggers"), STAGES[:3], STAGES)
_KINDS = {"l": "place", "t": "time", "n": "number", "o": "operation", "w": "instrument", "q": "object"}


class Gold:
    """A pipeline step that puts the annotation of a passage where the steps before it put what they found.

    It knows the passage by its text.
    """

    def __init__(self, stage: str, passages: Iterable[Passage]) -> None:
        self._stage = stage
        self._passages = {passage.text: passage for passage in passages}

    def __call__(self, doc: Doc) -> Doc:
        """Replace one stage's result."""
        passage = self._passages[doc.text]
        mentions = list(gold_mentions(doc, passage))
        if self._stage == "mentions":
            doc._.mentions = [mention for mention, _ in mentions]
        elif self._stage == "triggers":
            doc._.triggers = [trigger for trigger, _ in gold_triggers(doc, passage)]
        else:
            for trigger, (_, event) in zip(triggers_of(doc), gold_triggers(doc, passage), strict=True):
                trigger.type, trigger.mode, trigger.modality = event.type, event.mode, event.modality
                if self._stage == "roles":
                    trigger.roles = list(gold_roles(trigger, event, mentions))
        return doc


def gold_mentions(doc: Doc, passage: Passage) -> Iterator[tuple[FoundMention, str]]:
    """(mention, id of its entity) in text order, with types and coreference."""
    last: dict[str, int] = {}
    spans = sorted(passage.mentions, key=lambda span: span.begin)
    for index, (start, end, span) in enumerate(_placed(doc, spans)):
        kind = f"actor-{span.kind}" if span.id[0] == "a" else _KINDS[span.id[0]]
        assert kind in SPAN_KINDS
        entity = passage.entities.get(span.id, Entity(span.id, ""))
        before = last.get(span.id) if span.id[0] in "al" and not entity.members else None
        yield FoundMention(index, start, end, kind, entity.type if span.id[0] in "al" else "", 1.0, before), span.id
        last[span.id] = index


def gold_triggers(doc: Doc, passage: Passage) -> Iterator[tuple[FoundTrigger, MarkedEvent]]:
    """(trigger, its event) in text order, with coreference; without classes and roles."""
    events = {event.id: event for event in passage.events}
    last: dict[str, int] = {}
    spans = sorted(passage.triggers, key=lambda span: span.begin)
    for index, (start, end, span) in enumerate(_placed(doc, spans)):
        yield FoundTrigger(index, start, end, 1.0, last.get(span.id)), events[span.id]
        last[span.id] = index


def _placed(doc: Doc, spans: Iterable[MarkedSpan]) -> Iterator[tuple[int, int, MarkedSpan]]:
    for span in spans:
        found = doc.char_span(span.begin, span.end, alignment_mode="expand")
        if found is not None:
            yield found.start, found.end, span


def gold_roles(
    trigger: FoundTrigger, event: MarkedEvent, mentions: list[tuple[FoundMention, str]]
) -> Iterator[FoundRole]:
    """Each filler by its mention nearest to the trigger."""
    counts = {role: (count.mention,) for role, count in event.counts.items()}
    for role, fillers in (event.roles | counts).items():
        for filler in fillers:
            found = [mention for mention, identifier in mentions if identifier == filler]
            if found:
                yield FoundRole(role, min(found, key=lambda m: abs(m.start - trigger.start)).index, 1.0)


def with_gold(nlp: Language, stages: Iterable[str], passages: list[Passage]) -> Language:
    """Add the gold of some stages to a pipeline, each after the step that it replaces."""
    after = {"mentions": "mentions", "triggers": "triggers", "classes": "events", "roles": "events"}
    for stage in stages:
        step = Gold(stage, passages)
        Language.component(f"gold_{stage}_{id(step)}", func=step)
        nlp.add_pipe(f"gold_{stage}_{id(step)}", name=f"gold_{stage}", after=f"sitgraph_{after[stage]}")
    return nlp


def measure(folder: Path, stages: Iterable[str], *, model: Path | None = None) -> dict[str, float]:
    """F1 by measure over the test part, with some stages taken from the gold."""
    passages = [passage for passage in read_corpus(folder) if is_test(passage)]
    nlp = with_gold(load_pipeline(folder=model), stages, passages)
    tally = Tally()
    for passage in passages:
        report = Report(id=passage.id, text=passage.text, published=date.fromisoformat(passage.date))
        compare(passage, extract(report, nlp), tally)
    return tally.f1()


def main() -> None:
    """Print the measures of every ablation as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--corpus", type=Path, default=Path("data/corpus/passages"))
    parser.add_argument("--model", type=Path)
    arguments = parser.parse_args()
    for stages in ABLATIONS:
        figures = measure(arguments.corpus, stages, model=arguments.model)
        print(json.dumps({"gold": list(stages)} | figures), flush=True)


if __name__ == "__main__":
    main()
