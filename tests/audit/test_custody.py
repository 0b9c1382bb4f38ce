"""The record is checked, copied and restored; a doubted night closes nothing until somebody vouches for it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.audit.conftest import ZWAUDIT, Zwaudit

GUIDE = """{item}办事指南
实施单位：民政局
受理条件：本县户籍的居民。
申请材料：
1.居民身份证
2.{second}
办理地点：县政务服务中心
咨询电话：0377-65330000
"""
ITEMS = (
    "老年人优待证办理",
    "高龄津贴发放",
    "临时救助给付",
    "社会团体成立登记",
    "养老机构备案",
    "殡葬补贴申领",
)
DB = "sqlite:///out/zwaudit.db"


PROFILE = """
name = "示例县"
code = "419900"
[[source]]
name = "窗口办事指南"
channel = "window"
path = "window"
[pictures]
per_night = 0

[[unit]]
name = "民政局"
"""


def made(place: Path) -> Path:
    """A county with six guides, one of them with a violation; the folder of the guides."""
    made = place / "county" / "window" / "民政局"
    made.mkdir(parents=True)
    (place / "county" / "county.toml").write_text(PROFILE, encoding="utf-8")
    for item in ITEMS:
        write(made, item, "户口簿")
    write(made, ITEMS[0], "其他材料")
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path)


@pytest.fixture(scope="module")
def first_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the first night left; it is copied, never worked on."""
    place = tmp_path_factory.mktemp("first")
    made(place)
    command = [str(ZWAUDIT), "audit", "--county", "county", "--as-of", "2022-04-15"]
    subprocess.run(command, cwd=place, check=True, capture_output=True, timeout=120)
    return place / "out"


@pytest.fixture
def after_a_night(first_night: Path, tmp_path: Path) -> Path:
    """The database after one night."""
    shutil.copytree(first_night, tmp_path / "out")
    return tmp_path / "out" / "zwaudit.db"


def write(folder: Path, item: str, second: str) -> None:
    (folder / f"{item}.txt").write_text(GUIDE.format(item=item, second=second), encoding="utf-8")


def night(zwaudit: Zwaudit, day: str) -> str:
    done = zwaudit("audit", "--county", "county", "--as-of", day)
    assert done.returncode == 0, done.stderr
    return done.stdout


def status(zwaudit: Zwaudit, quote: str = "其他材料") -> str:
    lines = zwaudit("export", "--db", DB, "--format", "jsonl").stdout.splitlines()
    (found,) = [one["status"] for one in map(json.loads, lines) if one["quote"] == quote]
    return str(found)


def test_a_whole_record_is_confirmed(zwaudit: Zwaudit, after_a_night: Path) -> None:
    done = zwaudit("verify")
    assert done.returncode == 0 and "与写入时一致" in done.stdout


def test_an_altered_record_is_named(zwaudit: Zwaudit, after_a_night: Path, tmp_path: Path) -> None:
    with sqlite3.connect(after_a_night) as db:
        db.execute("DROP TRIGGER event_is_never_changed")
        db.execute("UPDATE event SET new = 'absent' WHERE number = 1")
    done = zwaudit("verify", "--db", DB)
    assert done.returncode == 3 and "第 1 号记录内容被改动" in done.stderr


def test_a_backup_brings_back_what_was_lost(zwaudit: Zwaudit, after_a_night: Path, tmp_path: Path) -> None:
    assert zwaudit("backup", "copy.db").returncode == 0
    with sqlite3.connect(after_a_night) as db:
        db.execute("PRAGMA foreign_keys=OFF")
        db.execute("DELETE FROM finding")
    assert zwaudit("backup", "--restore", "copy.db").returncode == 0
    assert status(zwaudit) == "待复核"
    assert len(list((tmp_path / "out").glob("zwaudit.db.*.bak"))) == 1


