"""The [scores] table: off unless switched on, and every mistake named."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from checks.outcome import Severity
from checks.scores import Scheme
from counties import ProfileError, load

COUNTY = """
name = "示例县"
code = "419999"
[[source]]
name = "门户"
channel = "portal"
start_urls = ["https://www.example.gov.cn/"]
[scores]
"""


def scheme(folder: Path, text: str) -> Scheme | None:
    (folder / "county.toml").write_text(COUNTY + text, encoding="utf-8")
    return load(folder).scores


@pytest.mark.parametrize("text", ["", "enabled = false", "ranking = true"])
def test_scores_are_off_unless_enabled(tmp_path: Path, text: str) -> None:
    assert scheme(tmp_path, text) is None


def test_what_is_not_named_keeps_its_default(tmp_path: Path) -> None:
    found = scheme(tmp_path, "enabled = true\nper_place = {S1 = 8}")
    assert found is not None
    assert (found.per_place[Severity.S1], found.per_place[Severity.S2]) == (Decimal(8), Decimal(5))
    assert found.by_share == Scheme().by_share and not found.ranking


def test_everything_can_be_set(tmp_path: Path) -> None:
    found = scheme(
        tmp_path,
        """enabled = true
        ranking = true
        by_share = ["附件1-12"]
        small_sample = 3
        weights = {"附件1-1" = 0.1, "附件1-12" = 0.9}
        grades = {"合格" = 60, "优秀" = 90}
        """,
    )
    assert found is not None
    assert found.weights == {"附件1-1": Decimal("0.1"), "附件1-12": Decimal("0.9")}
    assert found.grades == (("优秀", Decimal(90)), ("合格", Decimal(60)))
    assert (found.by_share, found.small_sample, found.ranking) == (frozenset({"附件1-12"}), 3, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('weights = {"附件1-1" = 0.5, "附件1-2" = 0.4}', "权重之和应为 1，现为 0.9"),
        ('weights = {"附件1-13" = 1.0}', "不是指标编号"),
        ('weights = {"附件1-1" = 1.5}', "weights"),
        ('by_share = ["c12"]', "不是指标编号"),
        ("per_place = {S5 = 1}", "S5"),
        ("per_place = {S1 = -1}", "S1"),
        ('enabled = "yes"', "enabled"),
        ("weight = {}", "weight"),
    ],
)
def test_a_wrong_table_is_a_clear_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ProfileError) as caught:
        scheme(tmp_path, f"enabled = true\n{text}" if "enabled" not in text else text)
    assert words in str(caught.value) and "\n" not in str(caught.value)
