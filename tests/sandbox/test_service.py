"""The service network answers as the province's interface does."""

import json
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.load import county as clean_county
from sandbox.model import SERVICE
from tests.sandbox.conftest import fetch

LIST = "hnzwfw/matter/catalogListByParams"


def ask(county: Sandbox, **changes: Any) -> dict[str, Any]:
    body = {
        "areaCode": "419900000000", "forUser": "01", "catalogName": "", "onlineFlag": "", "countPerPage": 20,
        "currentPageNum": 1, "sortField": "serviceType", "sortOrder": "DESC",
    }  # fmt: skip
    sent = json.dumps(body | changes).encode()
    answer = fetch(county.service_url + LIST, data=sent, Content_Type="application/json;charset=UTF-8")
    return json.loads(answer.body)


def unids(county: Sandbox, **changes: Any) -> list[str]:
    found: list[str] = []
    for number in range(1, 30):
        page = ask(county, currentPageNum=number, **changes)["result"]["data"]
        if not page:
            return found
        found += [service["unid"] for group in page for service in group["serviceList"]]
    raise AssertionError("the list does not end")


def test_both_audiences_together_list_every_item_once(county: Sandbox) -> None:
    persons, firms = unids(county), unids(county, forUser="02")
    assert len(set(persons)) == len(persons) and len(set(firms)) == len(firms)
    assert len({*persons, *firms}) == sum(SERVICE in item.channels for item in clean_county().items())
    assert set(persons) & set(firms)


def test_areas_and_names_narrow_the_list(county: Sandbox) -> None:
    assert ask(county, areaCode="410000000000")["result"]["data"] == []
    town = unids(county, areaCode="419900100000")
    assert 0 < len(town) < 20 and set(town) <= {*unids(county), *unids(county, forUser="02")}
    assert {group["catalogName"] for group in ask(county, catalogName="结婚")["result"]["data"]} == {
        "内地居民结婚登记"
    }


def test_nonsense_is_answered_politely(county: Sandbox) -> None:
    answer = json.loads(fetch(county.service_url + LIST, data=b"no json").body)
    assert answer["success"] is False and answer["result"] is None
    missing = json.loads(fetch(county.service_url + "hnzwfw/matter/service?serviceUnid=00").body)
    assert missing["result"] is None


def test_a_service_has_the_keys_that_have_been_seen(county: Sandbox) -> None:
    unid = unids(county)[0]
    result = json.loads(fetch(f"{county.service_url}hnzwfw/matter/service?serviceUnid={unid}").body)["result"]
    base, materials = result["baseInfo"], result["materialInfo"]["materialList"]
    assert {
        "serviceName",
        "deptName",
        "implementCode",
        "infoType",
        "promiseDays",
        "legalDays",
        "starLevel",
    } <= base.keys()
    seen = {"name", "submitMedium", "copyNum", "srcWay", "acceptRequire", "fileUrl", "exampleFileUrl"}
    assert materials and all(seen <= row.keys() for row in materials)


def test_values_are_as_untidy_as_the_real_ones(county: Sandbox) -> None:
    texts = [
        fetch(f"{county.service_url}hnzwfw/matter/service?serviceUnid={unid}").text for unid in unids(county)
    ]
    whole = "\n".join(texts)
    for untidiness in ("<br>", "&nbsp;", "&amp;nbsp;", "&lt;br/&gt;", "null", '"无"', "\\n    "):
        assert untidiness in whole, untidiness


@pytest.mark.parametrize(
    "path", ["portal/guide/0123456789ABCDEF0123456789ABCDEF?region=419900000000", "419900000000/"]
)
def test_pages_are_built_in_the_browser(county: Sandbox, path: str) -> None:
    page = fetch(county.service_url + path)
    assert page.status == 200 and "fetch(" in page.text and "申请书" not in page.text


def test_codes_start_with_the_codes_they_belong_to(county: Sandbox) -> None:
    for unid in unids(county)[:20]:
        base = json.loads(fetch(f"{county.service_url}hnzwfw/matter/service?serviceUnid={unid}").body)[
            "result"
        ]["baseInfo"]
        assert base["taskHandleItem"].startswith(base["implementCode"])
        assert base["serviceCode"][:9] == base["implementCode"][8:17]
