"""The service network: the province's interface, and the pages that a browser builds from it."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from sandbox import codes, render
from sandbox.files import form_file, form_name
from sandbox.model import SERVICE, County, Item
from sandbox.plants import edition
from sandbox.portal import FILE_TYPES, Answer
from sandbox.state import State

LIST_PATH = "/hnzwfw/matter/catalogListByParams"
DETAIL_PATH = "/hnzwfw/matter/service"
GUIDE_PATH = "/portal/guide/"
FILE_PATH = "/hnzwfw/file/"
AUDIENCES = {"01": "个人", "02": "企业"}
TYPE_CODES = {**codes.TYPE_DIGITS}
TOWN_CODES = ("100000", "101000", "200000", "201000")
JSON = "application/json;charset=UTF-8"


class ServiceNetwork:
    """The network's county site for one county; `plain` serves items as they are, without any plant."""

    def __init__(self, county: County, *, plain: bool = False) -> None:
        self.county = county
        self.plain = plain
        self.items = {codes.unid(item.code): item for item in county.items() if SERVICE in item.channels}

    def answer(self, path: str, query: Mapping[str, str], body: bytes, state: State) -> Answer:
        """What the network answers to a request; POST bodies are JSON."""
        if path == LIST_PATH:
            return self._list(body)
        if path == DETAIL_PATH:
            return self._detail(query.get("serviceUnid", ""), state)
        if (
            path.startswith(GUIDE_PATH)
            or path.rstrip("/").lstrip("/").isdigit()
            or path in ("/", "/portal/personal/index")
        ):
            template = "guide.html" if path.startswith(GUIDE_PATH) else "front.html"
            text = render.page("service", template, area=self.county.area_code, name=self.county.name)
            return Answer(text.encode(), "text/html;charset=UTF-8")
        if path.startswith(FILE_PATH) and (file := self._file(path, state)):
            return file
        if path == "/robots.txt":
            return Answer(b"User-agent: *\nDisallow: /login\n", "text/plain")
        missing = render.page("shared", "missing.html", title="404", text="页面不存在")
        return Answer(missing.encode(), "text/html;charset=UTF-8", 404)

    def present(self, unid: str, state: State) -> Item:
        """The item as the network publishes it."""
        item = self.items[unid]
        return item if self.plain else edition(item, SERVICE, state.fixed)

    def _list(self, body: bytes) -> Answer:
        try:
            asked = json.loads(body)
            size, page = int(asked["countPerPage"]), int(asked["currentPageNum"])
        except (ValueError, KeyError, TypeError):
            return answered({"code": 500, "success": False, "message": "参数错误", "result": None})
        catalogues = self._catalogues(asked)
        shown = catalogues[(page - 1) * size : page * size]
        result = {
            "data": shown,
            "total": len(catalogues),
            "totalPage": math.ceil(len(catalogues) / size) if size else 0,
            "currentPageNum": page,
            "countPerPage": size,
        }
        return answered({"code": 200, "success": True, "message": "操作成功", "result": result})

    def _catalogues(self, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The catalogue entries that an audience of an area sees; items of one main item stand together."""
        audience = AUDIENCES.get(str(asked.get("forUser", "")), "")
        wanted = str(asked.get("catalogName") or "")
        groups: dict[tuple[str, str], dict[str, Any]] = {}
        for unid, item in self.items.items():
            if audience not in item.audience or wanted not in item.name or not self._covers(asked, item):
                continue
            name = item.catalogue or item.name
            group = groups.setdefault((item.unit, name), self._catalogue(item, name))
            group["serviceList"].append(self._service(unid, item))
        return list(groups.values())

    def _catalogue(self, item: Item, name: str) -> dict[str, Any]:
        return {
            "catalogName": name,
            "catalogCode": item.code[19:],
            "deptName": self._seal(item),
            "serviceType": item.type,
            "isParent": None,
            "serviceList": [],
        }

    def _service(self, unid: str, item: Item) -> dict[str, Any]:
        """A service as the list names it."""
        return {
            "unid": unid,
            "serviceName": item.name,
            "deptName": self._seal(item),
            "implementCode": item.code,
            "onlineFlag": "1",
            "webApplyUrl": "",
        }

    def _covers(self, asked: Mapping[str, Any], item: Item) -> bool:
        """The county's code covers its townships as well; a township's code only itself."""
        area = str(asked.get("areaCode", ""))
        return area in (self.county.area_code, self._area(item))

    def _area(self, item: Item) -> str:
        towns = [unit.name for unit in self.county.units if unit.kind == "township"]
        if item.unit not in towns:
            return self.county.area_code
        return self.county.code + TOWN_CODES[towns.index(item.unit) % len(TOWN_CODES)]

    def _files(self, item: Item, place: int) -> dict[str, str]:
        """The blank form beside the material that has one, which is how the network offers files."""
        name = item.materials[place].name
        forms = [form for form in item.forms if form.startswith(name)]
        return {"fileUrl": f"{FILE_PATH}{item.number}/{quote(form_name(forms[0]))}"} if forms else {}

    def _file(self, path: str, state: State) -> Answer | None:
        """A form on the network, by the number of its item and its name."""
        number, _, name = path.removeprefix(FILE_PATH).partition("/")
        for unid, item in self.items.items():
            for written in self.present(unid, state).forms if str(item.number) == number else ():
                body = form_file(written)
                if form_name(written) == unquote(name) and body is not None:
                    return Answer(body, FILE_TYPES["docx"])
        return None

    def _seal(self, item: Item) -> str:
        return self.county.unit(item.unit).full_name

    def _detail(self, unid: str, state: State) -> Answer:
        if unid not in self.items:
            return answered({"code": 404, "success": False, "message": "事项不存在", "result": None})
        item = self.present(unid, state)
        result: dict[str, Any] = {
            "baseInfo": base_info(unid, item, self._seal(item), self._area(item)),
            "materialInfo": {
                "materialList": [
                    {**material_row(item, place), **self._files(item, place)}
                    for place in range(len(item.materials))
                ]
            },
            "feeInfo": None,
            "questionList": [],
            "windowInfo": {"windowName": item.place, "queueFlag": "0"},
        }
        return answered({"code": 200, "success": True, "message": "操作成功", "result": result})


def answered(table: dict[str, Any]) -> Answer:
    """A JSON answer."""
    return Answer(json.dumps(table, ensure_ascii=False).encode(), JSON)


def base_info(unid: str, item: Item, seal: str, area: str) -> dict[str, Any]:
    """The item's basic data; the interface mixes strings, numbers, nulls, 无 and pieces of HTML."""
    lines = functools.partial(joined, style=item.number % 4)
    return {
        "unid": unid,
        "serviceName": item.name,
        "catalogName": item.catalogue or item.name,
        "deptName": seal,
        "deptUnid": "001003019900" + item.code[13:16],
        "areaCode": area,
        "implementCode": item.code,
        "serviceCode": item.code[8:17] + "XK" + item.code[-10:],
        "taskHandleItem": f"{item.code}01",
        "serviceType": item.type,
        "serviceTypeCode": TYPE_CODES.get(item.type, ""),
        "infoType": item.handling,
        "promiseDays": days(item.promised),
        "promiseDaysType": day_unit(item.promised),
        "legalDays": days(item.legal),
        "legalDaysType": day_unit(item.legal),
        "starLevel": int(item.star) if item.star.isdigit() else None,
        "onlineHandleDepth": item.depth,
        "isOnline": "1",
        "forUser": "、".join({"个人": "自然人", "企业": "法人"}[part] for part in item.audience.split(",")),
        "personZt": "16" if "个人" in item.audience else None,
        "enterpriseZt": "03" if "企业" in item.audience else None,
        "applyConditionDesc": lines(item.conditions),
        "flowDesc": lines(item.process),
        "legalStandard": lines(item.basis),
        "powerFlowImg": "",
        "mediationServices": "无",
        "isFee": None if not item.fees else "0" if item.fees in ("不收费", "免费", "无") else "1",
        "feeStandard": item.fees,
        "handleAddress": item.place,
        "handleTime": item.hours,
        "consultPhone": item.phone,
        "supervisePhone": item.complaint,
        "limitSceneNum": item.visits,
        "fourStandard": "马上办,网上办" if item.handling == "即办件" else "网上办",
        "applyType": "窗口申请&nbsp;网上申请",
        "isEntryCenter": "是",
        "resultName": item.result or None,
        "resultDesc": "无",
        "resultExample": None,
        "remark": lines(item.remarks) or None,
        "runSystem": "省级系统",
        "webApplyUrl": None,
        "sceneVersionNo": item.number % 7,
        "auditFlag3": "Y",
    }


def material_row(item: Item, place: int) -> dict[str, Any]:
    """One material, under keys that the interface has been seen to use and a few nobody explained."""
    material = item.materials[place]
    return {
        "unid": codes.unid(f"{item.code}{place}{material.name}"),
        "name": material.printed_name(column=False),
        "submitMedium": material.form,
        "copyNum": material.copies or None,
        "srcWay": material.source,
        "isNeed": material.necessity,
        "acceptRequire": material.printed_note or ("无" if place % 2 else None),
        "fileUrl": None,
        "exampleFileUrl": "",
        "orderNum": place + 1,
        "isJzbm": "0",
    }


def joined(texts: tuple[str, ...], *, style: int) -> str:
    """Several lines in one value, in the four ways that clerks and editors leave them there."""
    if not texts:
        return ""
    numbered = [f"{number}.{text}" for number, text in enumerate(texts, 1)] if len(texts) > 1 else list(texts)
    if style == 0:
        return "<br>".join(numbered)
    if style == 1:
        return "\n    ".join(numbered)
    if style == 2:
        return "".join(f"<p>&nbsp;&nbsp;{text}</p>" for text in numbered)
    return "&lt;br/&gt;".join(text.replace("《", "&amp;nbsp;《", 1) for text in numbered)


def days(limit: str) -> str:
    """The number alone where the limit is a number of days, else the words."""
    number = limit.removesuffix("个工作日").removesuffix("个自然日")
    return number if number.replace(".", "", 1).isdigit() else limit


def day_unit(limit: str) -> str | None:
    """The unit of the limit, in its own key."""
    return next((unit for unit in ("工作日", "自然日") if limit.endswith(f"个{unit}")), None)
