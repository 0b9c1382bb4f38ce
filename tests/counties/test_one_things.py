"""The joint services of a profile and every way in which their tables can be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.evidence import OneThing
from counties import ProfileError, load
from counties.check import open_points

BASE = (
    'name = "示例县"\ncode = "419999"\n[[source]]\nname = "门户"\nchannel = "portal"\n'
    'start_urls = ["https://www.example.gov.cn/"]\n'
    '[[unit]]\nname = "市场监督管理局"\naliases = ["市监局"]\n'
)


def written(folder: Path, text: str) -> Path:
    (folder / "county.toml").write_text(BASE + text, encoding="utf-8")
    return folder


def test_they_are_read_with_their_lead(tmp_path: Path) -> None:
    profile = load(
        written(tmp_path, '[[one_thing]]\nname = "开饭店一件事"\nlead = "市监局"\naliases = ["我要开饭店"]\n')
    )
    assert profile.one_things == (OneThing("开饭店一件事", "市场监督管理局", ("我要开饭店",)),)


def test_none_is_an_open_point(tmp_path: Path) -> None:
    assert any(point.key == "one_thing" for point in open_points(load(written(tmp_path, ""))))


def test_a_missing_lead_is_an_open_point(tmp_path: Path) -> None:
    profile = load(written(tmp_path, '[[one_thing]]\nname = "开饭店一件事"\n'))
    (point,) = (point for point in open_points(profile) if point.key == "one_thing.lead")
    assert "开饭店一件事" in point.text


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[[one_thing]]\nlead = "市监局"\n', "name"),
        ('[[one_thing]]\nname = "甲"\nlead = "财政局"\n', "lead"),
        ('[[one_thing]]\nname = "甲"\nleader = "市监局"\n', "leader"),
        ('[[one_thing]]\nname = "甲"\n[[one_thing]]\nname = "乙"\naliases = ["甲"]\n', "name"),
    ],
)
def test_a_mistake_names_its_key(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(ProfileError) as caught:
        load(written(tmp_path, text))
    assert caught.value.key.endswith(key)
