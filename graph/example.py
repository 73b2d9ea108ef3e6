"""A small made-up world for the examples in the documentation: five reports read by hand, no language model.

>>> kg = example()
>>> kg.stats()["reports"], kg.stats()["events"]
(5, 8)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from graph.knowledge_graph import KnowledgeGraph
from ontology.model import (
    Actor,
    Claim,
    Count,
    Evidence,
    Extraction,
    Extractor,
    Mention,
    Place,
    Relation,
    Report,
    Span,
    TimeSpan,
)
from ontology.relations import derive_relations

READ_BY_HAND = Extractor(name="sitgraph", version="0", model="by-hand")
ACTORS = {
    "Norland": Actor(id="norland", name="Norland", type="State", country="XN"),
    "Norland Navy": Actor(id="norland-navy", name="Norland Navy", type="Military", country="XN"),
    "Ada Reyes": Actor(id="ada-reyes", name="Ada Reyes", type="Person", country="XN"),
    "Sudland": Actor(id="sudland", name="Sudland", type="State", country="XS"),
    "Coast Guard": Actor(
        id="sudland-coast-guard", name="Sudland Coast Guard", type="Military", country="XS", aliases=("SCG",)
    ),
    "Red Hand": Actor(id="red-hand", name="Red Hand", type="ArmedGroup", aliases=("Mano Roja",)),
    "Gulf League": Actor(id="gulf-league", name="Gulf League", type="IntergovernmentalOrganization"),
}
PORT_ANSEL = Place(id="port-ansel", name="Port Ansel", country="XS", kind="city", parents=("sudland",))
SUDLAND = Place(id="sudland", name="Sudland", country="XS", kind="country")
PATROL = (
    "The Norland Navy and the Coast Guard of Sudland began a joint patrol off Port Ansel on Sunday. "
    "They raided a boat of the Red Hand and killed four gunmen. "
    "Ada Reyes, commander of the Norland Navy of Norland, praised the Coast Guard."
)
RAID = (
    "Nine members of the Red Hand were killed when the Norland Navy and the Coast Guard of Sudland raided a boat "
    "off Port Ansel on Sunday."
)
PORT = "The Red Hand attacked Sudland at Port Ansel on Saturday."
LIST = (
    "Norland designated the Red Hand as a terrorist organization on Tuesday. "
    "The Red Hand denied that it attacked Sudland at Port Ansel."
)
LEAGUE = "Norland and the Gulf League held an exercise off Port Ansel. Sudland met the Gulf League for talks."
SUNDAY, SATURDAY = date(2025, 3, 2), date(2025, 6, 7)


def example() -> KnowledgeGraph:
    """The made-up world as a graph in memory.

    Returns:
        A graph in which two navies raid a gang, two reports differ on the dead, an attack is told and denied, the gang
        is designated, and a league of states appears a year later.
    """
    kg = KnowledgeGraph.open()
    for extraction in (_patrol(), _raid(), _port(), _list(), _league()):
        kg.add(extraction)
    return kg


def _patrol() -> Extraction:
    navies = ("norland-navy", "sudland-coast-guard")
    here: dict[str, Any] = {"agents": navies, "locations": ("port-ansel",), "on": SUNDAY}
    events = [
        _claim(PATROL, "e1", "COOPERATE", "joint patrol", mode="joint-operation", **here),
        _claim(
            PATROL, "e2", "ASSAULT", "raided", mode="raid", targets=("red-hand",), killed=_exactly("four", 4), **here
        ),
        _claim(PATROL, "e3", "SUPPORT", "praised", agents=("ada-reyes",), targets=("sudland-coast-guard",)),
    ]
    standing = [
        _standing(PATROL, "ada-reyes", "leads", "norland-navy", "commander"),
        _standing(PATROL, "norland-navy", "partOf", "norland", "commander"),
        _standing(PATROL, "sudland-coast-guard", "partOf", "sudland", "joint patrol"),
    ]
    report = Report(id="patrol", text=PATROL, published=date(2025, 3, 3), title="Joint patrol", source="Gulf Herald")
    return _extraction(report, events, standing)


def _raid() -> Extraction:
    raid = _claim(
        RAID, "e1", "ASSAULT", "raided", mode="raid", on=SUNDAY, agents=("norland-navy", "sudland-coast-guard"),
        targets=("red-hand",), locations=("port-ansel",), killed=_exactly("Nine", 9), confidence=0.8,
    )  # fmt: skip
    report = Report(id="raid", text=RAID, published=date(2025, 3, 4), title="Nine dead in raid", source="Daily Post")
    return _extraction(report, [raid])


def _port() -> Extraction:
    attack = _claim(
        PORT, "e1", "ASSAULT", "attacked", on=SATURDAY, agents=("red-hand",), targets=("sudland",),
        locations=("port-ansel",), confidence=0.7,
    )  # fmt: skip
    report = Report(id="port", text=PORT, published=date(2025, 6, 8), title="Port attacked", source="Daily Post")
    return _extraction(report, [attack])


def _list() -> Extraction:
    designation = _claim(
        LIST, "e1", "SANCTION", "designated", mode="designate", on=date(2025, 6, 10), agents=("norland",),
        targets=("red-hand",),
    )  # fmt: skip
    denied = _claim(
        LIST, "e2", "ASSAULT", "attacked", on=SATURDAY, modality="negated", agents=("red-hand",), targets=("sudland",),
        locations=("port-ansel",), attributed_to="red-hand", attribution_verb="denied",
    )  # fmt: skip
    report = Report(id="list", text=LIST, published=date(2025, 6, 11), title="Red Hand listed", source="Gulf Herald")
    return _extraction(report, [designation, denied])


def _league() -> Extraction:
    exercise = _claim(
        LEAGUE, "e1", "COOPERATE", "exercise", mode="joint-exercise", on=date(2026, 1, 18),
        agents=("gulf-league", "norland"), locations=("port-ansel",),
    )  # fmt: skip
    talks = _claim(LEAGUE, "e2", "CONSULT", "met", mode="meet", on=date(2026, 1, 19), agents=("gulf-league", "sudland"))
    report = Report(id="league", text=LEAGUE, published=date(2026, 1, 20), title="Exercise", source="Gulf Herald")
    return _extraction(report, [exercise, talks])


def _claim(text: str, id: str, type: str, trigger: str, *, on: date | None = None, **facts: Any) -> Claim:
    """A claim whose evidence is the sentence that holds its trigger."""
    begin = text.index(trigger)
    when = TimeSpan(text=on.isoformat(), begin=on, end=on, precision="day") if on else None
    span = Span(text=trigger, begin=begin, end=begin + len(trigger))
    facts.setdefault("confidence", 0.9)
    return Claim(id=id, type=type, trigger=span, evidence=(_sentence(text, begin),), time=when, **facts)


def _standing(text: str, subject: str, predicate: str, object: str, word: str) -> Relation:
    quoted = (_sentence(text, text.index(word)),)
    return Relation(subject=subject, predicate=predicate, object=object, evidence=quoted, confidence=0.9)


def _sentence(text: str, position: int) -> Evidence:
    first = text.rfind(". ", 0, position) + 2 if ". " in text[:position] else 0
    last = text.index(".", position) + 1
    return Evidence(quote=text[first:last], begin=first, end=last)


def _exactly(words: str, number: int) -> Count:
    return Count(min=number, max=number, text=words)


def _extraction(report: Report, events: Sequence[Claim], standing: Sequence[Relation] = ()) -> Extraction:
    """What a report says, with the actors that its text names and the relations that follow from its events."""
    text = report.text
    actors = [_mentioned(actor, name, text) for name, actor in ACTORS.items() if name in text]
    return Extraction(
        report=report,
        extractor=READ_BY_HAND,
        actors=tuple(actors),
        locations=(SUDLAND, PORT_ANSEL),
        events=tuple(events),
        relations=(*derive_relations(events), *standing),
    )


def _mentioned(actor: Actor, name: str, text: str) -> Actor:
    begin = text.index(name)
    mention = Mention(text=name, begin=begin, end=begin + len(name))
    known = {field: getattr(actor, field) for field in ("id", "name", "type", "country", "aliases")}
    return Actor(**known, mentions=(mention,))
