"""How a person names a page: by address, path, item, list or article."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from sandbox import codes
from sandbox.documents.window import window_path
from sandbox.model import PORTAL, SERVICE, WINDOW, County, Item
from sandbox.site import Site

PREFIXES = {"portal:": PORTAL, "service:": SERVICE, "window:": WINDOW}


def key_of_page(page: str, county: County, site: Site, service_url: str) -> str:
    """The name that the state uses: portal:/path, service:UNID, service:/path or window:path."""
    if "://" in page:
        return key_of_url(page, service_url)
    if page.startswith("/"):
        return f"portal:{page}"
    for prefix, channel in PREFIXES.items():
        if page.startswith(prefix):
            rest = page.removeprefix(prefix)
            return (
                f"{prefix}{rest}"
                if rest.startswith("/") or is_unid(rest)
                else key_of_item(rest, channel, county, site)
            )
    if any(found.key == page for found in site.pages.values()):
        return f"portal:{site.path_of(page)}"
    return key_of_item(page, PORTAL, county, site)


def key_of_url(url: str, service_url: str) -> str:
    """The name of an address of one of the two servers."""
    parts = urlsplit(url)
    if parts.netloc != urlsplit(service_url).netloc:
        return f"portal:{parts.path or '/'}"
    unid = parse_qs(parts.query).get("serviceUnid", [""])[0] or parts.path.rpartition("/")[2]
    return f"service:{unid}" if is_unid(unid) else f"service:{parts.path}"


def key_of_item(name: str, channel: str, county: County, site: Site) -> str:
    """The name of an item's page on a channel; the item is named by its name or code."""
    item = find_item(name, channel, county)
    if channel == PORTAL:
        return f"portal:{site.path_of(item.code)}"
    return f"service:{codes.unid(item.code)}" if channel == SERVICE else f"window:{window_path(item)}"


def find_item(name: str, channel: str, county: County) -> Item:
    """The item of that name or code which has a guide on the channel."""
    for item in county.items():
        if name in (item.name, item.code) and channel in item.channels:
            return item
    raise ValueError(f"no such page: {name}")


def is_unid(text: str) -> bool:
    """Is this an identifier of the service network?"""
    return len(text) == 32 and text.isalnum()
