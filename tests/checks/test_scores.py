"""Scores: what costs how much, what costs once, and what costs nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checks.outcome import Severity
from checks.scores import Cost, Scheme, ranked, sheet

S1, S2, S3, S4 = Severity.S1, Severity.S2, Severity.S3, Severity.S4
PLACES = Scheme(by_share=frozenset())


def cost(number: int, severity: Severity = S1, criterion: str = "附件1-9", **more: object) -> Cost:
    return Cost(f"F{number:06d}", criterion, severity, **more)  # type: ignore[arg-type]


def score(*costs: Cost, items: int = 10, scheme: Scheme = PLACES, criterion: str = "附件1-9") -> Decimal:
    return sheet("民政局", [criterion], costs, items=items, scheme=scheme).lines[0].score


@pytest.mark.parametrize(
    ("costs", "expected"),
    [
        pytest.param([], "100.00", id="nothing confirmed"),
        pytest.param([cost(1, S1), cost(2, S2), cost(3, S3)], "83.00", id="10, 5 and 2"),
        pytest.param([cost(1, S4)], "100.00", id="a hint costs nothing"),
        pytest.param([cost(1, S1, "附加")], "100.00", id="what is not scored costs nothing"),
        pytest.param([cost(n) for n in range(10)], "0.00", id="exactly used up"),
        pytest.param([cost(n) for n in range(11)], "0.00", id="never below zero"),
        pytest.param(
            [cost(1, S2, same="a"), cost(2, S1, same="a")], "90.00", id="one fact once, by the gravest"
        ),
    ],
)
def test_problems_cost_by_severity(costs: list[Cost], expected: str) -> None:
    assert str(score(*costs)) == expected


def test_a_missed_share_is_scored_by_what_was_reached() -> None:
    assert str(score(cost(1, S2, measured=(Decimal(48), Decimal(60))))) == "80.00"


def test_beside_a_missed_share_other_problems_still_cost() -> None:
    share = cost(1, S2, measured=(Decimal(48), Decimal(60)))
    assert str(score(share, cost(2, S2))) == "75.00"


@pytest.mark.parametrize(
    ("costs", "items", "expected"),
    [
        pytest.param([cost(1, S1, "附件1-12", item="甲")], 10, "90.00", id="one item of ten"),
        pytest.param(
            [cost(1, S1, "附件1-12", item="甲"), cost(2, S2, "附件1-12", item="甲")],
            10,
            "90.00",
            id="an item counts once, by its gravest problem",
        ),
        pytest.param(
            [cost(1, S2, "附件1-12", item="甲"), cost(2, S3, "附件1-12", item="乙")],
            7,
            "90.00",
            id="0.7 of 7",
        ),
        pytest.param([cost(1, S3, "附件1-12", item="甲")], 3, "93.33", id="rounded half up"),
        pytest.param(
            [cost(1, S1, "附件1-12", item="甲")], 0, "90.00", id="by places where no item was counted"
        ),
    ],
)
def test_clauses_cost_by_the_share_of_items(costs: list[Cost], items: int, expected: str) -> None:
    assert str(score(*costs, items=items, scheme=Scheme(), criterion="附件1-12")) == expected


def test_criteria_that_were_not_verified_leave_their_weight_to_the_others() -> None:
    scheme = Scheme(
        by_share=frozenset(),
        weights={"附件1-1": Decimal("0.5"), "附件1-9": Decimal("0.3"), "附件1-12": Decimal("0.2")},
    )
    found = sheet("民政局", ["附件1-9", "附件1-12"], [cost(1, S1)], items=9, scheme=scheme)
    assert found.total == Decimal("94.00")  # (90 × 0.3 + 100 × 0.2) ÷ 0.5


def test_a_unit_of_which_nothing_was_verified_has_no_total() -> None:
    assert sheet("民政局", [], [], items=0, scheme=Scheme()).total is None


def test_equal_totals_share_a_place() -> None:
    sheets = [
        sheet(unit, ["附件1-9"], costs, items=9, scheme=PLACES)
        for unit, costs in {
            "甲局": [cost(1)],
            "乙局": [cost(2)],
            "丙局": [],
            "丁局": [cost(3), cost(4)],
        }.items()
    ]
    assert [(place, one.unit) for place, one in ranked(sheets)] == [
        (1, "丙局"),
        (2, "乙局"),
        (2, "甲局"),
        (4, "丁局"),
    ]


def test_the_working_names_every_figure() -> None:
    found = sheet(
        "民政局", ["附件1-12"], [cost(1, S1, "附件1-12", item="甲")], items=8, scheme=Scheme()
    ).lines[0]
    assert found.working == "扣100×（严重1项×1）÷8项=12.50" and found.problems == ("F000001",)


def test_grades_and_small_samples() -> None:
    scheme = Scheme(by_share=frozenset(), grades=(("优秀", Decimal(90)), ("合格", Decimal(60))))
    assert sheet("民政局", ["附件1-9"], [cost(1)], items=4, scheme=scheme).grade == "优秀"
    assert sheet("民政局", ["附件1-9"], [cost(1), cost(2)], items=5, scheme=scheme).grade == "合格"
    assert sheet("民政局", ["附件1-9"], [], items=4, scheme=scheme).small
    assert not sheet("民政局", ["附件1-9"], [], items=5, scheme=scheme).small
