"""The service network: paging, details, and an interface that answers badly."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from urllib.parse import parse_qs, urlsplit

from loopback_county import Database, a_service_network
from loopback_site import Answer, Asked, Says, Site, serving

from storage.reasons import Reason

Gathers = Callable[..., Any]
LIST = "/hnzwfw/matter/catalogListByParams"


def data(value: Any, status: int = 200) -> Says:
    return Says(json.dumps(value), status, {"Content-Type": "application/json;charset=UTF-8"})


def network(services: int, *, on_page: int = 10, total: bool = True, ignores_page: bool = False) -> Answer:
    """An interface that gives at most `on_page` rows a page, whatever was asked for."""

    def answer(asked: Asked, handler: Any) -> Says:
        parts = urlsplit(asked.path)
        if parts.path == LIST:
            body = json.loads(asked.body)
            mine = [f"{body['forUser']}{n:030d}" for n in range(services)]
            start = 0 if ignores_page else (body["currentPageNum"] - 1) * on_page
            rows = [
                {"serviceList": [{"unid": unid, "serviceName": unid}]}
                for unid in mine[start : start + on_page]
            ]
            return data({"result": {"data": rows, "news": 1, **({"total": services} if total else {})}})
        unid = parse_qs(parts.query).get("serviceUnid", [""])[0]
        if not unid:
            return Says("", 404)
        named = {"serviceName": f"事项{unid}", "deptName": "示例县民政局"}
        return data({"result": {"baseInfo": named, "materialInfo": {"materialList": [{"name": "申请表"}]}}})

    return answer


NETWORKS: dict[str, dict[str, Any]] = {
    "as asked": {},
    "without a total": {"total": False},
    "fewer on a page": {"on_page": 7},
    "always the first page": {"ignores_page": True, "on_page": 25},
}


def test_every_service_of_both_audiences_is_read_once(gathers: Gathers, database: Database) -> None:
    with ExitStack() as stack:
        sites = {
            name: stack.enter_context(serving({}, otherwise=network(25, **how)))
            for name, how in NETWORKS.items()
        }
        run_id, done = gathers(*(a_service_network(site.url, name) for name, site in sites.items()))
        for site in sites.values():
            details = [asked.path for asked in site.asked if asked.path.startswith("/hnzwfw/matter/service")]
            assert len(details) == len(set(details)) == 50
    assert done.complete
    assert len(database.evidence(run_id, "guide")) == 50 * len(NETWORKS)
    assert set(database.states(run_id)) == {"fetched"}


def test_a_guide_names_the_page_for_people_and_its_unit(gathers: Gathers, database: Database) -> None:
    with serving({}, otherwise=network(1)) as site:
        run_id, _ = gathers(a_service_network(site.url))
        unid = f"01{0:030d}"
        guides = [row.content for row in database.evidence(run_id, "guide")]
        guide = next(each for each in guides if unid in each["url"])
        assert guide["unit"] == "民政局"
        assert guide["url"] == f"{site.url}portal/guide/{unid}?region=419999000000"
        visited = {visit.url for visit in database.visits(run_id)}
    assert f"//{site.host}/hnzwfw/matter/service?serviceUnid={unid}" in visited


HALF = Says('{"result": {"data": [', headers={"Content-Type": "application/json"})
HOME = Says("<html><body><h1>首页</h1><p>欢迎</p></body></html>")
MENDED = Says("<html><title>系统维护</title><body>系统正在维护</body></html>")


BAD: dict[str, tuple[Says, Reason]] = {
    "a refusal as JSON": (data({"code": 500, "msg": "参数错误"}), Reason.BAD_ANSWER),
    "half of an answer": (HALF, Reason.BAD_ANSWER),
    "a page in place of data": (HOME, Reason.BAD_ANSWER),
    "maintenance": (MENDED, Reason.MAINTENANCE),
    "an error": (data({"msg": "x"}, 500), Reason.SERVER_ERROR),
    "sent away": (Says("", 302, {"Location": "/sso/login"}), Reason.OFF_SITE),
}


def test_a_bad_answer_has_its_reason(gathers: Gathers, database: Database) -> None:
    with ExitStack() as stack:
        sites = {name: stack.enter_context(serving({LIST: answer})) for name, (answer, _) in BAD.items()}
        run_id, done = gathers(*(a_service_network(site.url, name) for name, site in sites.items()))
    assert done.complete
    told = {(todo.source, todo.reason) for todo in database.todos(run_id)}
    assert told == {(name, reason) for name, (_, reason) in BAD.items()}


def test_one_bad_service_does_not_hide_the_others(gathers: Gathers, database: Database) -> None:
    with serving({}, otherwise=network(5)) as site:
        broken = f"/hnzwfw/matter/service?serviceUnid=01{0:030d}"
        site.pages[broken] = data({"code": 404, "msg": "查无此事项"})
        run_id, _ = gathers(a_service_network(site.url))
    assert database.reasons(run_id) == {broken: Reason.BAD_ANSWER}
    assert len(database.evidence(run_id, "guide")) == 9


def test_robots_txt_counts_for_the_interface_too(gathers: Gathers, database: Database) -> None:
    rules = Says("User-agent: *\nDisallow: /hnzwfw/\n", headers={"Content-Type": "text/plain"})
    with serving({"/robots.txt": rules}, otherwise=network(5)) as site:
        run_id, _ = gathers(a_service_network(site.url))
        assert {asked.path for asked in site.asked} == {"/robots.txt"}
    assert {todo.reason for todo in database.todos(run_id)} == {Reason.ROBOTS}


def test_a_listed_service_is_found_again_when_the_list_forgets_it(
    gathers: Gathers, database: Database
) -> None:
    def answering(services: int) -> Site:
        site.otherwise = network(services)
        return site

    with serving({}, otherwise=network(5)) as site:
        first, _ = gathers(a_service_network(site.url))
        database.accept(first)
        second, _ = gathers(a_service_network(answering(3).url))
    assert len(database.evidence(second, "guide")) == 10
