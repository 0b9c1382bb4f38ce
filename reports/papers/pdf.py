"""Prints HTML pages to PDF with one Chromium, which is started anew now and then so that it stays small.

The pages are ours and complete in themselves: no script runs in them and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any

from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from reports.papers.together import SHORT, joined, order, parted

LARGEST_BATCH = 30
"""So many prints, or so many million signs of HTML, and the browser is started anew."""
MOST_SIGNS = 20_000_000
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-dev-shm-usage",
    "--no-pdf-header-footer",
)
TRIES = 2
"""A first print, and one for what began on a left page."""
PATIENCE = 120_000.0
UNSEEN = "<style>@media screen { body { display: none; } }</style></head>"
"""Nobody looks at the screen: a long list is laid out once, for paper, and costs a fifth less."""


class CannotPrint(Exception):
    """The browser does not start or gives up; everything but PDF can be written (Chinese)."""


class Printer:
    """A browser that prints; to be used in a with statement. Raises CannotPrint."""

    def __init__(self, chromium: str) -> None:
        self.chromium = chromium
        self.started: Any = None
        self.playwright: Playwright | None = None
        self.browser: Browser | None = None
        self.page: Page | None = None
        self.prints = self.signs = 0
        self.lengths: dict[str, int] = {}
        """How many pages the last paper of each kind had."""

    def __enter__(self) -> Printer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def pdf(self, page: str) -> bytes:
        """The page as a PDF; a browser that crashed is started again once."""
        try:
            return self.printed(page)
        except Error:
            self.close()
        try:
            return self.printed(page)
        except Error as error:
            self.close()
            said = str(error).strip().splitlines()
            raise CannotPrint(f"浏览器没有打印出 PDF（{said[0][:160] if said else '原因不明'}）") from error

    def pdfs(self, pages: Mapping[str, str]) -> dict[str, bytes]:
        """Several papers by their kind, each as if it had been printed by itself."""
        made: dict[str, bytes] = {}
        left = order(pages, self.lengths)
        for _ in range(TRIES):
            if len(left) < 2:
                break
            lengths = [self.lengths.get(kind, SHORT - 1) for kind in left]
            found = parted(self.pdf(joined([pages[kind] for kind in left], lengths)))
            if len(found) != len(left):
                break  # One of them has no page at all.
            self.lengths |= {kind: one.length for kind, one in zip(left, found, strict=True)}
            made |= {kind: one.pdf for kind, one in zip(left, found, strict=True) if one.is_right}
            left = [kind for kind in left if kind not in made]
        return made | {kind: self.pdf(pages[kind]) for kind in left}

    def printed(self, page: str) -> bytes:
        if self.prints >= LARGEST_BATCH or self.signs >= MOST_SIGNS:
            self.close()
        opened = self.page or self.open()
        self.prints, self.signs = self.prints + 1, self.signs + len(page)
        opened.set_content(page.replace("</head>", UNSEEN, 1), wait_until="load", timeout=PATIENCE)
        made = opened.pdf(prefer_css_page_size=True, print_background=False)
        return bytes(made)

    def open(self) -> Page:
        """A fresh browser with one page."""
        try:
            self.playwright = sync_playwright().start()
            self.browser = self.playwright.chromium.launch(
                executable_path=self.chromium, args=list(ARGUMENTS), timeout=PATIENCE
            )
            context = self.browser.new_context(java_script_enabled=False, offline=True, locale="zh-CN")
            self.page = context.new_page()
        except Error as error:
            self.close()
            raise CannotPrint(f"浏览器 {self.chromium} 不能启动，没有写 PDF；其余文件不受影响") from error
        self.page.set_default_timeout(PATIENCE)
        return self.page

    def close(self) -> None:
        """End the browser, whatever state it is in."""
        for opened, ending in ((self.browser, "close"), (self.playwright, "stop")):
            if opened is not None:
                with suppress(Error):  # It may have crashed; then there is nothing left to close.
                    getattr(opened, ending)()
        self.browser = self.playwright = self.page = None
        self.prints = self.signs = 0
