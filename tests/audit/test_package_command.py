"""`zwaudit package` and `zwaudit verify PACKAGE` as a clerk meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit.conftest import Zwaudit
from tests.reports.packages.issued import issued_county

PROFILE = """
name = "示例县"
code = "419900"
[[source]]
name = "门户"
channel = "portal"
start_urls = ["http://site.example/"]
[pictures]
per_night = 0

[[unit]]
name = "县民政局"
aliases = ["民政局"]
[[unit]]
name = "县公安局"
"""
PACKAGE = ("package", "--county", "county", "--round", "第一轮")
MADE = "out/packages/第一轮-县民政局.zip"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A county that issued its first list."""
    (tmp_path / "county").mkdir()
    (tmp_path / "county" / "county.toml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "out").mkdir()
    issued_county(tmp_path / "out" / "zwaudit.db").dispose()
    return tmp_path


def test_every_unit_gets_its_package_and_each_is_whole(zwaudit: Zwaudit, county: Path) -> None:
    done = zwaudit(*PACKAGE)
    assert done.returncode == 0 and "第一轮证据包 2 个" in done.stdout
    assert "县民政局：问题 8 处，网页和文件 5 份，截图 3 张，隐去个人信息 1 份，没有装入 3 份" in done.stdout
    assert {one.name for one in (county / "out/packages").iterdir()} == {
        "第一轮-县民政局.zip",
        "第一轮-县公安局.zip",
    }
    checked = zwaudit("verify", MADE)
    assert checked.returncode == 0 and "全部文件与制作时一致" in checked.stdout
    assert checked.stdout.split("清单校验值 ")[1][:64] in done.stdout


def test_one_unit_by_any_of_its_names(zwaudit: Zwaudit, county: Path) -> None:
    assert zwaudit(*PACKAGE, "--unit", "民政局").returncode == 0
    assert [one.name for one in (county / "out/packages").iterdir()] == ["第一轮-县民政局.zip"]


def test_the_record_still_holds_what_the_package_names(zwaudit: Zwaudit, county: Path) -> None:
    zwaudit(*PACKAGE)
    done = zwaudit("verify", MADE, "--db", "sqlite:///out/zwaudit.db")
    assert done.returncode == 0 and "制作时的末条记录是数据库里的第 " in done.stdout
    issued_county(county / "other.db").dispose()
    done = zwaudit("verify", MADE, "--db", "sqlite:///other.db")
    assert done.returncode == 0, "the same history is the same record"


def test_what_was_altered_is_named(zwaudit: Zwaudit, county: Path) -> None:
    zwaudit(*PACKAGE, "--unit", "县民政局")
    file = county / MADE
    data = file.read_bytes()
    file.write_bytes(data.replace("不能单独证明制作时间".encode(), "可以单独证明制作时间".encode()))
    done = zwaudit("verify", MADE)
    assert done.returncode == 3 and "证据包与制作时不符" in done.stderr and "说明.txt" in done.stderr
    file.write_bytes(data[:-100])
    done = zwaudit("verify", MADE)
    assert done.returncode == 3 and "截断" in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*PACKAGE[:-1], "第二轮"), "没有下发过“第二轮”的清单；已下发的有：第一轮"),
        ((*PACKAGE, "--unit", "县气象局"), "没有下发给“县气象局”的问题；有的单位：县公安局、县民政局"),
        (("verify", "none.zip"), "打不开 none.zip"),
        (("verify", "county/county.toml"), "不是证据包"),
        (("verify", "out"), "打不开 out"),
    ],
)
def test_a_mistake_is_one_line(zwaudit: Zwaudit, county: Path, words: tuple[str, ...], said: str) -> None:
    done = zwaudit(*words)
    assert done.returncode == 2 and said in done.stderr and len(done.stderr.splitlines()) == 1
