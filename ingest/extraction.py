"""From a report to everything it says: the steps of extraction, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from spacy.language import Language
from spacy.tokens import Doc

from ingest.actors import link_actors
from ingest.calibration import Calibration
from ingest.claims import Context, build_claims
from ingest.language import looks_english
from ingest.parallel import side_by_side
from ingest.pipeline import load_pipeline
from ingest.places import link_places
from ingest.reading import read
from ingest.standing import standing_relations
from ontology.model import Actor, Claim, Extraction, Extractor, Relation, Report
from ontology.relations import derive_relations


def extract(report: Report, nlp: Language | None = None) -> Extraction:
    """Everything a report says, with the words that support it.

    Args:
        report: The report. Its text is data: nothing in it is ever executed.
        nlp: A pipeline from `load_pipeline`; loaded once and kept when not given.

    >>> report = Report(id="r1", text="Malian troops and French soldiers attacked rebels near Gao on Tuesday.")
    >>> found = extract(report)
    >>> all(report.text[m.begin:m.end] == m.text for actor in found.actors for m in actor.mentions)
    True
    """
    nlp = nlp or shared_pipeline()
    if not looks_english(report.text):
        warning = "the text does not look like English; it was not read"
        return Extraction(report=report, extractor=extractor_of(nlp), warnings=(warning,))
    calibration = nlp.get_pipe("sitgraph_events").calibration  # type: ignore[attr-defined]
    return from_doc(read(nlp, report.text), report, extractor_of(nlp), calibration)


def from_doc(doc: Doc, report: Report, extractor: Extractor, calibration: Calibration) -> Extraction:
    """Read the result off a Doc that the pipeline has been over."""
    actors = link_actors(doc, report_id=report.id, published=report.published)
    places = link_places(doc)
    events = build_claims(Context(doc, actors, places, report.published))
    standing, unmentioned = standing_relations(doc, actors)
    derived = derive_relations(events)
    relations = (*(replace(r, confidence=calibration.relation(r.confidence)) for r in derived), *standing)
    events = [replace(event, confidence=calibration.event(event.confidence)) for event in events]
    return Extraction(
        report=report,
        extractor=extractor,
        actors=(*_worth_telling(actors.actors, events, relations), *unmentioned),
        locations=tuple(places.places),
        events=tuple(events),
        relations=relations,
        warnings=tuple(_warnings(report)),
    )


def _worth_telling(actors: Iterable[Actor], events: Iterable[Claim], relations: Iterable[Relation]) -> Iterator[Actor]:
    """Actors with a name, and those without one ("residents") that have a part in something."""
    part: set[str | None] = {event.attributed_to for event in events}
    for event in events:
        part.update(event.agents, event.partners, event.targets, event.mediators, event.beneficiaries)
    part.update(end for relation in relations for end in (relation.subject, relation.object))
    for actor in actors:
        if actor.id in part or any(mention.kind == "name" for mention in actor.mentions):
            yield actor


def extract_many(reports: Iterable[Report], nlp: Language | None = None, *, processes: int = 1) -> Iterator[Extraction]:
    """Extract from many reports, in order; with more than one process they are read side by side.

    Raises:
        InputError: when a reading process was ended from outside, as a system short of memory does.
    """
    if processes <= 1:
        for report in reports:
            yield extract(report, nlp)
        return
    yield from side_by_side(extract, reports, processes=processes)


@cache
def shared_pipeline() -> Language:
    """The shipped pipeline, loaded once in this process."""
    return load_pipeline()


def extractor_of(nlp: Language) -> Extractor:
    """Name and version of what made an extraction."""
    return Extractor(name="sitgraph", version=_version(), model=nlp.get_pipe("sitgraph_encoder").model.version)  # type: ignore[attr-defined]


@cache
def _version() -> str:
    try:
        return version("sitgraph")
    except PackageNotFoundError:
        return "0"


def _warnings(report: Report) -> Iterator[str]:
    if report.published is None:
        yield "no date of publication: relative dates were not resolved"
