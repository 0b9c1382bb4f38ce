"""A guide is held against what it was before its item came on the list of commitments."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

Zwaudit = Callable[..., subprocess.CompletedProcess[str]]
GUIDE = """老年人优待证办理办事指南
实施单位：民政局
受理条件：年满六十五周岁的老年人。
申请材料：
1.居民身份证
2.居住证明
办理流程：
1.申请
2.受理
3.审核
4.发证
承诺办结时限：{days}个工作日
办理地点：县政务服务中心
咨询电话：0377-65330000
"""
LIST = """<html><head><meta charset="utf-8"><title>示例县证明事项告知承诺制事项清单</title></head><body>
<h1>示例县证明事项告知承诺制事项清单</h1>
<table><tr><th>序号</th><th>事项名称</th><th>证明名称</th><th>索要单位</th></tr>
<tr><td>1</td><td>老年人优待证办理</td><td>居住证明</td><td>民政局</td></tr>
<tr><td>2</td><td>收养登记</td><td>无犯罪记录证明</td><td>民政局</td></tr></table>
<p>示例县司法局</p><p>2022年5月20日</p></body></html>"""


def statuses(zwaudit: Zwaudit) -> list[str]:
    lines = zwaudit("export", "--db", "sqlite:///out/zwaudit.db", "--format", "jsonl").stdout.splitlines()
    return [one["status"] for one in map(json.loads, lines) if one["rule"] == "c03-procedure-unchanged"]


def read_long_ago(database: Path) -> None:
    """Make what was read so far a reading of a day before the list."""
    with sqlite3.connect(database) as db:
        for key, content in db.execute("SELECT id, content FROM evidence").fetchall():
            earlier = json.dumps(json.loads(content) | {"seen_on": "2022-04-20"}, ensure_ascii=False)
            db.execute("UPDATE evidence SET content = ? WHERE id = ?", (earlier, key))


def test_a_guide_that_became_no_lighter_is_found_and_mended(
    zwaudit: Zwaudit, county: Path, tmp_path: Path
) -> None:
    folder = county / "window" / "民政局"
    folder.mkdir()

    def night(day: str, promised: int) -> list[str]:
        (folder / "老年人优待证.txt").write_text(GUIDE.format(days=promised), encoding="utf-8")
        assert zwaudit("audit", "--county", str(county), "--as-of", day).returncode == 0
        return statuses(zwaudit)

    assert night("2022-04-20", 10) == []
    read_long_ago(tmp_path / "out" / "zwaudit.db")
    (folder / "告知承诺清单.html").write_text(LIST, encoding="utf-8")
    assert night("2022-08-05", 10) == ["待复核"]
    assert night("2022-08-06", 10) == ["待复核"]
    assert night("2022-08-07", 5) == ["已整改"]
