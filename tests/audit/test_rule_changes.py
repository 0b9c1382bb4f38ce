"""A finding that only our own rules or readers lose is withdrawn; only a mended guide is rectified."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Zwaudit = Callable[..., subprocess.CompletedProcess[str]]
GUIDE = """老年人优待证办理办事指南
实施单位：民政局
受理条件：年满六十五周岁的老年人。
申请材料：
1.居民身份证
2.{second}
办理地点：县政务服务中心
咨询电话：0377-65330000
"""


@pytest.fixture
def write(county: Path) -> Callable[[str], None]:
    folder = county / "window" / "民政局"
    folder.mkdir()
    return lambda second: (
        (folder / "老年人优待证.txt").write_text(GUIDE.format(second=second), encoding="utf-8") and None
    )


def night(zwaudit: Zwaudit, county: Path, day: str) -> None:
    assert zwaudit("audit", "--county", str(county), "--as-of", day).returncode == 0


def statuses(zwaudit: Zwaudit, text: str) -> list[str]:
    lines = zwaudit("export", "--db", "sqlite:///out/zwaudit.db", "--format", "jsonl").stdout.splitlines()
    return [one["status"] for one in map(json.loads, lines) if one["quote"] == text]


def misread(database: Path, printed: str, taken_for: str) -> None:
    """Make the stored reading that of an earlier reader, which took one text for another."""
    with sqlite3.connect(database) as db:
        db.execute("UPDATE evidence SET reader = '0', content = replace(content, ?, ?)", (printed, taken_for))
        db.execute("UPDATE run SET reader = '0'")


def escaped(text: str) -> str:
    return json.dumps(text)[1:-1]


def test_a_mended_guide_is_rectified(zwaudit: Zwaudit, county: Path, write: Callable[[str], None]) -> None:
    write("其他材料")
    night(zwaudit, county, "2022-04-15")
    write("户口簿")
    night(zwaudit, county, "2022-04-16")
    assert statuses(zwaudit, "其他材料") == ["已整改"]


def test_what_a_new_rule_no_longer_finds_in_the_old_page_is_withdrawn(
    zwaudit: Zwaudit, county: Path, write: Callable[[str], None]
) -> None:
    write("其他材料")
    night(zwaudit, county, "2022-04-15")
    with (county / "county.toml").open("a", encoding="utf-8") as profile:
        profile.write('\n[rules."c12-open-ended-material"]\nnever = ["其他材料"]\n')
    write("户口簿")
    night(zwaudit, county, "2022-04-16")
    assert statuses(zwaudit, "其他材料") == ["已撤销"]


@pytest.mark.parametrize(("printed", "status"), [("户口簿", "已撤销"), ("其他材料", "已整改")])
def test_when_the_reader_changed_the_old_page_is_read_again(
    zwaudit: Zwaudit, county: Path, write: Callable[[str], None], tmp_path: Path, printed: str, status: str
) -> None:
    write(printed)
    night(zwaudit, county, "2022-04-15")
    database = tmp_path / "out" / "zwaudit.db"
    for one in (printed, escaped(printed)):
        misread(database, one, escaped("其他材料"))
    assert zwaudit("check", "--county", str(county)).returncode == 0
    assert statuses(zwaudit, "其他材料") == ["待复核"]
    write("户口本")
    night(zwaudit, county, "2022-04-16")
    assert statuses(zwaudit, "其他材料") == [status]


def test_what_a_new_rule_finds_in_an_unchanged_page_is_our_news(
    zwaudit: Zwaudit, county: Path, write: Callable[[str], None], tmp_path: Path
) -> None:
    write("其他材料")
    profile = county / "county.toml"
    before = profile.read_text(encoding="utf-8")
    profile.write_text(
        before + '\n[rules."c12-open-ended-material"]\nnever = ["其他材料"]\n', encoding="utf-8"
    )
    night(zwaudit, county, "2022-04-15")
    assert statuses(zwaudit, "其他材料") == []
    profile.write_text(before, encoding="utf-8")
    night(zwaudit, county, "2022-04-16")
    assert statuses(zwaudit, "其他材料") == ["待复核"]
    with sqlite3.connect(tmp_path / "out" / "zwaudit.db") as db:
        ((reason,),) = db.execute("SELECT reason FROM event WHERE what = 'appeared' AND run_id = 2")
    assert reason == "规则或读取方法调整后发现，页面此前已有"
