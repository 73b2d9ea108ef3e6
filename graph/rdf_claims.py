"""Turn the claims and statements of a report into triples."""

from __future__ import annotations

from graph.terms import RDF_TYPE, Node, boolean, day, decimal, integer, plover, term, text
from graph.triples import Triples
from ontology.model import Claim, Count, Evidence, Quantity, Relation, Report, TimeSpan
from ontology.names import Names

ACTOR_ROLES = {
    "agents": "sg:agent",
    "partners": "sg:partner",
    "targets": "sg:target",
    "mediators": "sg:mediator",
    "beneficiaries": "sg:beneficiary",
}
PLACE_ROLES = {"locations": "sg:place", "origins": "sg:origin", "destinations": "sg:destination"}
COUNTS = ("killed", "injured", "captured")


def statement_node(names: Names, report_id: str, number: int) -> Node:
    """The node of the n-th relation that a report supports."""
    return Node(names.part(names.report(report_id), "statement", number))


def quote_triples(node: Node, words: str, begin: int, end: int) -> Triples:
    """A stretch of the report's text as Web Annotation selectors."""
    yield node, RDF_TYPE, term("sg:Quote")
    yield node, RDF_TYPE, term("oa:TextQuoteSelector")
    yield node, RDF_TYPE, term("oa:TextPositionSelector")
    yield node, term("oa:exact"), text(words)
    yield node, term("oa:start"), integer(begin)
    yield node, term("oa:end"), integer(end)


def claim_triples(claim: Claim, number: int, report: Report, names: Names) -> Triples:
    """Everything about the n-th claim of a report."""
    node = Node(names.claim(report.id, claim.id))
    yield node, RDF_TYPE, term("sg:Claim")
    yield node, term("dcterms:identifier"), text(claim.id)
    yield node, term("sg:order"), integer(number)
    yield node, term("sg:report"), Node(names.report(report.id))
    yield from _kind(node, claim)
    yield from _roles(node, claim, names)
    yield from _attribution(node, claim, names)
    trigger = Node(names.part(node.value, "trigger", 1))
    yield node, term("sg:trigger"), trigger
    yield from quote_triples(trigger, claim.trigger.text, claim.trigger.begin, claim.trigger.end)
    yield from _evidence(node, claim.evidence, names)
    yield from _time(node, claim.time, names)
    for role in COUNTS:
        yield from _count(node, role, getattr(claim, role), names)
    for position, thing in enumerate(claim.objects, start=1):
        yield from _thing(node, position, thing, names)


def statement_triples(relation: Relation, number: int, report: Report, names: Names) -> Triples:
    """Everything about the n-th relation that a report supports."""
    node = statement_node(names, report.id, number)
    yield node, RDF_TYPE, term("sg:Statement")
    yield node, term("sg:order"), integer(number)
    yield node, term("sg:report"), Node(names.report(report.id))
    yield node, term("sg:subject"), Node(names.actor(relation.subject))
    yield node, term("sg:predicate"), term(f"sg:{relation.predicate}")
    yield node, term("sg:object"), Node(names.actor(relation.object))
    yield node, term("sg:modality"), plover("modality", relation.modality)
    yield node, term("sg:confidence"), decimal(relation.confidence)
    for event in relation.events:
        yield node, term("sg:basedOn"), Node(names.claim(report.id, event))
    yield from _evidence(node, relation.evidence, names)


def _kind(node: Node, claim: Claim) -> Triples:
    yield node, term("sg:eventType"), plover("type", claim.type)
    yield node, term("sg:modality"), plover("modality", claim.modality)
    yield node, term("sg:confidence"), decimal(claim.confidence)
    if claim.mode:
        yield node, term("sg:mode"), plover("mode", claim.mode, claim.type)
    for context in claim.contexts:
        yield node, term("sg:context"), plover("context", context)
    for reason in claim.reasons:
        yield node, term("sg:reason"), text(reason)


def _roles(node: Node, claim: Claim, names: Names) -> Triples:
    for role, predicate in ACTOR_ROLES.items():
        for actor in getattr(claim, role):
            yield node, term(predicate), Node(names.actor(actor))
    for role, predicate in PLACE_ROLES.items():
        for place in getattr(claim, role):
            yield node, term(predicate), Node(names.place(place))
    for instrument in claim.instruments:
        yield node, term("sg:instrument"), text(instrument)
    if claim.operation:
        operation = Node(names.operation(claim.operation))
        yield node, term("sg:operation"), operation
        yield operation, term("sg:reportedType"), term("sg:Operation")
        yield operation, term("sg:reportedName"), text(claim.operation)


def _attribution(node: Node, claim: Claim, names: Names) -> Triples:
    if claim.attributed_to:
        yield node, term("sg:attributedTo"), Node(names.actor(claim.attributed_to))
    if claim.attribution_verb:
        yield node, term("sg:attributionVerb"), text(claim.attribution_verb)


def _evidence(owner: Node, evidence: tuple[Evidence, ...], names: Names) -> Triples:
    for number, item in enumerate(evidence, start=1):
        node = Node(names.part(owner.value, "evidence", number))
        yield owner, term("sg:evidence"), node
        yield from quote_triples(node, item.quote, item.begin, item.end)


def _time(owner: Node, when: TimeSpan | None, names: Names) -> Triples:
    if when is None:
        return
    node = Node(names.part(owner.value, "time", 1))
    yield owner, term("sg:time"), node
    yield node, RDF_TYPE, term("sg:TimeSpan")
    yield node, RDF_TYPE, term("time:Interval")
    yield node, term("sg:words"), text(when.text)
    yield node, term("sg:precision"), text(when.precision)
    yield node, term("sg:anchored"), boolean(when.anchored)
    if when.begin:
        yield node, term("sg:begin"), day(when.begin)
    if when.end:
        yield node, term("sg:end"), day(when.end)


def _count(owner: Node, role: str, count: Count | None, names: Names) -> Triples:
    if count is None:
        return
    node = Node(names.part(owner.value, role, 1))
    yield owner, term(f"sg:{role}"), node
    yield node, RDF_TYPE, term("sg:Count")
    yield node, term("sg:words"), text(count.text)
    if count.min is not None:
        yield node, term("sg:minimum"), integer(count.min)
    if count.max is not None:
        yield node, term("sg:maximum"), integer(count.max)


def _thing(owner: Node, number: int, thing: Quantity, names: Names) -> Triples:
    node = Node(names.part(owner.value, "thing", number))
    yield owner, term("sg:thing"), node
    yield node, RDF_TYPE, term("sg:Quantity")
    yield node, term("sg:words"), text(thing.text)
    yield node, term("sg:name"), text(thing.name)
    if thing.amount is not None:
        yield node, term("sg:amount"), decimal(thing.amount)
    if thing.unit:
        yield node, term("sg:unit"), text(thing.unit)
