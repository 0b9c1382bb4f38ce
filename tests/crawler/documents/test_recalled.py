"""What the models said of a picture is remembered, and never more than that."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PIL import Image

from crawler.documents import recalled

PICTURE = Image.new("RGB", (40, 20), "white")
OTHER = Image.new("RGB", (40, 20), "grey")


class Models:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> list[object]:
        self.asked += 1
        return ["申请材料", 0.875, [[0.1, 0.2], [3.3, 0.2]]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZWAUDIT_CACHE", str(tmp_path / "cache"))
    recalled.forget_old.cache_clear()
    return tmp_path / "cache"


def ask(models: Models, image: Image.Image = PICTURE, picture: str = "a", asked: str = "words") -> object:
    with recalled.recalling(picture):
        return recalled.answer(asked, image, models)


def test_a_picture_is_shown_to_the_models_once(folder: Path) -> None:
    models = Models()
    assert ask(models) == ask(models) == ["申请材料", 0.875, [[0.1, 0.2], [3.3, 0.2]]]
    assert models.asked == 1


def test_other_pixels_and_other_questions_are_asked_anew(folder: Path) -> None:
    models = Models()
    ask(models)
    ask(models, OTHER)
    ask(models, asked="line")
    assert models.asked == 3


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe"])
def test_a_damaged_memory_is_no_memory(folder: Path, damage: bytes) -> None:
    models = Models()
    ask(models)
    (file,) = folder.rglob("*.json")
    file.write_bytes(damage)
    ask(models)
    ask(models)
    assert models.asked == 2


def test_without_a_folder_everything_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    models = Models()
    for named in ("", str(tmp_path / "file")):
        (tmp_path / "file").write_text("no folder", encoding="utf-8")
        monkeypatch.setenv("ZWAUDIT_CACHE", named)
        ask(models)
        ask(models)
    assert models.asked == 4


def test_what_nobody_asks_about_is_forgotten(folder: Path) -> None:
    models = Models()
    ask(models, picture="old")
    (file,) = folder.rglob("*.json")
    long_ago = time.time() - recalled.FORGOTTEN_AFTER - 60
    os.utime(file, (long_ago, long_ago))
    recalled.forget_old.cache_clear()
    ask(models, picture="new")
    assert not file.exists()
