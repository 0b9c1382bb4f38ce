"""Whatever is wrong with what was given: one clear Chinese line, the right exit code, nothing lost."""

import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.audit.conftest import Zwaudit


def the_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_no_such_county(zwaudit: Zwaudit) -> None:
    done = zwaudit("audit", "--county", "nowhere")
    assert done.returncode == 2
    assert "nowhere" in the_line(done)


def test_a_wrong_key_is_named_with_its_file(zwaudit: Zwaudit, county: Path) -> None:
    file = county / "county.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("channel", "chanel"), encoding="utf-8")
    done = zwaudit("audit", "--county", str(county))
    assert done.returncode == 2
    assert "county.toml" in the_line(done)
    assert "chanel" in the_line(done)


def test_a_rule_setting_that_does_not_exist_is_named(zwaudit: Zwaudit, county: Path) -> None:
    with (county / "county.toml").open("a", encoding="utf-8") as profile:
        profile.write("\n[rules.c09-star-below-three]\nlimt = 4\n")
    done = zwaudit("audit", "--county", str(county))
    assert done.returncode == 2
    assert "limt" in the_line(done)


def test_an_unreachable_site_ends_with_3_and_its_reason(zwaudit: Zwaudit, county: Path) -> None:
    with (county / "county.toml").open("a", encoding="utf-8") as profile:
        profile.write(
            '\n[[source]]\nname = "门户"\nchannel = "portal"\nstart_urls = ["http://127.0.0.1:9/"]\n'
        )
    done = zwaudit("audit", "--county", str(county))
    assert done.returncode == 3
    assert "门户" in the_line(done)
    assert "连接被拒绝" in the_line(done)


def test_a_database_of_a_newer_version_is_left_alone(zwaudit: Zwaudit, county: Path, tmp_path: Path) -> None:
    zwaudit("audit", "--county", str(county))
    file = tmp_path / "out" / "zwaudit.db"
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = file.read_bytes()
    done = zwaudit("audit", "--county", str(county))
    assert done.returncode == 2
    assert "升级程序" in the_line(done)
    assert file.read_bytes() == before


def test_a_file_that_is_no_database(zwaudit: Zwaudit, county: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("not a database, but long" * 99, encoding="utf-8")
    done = zwaudit("audit", "--county", str(county), "--db", f"sqlite:///{tmp_path / 'notes.db'}")
    assert done.returncode == 2
    assert "不是数据库文件" in the_line(done)


def test_an_output_folder_that_cannot_be_written(zwaudit: Zwaudit, county: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be", encoding="utf-8")
    done = zwaudit("audit", "--county", str(county))
    assert done.returncode == 2
    assert "不能写入" in the_line(done)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("empty.docx", b"", "空", id="empty file"),
        pytest.param("corrupt.docx", b"PK\x03\x04" + b"\x00" * 200, "corrupt.docx", id="corrupt docx"),
        pytest.param("corrupt.pdf", b"%PDF-1.7\n" + b"\x00" * 200, "corrupt.pdf", id="corrupt pdf"),
        pytest.param("huge.html", b"<p>" + b"x" * 50 * 1024 * 1024, "过大", id="50 MB page"),
    ],
)
def test_a_file_that_cannot_be_read(
    zwaudit: Zwaudit, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = zwaudit("lint", name)
    assert done.returncode == 2
    assert name in the_line(done)
    assert said in the_line(done)


def test_one_bad_file_does_not_hide_what_the_others_say(zwaudit: Zwaudit, tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(b"")
    page = "<h1>某证办理办事指南</h1><p>申请材料：1.身份证；2.其他材料。</p><p>办理地点：县政务服务大厅</p>"
    (tmp_path / "good.html").write_text(page, encoding="utf-8")
    done = zwaudit("lint", "bad.docx", "good.html")
    assert done.returncode == 1
    assert "其他材料" in done.stdout
    assert "bad.docx" in done.stderr


def test_a_missing_file(zwaudit: Zwaudit) -> None:
    done = zwaudit("lint", "nothing.html")
    assert done.returncode == 2
    assert "不存在" in the_line(done)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lnt",), "没有命令"),
        (("lint", "--formt", "json", "x"), "没有选项"),
        (("lint",), "请给出要检查的文件"),
        (("audit",), "--county"),
        (("recheck", "--county", "x"), "--unit"),
        (("rules", "show", "c12-open"), "c12-open-ended-material"),
        (("export", "--db", "sqlite:///none.db"), "不存在"),
        (("export", "--db", "sqlite:///none.db", "--status", "好"), "没有状态"),
    ],
)
def test_a_mistake_on_the_command_line_is_one_chinese_line(
    zwaudit: Zwaudit, words: tuple[str, ...], said: str
) -> None:
    done = zwaudit(*words)
    assert done.returncode == 2
    assert said in the_line(done)


def test_without_words_the_help_is_shown_in_chinese(zwaudit: Zwaudit) -> None:
    done = zwaudit()
    assert done.returncode == 2
    assert "用法：" in done.stdout
    assert "选项" in done.stdout
    assert "Usage" not in done.stdout
