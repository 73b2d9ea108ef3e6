"""Names, sentences, titles and ids that try to run: none does, on any surface."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from graph import KnowledgeGraph
from tests.browser.conftest import Opener, Watched
from tests.browser.drawn import wait_until_drawn
from tests.hand_built import HOSTILE

NAMES = [re.sub("[\x00-\x1f\u202a-\u202e]", "\ufffd", name) for name in HOSTILE]
"""As a reader should see them: without control characters, and in the order in which they are written."""


def open_every_link(place: Page | Frame) -> None:
    """Click each entry of the list, so that all names, sentences and titles get onto the page."""
    place.evaluate("document.querySelectorAll('.sg-list button').forEach(entry => entry.click())")
    place.locator(".sg-list button", has_text="partnered with").first.click()


def check(watched: Watched, place: Page | Frame) -> None:
    """Nothing ran: no title changed, no element appeared that is not ours, no dialogue, no error, no request."""
    assert watched.page.title() != "owned"
    assert place.evaluate("document.title") != "owned"
    assert place.locator(".sg-view img, .sg-view script, .sg-view svg, .sg-view a").count() == 0
    assert watched.errors == []
    shown = place.locator(".sg-list").first.text_content() or ""
    assert [name for name in NAMES if name not in shown] == []


def test_standalone_page(open_page: Opener, tmp_path: Path, graph: KnowledgeGraph) -> None:
    network = graph.network("SOUTHCOM", modality="any")
    network.title = HOSTILE[0]
    network.to_html(tmp_path / "page.html")
    watched = open_page((tmp_path / "page.html").as_uri(), offline=True)
    wait_until_drawn(watched.page)
    open_every_link(watched.page)
    check(watched, watched.page)
    assert HOSTILE[0] in watched.page.inner_text("h1")
    assert watched.requests_beyond("file:") == []


def test_notebook_frame(open_page: Opener, tmp_path: Path, graph: KnowledgeGraph) -> None:
    network = graph.network("SOUTHCOM", modality="any")
    network.title = HOSTILE[1]
    cell = network._repr_mimebundle_()
    (tmp_path / "cell.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>cell</title>{cell['text/html']}", encoding="utf-8"
    )
    watched = open_page((tmp_path / "cell.html").as_uri(), offline=True)
    frame = watched.page.frames[1]
    wait_until_drawn(frame)
    open_every_link(frame)
    check(watched, frame)
    assert watched.requests_beyond("file:") == []


def test_static_picture_inside_a_page(open_page: Opener, tmp_path: Path, graph: KnowledgeGraph) -> None:
    network = graph.network("SOUTHCOM", modality="any")
    network.title = HOSTILE[5]
    (tmp_path / "svg.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>svg</title>{network.to_svg()}", encoding="utf-8"
    )
    watched = open_page((tmp_path / "svg.html").as_uri(), offline=True)
    assert watched.page.title() == "svg"
    assert watched.page.locator("img, script").count() == 0
    assert escape(HOSTILE[5]) in network.to_svg()
    assert watched.errors == []


def test_server_page(open_page: Opener, server: str) -> None:
    watched = open_page(f"{server}#actor=SOUTHCOM")
    wait_until_drawn(watched.page)
    open_every_link(watched.page)
    check(watched, watched.page)
    for words in ("script", "onerror", "javascript"):
        watched.page.fill("#name", words)
        watched.page.wait_for_selector("#matches li")
    assert [name for name in NAMES if name not in (watched.page.text_content("#partners") or "")] == []
    assert watched.page.locator("main img, main svg, #matches img").count() == 0
    assert watched.errors == []
    assert watched.requests_beyond(server) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_address_runs_nothing(open_page: Opener, server: str, name: str) -> None:
    page = open_page(server).page
    page.evaluate("name => { location.hash = `actor=${encodeURIComponent(name)}`; }", name)
    expect(page.locator("#message")).not_to_have_text(re.compile("Looking"))
    assert page.title() != "owned"
    assert page.locator("#message img, #message script, #message svg").count() == 0
