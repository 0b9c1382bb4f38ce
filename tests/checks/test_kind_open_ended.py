"""The judge of open-ended wording, on cases in the manner of real clerks."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from checks.evidence import Guide, Material, Section
from checks.kinds.open_ended import OpenEnded, places
from checks.outcome import Severity, Verdict
from checks.records import from_json
from checks.text.openness.finding import Kind, Role

CASES = Path(__file__).with_name("open_ended_cases.jsonl")
# Batches written before each tuning; what they scored at first try stands in open_ended_first_tries.json.
BATCHES = Path(__file__).with_name("open_ended_batches.jsonl")
SHARED = Path(os.environ.get("ZWAUDIT_SHARED", Path(__file__).parents[3] / "shared"))


def read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def verdict(record: dict[str, object]) -> Verdict:
    guide = from_json(record)
    found = places(guide) if isinstance(guide, Guide) else ()
    if any(place.found.sure for place in found):
        return Verdict.FAIL
    return Verdict.REVIEW if found else Verdict.PASS


@pytest.mark.parametrize("case", [pytest.param(case, id=str(case["id"])) for case in read(CASES)])
def test_own_cases(case: dict[str, object]) -> None:
    if case["expect"] == "violation":
        assert verdict(case) is not Verdict.PASS, case["why"]
    else:
        assert verdict(case) is not Verdict.FAIL, case["why"]


def test_batches_as_a_whole() -> None:
    cases = read(BATCHES)
    bad = [verdict(case) for case in cases if case["expect"] == "violation"]
    fine = [verdict(case) for case in cases if case["expect"] == "ok"]
    assert fine.count(Verdict.FAIL) <= len(cases) / 200, [
        case["id"] for case in cases if case["expect"] == "ok" and verdict(case) is Verdict.FAIL
    ]
    assert bad.count(Verdict.PASS) <= len(bad) / 25
    assert fine.count(Verdict.REVIEW) <= len(fine) / 10


def test_own_cases_seldom_need_a_person() -> None:
    fine = [case for case in read(CASES) if case["expect"] == "ok"]
    assert sum(verdict(case) is Verdict.REVIEW for case in fine) <= len(fine) / 10


@pytest.mark.skipif(not (SHARED / "gold/dev.jsonl").exists(), reason="the labelled texts are not here")
def test_labelled_texts() -> None:
    cases = read(SHARED / "gold/dev.jsonl")
    bad = [verdict(case) for case in cases if case["expect"] == "violation"]
    fine = [verdict(case) for case in cases if case["expect"] == "ok"]
    failed, false = bad.count(Verdict.FAIL), fine.count(Verdict.FAIL)
    assert failed / (failed + false) >= 0.98
    assert (len(bad) - bad.count(Verdict.PASS)) / len(bad) >= 0.95
    assert fine.count(Verdict.REVIEW) <= len(fine) / 10


@pytest.mark.skipif(
    not (SHARED / "real-guides/platform-records.jsonl").exists(), reason="the real records are not here"
)
def test_real_names_seldom_fail() -> None:
    names = {
        material["name"]
        for record in read(SHARED / "real-guides/platform-records.jsonl")
        for material in record.get("materials", [])  # type: ignore[attr-defined]
    }
    failed = [name for name in names if verdict({"materials": [{"name": name}]}) is Verdict.FAIL]
    assert len(failed) <= 14, failed


def test_the_quote_is_what_was_published() -> None:
    guide = Guide(materials=(Material("申请表"), Material("３．其\u200b他 有關 材料；")))
    (place,) = places(guide)
    assert place.passage.field == "materials[1].name"
    assert place.quote in guide.materials[1].name


def test_a_row_is_reported_once_by_its_gravest() -> None:
    guide = Guide(materials=(Material("房产证明、租房合同等相关材料", note="具体以窗口要求为准"),))
    (place,) = places(guide)
    assert place.found.kind is Kind.RELATED


def test_two_lines_of_one_row_are_two() -> None:
    guide = Guide(materials=(Material("1.身份证；2.其他材料；3.有关证明"),))
    assert len(places(guide)) == 2


def test_a_list_of_rows_closes_a_heading() -> None:
    assert not places(Guide(materials=(Material("其他材料："), Material("（1）授权委托书"))))


def test_related_papers_in_a_step_mean_the_list() -> None:
    step = ("申请人提交相关材料",)
    assert not places(Guide(process=step, materials=(Material("申请表"),)))
    (place,) = places(Guide(process=step))
    assert not place.found.sure


def test_severity_follows_the_field() -> None:
    check = OpenEnded((Kind.OTHER,), severities=((Role.PROCESS, Severity.S2),))
    (outcome,) = check(Guide(process=("申请人应当另交其他证明材料",)))
    assert outcome.severity is Severity.S2
    (outcome,) = check(Guide(materials=(Material("其他证明材料"),)))
    assert outcome.severity is None


def test_the_office_may_accept_a_wording() -> None:
    guide = Guide(materials=(Material("其他佐证材料"),))
    assert list(OpenEnded((Kind.OTHER,))(guide))
    assert not list(OpenEnded((Kind.OTHER,), never=("佐证材料",))(guide))


@pytest.mark.parametrize("label", ["设定依据", "法律依据", "相关链接", "相关新闻"])
def test_labels_that_are_not_judged(label: str) -> None:
    assert not places(Guide(sections=(Section(label, "应当提交法律法规规定的其他材料"),)))
