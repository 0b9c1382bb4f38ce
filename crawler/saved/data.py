"""JSON: answers of the service network's interface, and guides as `zwaudit lint --records` reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from checks.records import BadRecord, from_json
from crawler.pages.hnzwfw import read_catalogue
from crawler.saved import har
from crawler.saved.pages import JSON, SavedPage, Unusable

RECORD = "application/x-zwaudit-record+json"
"""The type under which a record is stored: it is evidence already."""

RECORD_KEYS = frozenset({"kind", "item_name", "title", "materials", "item_code"})
NOT_JSON = "不是完整的 JSON 数据（第 {line} 行）"
UNKNOWN = "这些 JSON 数据既不是 HAR，也不是政务服务网接口的答复或办事指南记录"


def pages_of(body: bytes, file: str) -> Iterator[SavedPage | Unusable]:
    """Whatever a JSON file holds."""
    text = body.decode("utf-8-sig", errors="replace")
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        yield from lines_of(text, file)
        return
    if har.is_har(whole):
        yield from har.pages_of(whole, file)
    elif is_answer(whole):
        yield SavedPage(file, body, content_type=JSON)
    elif isinstance(whole, list) and whole:
        for number, record in enumerate(whole, 1):
            yield record_of(record, file, f"{file} 第 {number} 条")
    elif isinstance(whole, Mapping) and RECORD_KEYS & whole.keys():
        yield record_of(whole, file, file)
    else:
        yield Unusable(file, UNKNOWN)


def is_answer(value: object) -> bool:
    """Is it an answer of the interface, a list or a service?"""
    return isinstance(value, Mapping) and isinstance(value.get("result"), Mapping | list)


def is_catalogue(body: bytes) -> bool:
    """Is an answer of the interface a page of its catalogue?"""
    found = read_catalogue(body)
    return bool(found.services) or (not found.problem and found.count_on_page == 0)


def unid_of(body: bytes) -> str:
    """The service that an answer of the interface describes, "" when it does not say."""
    try:
        answer = json.loads(body.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError):
        return ""
    result = answer.get("result") if isinstance(answer, Mapping) else None
    if not isinstance(result, Mapping):
        return ""
    base = result.get("baseInfo")
    for holder in (result, base if isinstance(base, Mapping) else {}):
        for key in ("serviceUnid", "unid", "UNID", "serviceUNID"):
            value = holder.get(key)
            if isinstance(value, str) and value.strip():
                return value.strip()
    return ""


def lines_of(text: str, file: str) -> Iterator[SavedPage | Unusable]:
    """One record a line; a file whose first line is none is named once, a bad line by its number."""
    good = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            yield Unusable(file, NOT_JSON.format(line=number))
            if not good:
                return
            continue
        good += 1
        yield record_of(record, file, f"{file} 第 {number} 行")


def record_of(record: Any, file: str, place: str) -> SavedPage | Unusable:
    """One record as a page that is evidence already."""
    # Escapes may name half characters, which nothing can store.
    body = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    try:
        piece = from_json(json.loads(body))
    except BadRecord as bad:
        return Unusable(place, str(bad))
    if not piece.origin.url:
        return Unusable(place, "记录里没有网址（url），不知道是哪个页面的内容")
    return SavedPage(file, body, piece.origin.url, RECORD, piece=piece)
