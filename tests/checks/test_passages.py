"""A guide as passages: paths as in the JSON form, roles, neighbours."""

from __future__ import annotations

import pytest

from checks.evidence import Guide, Material, Section, TimeLimit
from checks.passages import passages, role_of
from checks.text.openness.finding import Role


def test_paths_are_those_of_the_json_form() -> None:
    guide = Guide(
        conditions=("年满18周岁", "本县户籍"),
        materials=(Material("申请表"), Material("身份证", note="原件")),
        process=("受理",),
        fees="免费",
        promised=TimeLimit("5个工作日", 5),
        sections=(Section("常见问题", "问：要带什么？答：身份证。问：在哪办？答：大厅。"),),
    )
    found = list(passages(guide))
    assert [passage.field for passage in found] == [
        "conditions[0]",
        "conditions[1]",
        "materials[0].name",
        "materials[1].name",
        "materials[1].note",
        "process[0]",
        "fees",
        "promised_days",
        "sections.常见问题",
        "sections.常见问题",
    ]
    assert (found[3].before, found[4].role, found[4].slot) == ("申请表", Role.NOTES, "materials[1]")
    assert [passage.asks for passage in found[-2:]] == [True, False]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("申请材料", Role.MATERIALS),
        ("需要提供的资料", Role.MATERIALS),
        ("必备要件", Role.MATERIALS),
        ("受理条件", Role.CONDITIONS),
        ("办理流程", Role.PROCESS),
        ("收费依据及标准", Role.BASIS),
        ("收费标准", Role.FEE),
        ("承诺办结时限", Role.TIME),
        ("设定依据", Role.BASIS),
        ("相关链接", Role.META),
        ("温馨提示", Role.NOTES),
        ("其他说明", Role.NOTES),
    ],
)
def test_roles_of_labels(label: str, role: Role) -> None:
    assert role_of(label) is role