def test_a_backup_is_made_while_somebody_writes(
    zwaudit: Zwaudit, after_a_night: Path, tmp_path: Path
) -> None:
    with sqlite3.connect(after_a_night, isolation_level=None) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE finding SET observed_reason = 'half written'")
        assert zwaudit("backup", "copy.db").returncode == 0
        db.execute("ROLLBACK")
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("SELECT DISTINCT observed_reason FROM finding").fetchall() == [("",)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("verify", "--db", "sqlite:///none.db"), "不存在"),
        (("backup", "--db", "sqlite:///none.db", "copy.db"), "不存在"),
        (("backup", "--db", "postgresql+psycopg://x/y", "copy.db"), "只能备份 SQLite"),
        (("backup", "--restore", "none.db"), "不存在"),
        (("backup", "--restore", "note.txt"), "不是数据库文件"),
        (("backup", "note.txt"), "已经存在"),
    ],
)
def test_a_mistake_is_one_line(zwaudit: Zwaudit, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    (tmp_path / "note.txt").write_text("不是数据库" * 500, encoding="utf-8")
    done = zwaudit(*words)
    assert done.returncode == 2 and said in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_doubted_night_closes_findings_only_when_somebody_vouches_for_it(
    zwaudit: Zwaudit, folder: Path
) -> None:
    night(zwaudit, "2022-04-15")
    for item in ITEMS[3:]:
        (folder / f"{item}.txt").unlink()
    write(folder, ITEMS[0], "户口簿")
    assert "采集异常" in night(zwaudit, "2022-04-16")
    assert status(zwaudit) == "待核实"
    vouch = ("accept", "--county", "county", "--by", "张某", "--reason", "该局确已取消三项业务")
    assert "由张某认可" in zwaudit(*vouch).stdout
    assert status(zwaudit) == "已整改"
    assert zwaudit("verify").returncode == 0
    again = zwaudit(*vouch)
    assert again.returncode == 2 and "没有待认可的采集" in again.stderr


def test_a_night_that_was_overtaken_can_no_longer_be_vouched_for(zwaudit: Zwaudit, folder: Path) -> None:
    night(zwaudit, "2022-04-15")
    kept = {item: (folder / f"{item}.txt").read_bytes() for item in ITEMS[3:]}
    for item in kept:
        (folder / f"{item}.txt").unlink()
    night(zwaudit, "2022-04-16")
    for item, body in kept.items():
        (folder / f"{item}.txt").write_bytes(body)
    night(zwaudit, "2022-04-17")
    done = zwaudit("accept", "--county", "county", "--by", "张某", "--reason", "无")
    assert done.returncode == 2 and "以后一次为准" in done.stderr


def test_old_pages_are_counted_first_and_removed_then(
    zwaudit: Zwaudit, after_a_night: Path, folder: Path
) -> None:
    write(folder, ITEMS[1], "结婚证")
    night(zwaudit, "2022-04-16")
    write(folder, ITEMS[1], "户口簿和结婚证")
    night(zwaudit, "2022-04-17")
    later = ("prune", "--county", "county", "--as-of", "2032-04-17")
    assert "可以清理旧网页和文件 1 份" in zwaudit(*later, "--dry-run").stdout
    assert "已清理旧网页和文件 1 份" in zwaudit(*later).stdout
    assert "已清理旧网页和文件 0 份" in zwaudit(*later).stdout
    assert status(zwaudit) == "待复核"
    assert zwaudit("verify").returncode == 0
    assert "没有变化" in night(zwaudit, "2022-04-18")


def test_how_long_pages_are_kept_has_a_least(zwaudit: Zwaudit, after_a_night: Path, folder: Path) -> None:
    profile = folder.parents[1] / "county.toml"
    profile.write_text(
        PROFILE.replace("[[source]]", "[retention]\ndays = 5\n[[source]]", 1), encoding="utf-8"
    )
    done = zwaudit("prune", "--county", "county")
    assert done.returncode == 2 and "应在 90 到 36500 之间" in done.stderr
