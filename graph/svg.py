"""A picture as static SVG: for places that run no script, and for print."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
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
        *(_line(link, places, names) for link in picture["links"]),
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


def _line(link: Mapping[str, Any], places: Mapping[str, tuple[int, int]], names: Mapping[str, str]) -> str:
    (x1, y1), (x2, y2) = places[link["subject"]], places[link["object"]]
    dash = DASHES.get(link["modality"])
    style = f' stroke-dasharray="{dash}"' if dash else ""
    width = 1.5 + math.log2(max(1, link["sources"]))
    what = f"{names[link['subject']]} {link['label']} {names[link['object']]}"
    quote = link["sentences"][0]["quote"] if link["sentences"] else ""
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{COLOURS[link["family"]]}"'
        f' stroke-width="{width:.1f}"{style}><title>{text(what)}: {text(quote)}</title></line>'
    )


def _dot(actor: Mapping[str, Any]) -> str:
    radius = 7 + 2.5 * math.sqrt(actor["weight"])
    name = actor["name"] if len(actor["name"]) <= 40 else actor["name"][:39] + "…"
    return (
        f'<circle cx="{actor["x"]}" cy="{actor["y"]}" r="{radius:.1f}" fill="{COLOURS[actor["family"]]}"/>'
        f'<text x="{actor["x"]}" y="{actor["y"] + radius + 13:.1f}" text-anchor="middle" font-size="12"'
        f' font-family="system-ui, sans-serif" fill="#1b2430" stroke="#ffffff" stroke-width="3"'
        f' paint-order="stroke">{text(name)}</text>'
    )
