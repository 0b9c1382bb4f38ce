"""`zwaudit import` of offices' exports as a clerk meets it, and the nights that follow."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.audit.conftest import Zwaudit
from tests.crawler.exports.sheets_made import csv, xls, xlsx

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
aliases = ["示例县民政局"]
[[unit]]
name = "水利局"
[[unit]]
name = "灌涨镇"
kind = "township"
"""
IMPORT = ("import", "--county", "county", "--as-of", "2022-07-01")
DB = "sqlite:///out/zwaudit.db"
PERSON, PHONE, IDENTITY = "张某某", "13800000000", "419900199001011234"


def cases(*online: str) -> list[list[Any]]:
    head = ["办件编号", "实施部门", "申请人姓名", "联系电话", "事项名称", "受理渠道", "受理时间", "办结时间"]
    rows = [[f"B{number:04}", "民政局", PERSON, PHONE, "低保申请", way, "2022-04-05", "2022-04-06"]
            for number, way in enumerate(online)]  # fmt: skip
    rows.append(["B9999", "水利局", PERSON, PHONE, "取水许可", "网上", "2022-06-05", "2022-06-06"])
    return [head, *rows]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "county" / "window" / "民政局").mkdir(parents=True)
    (tmp_path / "county" / "county.toml").write_text(PROFILE, encoding="utf-8")
    guide = "<html><body><h1>低保申请办事指南</h1><p>申请材料</p><ol><li>居民身份证</li></ol></body></html>"
    (tmp_path / "county" / "window" / "民政局" / "低保申请.html").write_text(guide, encoding="utf-8")
    (tmp_path / "files").mkdir()
    return tmp_path / "files"


def found(zwaudit: Zwaudit, rule: str) -> list[tuple[str, str, str, str]]:
    lines = zwaudit("export", "--db", DB).stdout.splitlines()
    told = [json.loads(line) for line in lines]
    return [
        (one["unit"], one["verdict"], one["observed"], one["status"]) for one in told if one["rule"] == rule
    ]


def stored(tmp_path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in (tmp_path / "out").rglob("*") if file.is_file())


