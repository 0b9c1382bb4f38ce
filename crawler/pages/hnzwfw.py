"""The province's service network (河南政务服务网): its catalogue and its services, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checks.evidence import PageKind
from crawler.pages.scripts import without_halves
from crawler.reading.reading import Link, LinkRole, Reading, Visit
from crawler.reading.records import cleaned, guide_of, plain_key

KNOWN_KEYS = """
code msg message success status timestamp result data list records rows total totalcount totalpage totalpages
count pages pagenum pagesize currentpagenum countperpage servicelist unid serviceunid servicename servicetype
deptname deptunid catalogname cataloguid catalogunid catalogcode foruser
"""
KNOWN = frozenset(KNOWN_KEYS.split())
TOTALS = ("total", "totalCount", "totalNum", "recordCount", "count", "totalRecord", "totalRows")
FAILED = "接口返回的不是事项数据"


@dataclass(frozen=True, slots=True)
class Service:
    """A service (业务办理项) named in the catalogue."""

    unid: str
    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One page of the catalogue; `total` is None where the answer names none.

    `count_on_page` counts what the paging counts (the catalogue's own rows, not their services);
    `unknown` names keys that the adapter does not know.
    """

    services: tuple[Service, ...] = ()
    total: int | None = None
    count_on_page: int = 0
    unknown: tuple[str, ...] = ()
    problem: str = ""


def catalogue_request(area_code: str, for_user: str, page: int, size: int) -> dict[str, Any]:
    """The JSON body that asks for one page of the catalogue; pages count from 1."""
    return {
        "areaCode": area_code,
        "forUser": for_user,
        "catalogName": "",
        "onlineFlag": "",
        "countPerPage": size,
        "currentPageNum": page,
        "sortField": "serviceType",
        "sortOrder": "DESC",
    }


def read_catalogue(body: bytes) -> Catalogue:
    """Read one page of the catalogue; never raises."""
    answer, problem = load(body)
    if problem:
        return Catalogue(problem=problem)
    result = answer.get("result", answer)
    holder = result if isinstance(result, Mapping) else {"data": result}
    rows = next(
        (value for key in ("data", "list", "records", "rows") if isinstance(value := holder.get(key), list)),
        None,
    )
    if rows is None:
        return Catalogue(problem=refusal(answer) or FAILED)
    found = tuple(service for row in rows if isinstance(row, Mapping) for service in services_in(row))
    return Catalogue(found, total_of(holder, answer), len(rows), tuple(sorted(unknown_keys(answer))))


def services_in(row: Mapping[str, Any], unit: str = "") -> Iterator[Service]:
    """The services of a row of the catalogue: its own list of them, or the row itself."""
    unit = cleaned(row.get("deptName")) or unit
    inner = next(
        (
            value
            for key in ("serviceList", "services", "children", "childList")
            if isinstance(value := row.get(key), list)
        ),
        None,
    )
    if inner is not None:
        for child in inner:
            if isinstance(child, Mapping):
                yield from services_in(child, unit)
        return
    unid = cleaned(row.get("unid") or row.get("serviceUnid") or row.get("UNID"))
    name = cleaned(row.get("serviceName") or row.get("SERVICE_NAME") or row.get("name"))
    if unid:
        yield Service(unid, name, unit)


def total_of(*holders: Mapping[str, Any]) -> int | None:
    """How many rows there are in all, if the answer says so."""
    for holder in holders:
        places = [
            holder,
            *(
                value
                for value in holder.values()
                if isinstance(value, Mapping) and value is not holder.get("result")
            ),
        ]
        for place in places:
            for key in TOTALS:
                value = place.get(key)
                if isinstance(value, int | str) and not isinstance(value, bool) and str(value).isdigit():
                    return int(value)
    return None


def unknown_keys(value: object, depth: int = 0) -> set[str]:
    if isinstance(value, list):
        return set().union(*(unknown_keys(item, depth + 1) for item in value[:50])) if depth < 8 else set()
    if not isinstance(value, Mapping) or depth >= 8:
        return set()
    here = {str(key) for key in value if plain_key(str(key)) not in KNOWN}
    return here.union(*(unknown_keys(inner, depth + 1) for inner in value.values()))


def read_service(body: bytes, visit: Visit) -> Reading:
    """Read one service as a guide; never raises."""
    answer, problem = load(body)
    if problem:
        return Reading(PageKind.ERROR, problem=problem)
    result = answer.get("result", answer.get("data", answer))
    if not isinstance(result, Mapping) or not result:
        return Reading(PageKind.ERROR, problem=refusal(answer) or "接口没有这个事项")
    guide = guide_of(result, visit)
    if not (guide.item_name or guide.materials):
        return Reading(PageKind.ERROR, problem=refusal(answer) or FAILED)
    links = tuple(
        Link(file.url, file.name, LinkRole.ATTACHMENT)
        for file in guide.attachments
        if file.url.startswith("http")
    )
    return Reading(PageKind.GUIDE, guide.title, (guide,), links)


def load(body: bytes) -> tuple[Mapping[str, Any], str]:
    """The answer as an object, or why it is none."""
    if not body.strip():
        return {}, "接口没有返回内容"
    text = body.decode("utf-8-sig", errors="replace")
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return {}, "接口返回的是网页，不是数据" if text.lstrip().startswith(
            "<"
        ) else "接口返回的数据不完整或格式不对"
    return (without_halves(answer, text), "") if isinstance(answer, dict) else ({}, FAILED)


def refusal(answer: Mapping[str, Any]) -> str:
    """What the interface itself says went wrong."""
    said = cleaned(answer.get("msg") or answer.get("message"))
    return f"接口答复：{said[:60]}" if said else ""
