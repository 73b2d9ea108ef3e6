"""The page in a file: drawn without any connection, and every line leads to its sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from graph import KnowledgeGraph
from tests.browser.conftest import Opener, Watched
from tests.browser.drawn import choose_entry, click_line, cut_off, links, overflow, painted, sentences, wait_until_drawn
from tests.browser.large import large_network

Keep = Callable[[Page, str], None]
JOINT = "Together they raided camps of Los Choneros."


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, graph: KnowledgeGraph) -> str:
    """The address of a page of the network around SOUTHCOM."""
    path = tmp_path_factory.mktemp("page") / "southcom.html"
    graph.network("SOUTHCOM", modality="any").to_html(path)
    return path.as_uri()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page with some four hundred links."""
    path = tmp_path_factory.mktemp("page") / "large.html"
    large_network().to_html(path)
    return path.as_uri()


def drawn(open_page: Opener, url: str, *, width: int = 1280, scheme: Literal["light", "dark"] = "light") -> Watched:
    """The page, with the network cut."""
    watched: Watched = open_page(url, width=width, scheme=scheme, offline=True)
    wait_until_drawn(watched.page)
    return watched


def test_a_click_on_a_line_shows_its_sentence(open_page: Opener, file: str) -> None:
    watched = drawn(open_page, file)
    assert painted(watched.page) > 2000
    click_line(watched.page, one="Ecuadorian Armed Forces", other="Los Choneros")
    assert set(sentences(watched.page)) == {JOINT}
    assert "desk three" in watched.page.inner_text(".sg-detail")
    assert watched.errors == []
    assert watched.requests_beyond("file:") == []
    assert len(watched.requests) == 1


def test_an_entry_of_the_list_shows_its_sentence_and_is_marked(open_page: Opener, file: str) -> None:
    page = drawn(open_page, file).page
    choose_entry(page, "Colombian Navy")
    assert sentences(page) == ["The Colombian Navy will patrol with SOUTHCOM in May."]
    assert "planned" in page.inner_text(".sg-detail")
    assert page.locator('.sg-list button[aria-pressed="true"]').count() == 1
    page.get_by_role("button", name="Close").click()
    assert sentences(page) == []


def test_the_keyboard_does_what_the_mouse_does(open_page: Opener, file: str) -> None:
    page = drawn(open_page, file).page
    page.locator(".sg-list button", has_text="Colombian Navy").first.focus()
    page.keyboard.press("Enter")
    assert sentences(page) == ["The Colombian Navy will patrol with SOUTHCOM in May."]


def test_ticks_hide_and_show_links_in_the_list_and_in_the_drawing(open_page: Opener, file: str) -> None:
    page = drawn(open_page, file).page
    before = len(links(page))
    page.get_by_role("checkbox", name="planned").uncheck()
    assert len(links(page)) == before - 1
    assert page.locator(".sg-list li:visible", has_text="Colombian Navy").count() == 0
    assert f"Showing {before - 1} of {before} links." in page.inner_text(".sg-side")
    page.get_by_role("checkbox", name="planned").check()
    assert len(links(page)) == before


def test_a_large_network_opens_with_what_was_done_partners_first(open_page: Opener, large: str) -> None:
    watched = drawn(open_page, large)
    page = watched.page
    assert not page.get_by_role("checkbox", name="belonging").is_checked()
    headings = page.locator(".sg-side h2:visible").all_inner_texts()
    assert headings[0].startswith("Partners (")
    assert not [text for text in headings if text.startswith("Belonging")]
    fewer = len(links(page))
    page.get_by_role("checkbox", name="belonging").check()
    assert len(links(page)) > fewer
    assert page.locator(".sg-list li:visible").count() < 130
    page.get_by_role("button", name=re.compile(r"Show all \d+")).first.click()
    assert page.locator(".sg-list li:visible").count() > 130
    assert watched.errors == []


@pytest.mark.parametrize("width", [1280, 360])
def test_the_most_connected_actors_keep_their_names(open_page: Opener, large: str, width: int) -> None:
    page = drawn(open_page, large, width=width).page
    unnamed = page.evaluate(
        """() => { const cy = document.querySelector('.sg-canvas')._cyreg.cy, seen = cy.extent();
            const nodes = cy.nodes().filter(node => !node.hasClass('gone')).toArray();
            const degree = node => node.connectedEdges().filter(edge => !edge.hasClass('gone')).length;
            return nodes.sort((one, other) => degree(other) - degree(one)).slice(0, 8)
                .filter(node => { const at = node.position();
                    return at.x > seen.x1 && at.x < seen.x2 && at.y > seen.y1 && at.y < seen.y2; })
                .filter(node => node.hasClass('unnamed')).map(node => node.data('label')); }"""
    )
    assert unnamed == []


def test_the_list_can_be_narrowed_to_a_name(open_page: Opener, large: str) -> None:
    page = drawn(open_page, large).page
    page.get_by_placeholder("Only links of").fill("actor 77")
    assert links(page)
    assert all("Actor 77 " in f"{link['one']} {link['other']} " for link in links(page))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_is_cut_off(
    open_page: Opener, keep: Keep, file: str, large: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    for name, url in {"southcom": file, "large": large}.items():
        page = drawn(open_page, url, width=width, scheme=scheme).page
        choose_entry(page, "partnered with")
        assert sentences(page)
        assert overflow(page) <= 0
        assert cut_off(page) == []
        keep(page, f"{name}-{width}-{scheme}")


def test_without_script_a_picture_is_there(browser_without_script: Page, file: str) -> None:
    browser_without_script.goto(file)
    assert browser_without_script.locator("noscript svg circle, svg circle").count() > 3


def test_the_file_has_its_sentences_in_it(tmp_path: Path, graph: KnowledgeGraph) -> None:
    html = graph.network("SOUTHCOM").to_html(tmp_path / "a.html")
    assert JOINT in html
