"""Files of several months in one command are one export, and a missing month is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checks.exports import Export, ExportKind, IntermediaryProject
from crawler.exports.errors import ExportMistake
from crawler.exports.merging import lacks_a_month, merged

APRIL = Export(
    ExportKind.PROJECTS, since=date(2022, 4, 3), until=date(2022, 4, 27), exported_on=date(2022, 5, 1),
    columns=frozenset({"unit"}), rows=(IntermediaryProject("民政局", "P1"),), file="4月.xlsx", file_hash="a",
)  # fmt: skip
MAY = replace(
    APRIL,
    since=date(2022, 5, 6),
    until=date(2022, 5, 31),
    rows=(IntermediaryProject("水利局", "P2"),),
    file="5月.xlsx",
)


def test_months_are_one() -> None:
    [both] = merged([MAY, APRIL])
    assert (both.since, both.until, len(both.rows), both.file) == (
        APRIL.since,
        MAY.until,
        2,
        "4月.xlsx、5月.xlsx",
    )


def test_kinds_and_units_stay_apart() -> None:
    assert len(merged([APRIL, replace(MAY, unit="水利局"), replace(MAY, kind=ExportKind.CASES)])) == 3


def test_a_month_between_is_missed() -> None:
    with pytest.raises(ExportMistake, match="之间缺少数据"):
        merged([APRIL, replace(MAY, since=date(2022, 6, 1), until=date(2022, 6, 30))])


def test_other_columns_are_another_table() -> None:
    with pytest.raises(ExportMistake, match="栏目不同"):
        merged([APRIL, replace(MAY, columns=frozenset({"unit", "number"}))])


@pytest.mark.parametrize(
    ("last", "first", "lacks"),
    [
        (date(2022, 4, 30), date(2022, 5, 1), False), (date(2022, 4, 3), date(2022, 5, 28), False),
        (date(2022, 4, 30), date(2022, 6, 1), True), (date(2022, 4, 30), date(2022, 5, 31), False),
        (date(2022, 4, 1), date(2022, 6, 1), True), (date(2021, 12, 31), date(2022, 2, 1), True),
        (date(2022, 6, 30), date(2022, 4, 1), False),
    ],
)  # fmt: skip
def test_only_a_whole_month_is_surely_missing(last: date, first: date, lacks: bool) -> None:
    assert lacks_a_month(last, first) is lacks
