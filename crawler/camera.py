"""Takes screenshots of stored pages: the offending text marked and in view, a caption band below.

The page's own bytes are shown, never fetched again; its scripts do not run. Style sheets and pictures come
from a wardrobe that decides whether to fetch them; everything else that the page asks for is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Playwright, Request, Route, sync_playwright
from playwright.sync_api import Error as BrowserError

from crawler.browser import LAUNCH_ARGS

WIDTH, HEIGHT, BAND = 1280, 800, 92
"""Pixels: the page's part of a picture, and the height of the caption band below it."""
PAGES = 50
"""After so many pages a fresh browser is started, so that its memory stays bounded."""
PATIENCE = 20_000
"""Milliseconds for one step of a page."""
DRESS = frozenset({"stylesheet", "image", "font"})
ELSEWHERE = "http://stored.invalid/"
"""Stands for the address of what has none on the web."""
MARKS = (files("crawler") / "camera.js").read_text("utf-8")

NOWHERE = ("--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>")
"""No connection of the browser's own gets anywhere: it would open one to a page's host before it is asked."""

Dress = Callable[[str], tuple[str, bytes] | None]
"""Gives the media type and bytes of a style sheet or picture by its address, or None."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show on a page: a text to mark, or without one a label to turn to; `caption` are its lines.

    Where the text stands several times, `context` is the whole field that is meant, and `near` are words of
    the label behind which it stands.

    Without both the element with the id "here" is shown.
    """

    text: str
    caption: tuple[str, ...]
    label: str = ""
    context: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture, or why there is none (Chinese); `is_marked` when the text stands in it, marked."""

    png: bytes | None
    is_marked: bool
    note: str = ""


def naked(address: str) -> tuple[str, bytes] | None:
    """The wardrobe of who fetches nothing."""
    return None


class Camera:
    """One browser at a time, started anew after PAGES pages."""

    def __init__(self, playwright: Playwright, chromium: str, dress: Dress = naked) -> None:
        self._playwright, self._chromium, self.dress = playwright, chromium, dress
        self._browser: Browser | None = None
        self._pages = 0
        self._bare = False

    def shoot(self, html: str, address: str, wanted: Sequence[Wanted]) -> list[Shot]:
        """A picture for each wanted text of one page, tried a second time with a fresh browser."""
        try:
            return self._shoot(html, address, wanted)
        except BrowserError:
            self.close()
        try:
            return self._shoot(html, address, wanted)
        except BrowserError as error:
            self.close()
            said = str(error).splitlines()[0][:200]
            return [Shot(None, False, f"浏览器没有截成（{said}）") for _ in wanted]

    def close(self) -> None:
        if self._browser is not None:
            browser, self._browser = self._browser, None
            try:
                browser.close()
            except BrowserError:
                return

    def _shoot(self, html: str, address: str, wanted: Sequence[Wanted]) -> list[Shot]:
        here = address if urlsplit(address).scheme in ("http", "https") else ELSEWHERE
        context = self._fresh().new_context(
            java_script_enabled=False, viewport={"width": WIDTH, "height": HEIGHT + BAND}, locale="zh-CN",
            service_workers="block", accept_downloads=False,
        )  # fmt: skip
        try:
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.on("dialog", lambda dialog: dialog.dismiss())
            given, self._bare = [html.encode("utf-8", "replace")], False
            page.route("**/*", lambda route, request: self._answer(route, request, given))
            page.goto(here, wait_until="load")
            return [self._picture(page, one) for one in wanted]
        finally:
            context.close()

    def _answer(self, route: Route, request: Request, given: list[bytes]) -> None:
        """The stored page for the first request; what dresses it from the wardrobe; nothing else."""
        if request.is_navigation_request():
            if given and request.frame.parent_frame is None:
                route.fulfill(status=200, content_type="text/html; charset=utf-8", body=given.pop())
            else:
                # An answer without content leaves the page where it is; a refusal would show an error page.
                route.fulfill(status=204)
            return
        found = self.dress(request.url) if request.resource_type in DRESS else None
        if found is None:
            self._bare = self._bare or request.resource_type == "stylesheet"
            route.abort()
        else:
            route.fulfill(status=200, content_type=found[0], body=found[1])

    def _picture(self, page: Page, wanted: Wanted) -> Shot:
        found: dict[str, Any] = page.evaluate(
            f"given => ({MARKS})(given)",
            {
                "text": wanted.text, "context": wanted.context, "near": list(wanted.near),
                "label": wanted.label, "caption": list(wanted.caption),
                "height": HEIGHT, "band": BAND,
            },
        )  # fmt: skip
        png = page.screenshot(animations="disabled", caret="hide")
        return Shot(png, bool(wanted.text) and found["found"], note_of(wanted, found, bare=self._bare))

    def _fresh(self) -> Browser:
        if self._pages >= PAGES:
            self.close()
        if self._browser is None or not self._browser.is_connected():
            self._browser = self._playwright.chromium.launch(
                executable_path=self._chromium, args=[*LAUNCH_ARGS, *NOWHERE]
            )
            self._pages = 0
        self._pages += 1
        return self._browser


def note_of(wanted: Wanted, found: dict[str, Any], *, bare: bool) -> str:
    """What must be said of a picture."""
    said = []
    if wanted.text and not found["found"]:
        said.append("在存档页面上没有找到这段文字，截图为页面开头")
    elif found["hidden"]:
        said.append("这段文字在页面的折叠或隐藏部分，截图时已展开")
    if bare:
        said.append("样式表没有取到，版面与网站上不同")
    return "；".join(said)


@contextmanager
def camera(chromium: str, dress: Dress = naked) -> Iterator[Camera]:
    """A camera, closed at the end."""
    with sync_playwright() as playwright:
        made = Camera(playwright, chromium, dress)
        try:
            yield made
        finally:
            made.close()
