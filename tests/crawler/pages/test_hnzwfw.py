"""The service network's interface: catalogue and service, with unknown keys kept and codes named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from checks.evidence import Channel, Guide, PageKind
from checks.records import to_json
from crawler.pages.hnzwfw import Service, catalogue_request, read_catalogue, read_service
from crawler.reading.reading import Visit
from tests.crawler.reading.comparing import differences

VISIT = Visit("https://www.hnzwfw.gov.cn/portal/guide/A1?region=411325000000", Channel.SERVICE_NETWORK)
SERVICE = {
    "code": 200,
    "result": {
        "baseInfo": {
            "unid": "A1",
            "serviceName": "医疗机构执业登记&amp;nbsp;（变更）",
            "implementCode": "1141132500600000164000123018000",
            "deptName": "示例县卫生健康委员会",
            "serviceType": "01",
            "infoType": "2",
            "legalDays": 20,
            "legalDaysUnit": "工作日",
            "promiseDays": "2",
            "promiseDaysUnit": "1",
            "starLevel": "4",
            "onlineHandleDepth": "全程网办（Ⅳ级）",
            "inputNum": "0",
            "applyConditionDesc": "&lt;p&gt;1.有合法场所；&lt;br/&gt;2.有执业人员；&lt;/p&gt;<br>3.法律法规规定的其他条件",
            "flowDesc": "受理\n审查\n办结",
            "legalStandard": "《医疗机构管理条例》第二十条",
            "isFee": "0",
            "transactAddr": "政务服务大厅3楼",
            "linkWay": "0377\u201465330000",
            "superviseWay": "-",
            "resultName": "医疗机构执业许可证",
            "fourStandard": "最多跑一次",
            "someNewKey": "新栏目的内容",
            "emptyKey": None,
        },
        "materialInfo": {
            "materialList": [
                {"name": "变更申请书", "submitMedium": "原件", "copyNum": 1, "srcWay": "10", "acceptRequire": "加盖公章",
                 "isNeed": "1", "fileUrl": "http://www.hnzwfw.gov.cn/f/1.doc", "isPromise": "0", "newMaterialKey": "x"},
                {"name": "其他材料", "submitMedium": "无", "copyNum": "", "srcWay": "99"},
                {"name": "", "srcWay": "10"},
            ]
        },
        "questionList": [{"question": "多久办完？", "answer": "2个工作日"}],
    },
}  # fmt: skip


def guide_of(answer: Any) -> Guide:
    reading = read_service(json.dumps(answer, ensure_ascii=False).encode(), VISIT)
    (guide,) = reading.evidence
    assert isinstance(guide, Guide)
    return guide


def test_every_field_of_a_service() -> None:
    expected = {
        "id": "A1",
        "item_name": "医疗机构执业登记 （变更）",
        "item_code": "1141132500600000164000123018000",
        "unit": "示例县卫生健康委员会",
        "channel": "service-network",
        "url": VISIT.url,
        "item_type": "行政许可",
        "handling_type": "承诺件",
        "legal_days": 20,
        "legal_unit": "工作日",
        "promised_days": 2,
        "promised_unit": "工作日",
        "star": 4,
        "online_depth": "全程网办（Ⅳ级）",
        "visits": 0,
        "conditions": ["有合法场所", "有执业人员", "法律法规规定的其他条件"],
        "process": ["受理", "审查", "办结"],
        "legal_basis": ["《医疗机构管理条例》第二十条"],
        "fees": "不收费",
        "location": "政务服务大厅3楼",
        "phone": "0377\u201465330000",
        "complaint_phone": "",
        "result": "医疗机构执业许可证",
        "materials": [
            {"name": "变更申请书", "form": "原件", "copies": "1", "source": "申请人自备", "necessity": "必要", "commitment": False, "note": "加盖公章"},
            {"name": "其他材料", "source": "其他", "commitment": None},
        ],
        "sections": {"四办标志": "最多跑一次", "someNewKey": "新栏目的内容", "常见问题": "多久办完？ 2个工作日"},
        "attachments": [{"name": "变更申请书（空白表格）", "url": "http://www.hnzwfw.gov.cn/f/1.doc"}],
    }  # fmt: skip
    assert differences(expected, to_json(guide_of(SERVICE))) == []


@pytest.mark.parametrize(
    "rename",
    [
        pytest.param(str.upper, id="upper case"),
        pytest.param(
            lambda key: "".join(f"_{char.lower()}" if char.isupper() else char for char in key),
            id="snake case",
        ),
    ],
)
def test_keys_in_another_spelling(rename: Any) -> None:
    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                rename(key) if key not in ("result",) else key: renamed(inner) for key, inner in value.items()
            }
        return [renamed(item) for item in value] if isinstance(value, list) else value

    guide = guide_of(renamed(SERVICE))
    assert (guide.unit, guide.star, len(guide.materials), guide.conditions) == (
        "示例县卫生健康委员会",
        4,
        2,
        guide_of(SERVICE).conditions,
    )


def test_the_catalogue_names_services_and_unknown_keys() -> None:
    answer = {
        "code": 200,
        "result": {
            "total": 37,
            "data": [
                {"catalogName": "甲", "serviceList": [{"unid": "A1", "serviceName": "甲一", "deptName": "民政局"}, {"unid": "A2", "serviceName": "甲二"}]},
                {"catalogName": "乙", "deptName": "司法局", "serviceList": [{"unid": "B1", "serviceName": "乙一"}], "colour": "red"},
                {"catalogName": "丙", "serviceList": []},
            ],
        },
    }  # fmt: skip
    found = read_catalogue(json.dumps(answer).encode())
    assert found.services == (
        Service("A1", "甲一", "民政局"),
        Service("A2", "甲二"),
        Service("B1", "乙一", "司法局"),
    )
    assert (found.total, found.count_on_page, found.unknown, found.problem) == (37, 3, ("colour",), "")


def test_a_catalogue_without_totals() -> None:
    found = read_catalogue(b'{"result": {"data": []}}')
    assert (found.services, found.total, found.count_on_page, found.problem) == ((), None, 0, "")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        pytest.param(b"", "接口没有返回内容", id="nothing"),
        pytest.param(b"<html>412</html>", "接口返回的是网页，不是数据", id="a challenge page"),
        pytest.param(b'{"result": {"baseI', "接口返回的数据不完整或格式不对", id="cut off"),
        pytest.param('{"code": 500, "msg": "系统繁忙"}'.encode(), "接口答复：系统繁忙", id="its own error"),
        pytest.param(b"[1, 2]", "接口返回的不是事项数据", id="something else"),
        pytest.param(b'{"result": null}', "接口没有这个事项", id="no such service"),
        pytest.param(b"[" * 100_000, "接口返回的数据不完整或格式不对", id="nested without end"),
    ],
)
def test_an_answer_that_is_no_service_says_why(body: bytes, problem: str) -> None:
    reading = read_service(body, VISIT)
    assert (reading.kind, reading.evidence, reading.problem) == (PageKind.ERROR, (), problem)


def test_the_request_names_area_users_and_page() -> None:
    body = catalogue_request("411325000000", "02", 3, 50)
    assert (body["areaCode"], body["forUser"], body["currentPageNum"], body["countPerPage"]) == (
        "411325000000",
        "02",
        3,
        50,
    )
