"""HAR: what a browser's developer tools recorded. Only answers are taken, never cookies or headers."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from crawler.saved.pages import JSON, SavedPage, Unusable
from crawler.saved.times import moment

DOCUMENTS = ("pdf", "msword", "officedocument", "ms-excel", "vnd.ms-", "kswps", "octet-stream", "zip")
EMPTY = "里面没有网页内容；导出时请选“以 HAR 格式保存所有内容”（含响应内容），再导出一次"
MOST_ENTRIES = 20_000
NOT_MODIFIED = 304


def is_har(value: object) -> bool:
    """Is this JSON value a HAR?"""
    log = value.get("log") if isinstance(value, Mapping) else None
    return isinstance(log, Mapping) and isinstance(log.get("entries"), list)


def pages_of(har: Mapping[str, Any], file: str) -> Iterator[SavedPage | Unusable]:
    """The pages, documents and data among the answers of a HAR."""
    found = 0
    for entry in har["log"]["entries"][:MOST_ENTRIES]:
        page = page_of(entry, file) if isinstance(entry, Mapping) else None
        if page is not None:
            found += 1
            yield page
    if not found:
        yield Unusable(file, EMPTY)


def page_of(entry: Mapping[str, Any], file: str) -> SavedPage | None:
    """One answer; None for pictures, styles, scripts, redirects and answers without content."""
    request, response = part(entry, "request"), part(entry, "response")
    content = part(response, "content")
    kind, status = text_of(content, "mimeType").lower(), response.get("status")
    body = body_of(content) if is_wanted(kind) else b""
    if kind.startswith("text/") and body.lstrip()[:1] == b"{":
        # Interfaces often call their data a text or even a page.
        kind = JSON
    if not body or not isinstance(status, int) or (300 <= status < 400 and status != NOT_MODIFIED):
        return None
    return SavedPage(
        file=file,
        body=body,
        url=text_of(request, "url"),
        content_type=named_type(kind, content),
        saved_at=moment(text_of(entry, "startedDateTime")),
        # What a browser shows for a 304 is the page that it had.
        status=200 if status == NOT_MODIFIED else status,
        method=text_of(request, "method").upper() or "GET",
        posted=text_of(part(request, "postData"), "text").encode("utf-8", "replace"),
    )


def is_wanted(kind: str) -> bool:
    """Is it a page, data or a document by its type?"""
    return (
        "html" in kind
        or "json" in kind
        or kind.startswith("text/plain")
        or any(word in kind for word in DOCUMENTS)
    )


def named_type(kind: str, content: Mapping[str, Any]) -> str:
    """The type, with the charset that the bytes are in here: text was decoded by the browser."""
    kind = kind.encode("ascii", "ignore").decode()
    plain = kind.partition(";")[0].strip()
    return kind if content.get("encoding") == "base64" else f"{plain}; charset=utf-8"


def body_of(content: Mapping[str, Any]) -> bytes:
    """The bytes of an answer; none when the tool left them out or broke them."""
    text = text_of(content, "text")
    if content.get("encoding") != "base64":
        return text.encode("utf-8", "replace")
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return b""


def part(holder: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = holder.get(key)
    return value if isinstance(value, Mapping) else {}


def text_of(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""
