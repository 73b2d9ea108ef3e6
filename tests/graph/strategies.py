"""Random extractions that keep the promises of the record, with names that try to break out of where they are put."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from ontology.model import (
    Actor,
    Claim,
    Count,
    Evidence,
    Extraction,
    Extractor,
    Mention,
    Place,
    Quantity,
    Report,
    Span,
    TimeSpan,
)
from ontology.relations import derive_relations
from ontology.types import actor_types, contexts, event_types, modalities, modes

HOSTILE = (
    'quote " and \\ backslash',
    "<http://example.org/> } ; DROP ALL",
    "line\nbreak\r\ttab",
    "control \x00\x07\x1b[31m",
    "bidi \u202eevil\u202c",
    "lone \ud800 surrogate",
    "\\u0022 } ; CLEAR ALL ; #",
    "long " * 500,
    "",
    " ",
    "100%20 %s {0} ${x}",
    "Президент 大统领 \U0001f4a3",
    "</script><b>",
    "'''\"\"\"",
    "\ufffe\uffff",
)
WORDS = "Talks began near the border while forces of both sides joined the operation against rebels on Tuesday. "
STORIES = (
    WORDS,
    "Ships of both navies lay off the coast for a week before anybody in the harbour saw them leave. ",
    "Soldiers came into the town in the morning, took the market and left again when the sun went down. ",
    "Soldiers came into the town in the morning, took the market and left again when the sun went down, "
    "and a day later nobody would say who had sent for them or why the radio had been silent. ",
)
SHARED = st.sampled_from(["Navy", "The Navy", "navy", "U.S. Army"])
NAMES = st.one_of(SHARED, SHARED, st.sampled_from(HOSTILE), st.text(max_size=20))
ACTOR_IDS = ("us", "ec", "navy", "the-navy", "x-group", "gunmen/r1", "né", "A B")
PLACE_IDS = ("geonames/1", "geonames/2", "quito", "gulf")
COUNTRIES = st.sampled_from([None, None, "US", "EC", "FR"])


@st.composite
def spans(draw: st.DrawFn, text: str) -> tuple[str, int, int]:
    """A stretch of a text."""
    begin = draw(st.integers(0, len(text)))
    end = draw(st.integers(begin, min(len(text), begin + 30)))
    return text[begin:end], begin, end


@st.composite
def mentions(draw: st.DrawFn, text: str) -> tuple[Mention, ...]:
    """Up to two mentions."""
    found = []
    for words, begin, end in draw(st.lists(spans(text), max_size=2)):
        kind = draw(st.sampled_from(["name", "nominal", "pronoun"]))
        found.append(Mention(text=words, begin=begin, end=end, kind=kind))
    return tuple(found)


@st.composite
def actors(draw: st.DrawFn, id: str, text: str) -> Actor:
    """An actor of an id."""
    return Actor(
        id=id,
        name=draw(NAMES),
        type=draw(st.sampled_from(["Military", "Military", "Police", *actor_types()])),
        country=draw(COUNTRIES),
        aliases=tuple(draw(st.lists(NAMES, max_size=2))),
        same_as=tuple(
            draw(st.lists(st.sampled_from(["https://example.org/a", "http://x/<b>", "not an IRI"]), max_size=2))
        ),
        mentions=draw(mentions(text)),
        confidence=draw(st.floats(0, 1)),
    )


@st.composite
def places(draw: st.DrawFn, id: str, text: str) -> Place:
    """A place of an id."""
    return Place(
        id=id,
        name=draw(st.sampled_from(["Quito", "Gulf", "quito", ""])),
        country=draw(COUNTRIES),
        kind=draw(st.sampled_from(["city", "country", "other"])),
        latitude=draw(st.sampled_from([None, -1.25, 90.0])),
        longitude=draw(st.sampled_from([None, 0.0, -78.123456])),
        parents=tuple(draw(st.lists(st.sampled_from(PLACE_IDS), max_size=2))),
        mentions=draw(mentions(text)),
    )


@st.composite
def times(draw: st.DrawFn) -> TimeSpan | None:
    """A time span, often a single day of few, so that events of different reports can meet."""
    kind = draw(st.sampled_from(["none", "day", "day", "range", "open"]))
    begin = date(2026, 3, 1) + timedelta(days=draw(st.integers(0, 2)))
    if kind == "none":
        return None
    if kind == "open":
        return TimeSpan(text="recently")
    end = begin if kind == "day" else begin + timedelta(days=draw(st.integers(0, 9)))
    return TimeSpan(text="then", begin=begin, end=end, precision="day" if kind == "day" else "week", anchored=True)


@st.composite
def counts(draw: st.DrawFn) -> Count | None:
    """A number of people or none."""
    low, high = draw(st.sampled_from([(None, None), (3, None), (None, 7), (3, 7), (0, 0)]))
    return draw(st.sampled_from([None, Count(min=low, max=high, text="some")]))


def some(ids: list[str]) -> Any:
    """A few of some ids."""
    return st.lists(st.sampled_from(ids), max_size=2).map(tuple) if ids else st.just(())


@st.composite
def claims(draw: st.DrawFn, number: int, text: str, actor_ids: list[str], place_ids: list[str]) -> Claim:
    """A claim about some actors and places."""
    type = draw(st.sampled_from(["COOPERATE", "ASSAULT", *event_types()]))
    words, begin, end = draw(spans(text))
    quotes = [Evidence(quote=text, begin=0, end=len(text))] + [
        Evidence(quote=quote, begin=first, end=last) for quote, first, last in draw(st.lists(spans(text), max_size=1))
    ]
    return Claim(
        id=f"e{number}",
        type=type,
        mode=draw(st.sampled_from([None, *modes(type)])),
        contexts=tuple(draw(st.lists(st.sampled_from(contexts()), max_size=2))),
        trigger=Span(text=words, begin=begin, end=end),
        evidence=tuple(quotes),
        agents=draw(some(actor_ids)),
        partners=draw(some(actor_ids)),
        targets=draw(some(actor_ids)),
        mediators=draw(some(actor_ids)),
        beneficiaries=draw(some(actor_ids)),
        locations=draw(some(place_ids)),
        origins=draw(some(place_ids)),
        destinations=draw(some(place_ids)),
        operation=draw(st.one_of(st.none(), NAMES)),
        instruments=tuple(draw(st.lists(NAMES, max_size=1))),
        objects=tuple(
            draw(st.lists(st.just(Quantity(text="two tonnes", name="cocaine", amount=2.5, unit="t")), max_size=1))
        ),
        time=draw(times()),
        killed=draw(counts()),
        injured=draw(counts()),
        captured=draw(counts()),
        modality=draw(st.sampled_from(["asserted", *modalities()])),
        attributed_to=draw(st.sampled_from([None, *actor_ids])),
        attribution_verb=draw(st.sampled_from([None, "said"])),
        confidence=draw(st.floats(0, 1)),
        reasons=tuple(draw(st.lists(NAMES, max_size=1))),
    )


@st.composite
def extractions(draw: st.DrawFn, *, report_ids: tuple[str, ...] = ("r1", "r2", "r3", "r4")) -> Extraction:
    """An extraction of a report."""
    report_id = draw(st.sampled_from(report_ids))
    text = WORDS + draw(NAMES)
    actor_ids = draw(st.lists(st.sampled_from(ACTOR_IDS), unique=True, max_size=4))
    place_ids = draw(st.lists(st.sampled_from(PLACE_IDS), unique=True, max_size=2))
    events = tuple(draw(claims(number, text, actor_ids, place_ids)) for number in range(draw(st.integers(0, 3))))
    return Extraction(
        report=Report(
            id=report_id,
            text=text,
            published=draw(st.sampled_from([None, date(2026, 3, 4)])),
            title=draw(st.one_of(st.none(), NAMES)),
            source=draw(st.sampled_from([None, "desk one", "desk two", "\ud800"])),
            url=draw(st.sampled_from([None, "https://example.org/x", "javascript:alert(1)"])),
        ),
        extractor=Extractor(name="sitgraph", version="0", model=draw(st.sampled_from(["m1", "m2"]))),
        actors=tuple(draw(actors(id, text)) for id in actor_ids),
        locations=tuple(draw(places(id, text)) for id in place_ids),
        events=events,
        relations=derive_relations(events),
        warnings=tuple(draw(st.lists(NAMES, max_size=1))),
    )


HOMES = {
    "navy": ("Navy", "Military", None),
    "us-navy": ("U.S. Navy", "Military", "US"),
    "the-us-navy": ("The US Navy", "Military", "US"),
    "ec-navy": ("Ecuadorian Navy", "Military", "EC"),
    "army": ("Army", "Military", None),
    "gang": ("Los Lobos", "CriminalGroup", "EC"),
    "usn": ("USN", "Military", "US"),
    "united-states-navy": ("United States Navy", "Military", "US"),
    "union-of-southern-nurses": ("Union of Southern Nurses", "Military", "US"),
    "wolves": ("Los Lobos", "ArmedGroup", None),
}


def _at_home(id: str, random: Random) -> Actor:
    """An actor as most reports know it; now and then one has another name, class, country or alias for it."""
    name, type, country = HOMES[id]
    if random.random() < 0.15:
        name = random.choice(["Navy", "Fleet"])
    if random.random() < 0.1:
        type = random.choice(["Police", "ArmedGroup"])
    if random.random() < 0.15:
        country = random.choice([None, "US"])
    return Actor(id=id, name=name, type=type, country=country, aliases=random.choice([(), (), (), ("Navy",)]))


def crowded(seed: int, report_id: str) -> Extraction:
    """An extraction of a small world, where reports share actors, names, places and events, and names link ids."""
    random = Random(seed)
    text = f"{random.choice(STORIES)}{random.choice(['', 'Again. ', 'Nobody knew more about it in the evening. '])}"
    quote = (Evidence(quote=text, begin=0, end=len(text)),)
    ids = random.sample(list(HOMES), k=random.randint(2, 5))
    named = tuple(_at_home(id, random) for id in ids)
    where = [
        Place(id=id, name=random.choice(["Quito", "Gulf"]), country=random.choice([None, "EC"]), kind="city")
        for id in random.sample(PLACE_IDS, k=random.randint(1, 2))
    ]
    events = []
    for number in range(random.randint(1, 3)):
        day = date(2026, 3, random.randint(1, 2))
        events.append(
            Claim(
                id=f"e{number}",
                type=random.choice(["COOPERATE", "COOPERATE", "ASSAULT", "COERCE"]),
                trigger=Span(text=text[:5], begin=0, end=5),
                evidence=quote,
                agents=tuple(random.sample(ids, k=random.randint(1, 2))),
                targets=tuple(random.sample(ids, k=random.randint(0, 1))),
                locations=(where[0].id,),
                operation=random.choice([None, None, "Spear", "SPEAR", "Shield"]),
                time=random.choice([None, *[TimeSpan(text="then", begin=day, end=day, precision="day")] * 3]),
                modality=random.choice(["asserted", "asserted", "alleged", "planned"]),
                confidence=random.choice([0.5, 0.75, 0.9]),
            )
        )
    source, title = random.choice([None, "desk one", "desk two"]), random.choice([None, "a", "b"])
    return Extraction(
        report=Report(
            id=report_id,
            text=text,
            source=source,
            title=title,
            published=random.choice([None, date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 8)]),
        ),
        extractor=Extractor(name="sitgraph", version="0", model="m"),
        actors=named,
        locations=tuple(where),
        events=tuple(events),
        relations=derive_relations(events),
    )
