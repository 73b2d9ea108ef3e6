"""Extractions built by hand, for tests that need a graph but no language model."""

from __future__ import annotations

from datetime import date
from typing import Any

from ontology.model import Actor, Claim, Evidence, Extraction, Extractor, Mention, Place, Report, Span, TimeSpan
from ontology.relations import derive_relations

EXTRACTOR = Extractor(name="sitgraph", version="0.1.0", model="by-hand")
SOUTHCOM = (
    "us-southern-command",
    "United States Southern Command",
    "Military",
    "US",
    ("SOUTHCOM", "U.S. Southern Command"),
)
ECUADOR_FORCES = ("ecuadorian-armed-forces", "Ecuadorian Armed Forces", "Military", "EC", ("Ecuadorian forces",))
CHONEROS = ("los-choneros", "Los Choneros", "CriminalGroup", "EC", ())
COLOMBIA_NAVY = ("colombian-navy", "Colombian Navy", "Military", "CO", ())
NATO = ("nato", "NATO", "IntergovernmentalOrganization", None, ("North Atlantic Treaty Organization",))
FINLAND = ("finland", "Finland", "State", "FI", ())
SWEDEN = ("sweden", "Sweden", "State", "SE", ())
MALI_ARMY = ("malian-army", "Malian Army", "Military", "ML", ())
ECUADOR = Place(
    id="geonames/3658394", name="Ecuador", country="EC", kind="country", latitude=-1.25, longitude=-78.25,
    parents=("south-america",),
)  # fmt: skip
GUAYAQUIL = Place(
    id="geonames/3657509", name="Guayaquil", country="EC", kind="city", latitude=-2.19, longitude=-79.89,
    parents=("geonames/3658394", "south-america"),
)  # fmt: skip


def actor(facts: tuple[str, str, str, str | None, tuple[str, ...]], text: str, *names: str) -> Actor:
    """An actor with its mentions in the text."""
    mentions = [Mention(text=name, begin=text.index(name), end=text.index(name) + len(name)) for name in names]
    return Actor(
        id=facts[0], name=facts[1], type=facts[2], country=facts[3], aliases=facts[4], mentions=tuple(mentions)
    )


def claim(text: str, id: str, type: str, trigger: str, *, on: date | None = None, **roles: Any) -> Claim:
    """A claim whose evidence is the sentence that holds its trigger."""
    begin = text.index(trigger)
    first = text.rfind(". ", 0, begin) + 2 if ". " in text[:begin] else 0
    last = text.index(".", begin) + 1
    when = TimeSpan(text=on.isoformat(), begin=on, end=on, precision="day") if on else None
    return Claim(
        id=id,
        type=type,
        trigger=Span(text=trigger, begin=begin, end=begin + len(trigger)),
        evidence=(Evidence(quote=text[first:last], begin=first, end=last),),
        time=when,
        confidence=roles.pop("confidence", 0.9),
        **roles,
    )


def extraction(report: Report, actors: list[Actor], places: list[Place], events: list[Claim]) -> Extraction:
    """An extraction with the relations that follow from its events."""
    return Extraction(
        report=report,
        extractor=EXTRACTOR,
        actors=tuple(actors),
        locations=tuple(places),
        events=tuple(events),
        relations=derive_relations(events),
    )


JOINT = (
    "U.S. Southern Command and Ecuadorian forces began a joint operation near Guayaquil. "
    "Together they raided camps of Los Choneros."
)
IN_OTHER_WORDS = (
    "Two camps of Los Choneros outside Guayaquil were raided in the night. "
    "It was the first joint operation of Ecuadorian forces with troops sent by U.S. Southern Command."
)


def joint_operation(
    id: str = "quito-1", source: str = "desk one", day: date = date(2026, 3, 3), text: str = JOINT
) -> Extraction:
    """SOUTHCOM and Ecuadorian forces together against Los Choneros, asserted."""
    actors = [
        actor(SOUTHCOM, text, "U.S. Southern Command"),
        actor(ECUADOR_FORCES, text, "Ecuadorian forces"),
        actor(CHONEROS, text, "Los Choneros"),
    ]
    both = ("us-southern-command", "ecuadorian-armed-forces")
    events = [
        claim(text, "e1", "COOPERATE", "joint operation", on=day, agents=both, locations=(GUAYAQUIL.id,)),
        claim(
            text, "e2", "ASSAULT", "raided", on=day, agents=both, targets=("los-choneros",), locations=(GUAYAQUIL.id,)
        ),
    ]
    report = Report(id=id, text=text, published=day, title=f"Joint operation near Guayaquil, {source}", source=source)
    return extraction(report, actors, [ECUADOR, GUAYAQUIL], events)


def planned_patrols() -> Extraction:
    """Colombia's navy and SOUTHCOM, planned only."""
    text = "The Colombian Navy will patrol with SOUTHCOM in May."
    actors = [actor(COLOMBIA_NAVY, text, "Colombian Navy"), actor(SOUTHCOM, text, "SOUTHCOM")]
    events = [
        claim(
            text, "e1", "COOPERATE", "patrol", modality="planned", agents=("colombian-navy", "us-southern-command"),
            confidence=0.7,
        )
    ]  # fmt: skip
    report = Report(id="bogota-1", text=text, published=date(2026, 3, 9), title="Patrols planned", source="desk two")
    return extraction(report, actors, [], events)


def accession() -> Extraction:
    """Sweden and Finland exercise with NATO."""
    text = "Finland and Sweden held an exercise with NATO."
    actors = [actor(FINLAND, text, "Finland"), actor(SWEDEN, text, "Sweden"), actor(NATO, text, "NATO")]
    events = [
        claim(
            text, "e1", "COOPERATE", "exercise", on=date(2024, 3, 8), agents=("finland", "sweden"), partners=("nato",)
        )
    ]
    report = Report(
        id="north-1", text=text, published=date(2024, 3, 9), title="Exercise in the north", source="desk two"
    )
    return extraction(report, actors, [], events)


HOSTILE = (
    "</script><script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "javascript:document.title='owned'",
    "{{7*7}} ${7*7} <!-- --> ]]> &amp;",
    "Name \u202egnorw\u202c of \x1b[31mmany\x07 kinds\u2028next",
    "<svg/onload=document.title='owned'>",
)
"""Names that try to become markup, script, terminal commands or another reading order."""


def hostile() -> Extraction:
    """Actors with hostile names who partner with SOUTHCOM, in a report whose every field is hostile too."""
    text = "SOUTHCOM joined " + " and ".join(HOSTILE) + " in an exercise."
    named = [
        actor((f"hostile-{number}", name, "ArmedGroup", None, ()), text, name) for number, name in enumerate(HOSTILE)
    ]
    ids = tuple(one.id for one in named)
    events = [
        claim(text, "e1", "COOPERATE", "exercise", on=date(2026, 1, 2), agents=("us-southern-command",), partners=ids)
    ]
    report = Report(id=HOSTILE[0], text=text, published=date(2026, 1, 3), title=HOSTILE[1], source=HOSTILE[5])
    return extraction(report, [actor(SOUTHCOM, text, "SOUTHCOM"), *named], [], events)


def everything() -> list[Extraction]:
    """All of the above; the joint operation is told by two desks."""
    return [joint_operation(), joint_operation("quito-2", "desk three"), planned_patrols(), accession(), hostile()]
