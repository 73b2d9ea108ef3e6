"""A real Chromium, and pages that note every request, every error and every dialogue."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Dialog, Error, Page, sync_playwright

from graph import KnowledgeGraph
from tests.hand_built import everything

CHROMIUM = os.environ.get("SITGRAPH_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SCREENSHOTS = Path(__file__).parent / "screenshots"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).is_file():
        _give_up(f"there is no Chromium at {CHROMIUM}; install it, or name it in SITGRAPH_CHROMIUM")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        except Error as error:
            _give_up(f"Chromium does not start: {error}")
        yield browser
        browser.close()


def _give_up(reason: str) -> None:
    if os.environ.get("SITGRAPH_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass
class Watched:
    """A page, with what it asked for and what went wrong in it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def dismiss(self, dialog: Dialog) -> None:
        """Close a dialogue that should not have opened, and note it."""
        self.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def requests_beyond(self, *allowed: str) -> list[str]:
        """The requests that do not begin in one of the allowed ways; those inside the page itself do not count."""
        return [url for url in self.requests if not url.startswith((*allowed, "data:", "blob:", "about:"))]


Opener = Callable[..., Watched]


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    """A store with all the extractions built by hand, hostile ones too."""
    with KnowledgeGraph.open(tmp_path_factory.mktemp("graph") / "hand.sitgraph") as kg:
        for extraction in everything():
            kg.add(extraction)
        kg.flush()
        yield kg


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, graph: KnowledgeGraph) -> Iterator[str]:
    """The address of a real server process on that graph."""
    store = tmp_path_factory.mktemp("served") / "hand.sitgraph"
    graph.backup(store)
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        said = process.stderr.readline()
        address = re.search(r"http://\S+/", said)
        assert address, said
        yield address[0]
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Open an address in a new page of the given width and colour scheme."""
    opened: list[Page] = []

    def opener(
        url: str,
        *,
        width: int = 1280,
        height: int = 800,
        scheme: Literal["light", "dark"] = "light",
        offline: bool = False,
    ) -> Watched:
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme=scheme, offline=offline, has_touch=width < 500
        )
        watched = Watched(page)
        page.on("request", lambda request: watched.requests.append(request.url))
        page.on("console", lambda message: watched.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: watched.errors.append(str(error)))
        page.on("dialog", watched.dismiss)
        opened.append(page)
        page.goto(url)
        return watched

    yield opener
    for page in opened:
        page.close()


@pytest.fixture
def keep() -> Callable[[Page, str], None]:
    """Keep a picture of a page for the eye of a person."""

    def keep_picture(page: Page, name: str) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png")

    return keep_picture


@pytest.fixture
def browser_without_script(browser: Browser) -> Iterator[Page]:
    """A page in which no script runs."""
    page = browser.new_page(java_script_enabled=False)
    yield page
    page.close()
