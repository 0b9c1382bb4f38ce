"""A county that asks for scores gets them with the night's reports, for what was verified only."""

from __future__ import annotations

from pathlib import Path

from tests.audit.conftest import Zwaudit

GUIDE = """{item}办事指南
实施单位：民政局
受理条件：本县户籍的居民。
申请材料：
1.居民身份证
2.其他材料
办理地点：县政务服务中心
咨询电话：0377-65330000
"""


def test_scores_come_with_the_reports_of_a_night(zwaudit: Zwaudit, county: Path, tmp_path: Path) -> None:
    with (county / "county.toml").open("a", encoding="utf-8") as profile:
        profile.write("\n[scores]\nenabled = true\n")
    folder = county / "window" / "民政局"
    folder.mkdir()
    (folder / "老年人优待证.txt").write_text(GUIDE.format(item="老年人优待证办理"), encoding="utf-8")
    assert zwaudit("audit", "--county", str(county), "--as-of", "2022-04-15").returncode == 0
    page = (tmp_path / "out" / "reports" / "scores.html").read_text(encoding="utf-8")
    assert "附件1第12项" in page and "100.00" in page  # what nobody confirmed costs nothing
    assert "个问题待复核或待核实，未计入" in page
    left_out = page.split("没有核验依据、不计入的指标：")[1].split("<")[0]
    assert "附件1第11项" in left_out and "附件1第12项" not in left_out
