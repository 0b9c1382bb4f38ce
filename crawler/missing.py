"""What "not found" looks like on a host that answers 200 to every address: learnt from one random address.

Two pages of a site share their head, menu and foot. What a page says beyond those of another page of the
same site is its own; a page whose own lines are those of the random address is not there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from secrets import token_hex
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

ALIKE = 0.8
DIGITS = re.compile(r"\d+")
SPACES = re.compile(r"\s+")
INVISIBLE = ("script", "style", "noscript", "template")


def random_address(url: str) -> str:
    """An address beside this one that nobody ever published."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/{token_hex(6)}/{token_hex(8)}.html"


def lines_of(body: bytes, *, address: str = "") -> frozenset[str]:
    """The visible lines of a page; numbers (clocks, counters) and the echoed address do not count."""
    tree = LexborHTMLParser(body)
    for node in tree.css(", ".join(INVISIBLE)):
        node.decompose()
    text = tree.body.text(separator="\n", strip=True) if tree.body else ""
    path = urlsplit(address).path
    for echo in filter(None, (address, path, path.strip("/"))):
        text = text.replace(echo, "")
    return frozenset(filter(None, (DIGITS.sub("#", SPACES.sub("", line)) for line in text.splitlines())))


@dataclass(frozen=True, slots=True)
class NotFoundLooks:
    """What a host shows for an address that does not exist, beside what any of its pages shows."""

    common: frozenset[str]
    message: frozenset[str]
    leads_to: str = ""

    def match(self, body: bytes, address: str) -> bool:
        """Does this page say the same as the page that does not exist?"""
        lines = lines_of(body, address=address)
        own = lines - self.common
        if not lines or self.leads_to:
            return False
        together = own | self.message
        return not together or len(own & self.message) / len(together) >= ALIKE
