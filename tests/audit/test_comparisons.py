"""Nights on which one channel of an item was mended, left as it was, or could not be read."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Zwaudit = Callable[..., subprocess.CompletedProcess[str]]
GUIDE = """老年人优待证办理办事指南
实施单位：民政局
设定依据：《河南省老年人权益保障条例》第二十条
受理条件：年满六十五周岁的老年人。
申请材料：
1.居民身份证
2.{second}
办理流程：申请、受理、发证
承诺办结时限：{limit}
收费标准：不收费
办理地点：县政务服务中心
咨询电话：0377-65330000
监督投诉电话：12345
"""
APP = """
[[source]]
name = "示例通"
channel = "app"
path = "app"
"""
CLEAN, OPEN = "户口簿", "其他有关材料"


class Place:
    """One channel's file on the item."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.file.parent.mkdir(parents=True)

    def write(self, second: str = CLEAN, limit: str = "2个工作日") -> None:
        title, *lines = GUIDE.format(second=second, limit=limit).splitlines()
        text = "\n".join((title, *lines))
        if self.file.suffix == ".html":
            body = "".join(f"<p>{line}</p>" for line in lines)
            text = f"<meta charset=utf-8><title>{title}</title><h1>{title}</h1><article>{body}</article>"
        self.file.write_text(text, encoding="utf-8")

    def spoil(self) -> None:
        """Leave a file that cannot be read."""
        self.file.write_bytes(b"")


@pytest.fixture
def places(county: Path) -> tuple[Place, Place]:
    with (county / "county.toml").open("a", encoding="utf-8") as profile:
        profile.write(APP)
    return (
        Place(county / "window" / "民政局" / "老年人优待证.txt"),
        Place(county / "app" / "民政局" / "老年人优待证.html"),
    )


def night(zwaudit: Zwaudit, county: Path, day: int) -> None:
    done = zwaudit("audit", "--county", str(county), "--as-of", f"2022-04-{day}")
    assert done.returncode in (0, 3), done.stdout + done.stderr


def findings(zwaudit: Zwaudit, rule: str) -> list[tuple[str, str, str]]:
    lines = zwaudit("export", "--db", "sqlite:///out/zwaudit.db", "--format", "jsonl").stdout.splitlines()
    found = [one for one in map(json.loads, lines) if one["rule"] == rule]
    return sorted((one["channel"], one["quote"], one["status"]) for one in found)


def test_a_difference_ends_when_it_is_mended(
    zwaudit: Zwaudit, county: Path, places: tuple[Place, Place]
) -> None:
    window, app = places
    window.write(limit="5个工作日")
    app.write()
    night(zwaudit, county, 15)
    assert findings(zwaudit, "g-channels-differ") == [("window", "5个工作日", "待复核")]
    window.write()
    night(zwaudit, county, 16)
    assert findings(zwaudit, "g-channels-differ") == [("window", "5个工作日", "已整改")]


def test_a_difference_stays_while_the_other_channel_cannot_be_read(
    zwaudit: Zwaudit, county: Path, places: tuple[Place, Place]
) -> None:
    window, app = places
    window.write(limit="5个工作日", second=OPEN)
    app.write()
    night(zwaudit, county, 15)
    app.spoil()
    night(zwaudit, county, 16)
    assert [status for *_, status in findings(zwaudit, "g-channels-differ")] == ["待核实"]
    assert [status for *_, status in findings(zwaudit, "c12-channel-left-behind")] == ["待核实"]
    app.write()
    night(zwaudit, county, 17)
    assert [status for *_, status in findings(zwaudit, "g-channels-differ")] == ["待复核"]


def test_what_is_left_behind_is_told_of_the_channel_that_still_has_it(
    zwaudit: Zwaudit, county: Path, places: tuple[Place, Place]
) -> None:
    window, app = places
    for place in places:
        place.write(second=OPEN)
    night(zwaudit, county, 15)
    assert findings(zwaudit, "c12-channel-left-behind") == []
    app.write()
    night(zwaudit, county, 16)
    assert findings(zwaudit, "c12-channel-left-behind") == [("window", OPEN, "待复核")]
    window.write()
    night(zwaudit, county, 17)
    assert findings(zwaudit, "c12-channel-left-behind") == [("window", OPEN, "已整改")]


def test_a_recheck_of_a_difference_reads_the_other_channel_too(
    zwaudit: Zwaudit, county: Path, places: tuple[Place, Place]
) -> None:
    window, app = places
    window.write(limit="5个工作日")
    app.write()
    night(zwaudit, county, 15)
    app.write(limit="5个工作日")
    done = zwaudit("recheck", "--county", str(county), "--unit", "民政局")
    assert "2 个页面或文件" in done.stdout
    # The page that it was said of is what it was: it is no longer said, but nothing there was mended.
    assert [status for *_, status in findings(zwaudit, "g-channels-differ")] == ["已撤销"]
