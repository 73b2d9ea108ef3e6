"""Who is who: what merges across reports, and what never does."""

from __future__ import annotations

import pytest

from graph import KnowledgeGraph
from ontology.errors import AmbiguousActor
from ontology.model import Actor, Extraction, Mention, Place, Report
from tests.hand_built import EXTRACTOR


def graph_of(*things: Actor | Place) -> KnowledgeGraph:
    """A graph in which each actor or place stands in a report of its own."""
    kg = KnowledgeGraph.open()
    for number, thing in enumerate(things):
        report = Report(id=f"r{number}", text="They met there.")
        actors = (thing,) if isinstance(thing, Actor) else ()
        places = (thing,) if isinstance(thing, Place) else ()
        kg.add(Extraction(report=report, extractor=EXTRACTOR, actors=actors, locations=places))
    return kg


def merged(*things: Actor | Place) -> int:
    """How many nodes stand for them in the end."""
    numbers = graph_of(*things).stats()
    return int(numbers["actors"] + numbers["places"])


def actor(id: str, name: str, type: str = "Military", country: str | None = None, *aliases: str) -> Actor:
    return Actor(id=id, name=name, type=type, country=country, aliases=aliases)


def test_the_same_id_is_the_same_actor() -> None:
    assert merged(actor("nato", "NATO"), actor("nato", "North Atlantic Treaty Organization")) == 1


def test_names_and_aliases_meet() -> None:
    kg = graph_of(
        actor("us-southern-command", "U.S. Southern Command", "Military", "US"),
        actor("southcom", "SOUTHCOM", "Military", None, "US Southern Command"),
        actor("united-states-southern-command", "United States Southern Command", "Military", "US", "SOUTHCOM"),
    )
    assert kg.stats()["actors"] == 1
    ids = {kg.resolve(name) for name in ("southcom", "u.s. southern command", "United States Southern Command")}
    assert ids == {"united-states-southern-command"}
    assert kg.actor("SOUTHCOM")["merged"] == ["southcom", "us-southern-command"]


