"""Addresses: which two are the same page, which belong to one family, and which are traps."""

from __future__ import annotations

import hashlib
import ipaddress
import re
from collections import Counter
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

LONGEST = 1024
"""Longer addresses are written by loops, not by editors."""

MOST_PARAMETERS = 12
SAME_SEGMENT = 3

# Parameters that name the visitor or the way he came, never the page.
VISITOR = re.compile(
    r"^(jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|session_?id|sid|cfid|cftoken|utm_\w+|spm|from_?source)$",
    re.IGNORECASE,
)
SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
ASP_SESSION = re.compile(r"/\([SAF]\([a-z0-9]+\)\)", re.IGNORECASE)
NEVER_READ = re.compile(
    r"\.(?:css|js|mjs|map|ico|svg|woff2?|ttf|eot|gif|webp|mp3|mp4|m4a|avi|wmv|flv|mov|apk|ipa|exe|dmg|swf|xml|rss)$",
    re.IGNORECASE,
)
DEFAULT_PORTS = {"http": 80, "https": 443}
LONG_HEX = re.compile(r"[0-9a-fA-F]{12,}")
DIGITS = re.compile(r"\d+")


# The links of a menu come back on every page of a site.
@lru_cache(maxsize=50_000)
def normal(url: str, base: str = "") -> str:
    """The address to ask for: absolute, without fragment and session, or "" if it is not http(s) or file."""
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme == "file":
        return urlunsplit(("file", "", parts.path, "", ""))
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.lower()
    netloc = host if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    path = ASP_SESSION.sub("", SESSION_IN_PATH.sub("", parts.path)) or "/"
    try:
        return safe_url_string(urlunsplit((parts.scheme, netloc, path, without_visitor(parts.query), "")))
    except (ValueError, UnicodeError):
        return ""


def without_visitor(query: str) -> str:
    """The query without the parameters that name the visitor; every other byte stays as printed."""
    kept = [part for part in query.split("&") if part and not VISITOR.match(part.split("=", 1)[0])]
    return "&".join(kept)


def key_of(url: str, body: bytes = b"") -> str:
    """What makes an address one to-do: http and https are the same page, so is another order of parameters.

    A body that is posted is part of the key.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        return url
    query = urlencode(
        sorted(parse_qsl(parts.query, keep_blank_values=True, encoding="latin-1")), encoding="latin-1"
    )
    key = f"//{parts.netloc}{parts.path}" + (f"?{query}" if query else "")
    return f"{key}#{hashlib.sha256(body).hexdigest()[:16]}" if body else key


def host_of(url: str) -> str:
    """Host and port: two services on one machine are two hosts."""
    return urlsplit(url).netloc.lower()


@lru_cache(maxsize=50_000)
def family_of(url: str) -> str:
    """The pattern that an address was made by: without digits and identifiers, parameters by name."""
    parts = urlsplit(url)
    path = DIGITS.sub("#", LONG_HEX.sub("#", parts.path))
    names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True, encoding="latin-1")})
    return f"{parts.netloc}{path}" + (f"?{'&'.join(names)}" if names else "")


def is_trap(url: str) -> bool:
    """Does the address look as if a loop had written it?"""
    parts = urlsplit(url)
    segments = Counter(part for part in parts.path.split("/") if part and not part.isdigit())
    repeated = max(segments.values(), default=0) >= SAME_SEGMENT
    return repeated or len(url) > LONGEST or parts.query.count("&") >= MOST_PARAMETERS


def is_readable(url: str) -> bool:
    """May there be something to read? Style sheets, films and programs are never asked for."""
    return not NEVER_READ.search(urlsplit(url).path)


def is_loopback(host: str) -> bool:
    """Is the host this very machine? Takes host or host:port."""
    name = urlsplit(f"//{host}").hostname or ""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
