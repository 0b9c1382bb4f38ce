"""From findings to problems, and the words that they are printed with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reports.inputs import FindingView
from reports.problems import group_problems, worded, worded_groups

Make = Callable[..., FindingView]
RULE = "c12-open-list-material"


def test_one_wording_on_several_channels_is_one_problem(make_finding: Make) -> None:
    code = "1141132500600000164000117018000"
    portal = make_finding(1, RULE, unit="民政局", item_name="结婚登记", quote="3．身份证等材料")
    network = make_finding(
        2, RULE, unit="民政局", item_name=" 结婚登记", quote="身份证 等材料", item_code=code
    )
    window = make_finding(
        3, RULE, unit="民政局", item_name="结婚登记", quote="身份证等材料", channel="window"
    )
    (problem,) = group_problems([portal, network, window])
    page = worded(problem, 1)
    assert [place.channel for place in page.places].count("窗口办事指南") == 1
    assert (len(page.places), page.spread, page.code) == (3, True, code)
    assert page.notes[0] == "同一问题，3 处"


def test_the_sentence_names_every_channel(make_finding: Make) -> None:
    same = {"unit": "甲", "item_name": "乙", "message": "甲在县政府门户网站发布的“乙”办事指南"}
    findings = [make_finding(1, RULE, **same), make_finding(2, RULE, **same, channel="window")]
    (problem,) = group_problems(findings)
    assert worded(problem, 1).description == "甲在县政府门户网站、窗口办事指南发布的“乙”办事指南"
    (alone,) = group_problems(findings[:1])
    assert worded(alone, 1).description == same["message"]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"quote": "户口簿等材料"}, id="another text"),
        pytest.param({"item_name": "离婚登记"}, id="another item"),
        pytest.param({"unit": "司法局"}, id="another unit"),
        pytest.param({"item_code": "B", "channel": "service-network"}, id="another code of the same name"),
    ],
)
def test_what_differs_is_another_problem(make_finding: Make, other: dict[str, str]) -> None:
    first = {"unit": "民政局", "item_name": "结婚登记", "item_code": "A", "quote": "身份证等材料"}
    findings = [make_finding(1, RULE, **first), make_finding(2, RULE, **{**first, **other})]
    assert len(group_problems(findings)) == 2


def test_findings_without_item_or_text_stay_apart(make_finding: Make) -> None:
    rule = "c01-policy-list-missing"
    findings = [make_finding(number, rule, unit="科工局", item_name="") for number in (1, 2)]
    assert len(group_problems(findings)) == 2


@pytest.mark.parametrize(
    ("statuses", "status", "is_open"),
    [
        (("待复核",), "待复核", True),
        (("待复核", "待整改"), "待整改", True),
        (("待整改", "复发"), "复发", True),
        (("待复核", "待核实"), "待复核", True),
        (("已整改", "待整改"), "部分整改", True),
        (("已整改", "已整改"), "已整改", False),
        (("误报", "上级要素"), "上级要素", False),
        (("页面已取消",), "页面已取消", False),
        (("已撤销", "待核实"), "待核实", True),
        (("新的状态",), "新的状态", True),
    ],
)
def test_status_of_a_problem(
    make_finding: Make, statuses: tuple[str, ...], status: str, is_open: bool
) -> None:
    findings = [
        make_finding(n, RULE, unit="甲", item_name="乙", status=one) for n, one in enumerate(statuses)
    ]
    (problem,) = group_problems(findings)
    assert (problem.status, problem.is_open) == (status, is_open)


def test_problems_are_numbered_through_the_groups_by_criterion_and_gravity(make_finding: Make) -> None:
    rules = [
        "g-section-missing",
        "c12-open-list-material",
        "c12-open-ended-material",
        "c03-commitment-unmarked",
    ]
    findings = [make_finding(number, rule) for number, rule in enumerate(rules * 2)]
    groups = worded_groups(group_problems(findings))
    assert [group.indicator for group in groups] == ["附件1-3", "附件1-12", "附件1-12", "附加"]
    assert groups[1].title == "申请材料含“其他材料”“有关材料”类兜底表述", (
        "the gravest first within a criterion"
    )
    assert [problem.number for group in groups for problem in group.problems] == list(range(1, 9))
    assert all(group.count == len(group.problems) for group in groups)


def test_the_order_of_the_findings_does_not_matter(make_finding: Make) -> None:
    findings = [make_finding(number, RULE) for number in range(30)]
    assert worded_groups(group_problems(findings)) == worded_groups(group_problems(findings[::-1]))


def test_a_review_says_why_a_person_must_look(make_finding: Make) -> None:
    (problem,) = group_problems([make_finding(1, "c12-unreadable-guide")])
    assert worded(problem, 1).doubt == "页面只有图片，没有文字"


def test_notes_tell_deadline_relapse_and_proof(make_finding: Make) -> None:
    relapse = make_finding(1, RULE, status="复发", reopened=2, due="2022-07-29")
    fixed = make_finding(2, RULE, status="已整改", fixed_at="2022-04-15T18:40:00Z")
    assert worded(group_problems([relapse])[0], 1).notes == ("整改时限 2022-07-29", "复发 2 次")
    assert worded(group_problems([fixed])[0], 1).notes == ("整改核验 2022-04-16 02:40",)


def test_a_record_with_unknown_keys_and_nulls_is_read() -> None:
    record = {
        "id": 7,
        "rule": "r",
        "indicator": "附加",
        "verdict": "fail",
        "severity": "S2",
        "status": "待复核",
    }
    view = FindingView.from_record(
        {**record, "due": None, "snapshot": "x", "reopened": None, "basis": ["甲", "乙"]}
    )
    assert (view.id, view.due, view.reopened, view.basis) == ("7", "", 0, "甲；乙")
