"""Find actors, places and operations while somebody types: by the beginning of any word of a name or an alias, with a
typing error in each word forgiven.

Cost: names are read once for each state of the store, linear in names and relationships; then each word typed costs a
few look-ups and, where no word begins so, a pass over the known words with the same first letter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.edges import Row
from graph.filters import Several, each
from graph.frames import frame
from graph.keys import name_key
from graph.terms import RDF_TYPE, term
from graph.view import View
from ontology.errors import BadArgument

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("kind", "id", "name", "type", "country", "matched", "score", "relationships")
KINDS = {"actor": "sg:Actor", "place": "sg:Place", "operation": "sg:Operation"}
EXACT, BEGUN, MISTYPED, BEGUN_MISTYPED = 1.0, 0.9, 0.7, 0.6
SHORTEST = 4
"""Words of fewer letters have to be typed right."""


def search_rows(view: View, words: str, *, kind: Several = None, limit: int = 20) -> list[Row]:
    """Actors, places and operations by what is typed of a name, as plain rows.

    Args:
        view: Where to look.
        words: Whole words or beginnings of words, in any order, case and accent; each must be found in the name.
        kind: Only ``actor``, ``place`` or ``operation``, or several of them.
        limit: At most so many rows.

    Returns:
        Rows with the keys of ``COLUMNS``, the best ``score`` (0 to 1) first, then those with most relationships;
        ``matched`` is the name or alias that was found.

    Raises:
        BadArgument: when there is no such kind, or the limit makes no sense.

    >>> from graph.example import example
    >>> kg = example()
    >>> [(row["name"], row["matched"], row["score"]) for row in kg.search_rows("mano")]
    [('Red Hand', 'Mano Roja', 0.9)]
    >>> [row["name"] for row in kg.search_rows("nroland nav")]
    ['Norland Navy']
    >>> [(row["kind"], row["name"]) for row in kg.search_rows("sudland", limit=2)]
    [('actor', 'Sudland'), ('place', 'Sudland')]
    """
    kinds = tuple(each(kind)) or tuple(KINDS)
    for name in kinds:
        if name not in KINDS:
            raise BadArgument(f"no kind {name!r}", hint=f"one of {', '.join(KINDS)}")
    if limit < 1:
        raise BadArgument(f"a limit of {limit} makes no sense")
    found = [hit for hit in view.kept(_read).find(name_key(words)) if hit[1].kind in kinds]
    return [_row(view, score, label) for score, label in found[:limit]]


def search(view: View, words: str, **conditions: Any) -> pd.DataFrame:
    """Actors, places and operations by what is typed, as a table; see `search_rows`."""
    return frame(search_rows(view, words, **conditions), COLUMNS)


@dataclass(frozen=True, slots=True)
class Label:
    """A name or an alias of something, with its words and the number of its relationships."""

    kind: str
    path: str
    text: str
    words: tuple[str, ...]
    edges: int


@dataclass(slots=True)
class Labels:
    """All labels, by word; ``near`` holds words by what remains of them without one letter."""

    by_word: dict[str, list[Label]] = field(default_factory=lambda: defaultdict(list))
    near: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    words: list[str] = field(default_factory=list)

    def add(self, label: Label) -> None:
        """Take in a label."""
        for word in set(label.words):
            self.by_word[word].append(label)

    def sort(self) -> None:
        """Order the words, once all labels are in."""
        self.words = sorted(self.by_word)
        for word in self.words:
            for rest in _without_one(word):
                self.near[rest].append(word)

    def find(self, key: str) -> list[tuple[float, Label]]:
        """The best label of each thing whose words answer all words of a key, with its score; the best first."""
        typed = key.split()
        scores = [self._answers(word) for word in typed]
        best: dict[str, tuple[float, Label]] = {}
        for label in self._candidates(scores):
            score = _score(label, scores)
            if score and (label.path not in best or _better(score, label, best[label.path])):
                best[label.path] = (score, label)
        return sorted(best.values(), key=lambda hit: (-hit[0], -hit[1].edges, hit[1].text, hit[1].path))

    def _candidates(self, scores: list[dict[str, float]]) -> Iterable[Label]:
        """The labels that answer the word with the fewest answers."""
        if not scores:
            return ()
        rarest = min(scores, key=lambda known: sum(len(self.by_word[word]) for word in known))
        return (label for word in sorted(rarest) for label in self.by_word[word])

    def _answers(self, typed: str) -> dict[str, float]:
        """Known words that may be meant by a typed one, with how well they fit."""
        found = dict.fromkeys(self._begun(typed), BEGUN)
        if len(typed) >= SHORTEST:
            rests = _without_one(typed)
            if not found:
                found = {word: BEGUN_MISTYPED for word in self._begun(typed[:1]) if _begins_near(word, typed, rests)}
            found |= {
                word: MISTYPED for rest in rests for word in self.near.get(rest, ()) if found.get(word, 0) < MISTYPED
            }
        if typed in self.by_word:
            found[typed] = EXACT
        return found

    def _begun(self, typed: str) -> Iterator[str]:
        for at in range(bisect_left(self.words, typed), len(self.words)):
            if not self.words[at].startswith(typed):
                return
            yield self.words[at]


def _without_one(word: str) -> set[str]:
    """A word and what remains without one of its letters: two words of one error share one of these.

    >>> sorted(_without_one("navy"))
    ['avy', 'nav', 'navy', 'nay', 'nvy']
    """
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _begins_near(word: str, typed: str, rests: set[str]) -> bool:
    """Whether the beginning of a word is what was typed, but for one error."""
    return any(not rests.isdisjoint(_without_one(word[: len(typed) + more])) for more in (-1, 0, 1))


def _score(label: Label, scores: list[dict[str, float]]) -> float:
    """How well a label answers all that was typed; 0 if a word is not answered. Short names answer better."""
    parts = [max((known[word] for word in label.words if word in known), default=0.0) for known in scores]
    if not all(parts):
        return 0.0
    whole = len(scores) / max(len(label.words), len(scores))
    return round(sum(parts) / len(parts) * (0.8 + 0.2 * whole), 4)


def _better(score: float, label: Label, other: tuple[float, Label]) -> bool:
    return (score, other[1].text) > (other[0], label.text)


def _read(view: View) -> Labels:
    """All names and aliases in the graph."""
    labels = Labels()
    edges = _edge_counts(view)
    for kind, class_ in KINDS.items():
        for path in sorted(view.subjects("rdf:type", term(class_))):
            for name in ("skos:prefLabel", "skos:altLabel"):
                for text in sorted(view.objects(view.node(path), name)):
                    words = tuple(name_key(text).split())
                    labels.add(Label(kind, path, text, words, edges.get(path, 0)))
    labels.sort()
    return labels


def _edge_counts(view: View) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for quad in view.store.quads.quads_for_pattern(None, RDF_TYPE, term("sg:Relationship"), view.merged):
        for end in ("sg:subject", "sg:object"):
            for iri in view.objects(view.node(view.path(quad.subject)), end):
                counts[iri[len(view.names.base) :]] += 1
    return counts


def _row(view: View, score: float, label: Label) -> Row:
    card = view.card(label.path)
    row = {"kind": label.kind, "id": card.id, "name": card.name, "type": card.type, "country": card.country}
    return row | {"matched": label.text, "score": score, "relationships": label.edges}
