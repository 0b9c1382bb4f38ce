"""Records of other systems: keys of the national model, or printed labels as keys."""

from __future__ import annotations

import pytest

from checks.evidence import Channel
from crawler.reading.reading import Visit
from crawler.reading.records import guide_of

VISIT = Visit(url="记录", channel=Channel.SERVICE_NETWORK)
LABELLED = {
    "事项名称": "临时救助",
    "实施主体": "示例县民政局",
    "办件类型": "承诺件",
    "承诺办结时限": "5个工作日",
    "申请材料": [{"序号": 1, "材料名称": "申请书", "材料必要性": "必要", "来源渠道": "申请人自备"}],
    "办理流程": "申请→受理→发证",
    "是否进驻大厅": "是",
}


def test_labels_as_keys_fill_the_fields() -> None:
    guide = guide_of(LABELLED, VISIT)
    assert (guide.item_name, guide.unit, guide.handling_type) == ("临时救助", "示例县民政局", "承诺件")
    assert guide.promised is not None and guide.promised.days == 5
    assert [(row.name, row.necessity, row.source) for row in guide.materials] == [
        ("申请书", "必要", "申请人自备")
    ]
    assert guide.process == ("申请", "受理", "发证")


def test_what_fills_no_field_is_kept_as_a_section() -> None:
    assert [(part.label, part.text) for part in guide_of(LABELLED, VISIT).sections] == [
        ("是否进驻大厅", "是")
    ]


@pytest.mark.parametrize("key", ["promiseDay", "PROMISE_DAY", "promise_day", "承诺办结时限"])
def test_a_key_is_known_however_it_is_written(key: str) -> None:
    guide = guide_of({"taskName": "临时救助", key: "3个工作日"}, VISIT)
    assert guide.promised is not None and guide.promised.days == 3


def test_of_two_labels_of_one_field_the_better_counts() -> None:
    guide = guide_of({"事项名称": "甲", "联系电话": "0377-65000001", "咨询电话": "0377-65000002"}, VISIT)
    assert guide.phone == "0377-65000002"
