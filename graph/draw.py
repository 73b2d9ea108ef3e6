"""Draws a network of actors: a page of its own, a view for notebooks, a static picture.

No request ever leaves what is made here: the library, the data and the styles lie inside, and a content policy that
names them by hash forbids everything else. Text of reports goes in as JSON that cannot end its element, and is shown
as text only.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from graph.picture import Evidence, Picture, picture
from graph.svg import svg, text

if TYPE_CHECKING:
    import networkx as nx

ASSETS = Path(__file__).resolve().parent / "assets"
STYLE_ID = "__________cytoscape_stylesheet"
"""Id of the style element that Cytoscape.js would add itself, which the content policy would refuse."""

NOTEBOOK_HEIGHT = 560


def to_html(
    network: nx.MultiDiGraph[str], *, title: str = "", focus: str | None = None, evidence: Evidence | None = None
) -> str:
    """A whole HTML page that shows the network; it works from a file, without a server or a connection."""
    return page(picture(network, title=title, focus=focus, evidence=evidence))


def to_svg(
    network: nx.MultiDiGraph[str], *, title: str = "", focus: str | None = None, evidence: Evidence | None = None
) -> str:
    """The network as a static SVG picture."""
    return svg(picture(network, title=title, focus=focus, evidence=evidence))


def to_notebook(
    network: nx.MultiDiGraph[str], *, title: str = "", focus: str | None = None, evidence: Evidence | None = None
) -> dict[str, str]:
    """The network as a bundle of MIME types for a notebook: interactive HTML, static SVG, and a line of plain text."""
    drawn = picture(network, title=title, focus=focus, evidence=evidence)
    plain = f"{drawn['title']}: {len(drawn['actors'])} actors, {len(drawn['links'])} links"
    return {"text/html": frame(drawn), "image/svg+xml": svg(drawn), "text/plain": plain}


def frame(drawn: Picture, *, height: int = NOTEBOOK_HEIGHT) -> str:
    """A picture as a sandboxed frame that holds its whole page: for notebook cells."""
    inside = escape(page(drawn, packed=True), quote=True)
    look = f"width:100%;height:{height}px;border:1px solid #8884;border-radius:4px"
    return f'<iframe title="{text(drawn["title"])}" sandbox="allow-scripts" style="{look}" srcdoc="{inside}"></iframe>'


def page(drawn: Picture, *, packed: bool = False) -> str:
    """A picture as a whole HTML page; ``packed`` makes it small by holding the library compressed (for notebooks)."""
    styles = asset("viewer.css") + asset("page.css")
    scripts = [asset("cytoscape.min.js"), asset("viewer.js"), asset("start.js")]
    library = f'<script type="text/plain" id="library">{_packed_library()}</script>' if packed else _script(scripts[0])
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts, [styles])}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<title>{text(drawn["title"])}</title>\n<link rel="icon" href="data:,">',
            f'<style id="{STYLE_ID}">{styles}</style>\n</head>\n<body>\n<div id="view"></div>',
            f"<noscript>{svg(drawn)}</noscript>",
            f'<script type="application/json" id="picture">{embedded(drawn)}</script>',
            library,
            _script(scripts[1]),
            _script(scripts[2]),
            "</body>\n</html>\n",
        ]
    )


def embedded(value: object) -> str:
    r"""JSON that can stand inside a script element: nothing in it can end the element or begin a comment.

    >>> embedded({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    plain = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return plain.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@cache
def asset(name: str) -> str:
    """The text of a file that belongs to the drawing (see graph/assets/README.md)."""
    return (ASSETS / name).read_text(encoding="utf-8")


def _script(source: str) -> str:
    return f"<script>{source}</script>"


@cache
def _packed_library() -> str:
    packed = gzip.compress(asset("cytoscape.min.js").encode(), compresslevel=9, mtime=0)
    return base64.b64encode(packed).decode()


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Only these scripts and styles, by their hashes; no image, font, frame, form or connection."""
    allowed = [" ".join(f"'{_hash(source)}'" for source in sources) for sources in (scripts, styles)]
    return f"default-src 'none'; script-src {allowed[0]}; style-src {allowed[1]}; img-src data:; base-uri 'none'"


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
