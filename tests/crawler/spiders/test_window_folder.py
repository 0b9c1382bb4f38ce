"""Window guides: what of a folder is read, what is not, and why."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from loopback_county import Database, a_folder

from storage.reasons import Reason

Gathers = Callable[..., Any]
GUIDE = """林木采伐许可办事指南
一、受理条件：符合规定。
二、申请材料：1. 申请表。
三、办理流程：申请、受理、决定。
"""


def names(paths: dict[str, str] | list[str]) -> set[str]:
    return {unquote(path).rpartition("/")[2] for path in paths}


def test_every_document_is_read_with_the_unit_of_its_folder(
    gathers: Gathers, database: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "window"
    (folder / "民政局" / "社会救助").mkdir(parents=True)
    (folder / "某个别的部门").mkdir()
    (folder / "民政局" / "社会救助" / "甲.txt").write_text(GUIDE, encoding="utf-8")
    (folder / "某个别的部门" / "乙.txt").write_text(GUIDE.replace("采伐", "运输"), encoding="utf-8")
    run_id, done = gathers(a_folder(folder))
    assert done.complete
    assert {row.content["item_name"]: row.unit for row in database.evidence(run_id, "guide")} == {
        "林木采伐许可": "民政局",
        "林木运输许可": "",
    }
    assert all(visit.snapshot for visit in database.visits(run_id))


def test_what_cannot_be_read_has_its_reason(gathers: Gathers, database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "window"
    folder.mkdir()
    (folder / "空.docx").touch()
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 nonsense")
    (folder / "坏.pdf").write_bytes(b"%PDF-1.4 nonsense")
    (folder / "~$甲.docx").write_bytes(b"lock")
    (folder / ".DS_Store").write_bytes(b"x")
    with (folder / "大.pdf").open("wb") as large:
        large.truncate(50 * 1024 * 1024)
    (folder / "好.txt").write_text(GUIDE, encoding="utf-8")
    run_id, done = gathers(a_folder(folder))
    assert done.complete
    reasons = {unquote(path).rpartition("/")[2]: reason for path, reason in database.reasons(run_id).items()}
    assert reasons == {
        "空.docx": Reason.UNREADABLE, "坏.docx": Reason.UNREADABLE, "坏.pdf": Reason.UNREADABLE,
        "大.pdf": Reason.TOO_LARGE,
    }  # fmt: skip
    assert names(database.fetched(run_id)) == {"好.txt"}


def test_links_that_lead_out_are_not_followed(gathers: Gathers, database: Database, tmp_path: Path) -> None:
    folder, outside = tmp_path / "window", tmp_path / "secret"
    folder.mkdir()
    outside.mkdir()
    (outside / "a.txt").write_text("秘密", encoding="utf-8")
    (folder / "甲.txt").symlink_to(outside / "a.txt")
    (folder / "乙").symlink_to(outside)
    (folder / "断.txt").symlink_to(outside / "gone.txt")
    (folder / "里.txt").write_text(GUIDE, encoding="utf-8")
    (folder / "丙.txt").symlink_to(folder / "里.txt")
    os.mkfifo(folder / "管道.txt")
    run_id, done = gathers(a_folder(folder))
    assert done.complete
    assert names(database.fetched(run_id)) == {"里.txt", "丙.txt"}
    assert names(database.reasons(run_id)) == {"甲.txt", "断.txt", "管道.txt"}


NAMES = ("a..%2f..%2fa.txt", "a?b#c.txt", "空 格.txt", "b\\..\\..\\b.txt", "%00.txt", "&amp;<b>.txt")


def test_a_file_name_is_only_a_name(gathers: Gathers, database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "window"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        (folder / name).write_text(GUIDE.replace("林木", f"林木{number}号"), encoding="utf-8")
    run_id, _ = gathers(a_folder(folder))
    assert len(database.evidence(run_id, "guide")) == len(NAMES)


@pytest.mark.parametrize("exists", [True, False], ids=["empty folder", "no folder"])
def test_a_missing_folder_is_the_reason_of_its_source(
    gathers: Gathers, database: Database, tmp_path: Path, exists: bool
) -> None:
    folder = tmp_path / "window"
    if exists:
        folder.mkdir()
    run_id, done = gathers(a_folder(folder))
    assert done.complete
    assert [todo.reason for todo in database.todos(run_id)] == [Reason.MISSING_FOLDER]
