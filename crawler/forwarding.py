"""Pages that only send the visitor on: a meta refresh, or a script with one address in it."""

from __future__ import annotations

import re

SMALL = 4096
"""A longer page has something of its own to say."""

META = re.compile(
    rb"""<meta[^>]+http-equiv\s*=\s*["']?refresh["']?[^>]+content\s*=\s*["']?\s*[\d.]+\s*[;,]\s*url\s*=\s*["']?([^"'>\s]+)""",
    re.IGNORECASE,
)
SCRIPT = re.compile(
    rb"""(?:window\.|top\.|self\.|document\.)?location(?:\.href)?\s*(?:=|\.replace\(|\.assign\()\s*["']([^"']+)["']""",
    re.IGNORECASE,
)
TAGS = re.compile(
    rb"<script.*?</script>|<style.*?</style>|<head.*?</head>|<[^>]*>|&nbsp;|\s", re.IGNORECASE | re.DOTALL
)
MOST_WORDS = 120


def forward_target(body: bytes) -> str:
    """Where a page that shows next to nothing sends its visitor, or ""."""
    if len(body) > SMALL or len(TAGS.sub(b"", body)) > MOST_WORDS:
        return ""
    found = META.search(body) or SCRIPT.search(body)
    return found.group(1).decode("utf-8", "ignore").strip() if found else ""
