"""`zwaudit import` as a clerk meets it: articles that were saved, and everything that is none."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.audit.conftest import Zwaudit

FIXTURES = Path(__file__).parents[1] / "crawler" / "pages" / "fixtures"
IMPORT = ("import", "--county", "county", "--source", "公众号")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A county whose articles are only ever saved by hand, and a folder to save them in."""
    profile = """
name = "示例县"
code = "419900"
[[source]]
name = "公众号"
channel = "wechat"
start_urls = ["https://mp.weixin.qq.com/s/known"]
[[source]]
name = "窗口办事指南"
channel = "window"
path = "window"
[pictures]
per_night = 0

[[unit]]
name = "残疾人联合会"
"""
    (tmp_path / "county").mkdir()
    (tmp_path / "county" / "county.toml").write_text(profile, encoding="utf-8")
    (tmp_path / "saved").mkdir()
    return tmp_path / "saved"


def article(name: str, address: str) -> str:
    text = (FIXTURES / name / "page.html").read_text(encoding="utf-8")
    return f"<!-- saved from url=({len(address):04}){address} -->{text}"


def test_saved_articles_become_guides_of_their_unit(zwaudit: Zwaudit, folder: Path) -> None:
    text = article("weixin-guide-in-sections", "https://mp.weixin.qq.com/s/guide")
    (folder / "甲.html").write_text(text.replace("3.居民身份证<", "3.其他材料<"), encoding="utf-8")
    (folder / "乙.html").write_text(
        article("weixin-challenge", "https://mp.weixin.qq.com/s/known"), encoding="utf-8"
    )
    done = zwaudit(*IMPORT, "saved")
    assert done.returncode == 0
    assert "导入来源“公众号”：1 页（办事指南 1）" in done.stdout
    assert "乙.html" in done.stdout and "保存下来的是验证页" in done.stdout
    exported = zwaudit("export", "--db", "sqlite:///out/zwaudit.db").stdout.splitlines()
    found = [json.loads(line) for line in exported]
    assert [(one["unit"], one["channel"]) for one in found if "其他材料" in one["quote"]] == [
        ("残疾人联合会", "wechat")
    ]
    stored = zwaudit("extract", "--stored", "--db", "sqlite:///out/zwaudit.db", "--source", "公众号")
    assert [json.loads(line)["item_name"] for line in stored.stdout.splitlines()] == ["残疾人辅助器具补贴"]


def test_an_import_that_says_nothing_is_a_mistake(zwaudit: Zwaudit, folder: Path) -> None:
    text = article("weixin-deleted", "https://mp.weixin.qq.com/s/known")
    (folder / "甲.html").write_text(text, encoding="utf-8")
    done = zwaudit(*IMPORT, "saved")
    assert done.returncode == 2
    assert "内容已被删除或下架" in done.stdout
    assert done.stderr == "zwaudit：没有一页读到内容，问题清单没有变化\n"


def test_a_record_is_evidence_of_its_page(zwaudit: Zwaudit, folder: Path) -> None:
    record = {
        "item_name": "取水许可",
        "url": "https://mp.weixin.qq.com/s/a",
        "materials": [{"name": "其他材料"}],
    }
    lines = [json.dumps(record, ensure_ascii=False), "{", json.dumps({"item_name": "无址"})]
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = zwaudit(*IMPORT, "saved/a.jsonl")
    assert done.returncode == 0
    assert "办事指南 1" in done.stdout
    assert done.stderr.count("\n") == 2 and "第 2 行" in done.stderr and "第 3 行" in done.stderr


def test_what_is_no_page_is_one_line_each(zwaudit: Zwaudit, folder: Path) -> None:
    with (folder / "大.har").open("wb") as large:
        large.truncate(2**30)
    (folder / "坏.har").write_text('{"log": {"entries": [{"request"', encoding="utf-8")
    (folder / "图.html").write_bytes(b"\x89PNG\r\n\x1a\n")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.mht")).write_bytes(b"\x00" * 100)
    done = zwaudit(*IMPORT, "saved", "没有这个文件")
    assert done.returncode == 2
    assert not done.stdout
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 6
    assert all(line.startswith("zwaudit：") for line in lines)
    assert lines[-1] == "zwaudit：没有可以导入来源“公众号”的网页，什么都没有改变"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--source", "窗口办事指南", "saved"), "是文件夹，不用导入"),
        (("--source", "某来源", "saved"), "现有：公众号、窗口办事指南"),
        (("saved",), "--source"),
        (("--source", "公众号"), "缺少参数"),
    ],
)
def test_a_mistake_is_one_line(zwaudit: Zwaudit, folder: Path, words: tuple[str, ...], said: str) -> None:
    done = zwaudit("import", "--county", "county", *words)
    assert done.returncode == 2
    assert said in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--stored",), "--db"),
        (("--stored", "--db", "sqlite:///nowhere.db"), "nowhere.db 不存在"),
        (("--stored", "--db", "sqlite:///nowhere.db", "a.html"), "不能同时给出文件"),
        (("--db", "sqlite:///nowhere.db", "a.html"), "--stored"),
        ((), "请给出要读的文件"),
    ],
)
def test_extract_says_what_it_wants(zwaudit: Zwaudit, words: tuple[str, ...], said: str) -> None:
    done = zwaudit("extract", *words)
    assert done.returncode == 2
    assert said in done.stderr and done.stderr.count("\n") == 1
