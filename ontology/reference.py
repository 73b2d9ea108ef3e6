"""Generate docs/ontology.md from the ontology files.

    python -m ontology.reference            writes docs/ontology.md

A test keeps the page true.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ontology.names import PREFIXES
from ontology.terms import Terms, expand, load
from ontology.types import (
    PLOVER_TTL,
    SITGRAPH_TTL,
    actor_type,
    actor_types,
    contexts,
    event_type,
    event_types,
    relation_rules,
    relation_types,
)

PAGE = Path(__file__).parent.parent / "docs" / "ontology.md"
_INTRO = """\
# The ontology

This page is generated from `ontology/sitgraph.ttl` and `ontology/plover.ttl` by `python -m ontology.reference`.

Two layers. What one report says stands in a named graph of that report: the report, its claims with roles and quotes,
its statements, and, with properties called `sg:reported…`, what it says of actors and places. What follows from all
reports stands in the merged graph: one node for each actor, place and operation, events, and relationships with their
counts. When reports were read or taken back stands in the provenance graph. One more graph holds indexes for look-ups.
"""


def page() -> str:
    """The whole page as Markdown.

    >>> "## Event types" in page()
    True
    """
    terms = load(SITGRAPH_TTL, PLOVER_TTL)
    pieces = [_INTRO, *_prefixes(), *_event_types(), *_modalities(terms), *_actors(), *_relations(), *_rules()]
    pieces += [*_listing(terms, "Classes", "owl:Class"), *_properties(terms), *_contexts()]
    return "\n".join(pieces)


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def _prefixes() -> Iterator[str]:
    yield "## Namespaces\n"
    yield from _table(("prefix", "IRI"), ((f"`{prefix}:`", f"`{iri}`") for prefix, iri in PREFIXES.items()))


def _event_types() -> Iterator[str]:
    yield "## Event types\n"
    kinds = (event_type(name) for name in event_types())
    rows = (
        (f"`{kind.name}`", kind.quad_class, kind.definition, ", ".join(kind.modes), ", ".join(kind.older))
        for kind in kinds
    )
    yield from _table(("type", "quad class", "meaning", "modes", "older names"), rows)


def _modalities(terms: Terms) -> Iterator[str]:
    yield "## Modality\n"
    found = terms.instances("sg:Modality")
    yield from _table(("modality", "meaning"), ((terms.code(iri), terms.need(iri, "skos:definition")) for iri in found))


def _contexts() -> Iterator[str]:
    yield "## Contexts\n"
    yield ", ".join(f"`{name}`" for name in contexts()) + "\n"


def _actors() -> Iterator[str]:
    yield "## Actor types\n"
    kinds = (actor_type(name) for name in actor_types())
    rows = ((f"`sg:{kind.name}`", kind.definition, kind.family) for kind in kinds)
    yield from _table(("class", "meaning", "merges by name within"), rows)


def _relations() -> Iterator[str]:
    yield "## Relations between actors\n"
    rows = (
        (f"`sg:{kind.name}`", kind.definition, "yes" if kind.symmetric else "", kind.parent or "")
        for kind in relation_types().values()
    )
    yield from _table(("relation", "meaning", "symmetric", "broader"), rows)


def _rules() -> Iterator[str]:
    yield "## How relations follow from events\n"
    yield "Those who act are the agents and partners. Nobody is related to himself; the modality is the event's.\n"
    rules = relation_rules()
    rows = ((f"`{name}`", *_rule(name)) for name in event_types() if name in rules)
    yield from _table(("event type", "to the target", "among those who act", "when"), rows)


def _rule(name: str) -> tuple[str, str, str]:
    rule = relation_rules()[name]
    target = (rule.to_target or "") + (" (also to the beneficiary)" if rule.to_beneficiary else "")
    when = {
        "always": "always",
        "with-target": "when there is a target, or between a single agent and a partner",
        "without-target": "when there is no target",
        "partner-role": "between an agent and a partner",
    }.get(rule.among_when or "", "")
    mutual = f"; without a target two agents: {rule.mutual}, both ways" if rule.mutual else ""
    return target, rule.among or "", when + mutual


def _listing(terms: Terms, title: str, *classes: str) -> Iterator[str]:
    yield f"## {title}\n"
    found = sorted({iri for name in classes for iri in terms.instances(name) if iri.startswith(expand("sg:"))})
    rows = ((f"`{_short(iri)}`", terms.need(iri, "rdfs:comment"), _all(terms, iri, "rdfs:subClassOf")) for iri in found)
    yield from _table(("term", "meaning", "kind of"), rows)


def _properties(terms: Terms) -> Iterator[str]:
    yield "## Properties\n"
    kinds = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")
    found = sorted({iri for name in kinds for iri in terms.instances(name)} - set(terms.instances("sg:Relation")))
    rows = (
        (
            f"`{_short(iri)}`",
            terms.need(iri, "rdfs:comment"),
            *(_all(terms, iri, name) for name in ("rdfs:domain", "rdfs:range", "rdfs:subPropertyOf")),
        )
        for iri in found
    )
    yield from _table(("property", "meaning", "of", "value", "kind of"), rows)


def _all(terms: Terms, iri: str, name: str) -> str:
    return ", ".join(f"`{_short(value)}`" for value in terms.all(iri, name))


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