CONFUSABLE = [
    (actor("sudan", "Sudan", "State", "SD"), actor("south-sudan", "South Sudan", "State", "SS")),
    (actor("niger", "Niger", "State", "NE"), actor("nigeria", "Nigeria", "State", "NG")),
    (actor("congo", "Congo", "State", "CG"), actor("dr-congo", "DR Congo", "State", "CD", "Congo")),
    (actor("congo", "Congo", "State"), actor("dr-congo", "DR Congo", "State", "CD", "Congo")),
    (actor("guinea", "Guinea", "State", "GN"), actor("guinea-bissau", "Guinea-Bissau", "State", "GW", "Guinea")),
    (actor("pla-cn", "People's Liberation Army", "Military", "CN", "PLA"), actor("pla-x", "PLA", "Military", "PS")),
    (actor("ann-lee", "Ann Lee", "Person", "US", "Lee"), actor("bob-lee", "Bob Lee", "Person", "US", "Lee")),
    (actor("john-key", "John Key", "Person", "NZ"), actor("john-key-2", "John Key", "Person", "US")),
    (actor("mali", "Mali", "State", "ML"), actor("mali-government", "Mali", "Government", "ML")),
    (
        actor("ru-army", "Russian Army", "Military", "RU", "Russian"),
        actor("ru-navy", "Russian Navy", "Military", "RU", "Russian"),
    ),
    (actor("guard", "National Guard", "Military", "FR"), actor("guard-2", "National Guard", "Police", "FR")),
    (
        Place(id="geonames/1", name="Santiago", country="CL", kind="city"),
        Place(id="geonames/2", name="Santiago", country="CL", kind="city"),
    ),
    (
        Place(id="georgia", name="Georgia", country="US", kind="admin1"),
        Place(id="georgia-2", name="Georgia", country="GE", kind="country"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("pair", CONFUSABLE, ids=lambda pair: f"{pair[0].id} and {pair[1].id}")
def test_these_stay_apart(pair: tuple[Actor | Place, Actor | Place]) -> None:
    assert merged(*pair) == 2
    assert merged(*reversed(pair)) == 2


def test_an_acronym_joins_the_only_name_with_its_initials() -> None:
    full, short = (
        actor("rapid-support-forces", "Rapid Support Forces", "ArmedGroup", "SD"),
        actor("rsf", "RSF", "ArmedGroup", "SD"),
    )
    assert merged(full, short) == 1
    assert merged(short, full) == 1
    kg = graph_of(full, short)
    assert kg.why_rows("RSF")[0]["reasons"] == ["'rsf' are the initials"]
    assert kg.resolve("RSF") == "rapid-support-forces"
    kg.split("rsf", "rapid-support-forces")
    assert kg.stats()["actors"] == 2


@pytest.mark.parametrize(
    "other",
    [
        actor("reserve-security-force", "Reserve Security Force", "ArmedGroup", "SD"),
        actor("rsf-2", "RSF", "ArmedGroup", "TD"),
        actor("rsf-2", "RSF", "ArmedGroup"),
        actor("rsf-2", "RSF", "NGO", "SD"),
        actor("rsf-2", "Rsf", "ArmedGroup", "SD"),
    ],
)
def test_an_acronym_decides_nothing_alone(other: Actor) -> None:
    """Not where two names have these initials, in another country or an unknown one, or in another family."""
    full = actor("rapid-support-forces", "Rapid Support Forces", "ArmedGroup", "SD")
    more = [actor("rsf", "RSF", "ArmedGroup", "SD")] if other.id.startswith("reserve") else []
    assert merged(full, other, *more) == 2 + len(more)


def test_an_unknown_country_joins_only_where_the_name_is_of_one_country() -> None:
    us, ec, unknown = (actor(f"navy-{code}", "Navy", "Military", code) for code in ("US", "EC", None))
    assert merged(us, unknown) == 1
    assert merged(us, unknown, ec) == 3
    kg = graph_of(us, unknown, ec)
    kg.retract("r2")
    assert kg.stats()["actors"] == 1


def test_two_countries_are_never_joined_through_a_third() -> None:
    bridge = actor("bridge", "Fleet", "Military", None, "Navy")
    assert merged(actor("us", "Fleet", "Military", "US"), bridge, actor("ec", "Navy", "Military", "EC")) == 3


def test_the_nameless_never_merge() -> None:
    said = (Mention(text="They", begin=0, end=4, kind="pronoun"),)
    nameless = [Actor(id=f"gunmen/r{n}", name="gunmen", type="ArmedGroup", mentions=said) for n in range(2)]
    assert merged(*nameless) == 2
    with pytest.raises(AmbiguousActor) as caught:
        graph_of(*nameless).resolve("gunmen")
    assert caught.value.candidates == ("gunmen/r0", "gunmen/r1")


def test_a_common_noun_is_no_reason_to_merge() -> None:
    said = (Mention(text="They", begin=0, end=4), Mention(text="there", begin=9, end=14, kind="nominal"))
    one = Actor(id="a-army", name="A Army", type="Military", aliases=("there",), mentions=said)
    other = Actor(id="b-army", name="B Army", type="Military", aliases=("there",), mentions=said)
    assert merged(one, other) == 2


def test_places_of_a_name_join_the_one_that_the_gazetteer_knows() -> None:
    known = Place(id="geonames/7", name="Gao", country="ML", kind="city", latitude=16.27, longitude=-0.04)
    assert merged(known, Place(id="gao", name="Gao", country="ML", kind="city")) == 1
    assert merged(known, Place(id="gao", name="Gao", country=None, kind="city")) == 2


def test_the_name_of_an_actor_is_the_fullest_that_is_not_shouted() -> None:
    kg = graph_of(
        actor("x", "ELN"), actor("x", "National Liberation Army"), actor("x", "NATIONAL LIBERATION ARMY (ELN)")
    )
    assert kg.actor("x")["name"] == "National Liberation Army"
    assert kg.actor("x")["aliases"] == ["ELN", "NATIONAL LIBERATION ARMY (ELN)"]
