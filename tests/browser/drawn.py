"""What a person does with a drawing: look for it, click a line, click an entry of the list."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Frame, Page

CANVAS = "document.querySelector('.sg-canvas')"
CY = f"{CANVAS}._cyreg.cy"


def wait_until_drawn(place: Page | Frame) -> None:
    """Wait until the drawing has its actors and its size."""
    place.wait_for_selector(".sg-canvas canvas", state="attached")
    place.wait_for_function(f"() => {CY}.nodes().length > 0 && {CY}.width() > 0")
    place.wait_for_timeout(60)  # the size is noticed after one frame


def links(place: Page | Frame) -> list[dict[str, Any]]:
    """The links that the drawing shows, as ids and names, and where on the canvas each has its middle."""
    return place.evaluate(  # type: ignore[no-any-return]
        f"""() => {CY}.edges().filter(edge => !edge.hasClass('gone')).map(edge => ({{id: edge.id(),
            one: edge.source().data('label').replace(/\\n/g, ' '),
            other: edge.target().data('label').replace(/\\n/g, ' '),
            ...edge.renderedMidpoint()}}))"""
    )


def click_line(place: Page | Frame, *, one: str, other: str) -> None:
    """Click the middle of a line between two actors."""
    pairs = ({one, other}, [link for link in links(place) if {link["one"], link["other"]} == {one, other}])
    assert pairs[1], f"no line between {one} and {other} in {links(place)}"
    place.click(".sg-canvas", position={"x": pairs[1][0]["x"], "y": pairs[1][0]["y"]})


def choose_entry(place: Page | Frame, words: str) -> None:
    """Click the first entry of the list that has these words."""
    place.locator(".sg-list button", has_text=words).first.click()


def sentences(place: Page | Frame) -> list[str]:
    """The sentences that the details show."""
    return place.locator(".sg-detail blockquote p").all_inner_texts()


def painted(place: Page | Frame) -> int:
    """How many pixels of the drawing are not empty."""
    return place.evaluate(  # type: ignore[no-any-return]
        """() => Math.max(...[...document.querySelectorAll('.sg-canvas canvas')].map(canvas => {
            const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
            let count = 0;
            for (let at = 3; at < data.length; at += 4) if (data[at]) count += 1;
            return count; }))"""
    )


def overflow(place: Page | Frame) -> int:
    """By how many pixels the page is wider than its window."""
    return place.evaluate("document.documentElement.scrollWidth - window.innerWidth")  # type: ignore[no-any-return]


def cut_off(place: Page | Frame) -> list[str]:
    """Elements with text of their own that stick out of the window sideways and cannot be scrolled to."""
    return place.evaluate(  # type: ignore[no-any-return]
        """() => [...document.querySelectorAll('button, h1, h2, h3, p, label, input, bdi, footer')].filter(element => {
            const box = element.getBoundingClientRect();
            if (!box.width || element.closest('.wide')) return false;
            return box.right > window.innerWidth + 1 || box.left < -1; })
            .map(element => element.outerHTML.slice(0, 120))"""
    )
