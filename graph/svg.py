"""A picture as static SVG: for places that run no script, and for print."""

from __future__ import annotations

import math
import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

COLOURS: Mapping[str, str] = {
    "partner": "#0f6e84",
    "support": "#3d7a2a",
    "talk": "#6b5ca5",
    "oppose": "#b3372f",
    "structure": "#67707c",
    "state": "#2f5d8c",
    "force": "#4d6b3c",
    "armed": "#8f3b32",
    "body": "#6a5591",
    "person": "#96681b",
    "people": "#64707f",
}
"""Colour of each family of links and of actors, as in viewer.css."""

DASHES: Mapping[str, str] = {"planned": "8 5", "alleged": "8 5", "possible": "2 4", "negated": "2 4"}

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
MARGIN = 90
GAP = 6.0
"""Between links of the same two actors, in pixels."""

LINE = 22
"""Longest line of a name, in characters."""

Point = tuple[float, float]
Ends = tuple[Point, Point]


def svg(picture: Mapping[str, Any]) -> str:
    """Draw a picture (see `graph.picture`) as one SVG element; the title of a line tells whom it joins and why.

    >>> svg({"title": "Nobody", "actors": [], "links": []}).startswith("<svg xmlns=")
    True
    """
    places = {actor["id"]: (actor["x"], actor["y"]) for actor in picture["actors"]}
    names = {actor["id"]: actor["name"] for actor in picture["actors"]}
    left, top, width, height = _frame(list(places.values()))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}" role="img">'
    body = [
        f"<title>{text(picture['title'])}</title>",
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="#ffffff"/>',
        *(_line(link, ends, names) for link, ends in _beside(picture["links"], places)),
        *(_dot(actor) for actor in picture["actors"]),
    ]
    return "\n".join([head, *body, "</svg>"])


def text(value: object) -> str:
    """Any text as XML text: markup escaped, characters that XML forbids or that reorder a line replaced.

    >>> text("<b>")
    '&lt;b&gt;'
    """
    return escape(_NOT_XML.sub("\ufffd", str(value)))


def _frame(places: list[tuple[int, int]]) -> tuple[int, int, int, int]:
    if not places:
        return (0, 0, 300, 60)
    left, right = min(x for x, _ in places) - MARGIN, max(x for x, _ in places) + MARGIN
    top, bottom = min(y for _, y in places) - MARGIN // 2, max(y for _, y in places) + MARGIN // 2
    return (left, top, right - left, bottom - top)


def _beside(
    links: Sequence[Mapping[str, Any]], places: Mapping[str, Point]
) -> Iterator[tuple[Mapping[str, Any], Ends]]:
    """Each link with its two ends; links of the same two actors run side by side."""
    total = Counter(frozenset((link["subject"], link["object"])) for link in links)
    drawn: Counter[frozenset[str]] = Counter()
    for link in links:
        pair = frozenset((link["subject"], link["object"]))
        shift = GAP * (drawn[pair] - (total[pair] - 1) / 2)
        drawn[pair] += 1
        one, other = (places[actor] for actor in sorted((link["subject"], link["object"])))
        length = math.dist(one, other) or 1.0
        x, y = (one[1] - other[1]) / length * shift, (other[0] - one[0]) / length * shift
        yield link, ((one[0] + x, one[1] + y), (other[0] + x, other[1] + y))


def _line(link: Mapping[str, Any], ends: Ends, names: Mapping[str, str]) -> str:
    (x1, y1), (x2, y2) = ends
    dash = DASHES.get(link["modality"])
    style = f' stroke-dasharray="{dash}"' if dash else ""
    width = 1.5 + math.log2(max(1, link["sources"]))
    what = f"{names[link['subject']]} {link['label']} {names[link['object']]}"
    quote = link["sentences"][0]["quote"] if link["sentences"] else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{COLOURS[link["family"]]}"'
        f' stroke-width="{width:.1f}"{style}><title>{text(what)}: {text(quote)}</title></line>'
    )


def _dot(actor: Mapping[str, Any]) -> str:
    radius = 7 + 2.5 * math.sqrt(actor["weight"])
    lines = textwrap.wrap(_NOT_XML.sub("\ufffd", actor["name"]), LINE, max_lines=3, placeholder="…")
    below = actor["y"] + radius
    return "\n".join(
        [
            f'<circle cx="{actor["x"]}" cy="{actor["y"]}" r="{radius:.1f}" fill="{COLOURS[actor["family"]]}"/>',
            *(_words(line, actor["x"], below + 13 * number) for number, line in enumerate(lines, start=1)),
        ]
    )


def _words(line: str, x: int, y: float) -> str:
    return (
        f'<text x="{x}" y="{y:.1f}" text-anchor="middle" font-size="12" font-family="system-ui, sans-serif"'
        f' fill="#1b2430" stroke="#ffffff" stroke-width="3" paint-order="stroke">{text(line)}</text>'
    )
