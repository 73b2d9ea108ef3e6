"""Pages and pictures of a network: whole, offline, and deaf to whatever the names try."""

import base64
import hashlib
import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.draw import ASSETS, asset, embedded, frame, page, to_html, to_notebook, to_svg
from graph.layout import positions
from graph.picture import BUSY, MOST_SENTENCES, picture
from graph.svg import COLOURS
from tests.hand_built import HOSTILE

ANY_TEXT = st.text(st.characters(), max_size=60) | st.sampled_from(HOSTILE)
SENTENCE = {"quote": "They trained.", "report": "r1", "title": "News", "source": "desk", "published": "2026-01-02"}


def network(*names: str, sentences: int = 1) -> "nx.MultiDiGraph[str]":
    """A chain of partners."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, name in enumerate(names):
        graph.add_node(f"n{number}", name=name, type="Military", country=None)
    for number in range(len(names) - 1):
        graph.add_edge(
            f"n{number}",
            f"n{number + 1}",
            key=f"e{number}",
            predicate="partneredWith",
            modality="asserted",
            events=1,
            reports=1,
            sources=number + 1,
            first="2026-01-02",
            last=None,
            confidence=0.5,
            evidence=[{**SENTENCE, "quote": names[number]}] * sentences,
        )
    return graph


class Page(HTMLParser):
    """Collects the elements of a page and what the script and style elements hold."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[int, str] = {}
        self.inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.raw[len(self.tags) - 1] = self.raw.get(len(self.tags) - 1, "") + data

    def held(self, tag: str, **attributes: str) -> list[str]:
        wanted = attributes.items()
        return [
            self.raw.get(number, "")
            for number, (name, attrs) in enumerate(self.tags)
            if name == tag and all(attrs.get(key) == value for key, value in wanted)
        ]


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY_TEXT, min_size=2, max_size=4))
def test_the_data_of_a_page_is_what_was_drawn_whatever_the_names(names: list[str]) -> None:
    drawn = picture(network(*names), title=names[0])
    parsed = Page(page(drawn))
    assert json.loads(parsed.held("script", type="application/json")[0]) == drawn
    assert [tag for tag, _ in parsed.tags if tag in ("script", "style", "iframe", "img", "object")] == [
        "style",
        *["script"] * 4,
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY_TEXT, min_size=2, max_size=4))
def test_a_picture_is_well_formed_whatever_the_names(names: list[str]) -> None:
    root = ElementTree.fromstring(to_svg(network(*names), title=names[0]))
    kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert kinds | {"text"} == {"svg", "title", "rect", "line", "circle", "text"}
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]


def test_links_of_the_same_two_actors_run_side_by_side() -> None:
    graph = network("A", "B")
    graph.add_edge("n1", "n0", key="back", predicate="attacks", sources=1)
    root = ElementTree.fromstring(to_svg(graph))
    lines = [tuple(sorted(element.items())) for element in root.iter() if element.tag.endswith("line")]
    places = {tuple(item for item in line if item[0] in ("x1", "x2", "y1", "y2")) for line in lines}
    assert len(places) == 2


