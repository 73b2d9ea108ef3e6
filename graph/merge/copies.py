"""Which reports are copies of one text: wire copies, cut or lightly edited ones.

A text is reduced to the hashes of its runs of words (shingles); of these the smallest are kept, a random sample that is
the same for the same text (bottom-k MinHash). Texts of up to ``KEPT`` runs are compared in full.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

RUN = 4
"""Words in a shingle."""
KEPT = 192
"""How many hashes stand for a text."""
KEYS = 12
"""How many of them a text is found under."""
ALIKE = 0.5
"""Least share of the runs of both texts that are common to both."""
CONTAINED = 0.8
"""Least share of the shorter text's runs that the longer one holds too."""
SHORTEST = 12
"""Fewest runs of a text that may be a cut copy of another."""
DAYS = 3
"""Most days between the publication of a text and that of its copy."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A report's text as it is compared: number of runs, smallest hashes in order, day of publication as ISO text."""

    report: str
    size: int
    hashes: tuple[str, ...]
    published: str | None = None

    @property
    def found_under(self) -> tuple[str, ...]:
        """The keys under which copies are looked for."""
        return self.hashes[:KEYS]


def sketch_of(report: str, text: str, published: date | None) -> Sketch:
    """The sketch of a text.

    Args:
        report: The tail of the report's IRI.
        text: The text of the report.
        published: When it was published.

    >>> sketch_of("r", "One two three four five.", None).size
    2
    """
    found = {_hash(run) for run in _runs(text)}
    return Sketch(report, len(found), tuple(sorted(found)[:KEPT]), published.isoformat() if published else None)


def _runs(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.casefold())
    for start in range(max(1, len(words) - RUN + 1)):
        yield " ".join(words[start : start + RUN])


def _hash(run: str) -> str:
    return blake2b(run.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def to_json(sketch: Sketch) -> str:
    """A sketch as JSON; equal sketches are equal texts."""
    row = [sketch.report, sketch.size, "".join(sketch.hashes), sketch.published]
    return json.dumps(row, separators=(",", ":"))


def from_json(words: str) -> Sketch:
    """The sketch of a JSON text.

    >>> sketch = sketch_of("r", "Talks began in the capital.", date(2026, 3, 4))
    >>> from_json(to_json(sketch)) == sketch
    True
    """
    report, size, joined, published = json.loads(words)
    return Sketch(report, size, tuple(joined[at : at + 12] for at in range(0, len(joined), 12)), published)


def are_copies(one: Sketch, other: Sketch) -> bool:
    """Whether two texts are copies of one story that were published within some days of each other.

    >>> story = "Sailors of both navies boarded four boats off the coast on Tuesday and took drugs ashore"
    >>> wire, paper = sketch_of("a", story, None), sketch_of("b", f"{story}, officials in the port said.", None)
    >>> are_copies(wire, paper), are_copies(wire, sketch_of("c", "Nothing of the kind was said on Tuesday.", None))
    (True, False)
    """
    if one.published and other.published and not _near(one.published, other.published):
        return False
    shared = _jaccard(one, other)
    common = shared / (1 + shared) * (one.size + other.size)
    smaller = min(one.size, other.size)
    return shared >= ALIKE or (smaller >= SHORTEST and common >= CONTAINED * smaller)


def _near(one: str, other: str) -> bool:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= DAYS


def _jaccard(one: Sketch, other: Sketch) -> float:
    """The share of common runs; an estimate from the smallest hashes of both where a text is long."""
    first, second = set(one.hashes), set(other.hashes)
    union = sorted(first | second)
    if max(one.size, other.size) > KEPT:
        union = union[:KEPT]
    return len(first & second & set(union)) / len(union)


def original(sketches: Iterable[Sketch]) -> str:
    """The report that stands for its copies: the first published, then the first by its IRI."""
    return min(sketches, key=lambda sketch: (sketch.published or "9999", sketch.report)).report
