"""Time the store on a generated but realistic graph: loading, one more report, and the look-ups people make.

    python -m benchmarks.store --reports 4000 [--disk FOLDER]

Actors and places are drawn by a Zipf law, as in news: a few are in most reports, most are in few. One process.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import statistics
import time
from bisect import bisect
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from graph import KnowledgeGraph
from ontology.model import Actor, Claim, Evidence, Extraction, Extractor, Mention, Place, Report, Span, TimeSpan
from ontology.relations import derive_relations
from ontology.types import actor_types, modes

ACTORS, PLACES = 3000, 600
TYPES = ("COOPERATE", "COOPERATE", "ASSAULT", "ASSAULT", "CONSULT", "AID", "COERCE", "ACCUSE", "REQUEST", "MOBILIZE")
MODALITIES = ("asserted", "asserted", "asserted", "planned", "alleged")
COUNTRIES = ("US", "FR", "ML", "EC", "CO", "UA", "RU", "TR", "NG", "KE", None)
FILLER = "Officials in the capital said that roads were open again and that markets had filled by noon. "


class Zipf:
    """Draws numbers below a limit, small ones far more often."""

    def __init__(self, limit: int, random: Random) -> None:
        self.random = random
        self.sums = list(accumulate(1 / (rank + 3) for rank in range(limit)))

    def draw(self) -> int:
        """One number."""
        return bisect(self.sums, self.random.random() * self.sums[-1])

    def sample(self, size: int) -> list[int]:
        """Different numbers."""
        found: dict[int, None] = {}
        while len(found) < size:
            found[self.draw()] = None
        return list(found)


def reports(count: int, *, seed: int = 7) -> Iterator[Extraction]:
    """Reports of about ten sentences with three events among five actors."""
    random = Random(seed)
    actors, places = Zipf(ACTORS, random), Zipf(PLACES, random)
    for number in range(count):
        yield _report(number, random, actors.sample(5), places.sample(2))


def _report(number: int, random: Random, actor_ids: list[int], place_ids: list[int]) -> Extraction:
    sentences = [
        f"In event {number}-{one} the actors acted near the place of the report on Tuesday. " for one in range(3)
    ]
    text = "".join(FILLER + sentence + FILLER for sentence in sentences)
    published = date(2020, 1, 1) + timedelta(days=number % 2000)
    actors = tuple(_actor(one, text, random) for one in actor_ids)
    places = tuple(_place(one, text) for one in place_ids)
    events = tuple(
        _claim(one, sentence, text, random, [actor.id for actor in actors], places[one % 2].id, published)
        for one, sentence in enumerate(sentences)
    )
    return Extraction(
        report=Report(
            id=f"r{number}", text=text, published=published, title=f"Story {number}", source=f"s{number % 90}"
        ),
        extractor=Extractor(name="benchmark", version="1", model="none"),
        actors=actors,
        locations=places,
        events=events,
        relations=derive_relations(events),
    )


def _actor(number: int, text: str, random: Random) -> Actor:
    begins = sorted(random.sample(range(len(text) - 12), k=3))
    return Actor(
        id=f"actor-{number}",
        name=f"Actor Number {number}",
        type=actor_types()[number % 14],
        country=COUNTRIES[number % len(COUNTRIES)],
        aliases=(f"AN{number}",),
        mentions=tuple(Mention(text=text[begin : begin + 12], begin=begin, end=begin + 12) for begin in begins),
        confidence=0.9,
    )


def _place(number: int, text: str) -> Place:
    mention = Mention(text=text[:8], begin=0, end=8)
    return Place(
        id=f"geonames/{number}",
        name=f"Place {number}",
        country=COUNTRIES[number % 10],
        kind="city",
        latitude=number % 80,
        longitude=number % 170,
        mentions=(mention,),
    )


def _claim(
    number: int, sentence: str, text: str, random: Random, actors: list[str], place: str, published: date
) -> Claim:
    type = random.choice(TYPES)
    begin = text.index(sentence)
    day = published - timedelta(days=random.randint(0, 5))
    one, other, third = random.sample(actors, k=3)
    return Claim(
        id=f"e{number}",
        type=type,
        mode=random.choice([None, *modes(type)]),
        trigger=Span(text="acted", begin=text.index("acted", begin), end=text.index("acted", begin) + 5),
        evidence=(Evidence(quote=sentence, begin=begin, end=begin + len(sentence)),),
        agents=(one,),
        partners=(other,) if random.random() < 0.5 else (),
        targets=(third,),
        locations=(place,),
        operation=f"Operation {random.randint(1, 40)}" if random.random() < 0.1 else None,
        time=TimeSpan(text="Tuesday", begin=day, end=day, precision="day", anchored=True),
        modality=random.choice(MODALITIES),
        confidence=round(random.uniform(0.4, 1), 3),
        reasons=("trigger",),
    )


def timed(action: Callable[[], object], *, times: int = 5) -> str:
    """Median and slowest of a few runs, in milliseconds."""
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        action()
        took.append((time.perf_counter() - begin) * 1000)
    return f"{statistics.median(took):9.2f} ms  (slowest {max(took):.2f})"


def main() -> None:
    """Build the graph, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--disk", help="folder for the store; without it in memory")
    parser.add_argument("--whole", action="store_true", help="also rebuild and export, which pass over everything")
    options = parser.parse_args()
    made = list(reports(options.reports + 20))
    with KnowledgeGraph.open(options.disk) as kg:
        begin, cpu = time.perf_counter(), time.process_time()
        for _ in kg.add_all(made[: options.reports]):
            pass
        _show_load(kg, options.reports, time.perf_counter() - begin, time.process_time() - cpu)
        extra = iter(made[options.reports :])
        print(f"one more report      {timed(lambda: kg.add(next(extra)), times=20)}")
        _show_questions(kg)
        if options.whole:
            print(f"rebuild              {timed(kg.rebuild, times=1)}")
            print(f"export as Turtle     {timed(lambda: kg.export(io.BytesIO(), format='ttl'), times=1)}")


