"""The page at ``/`` of a real server process: search, look, click, read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, Watched
from tests.browser.drawn import choose_entry, click_line, cut_off, overflow, painted, sentences, wait_until_drawn

Keep = Callable[[Page, str], None]
JOINT = "Together they raided camps of Los Choneros."


def found(open_page: Opener, server: str, words: str = "southc", **look: object) -> Watched:
    """The page after a search whose first match was chosen."""
    watched: Watched = open_page(server, **look)
    watched.page.fill("#name", words)
    watched.page.click("#matches li >> nth=0")
    wait_until_drawn(watched.page)
    return watched


def test_a_search_leads_to_network_tables_and_sentences(open_page: Opener, server: str) -> None:
    watched = found(open_page, server)
    page = watched.page
    assert page.title() == "United States Southern Command: sitgraph"
    assert painted(page) > 2000
    assert "Ecuadorian Armed Forces" in page.inner_text("#partners")
    assert JOINT in page.inner_text("#partners") + page.inner_text("#opponents")
    assert "Los Choneros" in page.inner_text("#opponents")
    assert "it attacks them" in page.inner_text("#opponents")
    click_line(page, one="Ecuadorian Armed Forces", other="Los Choneros")
    assert set(sentences(page)) == {JOINT}
    choose_entry(page, "Colombian Navy")
    assert sentences(page) == ["The Colombian Navy will patrol with SOUTHCOM in May."]
    assert watched.errors == []
    assert watched.requests_beyond(server) == []


def test_the_first_screen_offers_actors_to_begin_with(open_page: Opener, server: str) -> None:
    watched = open_page(server)
    expect(watched.page.locator("#counts")).not_to_be_empty()
    assert "5 reports" in watched.page.inner_text("#counts")
    watched.page.click("#busiest a >> nth=0")
    wait_until_drawn(watched.page)
    watched.page.go_back()
    watched.page.wait_for_selector("#start", state="visible")
    assert watched.errors == []


def test_the_keyboard_finds_an_actor(open_page: Opener, server: str) -> None:
    page = open_page(server).page
    page.focus("#name")
    page.keyboard.type("finl")
    page.wait_for_selector("#matches li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_until_drawn(page)
    assert page.title() == "Finland: sitgraph"
    assert "NATO" in page.inner_text("#partners")


def test_the_address_keeps_the_actor_and_a_partner_leads_on(open_page: Opener, server: str) -> None:
    page = found(open_page, server, "finl").page
    page.click("#partners a >> text=Sweden")
    expect(page).to_have_title("Sweden: sitgraph")
    again = open_page(page.url).page
    expect(again).to_have_title("Sweden: sitgraph")


def test_an_actor_that_is_not_there_is_said(open_page: Opener, server: str) -> None:
    watched = open_page(server)
    watched.page.fill("#name", "Atlantis")
    watched.page.click("text=Show")
    expect(watched.page.locator("#message")).to_contain_text("Atlantis")
    assert watched.page.is_visible("#start")
    assert [text for text in watched.errors if "404" not in text] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_is_cut_off(
    open_page: Opener, keep: Keep, server: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    start = open_page(server, width=width, scheme=scheme).page
    expect(start.locator("#counts")).not_to_be_empty()
    keep(start, f"start-{width}-{scheme}")
    assert overflow(start) <= 0
    page = found(open_page, server, width=width, scheme=scheme).page
    choose_entry(page, "Ecuadorian Armed Forces partnered with")
    assert overflow(page) <= 0
    assert cut_off(page) == []
    keep(page, f"server-{width}-{scheme}")
    page.locator("#partners").scroll_into_view_if_needed()
    keep(page, f"tables-{width}-{scheme}")


def test_the_description_of_the_api_is_readable_on_a_phone(open_page: Opener, keep: Keep, server: str) -> None:
    watched = open_page(f"{server}docs", width=360)
    assert overflow(watched.page) <= 0
    assert watched.errors == []
    keep(watched.page, "docs-360-light")
