"""What a profile leaves open, one question at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from counties import ProfileError, load
from counties.check import open_points
from counties.new import write_new
from counties.plan import load_plan

COMPLETE = """
name = "示例县"
code = "419999"
contact = "0377-00000000"
within = ["河南省"]
document_prefix = ["示政"]
departments = 1
townships = 1
[report]
office = "示例县办公室"
assessor = "评估机构"
contact = "0377-00000000"
[rounds]
list_issued = "2022-05-05"
[[unit]]
name = "民政局"
uscc = "114113250060000016"
contact = "张三"
lead_of = ["c01", "c02", "c03"]
[[unit]]
name = "东河镇"
kind = "township"
uscc = "11410821005677264N"
contact = "李四"
[[one_thing]]
name = "公民身后一件事"
lead = "民政局"
[[source]]
name = "网"
channel = "portal"
start_urls = ["https://www.example.gov.cn/"]
[[source]]
name = "政"
channel = "service-network"
start_urls = ["https://www.example.gov.cn/"]
[[source]]
name = "微"
channel = "wechat"
start_urls = ["https://www.example.gov.cn/"]
[[source]]
name = "云"
channel = "app"
start_urls = ["https://www.example.gov.cn/"]
[[source]]
name = "窗"
channel = "window"
path = "guides"
"""
PLAN = 'title = "方案"\nnumber = "示放组〔2022〕1号"\n'


def county(folder: Path, text: str = COMPLETE, plan: str = PLAN) -> list[str]:
    (folder / "county.toml").write_text(text, encoding="utf-8")
    (folder / "plan.toml").write_text(plan, encoding="utf-8")
    (folder / "guides" / "示例县民政局").mkdir(parents=True, exist_ok=True)
    return [f"{point.severity} {point.key}" for point in open_points(load(folder))]


def test_a_complete_profile_leaves_nothing_open(tmp_path: Path) -> None:
    assert county(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "point"),
    [
        ('code = "419999"', 'code = ""', "缺少 code"),
        ('contact = "0377-00000000"\nwithin', "within", "缺少 contact"),
        ('within = ["河南省"]', "", "提示 within"),
        ('document_prefix = ["示政"]', "", "缺少 document_prefix"),
        ("departments = 1", "departments = 36", "待确认 unit"),
        ("townships = 1", "townships = 2", "待确认 unit"),
        ('"c02", "c03"', '"c03"', "缺少 unit.lead_of"),
        ('contact = "张三"', "confirmed = false\ncontact = '张三'", "待确认 unit.confirmed"),
        ('uscc = "114113250060000016"', "", "提示 unit.uscc"),
        ('contact = "李四"', "", "提示 unit.contact"),
        ('office = "示例县办公室"', "", "缺少 report.office"),
        ('[rounds]\nlist_issued = "2022-05-05"', "", "提示 rounds"),
        ('path = "guides"', 'path = "elsewhere"', "缺少 source.path"),
        ('channel = "wechat"', 'channel = "portal"', "缺少 source"),
        ('channel = "wechat"', 'channel = "wechat"\narea_code = "411325000000"', "待确认 source.area_code"),
        ('kind = "township"', "", "缺少 unit"),
        ('channel = "wechat"', 'channel = "wechat"\npath = "nowhere"', "缺少 source.path"),
    ],
)
def test_each_gap_is_named(tmp_path: Path, old: str, new: str, point: str) -> None:
    assert old in COMPLETE
    assert point in county(tmp_path, COMPLETE.replace(old, new))


def test_a_folder_that_names_no_unit_is_told(tmp_path: Path) -> None:
    (tmp_path / "guides" / "办公用品").mkdir(parents=True)
    assert county(tmp_path) == ["待确认 source.path"]


def test_a_plan_without_number_is_told(tmp_path: Path) -> None:
    assert county(tmp_path, plan='title = "方案"\nto_confirm = ["名单"]') == [
        "缺少 plan.toml",
        "待确认 plan.toml",
    ]


def test_a_wrong_plan_is_a_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"plan\.toml：inconsistency（第 1 个）\.handling：缺少这一项$"):
        county(tmp_path, plan=PLAN + '[[inconsistency]]\nfound = "x"')


def test_a_new_profile_asks_for_its_start_pages_and_then_loads(tmp_path: Path) -> None:
    file = write_new("甲县", tmp_path / "new")
    with pytest.raises(ProfileError, match=r"source“甲县人民政府网”\.start_urls"):
        load(file)
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("start_urls = []", 'start_urls = ["https://www.example.gov.cn/"]'), encoding="utf-8"
    )
    assert load(tmp_path / "new").name == "甲县"


def test_every_commented_example_of_a_new_profile_is_valid(tmp_path: Path) -> None:
    file = write_new("甲县", tmp_path)
    lines = file.read_text(encoding="utf-8").splitlines()
    code = [
        line.removeprefix("# ") for line in lines if "=" in line or line.removeprefix("# ").startswith("[")
    ]
    text = "\n".join(code).replace("start_urls = []", 'start_urls = ["https://x.cn/"]')
    file.write_text(text.replace("12 位区划代码", "411325000000"), encoding="utf-8")
    profile = load(file)
    assert len(profile.sources) == 4 and profile.rounds is not None


def test_a_new_profile_never_overwrites_and_refuses_odd_names(tmp_path: Path) -> None:
    write_new("甲县", tmp_path)
    with pytest.raises(ProfileError, match="已经存在，不覆盖"):
        write_new("甲县", tmp_path)
    for name in ("", '甲"县', "../甲县", "甲\n县"):
        with pytest.raises(ProfileError, match="县名应为"):
            write_new(name, tmp_path / "x")


def test_names_that_would_be_mistaken_are_told(tmp_path: Path) -> None:
    written = COMPLETE.replace('name = "民政局"', 'name = "民政局"\naliases = ["残联"]')
    written += '[[unit]]\nname = "残疾人联合会"\naliases = ["县残联"]\n'
    (tmp_path / "county.toml").write_text(written, "utf-8")
    points = [point.text for point in open_points(load(tmp_path)) if point.key == "unit.aliases"]
    assert points == ["民政局的“残联”和残疾人联合会的“县残联”无法区分，请改写其中一个别名"]


DOCUMENT = """
[[document]]
criterion = "附件1-2"
title = "某县取消和保留证明事项清单"
"""


def test_a_local_document_without_a_number_waits_for_it(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(PLAN + DOCUMENT + "effective_from = 2022-01-10", encoding="utf-8")
    plan = load_plan(tmp_path)
    assert plan is not None
    assert str(plan.documents[0].basis) == "《某县取消和保留证明事项清单》（文号待补）"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (DOCUMENT, "effective_from"),
        (DOCUMENT.replace("附件1-2", "附件1-13") + "effective_from = 2022-01-10", "criterion"),
        (DOCUMENT.replace("附件1-2", "c02") + "effective_from = 2022-01-10", "criterion"),
    ],
)
def test_a_wrong_local_document_is_a_clear_line(tmp_path: Path, text: str, key: str) -> None:
    (tmp_path / "plan.toml").write_text(PLAN + text, encoding="utf-8")
    with pytest.raises(ProfileError, match=rf"document（第 1 个）\.{key}"):
        load_plan(tmp_path)
