"""What is attached to a guide belongs to its item; a form to fill in is no guide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from checks.evidence import Channel, Evidence, Guide, PageKind
from crawler.reader import Given, read
from crawler.reading.reading import Reading, Visit

VISIT = Visit(
    url="http://a.cn/P020260105.txt",
    channel=Channel.PORTAL,
    seen_on=date(2026, 1, 5),
    unit_hint="残联",
    item_hint="残疾人证办理",
)
LIST = "申请材料：\n1.居民身份证原件\n2.近期免冠照片\n3.其他相关材料\n"
FORM = "申请人：\n联系电话：\n办理地点：\n受理条件：\n承诺时限：\n"


def given(text: str, called: str, item: str = "残疾人证办理") -> Reading:
    visit = replace(VISIT, called=called, item_hint=item)
    return read(Given(text.encode(), visit, is_html=False))


def guides(evidence: tuple[Evidence, ...]) -> list[Guide]:
    return [one for one in evidence if isinstance(one, Guide)]


def test_a_list_of_materials_belongs_to_the_item_of_its_page() -> None:
    reading = given(LIST, "附件：申请材料清单")
    (guide,) = guides(reading.evidence)
    assert (guide.item_name, guide.unit) == ("残疾人证办理", "残联")
    assert [material.name for material in guide.materials] == [
        "居民身份证原件",
        "近期免冠照片",
        "其他相关材料",
    ]


def test_the_same_list_on_its_own_is_no_guide() -> None:
    assert given(LIST, "附件：申请材料清单", item="").kind is not PageKind.GUIDE


def test_a_form_to_fill_in_is_no_guide() -> None:
    for called in ("残疾人证申请表", "授权委托书（样本）", "示范文本"):
        assert given(FORM, called).kind is PageKind.OTHER, called


def test_a_file_is_called_what_its_link_says_when_its_own_name_says_nothing() -> None:
    whole = "实施主体：内乡县残疾人联合会\n受理条件：具有内乡县户籍\n" + LIST + "承诺时限：15个工作日\n"
    (guide,) = guides(given(whole, "残疾人证换领办事指南", item="").evidence)
    assert guide.item_name == "残疾人证换领"


def test_a_table_of_guides_is_no_form() -> None:
    whole = "实施主体：内乡县残疾人联合会\n受理条件：具有内乡县户籍\n" + LIST + "承诺时限：15个工作日\n"
    assert given(whole, "窗口办事指南汇总表", item="").kind is PageKind.GUIDE