def count(tmp_path: Path, table: str) -> int:
    with sqlite3.connect(tmp_path / "out" / "zwaudit.db") as base:
        return int(base.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


RATE = "c09-online-rate-below"


def test_an_export_is_taken_judged_and_kept_until_a_newer_one(zwaudit: Zwaudit, folder: Path) -> None:
    (folder / "办件.xlsx").write_bytes(xlsx(cases("窗口", "网上")))
    done = zwaudit(*IMPORT, "files/办件.xlsx")
    assert done.returncode == 0, done.stderr
    for said in ("“办件”3 行", "2022-04-05 至 2022-06-06", "民政局", "水利局", "新发现 1"):
        assert said in done.stdout
    assert found(zwaudit, RATE) == [("民政局", "fail", "present", "待复核")]
    assert zwaudit("audit", "--county", "county", "--as-of", "2022-07-02").returncode == 0
    assert found(zwaudit, RATE) == [("民政局", "fail", "present", "待复核")]
    (folder / "新.csv").write_bytes(csv([["导出时间：2022-07-10"], *cases("网上", "网上")]))
    done = zwaudit(*IMPORT[:-1], "2022-07-10", "files/新.csv")
    assert "已整改 1" in done.stdout
    assert found(zwaudit, RATE) == [("民政局", "fail", "absent", "已整改")]
    assert zwaudit("audit", "--county", "county", "--as-of", "2022-07-11").returncode == 0
    assert found(zwaudit, RATE) == [("民政局", "fail", "absent", "已整改")]
    done = zwaudit(*IMPORT, "files/办件.xlsx")
    assert done.returncode == 0 and "没有改变" in done.stdout
    assert found(zwaudit, RATE) == [("民政局", "fail", "absent", "已整改")]


def test_a_recheck_leaves_alone_what_an_export_said(zwaudit: Zwaudit, folder: Path) -> None:
    (folder / "办件.xlsx").write_bytes(xlsx(cases("窗口", "网上")))
    assert zwaudit(*IMPORT, "files").returncode == 0
    done = zwaudit("recheck", "--county", "county", "--unit", "民政局", "--as-of", "2022-07-03")
    assert done.returncode == 0, done.stderr
    assert found(zwaudit, RATE) == [("民政局", "fail", "present", "待复核")]


def test_the_same_file_twice_changes_nothing(zwaudit: Zwaudit, folder: Path, tmp_path: Path) -> None:
    (folder / "办件.xls").write_bytes(xls(cases("窗口")))
    assert zwaudit(*IMPORT, "files").returncode == 0
    tables = ("run", "visit", "evidence", "snapshot", "finding", "event")
    before = [count(tmp_path, table) for table in tables]
    done = zwaudit(*IMPORT, "files")
    assert done.returncode == 0 and "与已导入的内容相同，没有改变" in done.stdout
    assert [count(tmp_path, table) for table in tables] == before


def test_a_rule_that_changes_withdraws_what_it_said(zwaudit: Zwaudit, folder: Path, tmp_path: Path) -> None:
    (folder / "办件.xlsx").write_bytes(xlsx(cases("窗口", "网上")))
    assert zwaudit(*IMPORT, "files").returncode == 0
    changed = PROFILE + f"[rules.{RATE}]\npercent = 50\n"
    (tmp_path / "county" / "county.toml").write_text(changed, encoding="utf-8")
    assert zwaudit("audit", "--county", "county", "--as-of", "2022-07-02").returncode == 0
    assert found(zwaudit, RATE) == [("民政局", "fail", "absent", "已撤销")]


def test_what_an_export_no_longer_speaks_of_is_unknown(zwaudit: Zwaudit, folder: Path) -> None:
    (folder / "一.xlsx").write_bytes(xlsx(cases("窗口", "网上")))
    assert zwaudit(*IMPORT, "files/一.xlsx").returncode == 0
    head, *rows = cases()
    more = [
        [f"C{number}", "水利局", "", "", "取水许可", "网上", "2022-07-05", "2022-07-06"]
        for number in range(2)
    ]
    town = [["C9", "灌涨镇", "", "", "户口登记", "窗口", "2022-07-05", "2022-07-06"]]
    (folder / "二.xlsx").write_bytes(xlsx([head, *rows, *more, *town]))
    assert zwaudit(*IMPORT[:-1], "2022-08-01", "files/二.xlsx").returncode == 0
    assert found(zwaudit, RATE) == [("民政局", "fail", "unknown", "待核实")]
    assert zwaudit("audit", "--county", "county", "--as-of", "2022-08-02").returncode == 0
    assert found(zwaudit, RATE) == [("民政局", "fail", "unknown", "待核实")]


def test_nothing_of_a_person_is_stored(zwaudit: Zwaudit, folder: Path, tmp_path: Path) -> None:
    head = ["评价编号", "办件编号", "实施部门", "姓名", "手机号", "证件号码", "事项名称", "评价时间", "评价等级", "评价内容",
            "整改结果", "回访结果"]  # fmt: skip
    row = ["P1", "B0001", "民政局", PERSON, PHONE, IDENTITY, f"低保申请（{PHONE}）", "2022-04-07", "不满意",
           f"{PERSON} {PHONE}", f"已致电{PHONE}", f"{PERSON}已回访"]  # fmt: skip
    name = f"好差评 {PHONE}.xlsx"
    (folder / name).write_bytes(xlsx({PHONE: [[f"好差评明细 联系电话{PHONE}"], head, row]}))
    done = zwaudit(*IMPORT, "--unit", "民政局", f"files/{name}")
    assert done.returncode == 0, done.stderr
    everything = stored(tmp_path) + (done.stdout + done.stderr).encode()
    for secret in (PERSON, PHONE, IDENTITY):
        assert secret.encode() not in everything
    with sqlite3.connect(tmp_path / "out" / "zwaudit.db") as base:
        import zlib

        packed = [zlib.decompress(row[0]) for row in base.execute("SELECT packed FROM snapshot")]
        kept = (
            b"".join(packed)
            + "".join(str(row) for row in base.execute("SELECT content FROM evidence")).encode()
        )
    kept = json.dumps([json.loads(one) for one in packed], ensure_ascii=False).encode() + kept
    for secret in (PERSON, PHONE, IDENTITY):
        assert secret.encode() not in kept
        assert json.dumps(secret).strip('"').encode() not in kept


def test_files_of_months_are_one_export(zwaudit: Zwaudit, folder: Path) -> None:
    head = ["项目编号", "项目业主", "成交时间"]
    for month in (4, 5, 6):
        rows = [
            [f"P{month}", "示例县民政局", f"2022-{month:02}-02"],
            [f"Q{month}", "水利局", f"2022-{month:02}-28"],
        ]
        (folder / f"中介超市2022年{month}月.xlsx").write_bytes(
            xlsx([head, *(rows if month != 5 else rows[:1])])
        )
    done = zwaudit(*IMPORT, "--unit", "全县", "files")
    assert done.returncode == 0, done.stderr
    assert found(zwaudit, "c07-no-monthly-use") == [("水利局", "fail", "present", "待复核")]
    assert "2022年5月无中介服务办理记录" in zwaudit("export", "--db", DB).stdout
    (folder / "中介超市2022年5月.xlsx").unlink()
    (folder / "中介超市2022年4月.xlsx").write_bytes(xlsx([head, ["P4", "水利局", "2022-03-02"]]))
    (folder / "中介超市2022年4月.xlsx").rename(folder / "中介超市2022年3月.xlsx")
    done = zwaudit(*IMPORT, "--unit", "全县", "files")
    assert done.returncode == 2 and "之间缺少数据" in done.stderr


@pytest.mark.parametrize(
    ("name", "body", "words", "said"),
    [
        ("空.xlsx", b"", (), "文件是空的"),
        ("坏.xlsx", b"PK\x03\x04" + b"\0" * 50, (), "坏.xlsx"),
        ("别的.xlsx", xlsx([["甲", "乙"], ["一", "二"]]), (), "认不出是哪种数据导出"),
        ("网页.html", "<html><body>办事指南</body></html>".encode(), (), "--source"),
        ("好差评.xlsx", xlsx([["办件编号", "评价时间"], ["B1", "2022-04-01"]]), (), "缺少“评价等级”"),
        ("办件.xlsx", xlsx([["办件编号", "实施部门", "事项名称", "受理时间"], [4.1e17, "民政局", "甲", "2022-04-01"]]), (), "科学计数法"),
        ("办件.xlsx", xlsx(cases("网上")), ("--as", "好评"), "没有“好评”这种数据导出"),
        ("办件.xlsx", xlsx(cases("网上")), ("--unit", "某局"), "单位名单里没有“某局”"),
        ("办件.xlsx", xlsx(cases("网上")), ("--unit", "民政局"), "表中却还有：水利局"),
        ("办件.xlsx", xlsx(cases("网上")), ("--since", "2022-06-01", "--until", "2022-05-01"), "--since 晚于 --until"),
        ("办件.xlsx", xlsx(cases("网上")), ("--as", "办件", "--source", "窗口办事指南"), "不能与 --as"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_and_changes_nothing(
    zwaudit: Zwaudit, folder: Path, tmp_path: Path, name: str, body: bytes, words: tuple[str, ...], said: str
) -> None:
    (folder / name).write_bytes(body)
    done = zwaudit(*IMPORT, *words, f"files/{name}")
    assert done.returncode == 2, done.stdout
    assert said in done.stderr and done.stderr.count("\n") == 1 and not done.stdout
    if (tmp_path / "out" / "zwaudit.db").exists():
        assert [count(tmp_path, table) for table in ("run", "evidence", "snapshot")] == [0, 0, 0]


def test_one_wrong_file_of_several_changes_nothing(zwaudit: Zwaudit, folder: Path, tmp_path: Path) -> None:
    (folder / "办件.xlsx").write_bytes(xlsx(cases("窗口")))
    (folder / "坏.xlsx").write_bytes(b"PK")
    done = zwaudit(*IMPORT, "files")
    assert done.returncode == 2 and count(tmp_path, "evidence") == 0


def test_the_profile_adds_headings_and_a_wrong_one_is_named(
    zwaudit: Zwaudit, folder: Path, tmp_path: Path
) -> None:
    head, *rows = cases("窗口")
    (folder / "办件.xlsx").write_bytes(xlsx([["单号", *head[1:]], *rows]))
    assert zwaudit(*IMPORT, "--as", "办件", "files").returncode == 2
    profile = tmp_path / "county" / "county.toml"
    profile.write_text(PROFILE + '[exports."办件"]\n"办件编号" = ["单号"]\n', encoding="utf-8")
    assert zwaudit(*IMPORT, "--as", "办件", "files").returncode == 0
    profile.write_text(PROFILE + '[exports."办件"]\n"办件号" = ["单号"]\n', encoding="utf-8")
    for words in ((*IMPORT, "files"), ("county", "check", "county")):
        done = zwaudit(*words)
        assert done.returncode == 2 and "county.toml：exports：“办件”没有“办件号”这一栏" in done.stderr


def test_a_profile_cannot_name_it_as_a_source(zwaudit: Zwaudit, folder: Path, tmp_path: Path) -> None:
    profile = tmp_path / "county" / "county.toml"
    profile.write_text(PROFILE.replace('"window"\npath', '"export"\npath'), encoding="utf-8")
    done = zwaudit("county", "check", "county")
    assert done.returncode == 2 and "channel" in done.stderr
