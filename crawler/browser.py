"""The browser: how scrapy-playwright must use an installed Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Protocol
from urllib.parse import urlsplit

from playwright.async_api import Page
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy_playwright.page import PageMethod

from crawler.addresses import host_of

LAUNCH_ARGS = (
    # A root shell (containers, cron) cannot start Chromium's sandbox.
    "--no-sandbox",
    # There is no graphics card in a server room, and little shared memory in a container.
    "--disable-gpu",
    "--disable-dev-shm-usage",
    # QUIC goes past the request filter that keeps a page on its own hosts.
    "--disable-quic",
    # No look-ups of the browser's own: only the audited hosts are contacted.
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

NEVER_LOADED = frozenset({"image", "media", "font"})
"""What a rendered page is read without."""

PAGE_TIMEOUT = 30_000
SETTLE = 8_000
"""Milliseconds that a script may take to print its content; networkidle would cost half a second more."""

HAS_CONTENT = "() => document.body && document.body.innerText.trim().length > 80"


class BrowserRequest(Protocol):
    """What is asked of a request that a rendered page makes."""

    @property
    def url(self) -> str: ...

    @property
    def resource_type(self) -> str: ...


def playwright_settings(
    chromium: str, *, hosts: Iterable[str], ours: Callable[[str], bool]
) -> dict[str, Any]:
    """Scrapy settings of a source that may need rendering; `ours` says which hosts may be contacted."""
    handler = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
    return {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
        "PLAYWRIGHT_LAUNCH_OPTIONS": {"executable_path": chromium, "args": [*LAUNCH_ARGS, only_hosts(hosts)]},
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": PAGE_TIMEOUT,
        # Two pages at once keep two cores busy; more only wait for each other.
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 2,
        # The page's own requests keep the browser's headers; only the User-Agent is ours, set in the context.
        "PLAYWRIGHT_PROCESS_REQUEST_HEADERS": None,
        "PLAYWRIGHT_ABORT_REQUEST": lambda request: is_unwanted(request, ours),
    }


def only_hosts(hosts: Iterable[str]) -> str:
    """An argument that leaves every other host without an address: redirects and sockets are not routed."""
    names = dict.fromkeys(urlsplit(f"//{host}").hostname or "" for host in hosts)
    return "--host-resolver-rules=" + ", ".join(["MAP * ~NOTFOUND", *(f"EXCLUDE {name}" for name in names)])


def render_meta(agent: str) -> dict[str, Any]:
    """The request meta that has a page rendered: closed when read, waited for until it shows something."""
    return {
        "playwright": True,
        "playwright_context_kwargs": {
            "user_agent": agent,
            "locale": "zh-CN",
            # A service worker's requests are not routed.
            "service_workers": "block",
        },
        "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
        "playwright_page_methods": [PageMethod(wait_for_content)],
    }


async def wait_for_content(page: Page) -> None:
    """Wait until the page shows text; one that never does is read as it is."""
    with suppress(PlaywrightTimeout):
        await page.wait_for_function(HAS_CONTENT, timeout=SETTLE)


def is_unwanted(request: BrowserRequest, ours: Callable[[str], bool]) -> bool:
    """Must a request of a rendered page be stopped? Pictures and other hosts are."""
    return request.resource_type in NEVER_LOADED or not ours(host_of(request.url))