@given(st.recursive(ANY_TEXT, lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner), max_leaves=5))
def test_embedded_json_holds_nothing_that_html_knows(value: Any) -> None:
    text = embedded(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")
    assert text.isascii()


def test_only_our_own_scripts_and_styles_are_allowed() -> None:
    parsed = Page(to_html(network("A", "B")))
    policy = next(attrs["content"] for tag, attrs in parsed.tags if tag == "meta" and "http-equiv" in attrs) or ""
    allowed = re.findall(r"'(sha256-[^']+)'", policy)
    running = [
        script for script in parsed.held("script") if script not in parsed.held("script", type="application/json")
    ]
    for source in running + parsed.held("style"):
        assert "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() in allowed
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_no_address_is_named_that_a_browser_would_ask() -> None:
    for _, attrs in Page(to_html(network("A", "B"))).tags:
        for name in ("src", "href", "action", "data"):
            assert attrs.get(name) in (None, "data:,")


def test_a_notebook_gets_a_sandboxed_frame_a_picture_and_a_line() -> None:
    bundle = to_notebook(network(*HOSTILE), title=HOSTILE[0])
    outside = Page(bundle["text/html"])
    assert [tag for tag, _ in outside.tags] == ["iframe"]
    attributes = outside.tags[0][1]
    assert attributes["sandbox"] == "allow-scripts"
    drawn = picture(network(*HOSTILE), title=HOSTILE[0])
    assert attributes["srcdoc"] == page(drawn, packed=True)
    assert bundle["image/svg+xml"].startswith("<svg ")
    assert bundle["text/plain"].endswith("6 actors, 5 links")
    assert len(bundle["text/html"]) < 330_000
    assert unescape(frame(drawn)).count("<script") == frame(drawn).count("&lt;script")


def test_a_picture_says_what_it_leaves_out() -> None:
    drawn = picture(network(*"ABCDEF", sentences=MOST_SENTENCES + 3), most_links=2)
    assert drawn["note"] == "Showing 2 of 5 links, those with most sources."
    assert [link["sources"] for link in drawn["links"]] == [5, 4]
    assert [actor["name"] for actor in drawn["actors"]] == ["D", "E", "F"]
    assert {link["more"] for link in drawn["links"]} == {3}


def test_an_empty_network_and_a_lonely_actor_are_drawn() -> None:
    assert picture(network())["actors"] == []
    alone = picture(network("A"), focus="n0")
    assert [(actor["name"], actor["x"], actor["y"]) for actor in alone["actors"]] == [("A", 0, 0)]
    ElementTree.fromstring(to_svg(network()))


def test_the_same_network_gives_the_same_page_in_any_order() -> None:
    names = [f"actor {number}" for number in range(12)]
    first = network(*names)
    second: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    second.add_nodes_from(reversed(list(first.nodes(data=True))))
    for one, other, key, data in reversed(list(first.edges(keys=True, data=True))):
        second.add_edge(one, other, key=key, **data)
    assert to_html(first) == to_html(second)


def test_colours_are_those_of_the_style_sheet() -> None:
    light = asset("viewer.css").split("@media")[0]
    for family, colour in COLOURS.items():
        assert re.search(rf"--(link|actor)-{family}: {colour};", light), family


def test_the_read_me_names_the_version_of_the_library() -> None:
    version = re.search(r"Cytoscape\.js (\d+\.\d+\.\d+)", (ASSETS / "README.md").read_text(encoding="utf-8"))
    assert version
    assert f'"{version[1]}"' in asset("cytoscape.min.js")
    assert "Permission is hereby granted" in (ASSETS / "cytoscape.LICENSE").read_text(encoding="utf-8")


def test_positions_of_the_picture_are_those_of_the_layout() -> None:
    drawn = picture(network("A", "B", "C"))
    places = positions(["n0", "n1", "n2"], [("n1", "n2"), ("n0", "n1")])
    assert {actor["id"]: (actor["x"], actor["y"]) for actor in drawn["actors"]} == places


def mixed(deeds: int, parts: int) -> "nx.MultiDiGraph[str]":
    """Partners in a chain, each with a commander; some only planned."""
    graph = network(*(f"force {number}" for number in range(deeds + 1)))
    for number, (_, _, data) in enumerate(graph.edges(data=True)):
        data["modality"] = "planned" if number % 3 == 0 else "asserted"
    for number in range(parts):
        graph.add_node(f"p{number}", name=f"person {number}", type="Person", country=None)
        graph.add_edge(f"p{number}", f"n{number}", key=f"b{number}", predicate="affiliatedWith", sources=9)
    return graph


def test_links_are_listed_partners_first_and_the_asserted_before_the_planned() -> None:
    listed = [(link["family"], link["modality"]) for link in picture(mixed(6, 3))["links"]]
    assert listed == [("partner", "asserted")] * 4 + [("partner", "planned")] * 2 + [("structure", "asserted")] * 3


def test_what_is_left_out_first_is_who_belongs_to_whom() -> None:
    assert {link["family"] for link in picture(mixed(6, 3), most_links=6)["links"]} == {"partner"}


def test_a_busy_picture_opens_with_what_was_done() -> None:
    opening = picture(mixed(BUSY, 3), focus="p0")["opening"]
    assert opening["hidden"] == ["family:structure"]
    assert set(opening["places"]) == {f"n{number}" for number in range(BUSY + 1)} | {"p0"}
    assert picture(mixed(6, 3))["opening"] is None
    assert picture(mixed(BUSY + 1, 0))["opening"] is None


def test_words_can_be_read_on_their_ground_in_light_and_dark() -> None:
    light, dark = asset("viewer.css").split("@media")[:2]
    for sheet in (light, dark):
        colours = dict(re.findall(r"--([\w-]+): (#\w{6})", sheet))
        for name in ("ink", "quiet", *(name for name in colours if name.startswith("link-"))):
            for ground in ("paper", "raised"):
                assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
        for name in (name for name in colours if name.startswith("actor-")):
            assert contrast(colours[name], colours["paper"]) >= 3, name


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", ["viewer.js", "start.js"])
def test_our_scripts_make_no_markup_from_text_and_no_requests(name: str) -> None:
    source = asset(name)
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "XMLHttpRequest"):
        assert word not in source