def _show_load(kg: KnowledgeGraph, count: int, wall: float, cpu: float) -> None:
    quads = len(kg.store.quads)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'on disk' if kg.store.path else 'in memory'}: {count} reports, {quads} quads, peak {memory:.0f} MB")
    if kg.store.path:
        size = sum(entry.stat().st_size for entry in os.scandir(kg.store.path) if entry.is_file())
        print(f"disk                 {size / 1e6:9.1f} MB")
    print(f"load       {wall:9.1f} s   (CPU {cpu:.1f}; {count / wall:.0f} reports/s, {quads / wall:.0f} quads/s)")


def _show_questions(kg: KnowledgeGraph) -> None:
    rare = max((row["actor"] for row in kg.actor_rows(limit=ACTORS)), key=lambda name: int(name.split("-")[1]))
    for label, actor in (("popular", "actor-0"), ("middle", "actor-60"), ("rare", rare)):
        rows = kg.partner_rows(actor)
        kg.view.forget()
        cold = timed(lambda actor=actor: kg.partner_rows(actor), times=1)  # type: ignore[misc]
        warm = timed(lambda actor=actor: kg.partner_rows(actor))  # type: ignore[misc]
        print(f"partners {label:<10}{cold.split(' (')[0]} cold, {warm}, {len(rows)} rows")
        print(f"  since 2023       {timed(lambda actor=actor: kg.partner_rows(actor, since='2023'))}")  # type: ignore[misc]
        print(f"  by SPARQL        {timed(lambda actor=actor: kg.sparql_partners(actor), times=3)}")  # type: ignore[misc]
        print(f"opponents          {timed(lambda actor=actor: kg.opponent_rows(actor))}")  # type: ignore[misc]
    edge = kg.partner_rows("actor-0")[0]["relationship"]
    print(f"evidence of an edge  {timed(lambda: kg.evidence_rows(edge))}, {len(kg.evidence_rows(edge))} rows")
    print(f"network of the rare  {timed(lambda: kg.network(rare))}")
    print(f"events in a place    {timed(lambda: kg.event_rows(place='Place 50'))}")
    print(f"search               {timed(lambda: kg.actor_rows('number 12', limit=10))}")
    _show_analyses(kg, rare, edge)


def _show_analyses(kg: KnowledgeGraph, rare: str, edge: str) -> None:
    """The questions that look at more than one edge: of the popular actor, or of all."""
    asked: dict[str, Callable[[], object]] = {
        "search while typing": lambda: kg.search_rows("nubmer 12"),
        "shortest paths": lambda: kg.path_rows("actor-1", rare),
        "strongest path": lambda: kg.path_rows("actor-1", rare, by="strongest"),
        "sources of an edge": lambda: kg.source_rows(edge),
        "timeline": lambda: kg.timeline_rows("actor-0"),
        "timeline of two": lambda: kg.timeline_rows("actor-0", other="actor-1"),
        "members": lambda: kg.member_rows("actor-0"),
        "sums by state": lambda: kg.rollup_rows("actor-0"),
        "changes": lambda: kg.change_rows("actor-0", "2021", "2022"),
        "contradictions": lambda: kg.contradiction_rows("actor-0"),
        "network": lambda: kg.network("actor-0"),
        "designations of all": kg.designation_rows,
        "changes of all": lambda: kg.change_rows(None, "2021", "2022"),
        "contradictions of all": kg.contradiction_rows,
        "network of all": kg.network,
        "metrics of all": kg.metric_rows,
    }
    for label, ask in asked.items():
        print(f"{label:<22}{timed(ask, times=3)}")


if __name__ == "__main__":
    main()
