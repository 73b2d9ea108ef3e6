"""A network as large as that of the sample reports: some hubs, many small groups, all kinds of link."""

from __future__ import annotations

from graph import ActorNetwork

KINDS = ("partneredWith", "attacks", "partOf", "consultsWith", "affiliatedWith", "partneredWith", "accuses", "supports")
MODALITIES = ("asserted", "asserted", "asserted", "planned", "asserted", "possible", "asserted", "alleged")
TYPES = ("State", "Military", "ArmedGroup", "Person", "IntergovernmentalOrganization", "Government")


def large_network(*, actors: int = 240, links: int = 360) -> ActorNetwork:
    """Always the same; every link has one sentence."""
    network = ActorNetwork(title="A network of many actors")
    network.title = "A network of many actors"
    for number in range(actors):
        network.add_node(number_id(number), name=name(number), type=TYPES[number % len(TYPES)], country=None)
    for number in range(links):
        one, other = ends(number, actors)
        network.add_edge(number_id(one), number_id(other), key=f"e{number}", **facts(number, one, other))
    return network


def number_id(number: int) -> str:
    return f"actor-{number}"


def name(number: int) -> str:
    return f"Actor {number} of the {('north', 'far south', 'eastern provinces', 'west')[number % 4]}"


def ends(number: int, actors: int) -> tuple[int, int]:
    """A third of the links belong to a few hubs, the others join neighbours."""
    if number % 3 == 0:
        return number % 8, 8 + (number * 7) % (actors // 2)
    one = 8 + (number * 5) % (actors - 10)
    return one, one + 1


def facts(number: int, one: int, other: int) -> dict[str, object]:
    row = {"quote": f"{name(one)} met {name(other)}.", "report": f"r{number}", "published": "2026-01-02"}
    return {
        "predicate": KINDS[number % len(KINDS)],
        "modality": MODALITIES[number % len(MODALITIES)],
        "events": 1 + number % 3,
        "reports": 1,
        "sources": 1 + number % 4,
        "first": "2026-01-02",
        "last": "2026-02-03",
        "confidence": 0.7,
        "evidence": [row],
    }
