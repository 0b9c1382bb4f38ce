"""Menus that a script prints: many county sites keep head and foot in top.js and footer.js, links and all."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from checks.evidence import PageKind
from crawler.addresses import normal
from crawler.reading.reading import Link, LinkRole, Reading

# <script src="/static/js/top.js">, nav_2020.js, header.min.js; not jquery.js, swiper-navigation.js.
MENU = re.compile(
    r"""<script[^>]+src\s*=\s*["']?((?:[^"'>\s]*/)?(?:top|head(?:er)?|foot(?:er)?|nav|menu|daohang)[\w.-]*\.js)\b""",
    re.IGNORECASE,
)
# href=\"/zwgk/\">政务公开</a>, with or without the backslashes of a string in a script.
LINK = re.compile(r"""href\s*=\s*\\?["']([^"'\\<>]+)\\?["'][^>]*>([^<]{0,40})<""", re.IGNORECASE)
HEAD = 200_000
"""Scripts further down a page print no menu."""


def menu_scripts(body: bytes, base: str) -> list[str]:
    """The addresses of the scripts that print a page's menus."""
    found = MENU.findall(body[:HEAD].decode("utf-8", "replace"))
    return list(dict.fromkeys(filter(None, (normal(address, base) for address in found))))


def is_script(url: str) -> bool:
    """Is this the address of a script?"""
    return urlsplit(url).path.lower().endswith(".js")


def read_menu(body: bytes) -> Reading:
    """The links that a script prints."""
    text = body.decode("utf-8", "replace")
    links = tuple(Link(url, words.strip(), LinkRole.NAVIGATION) for url, words in LINK.findall(text))
    return Reading(PageKind.OTHER, links=links)
