"""The drawing in the tutorial, as it stands in a notebook exported to HTML: opened with the network cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Frame, Page

from tests.browser.conftest import Opener, Watched
from tests.browser.drawn import cut_off, links, overflow, painted, sentences, wait_until_drawn
from tests.notebooks.executed import output


def opened(open_page: Opener, folder: Path, width: int) -> tuple[Watched, Frame]:
    """The cell's HTML in a page of its own, and the frame within."""
    path = folder / "exported.html"
    cell = output("draw-network", "text/html")
    path.write_text(f"<!doctype html><meta charset=utf-8><title>Exported</title>{cell}", encoding="utf-8")
    watched: Watched = open_page(path.as_uri(), width=width, offline=True)
    frame = watched.page.frames[1]
    wait_until_drawn(frame)
    return watched, frame


def test_a_click_on_a_line_shows_its_sentence(
    open_page: Opener, tmp_path: Path, keep: Callable[[Page, str], None]
) -> None:
    watched, frame = opened(open_page, tmp_path, 900)
    assert painted(frame) > 2000
    line = links(frame)[0]
    frame.click(".sg-canvas", position={"x": line["x"], "y": line["y"]})
    assert sentences(frame)[0].strip()
    assert sentences(frame)[0] in output("draw-network", "image/svg+xml").replace("&#x27;", "'").replace("&quot;", '"')
    keep(watched.page, "notebook-900-light")
    assert watched.errors == []
    assert watched.requests_beyond("file:") == []


def test_a_narrow_notebook_loses_nothing(open_page: Opener, tmp_path: Path, keep: Callable[[Page, str], None]) -> None:
    watched, frame = opened(open_page, tmp_path, 360)
    assert overflow(watched.page) <= 0
    assert overflow(frame) <= 0
    assert cut_off(frame) == []
    keep(watched.page, "notebook-360-light")
