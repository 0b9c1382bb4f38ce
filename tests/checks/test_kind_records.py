"""Rules that judge by offices' exports: the value at the limit, one past it, and what nobody can tell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.evidence import Channel, Guide, Material, Searched
from checks.export_records import export_from_json, export_to_json
from checks.exports import ROWS, ExportKind
from checks.item_index import ItemIndex
from checks.kinds.monthly_use import months_between
from checks.kinds.paper import core
from checks.looking import SCOPES
from checks.outcome import Severity
from checks.records import BadRecord
from checks.rule import Mode
from checks.tally import Tally
from checks.text.strangers import may_be
from checks.workdays import work_days
from rules import all_rules
from tests.checks.exporting import county, export, messages, rulings, said

CASE = ["unit", "number", "item_name", "online", "finished_on", "invited"]
RATING = ["unit", "case", "level", "rated_on", "default"]
BAD = ["unit", "case", "level", "rated_on", "mended", "mended_on", "followed"]
PROJECT = ["unit", "dealt_on", "status"]
STOCK = ["unit", "licence", "template", "due", "collected", "pushed_on", "system"]
ITEM = ["unit", "item_code", "item_name", "item_type", "handling_type", "star", "status"]


def cases(*rows: Any, **more: Any) -> Any:
    return export("办件", CASE, *rows, **more)


def rated(*numbers: str, **more: Any) -> Any:
    return export(
        "好差评", RATING, *(["民政局", number, 5, "2022-05-01", None] for number in numbers), **more
    )


EXPORT_RULES = [rule for rule in all_rules() if Mode.EXPORT in rule.modes]


@pytest.mark.parametrize("rule", [pytest.param(rule.id, id=rule.id) for rule in EXPORT_RULES])
def test_without_an_export_nothing_is_said(rule: str) -> None:
    guide = Guide(item_name="低保申请", unit="民政局", channel=Channel.SERVICE_NETWORK)
    spoken = rulings(rule, county(guides=[guide], searched=[Searched(Channel.SERVICE_NETWORK, 5)]))
    of_exports = [one for one in spoken if one.subject.channel is Channel.EXPORT]
    assert of_exports == []
    if rule not in ("c09-star-below-three", "c09-instant-share-below"):
        assert spoken == []


@pytest.mark.parametrize("rule", [pytest.param(rule.id, id=rule.id) for rule in EXPORT_RULES])
def test_an_export_without_rows_of_the_unit_accuses_nobody_by_shares(rule: str) -> None:
    empty = [export(kind.value, ["unit"]) for kind in ExportKind if kind is not ExportKind.PROJECTS]
    assert said(rule, *empty) == {}


def test_there_is_no_share_of_nothing_and_none_is_rounded_up() -> None:
    assert Tally(0, 0).percent == "0.0"
    assert Tally(9999, 10000).percent == "99.9"
    assert not Tally(9999, 10000).reaches(100)
    assert Tally(4, 5).reaches(80) and not Tally(799, 1000).reaches(80)


@pytest.mark.parametrize(
    ("rows", "ratings", "verdict"),
    [
        pytest.param([["民政局", "B1", "甲", None, "2022-04-01", None]], ["B1"], "pass", id="all are rated"),
        pytest.param(
            [["民政局", "B1", "甲", None, "2022-06-30", None]],
            [],
            "review",
            id="none is: is it connected at all?",
        ),
        pytest.param([["民政局", "B1", "甲", None, None, None]], [], None, id="nothing was finished"),
        pytest.param([["民政局", "B1", "甲", None, "2022-07-01", None]], [], None, id="finished later"),
        pytest.param([["水利局", "B1", "甲", None, "2022-05-01", None]], ["B1"], None, id="another unit's"),
    ],
)
def test_one_case_one_rating(rows: Any, ratings: list[str], verdict: str | None) -> None:
    assert said("c08-rating-below-full", cases(*rows), rated(*ratings)).get("民政局") == verdict


def test_one_of_two_is_not_rated() -> None:
    two = cases(
        ["民政局", "B1", "甲", None, "2022-05-01", None], ["民政局", "B2", "甲", None, "2022-05-01", None]
    )
    assert said("c08-rating-below-full", two, rated("B1")) == {"民政局": "fail"}


def test_exports_of_different_days_are_not_compared() -> None:
    before = {"since": "2022-01-01", "until": "2022-03-31"}
    one = cases(["民政局", "B1", "甲", None, "2022-04-01", None])
    assert said("c08-rating-below-full", one, rated(**before)) == {}


def test_a_default_rating_counts_for_nothing() -> None:
    one = cases(["民政局", "B1", "甲", None, "2022-05-01", None])
    default = export("好差评", RATING, ["民政局", "B1", 5, "2022-05-01", True])
    assert said("c08-rating-below-full", one, default) == {"民政局": "fail"}
    [message] = messages("c08-rating-below-full", one, default)
    assert "办结1件、评价0件，评价率0.0%" in message and "尾号B1" in message


def test_a_unit_with_its_own_queue_is_judged_once() -> None:
    one = cases(["民政局", "B1", "甲", None, "2022-05-01", None])
    queue = export("叫号评价", ["unit", "called", "rated"], ["民政局", 10, 9])
    assert said("c08-rating-below-full", one, rated(), queue) == {}
    assert said("c08-queue-rating", one, rated(), queue) == {"民政局": "fail"}
    more = export("叫号评价", ["unit", "called", "rated"], ["民政局", 10, 9], ["民政局", 1, 5])
    assert said("c08-queue-rating", more) == {"民政局": "fail"}


@pytest.mark.parametrize(
    ("online", "verdict"),
    [
        pytest.param([True] * 4 + [False], "pass", id="80 percent are enough"),
        pytest.param([True] * 79 + [False] * 21, "fail", id="79 are not"),
        pytest.param([True] * 4 + [None], "pass", id="the unknown cannot spoil it"),
        pytest.param([True] * 3 + [None, False], "review", id="the unknown decides"),
        pytest.param([True, None, False, False], "fail", id="the unknown cannot save it"),
        pytest.param([], None, id="no case, no share"),
    ],
)
def test_the_share_online(online: list[bool | None], verdict: str | None) -> None:
    rows = [["民政局", f"B{number}", "甲", each, None, None] for number, each in enumerate(online)]
    assert said("c09-online-rate-below", cases(*rows)).get("民政局") == verdict


def test_townships_and_departments_are_asked_different_things() -> None:
    both = cases(
        ["民政局", "B1", "甲", False, "2022-05-01", False], ["灌涨镇", "B2", "甲", False, "2022-05-01", False]
    )
    assert said("c06-rating-invitation", both) == {"灌涨镇": "fail"}
    assert said("c09-online-rate-below", both) == {"民政局": "fail"}


@pytest.mark.parametrize(
    ("days", "more", "verdict", "severity"),
    [
        pytest.param(["2022-04-30", "2022-05-01", "2022-06-30"], {}, "pass", None, id="one a month"),
        pytest.param(["2022-04-30", "2022-06-01"], {}, "fail", "S2", id="none in May"),
        pytest.param([], {}, "fail", "S1", id="none at all"),
        pytest.param(["2022-05-01"], {"since": "2022-04-02", "until": "2022-06-29"}, "pass", None,
                     id="months in part do not count"),
        pytest.param([], {"since": "2022-04-02", "until": "2022-04-29"}, None, None, id="no whole month"),
        pytest.param([], {"since": None, "until": None}, None, None, id="no period"),
        pytest.param([], {"strangers": ["示例县民政事务中心"]}, "review", None, id="it may be this unit"),
        pytest.param([], {"strangers": ["示例县高级中学"]}, "fail", "S1", id="it is surely another"),
    ],
)  # fmt: skip
def test_each_whole_month(days: list[str], more: Any, verdict: str | None, severity: str | None) -> None:
    one = export("中介超市", PROJECT, *(["民政局", day, None] for day in days), **more)
    found = [one for one in rulings("c07-no-monthly-use", county(one)) if one.subject.unit == "民政局"]
    assert [one.verdict.value for one in found] == ([verdict] if verdict else [])
    if severity:
        assert found[0].judgements[0].severity is Severity(severity)


def test_an_export_of_one_unit_says_nothing_of_others() -> None:
    own = export("中介超市", PROJECT, unit="民政局")
    assert said("c07-no-monthly-use", own) == {"民政局": "fail"}


def test_the_newer_export_of_a_kind_is_judged() -> None:
    first = export("中介超市", PROJECT)
    later = {"since": "2022-07-01", "until": "2022-07-31", "exported_on": "2022-08-01"}
    second = export("中介超市", PROJECT, ["民政局", "2022-07-05", None], **later)
    assert said("c07-no-monthly-use", first, second) == {"民政局": "pass", "水利局": "fail"}
    assert said("c07-no-monthly-use", second, first) == {"民政局": "pass", "水利局": "fail"}


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        pytest.param(["2022-05-09", True, "2022-05-16"], "pass", id="on the fifth work day"),
        pytest.param(["2022-05-09", True, "2022-05-17"], "fail", id="on the sixth"),
        pytest.param(["2022-05-09", False, None], "fail", id="not to this day"),
        pytest.param(["2022-06-24", False, None], "pass", id="there is still time"),
        pytest.param(["2022-04-28", True, "2022-05-07"], "review", id="holidays may lie between"),
        pytest.param(["2022-05-09", True, None], "review", id="mended, nobody says when"),
        pytest.param([None, False, None], "review", id="no day to count from"),
    ],
)
def test_bad_ratings_are_mended_in_time(row: list[Any], verdict: str) -> None:
    one = export("好差评", BAD, ["民政局", "B0001", 2, *row, None])
    assert said("c08-bad-rating-late", one) == {"民政局": verdict}


def test_a_rating_in_the_middle_is_not_bad() -> None:
    one = export("好差评", BAD, ["民政局", "B0001", 3, "2022-05-09", False, None, False])
    assert said("c08-bad-rating-late", one) == said("c08-follow-up-missing", one) == {}


def test_what_the_export_has_no_column_for_is_not_missing() -> None:
    one = export("好差评", ["unit", "case", "level", "rated_on"], ["民政局", "B0001", 1, "2022-05-09"])
    assert said("c08-bad-rating-late", one) == said("c08-follow-up-missing", one) == {}


def test_a_finding_names_only_the_end_of_a_case() -> None:
    one = export("好差评", BAD, ["民政局", "41132520220509000123", 1, "2022-05-09", False, None, False])
    assert [
        "办件尾号0123" in text and "0509000" not in text for text in messages("c08-follow-up-missing", one)
    ]


@pytest.mark.parametrize(
    ("row", "without", "incomplete", "push"),
    [
        pytest.param([100, 100, "2022-06-01", "自建"], "pass", "pass", "pass", id="all there, 30 days ago"),
        pytest.param([100, 99, "2022-05-31", "自建"], "pass", "fail", "fail", id="one short, 31 days ago"),
        pytest.param([100, 0, None, "市建"], "fail", None, None, id="none: told once"),
        pytest.param([100, None, None, "市建"], "review", None, None, id="nobody says how many"),
        pytest.param([None, 5, None, ""], "pass", None, "review", id="nobody says of how many, nor when"),
        pytest.param([100, 1, "2020-01-01", "国建"], "pass", None, None, id="the state's own system"),
        pytest.param([0, 5, "2022-06-30", ""], "pass", None, "pass", id="a whole of nothing"),
    ],
)
def test_licences(row: list[Any], without: str, incomplete: str | None, push: str | None) -> None:
    one = export("电子证照", STOCK, ["民政局", "养老机构许可证", "T1", *row])
    assert said("c11-licence-without-data", one).get("民政局") == without
    assert said("c11-collection-incomplete", one).get("民政局") == incomplete
    assert said("c11-no-recent-push", one).get("民政局") == push


@pytest.mark.parametrize(
    ("name", "form", "note", "hit"),
    [
        ("营业执照", "原件和复印件", "", True),
        ("《营业执照》（副本）复印件", "", "", True),
        ("申请人营业执照原件及复印件1份", "纸质", "", True),
        ("营业执照", "纸质或电子", "", False),
        ("营业执照", "原件", "可通过数据共享获取，免于提交", False),
        ("营业执照", "", "", False),
        ("营业执照遗失公告", "原件", "", False),
        ("法定代表人身份证明", "原件", "", False),
    ],
)
def test_a_collected_licence_on_paper(name: str, form: str, note: str, hit: bool) -> None:
    guide = Guide(item_name="食品经营许可", unit="民政局", materials=(Material(name, form, note=note),))
    stock = export("电子证照", STOCK, ["水利局", "营业执照", "T1", 9, 9, None, ""])
    assert bool(messages("c11-collected-still-on-paper", stock, guides=[guide])) is hit


def test_items_of_the_library_are_counted_once() -> None:
    rows = [["民政局", f"A{number}", f"事项{number}", "行政许可", "即办件", 3, None] for number in range(3)]
    rows += [["民政局", f"C{number}", f"许可{number}", "行政许可", "承诺件", 2, None] for number in range(2)]
    library = export("事项库", ITEM, *rows)
    assert said("c09-instant-share-below", library) == {"民政局": "pass"}
    pages = [Guide(item_name=f"许可{number}", unit="民政局", item_type="行政许可", handling_type="承诺件", star=2)
             for number in range(2)]  # fmt: skip
    assert said("c09-instant-share-below", library, guides=pages) == {"民政局": "pass"}
    stars = [
        one.subject.channel
        for one in rulings("c09-star-below-three", county(library, guides=pages))
        if one.judgements
    ]
    assert stars == [Channel.PORTAL, Channel.PORTAL]


def test_items_are_known_by_part_of_their_codes() -> None:
    whole = "11411325005677264X4411100012000"
    index = ItemIndex.of([(whole, "取水许可")])
    assert (
        index.has_code(whole + "01")
        and index.has_code(whole[19:])
        and index.holds("", "取水许可（办事指南）")
    )
    assert not index.has_code("") and not index.has_code(whole[:-1] + "9") and not index.has_name("")
    deep = ItemIndex.of([(whole + "01", "")])
    assert deep.has_code(whole) and not deep.has_code(whole + "02")


def test_an_item_is_missed_by_its_code_only() -> None:
    library = export(
        "事项库",
        ITEM,
        ["民政局", "A1", "低保申请", "", "", None, None],
        ["民政局", "A2", "殡葬", "", "", None, None],
    )
    coded = Guide(item_name="低保申请", item_code="A1", unit="民政局", channel=Channel.SERVICE_NETWORK)
    named = Guide(item_name="低保申请", unit="民政局", channel=Channel.SERVICE_NETWORK)
    whole = [Searched(Channel.SERVICE_NETWORK, 9)]
    part = [Searched(Channel.SERVICE_NETWORK, 9, 0, ("超时 1 处",))]
    rule = "c09-catalogue-not-followed"
    assert said(rule, library, guides=[coded], searched=whole) == {"民政局": "fail"}
    assert said(rule, library, guides=[coded], searched=part) == {"民政局": "review"}
    assert said(rule, library, guides=[named], searched=whole) == {"民政局": "review"}
    assert said(rule, library) == {}


def test_cases_without_a_unit_go_where_their_item_is_at_home() -> None:
    library = export("事项库", ITEM, ["民政局", "A1", "低保申请", "", "", None, None])
    month = export("办件", ["unit", "item_code"], ["民政局", "A9"], until="2022-04-30")
    assert said("c09-item-without-case", library, month) == {"民政局": "review"}
    loose = export("办件", ["number", "item_code", "online"], ["B1", "A1", False], ["B2", "X9", False])
    assert said("c09-online-rate-below", library, loose) == {"民政局": "fail"}
    assert said("c09-item-without-case", library, loose) == {"民政局": "pass"}


def test_a_list_of_the_hall_that_lacks_a_name_is_for_a_person() -> None:
    library = export(
        "事项库",
        ITEM,
        ["民政局", "A1", "低保申请", "", "", None, None],
        ["民政局", "", "殡葬", "", "", None, None],
    )
    hall = export("进驻事项清单", ["unit", "item_code", "item_name"], ["民政局", "A1", "低保"])
    other = export("进驻事项清单", ["unit", "item_name"], ["水利局", "取水许可"])
    assert said("c05-item-not-in-hall", library, hall) == {"民政局": "review"}
    assert said("c05-item-not-in-hall", library, other) == {"民政局": "review"}
    assert said("c05-item-not-in-hall", other) == {}


@pytest.mark.parametrize(
    ("device", "code", "verdict"),
    [(True, False, "pass"), (False, True, "pass"), (False, False, "fail"), (False, None, "review")],
)
def test_windows(device: bool, code: bool | None, verdict: str) -> None:
    one = export(
        "窗口评价设备",
        ["unit", "window", "device", "code"],
        ["民政局", "1号", device, code],
        ["民政局", "2号", True, True],
    )
    assert said("c08-window-device", one) == {"民政局": verdict}


@pytest.mark.parametrize(
    ("agency", "verdict"),
    [("示例测绘（集团）有限公司", "pass"), ("示例测绘集团", "review"), ("某某环评有限公司", "fail")],
)
def test_agencies(agency: str, verdict: str) -> None:
    joined = export("中介机构入驻名录", ["agency"], ["示例测绘(集团)有限公司"])
    one = export("中介机构清单", ["unit", "agency"], ["民政局", agency])
    assert said("c07-agency-not-listed", joined, one) == {"民政局": verdict}
    assert said("c07-agency-not-listed", one) == {}


@given(st.dates(date(2020, 1, 1), date(2024, 12, 31)), st.integers(0, 500))
def test_whole_months_lie_within(since: date, days: int) -> None:
    until = date.fromordinal(since.toordinal() + days)
    whole = list(months_between(since, until, partial=False))
    touched = list(months_between(since, until, partial=True))
    assert set(whole) <= set(touched) and len(touched) - len(whole) <= 2
    assert touched[0] == (since.year, since.month) and touched[-1] == (until.year, until.month)


@given(st.dates(date(2020, 1, 1), date(2024, 12, 31)), st.integers(-50, 300))
def test_work_days_are_bounded(begin: date, days: int) -> None:
    least, most = work_days(begin, date.fromordinal(begin.toordinal() + days))
    assert 0 <= least <= most <= max(days, 0)


@given(st.text(max_size=30))
def test_the_core_of_a_name_is_found_for_any_text(name: str) -> None:
    assert isinstance(core(name), str)


def test_names_that_may_be_a_unit() -> None:
    assert may_be("住房和城乡建设局", "示例县住建中心", "示例县")
    assert not may_be("民政局", "示例县高级中学", "示例县")
    assert not may_be("民政局", "民生银行", "示例县")


@pytest.mark.parametrize("kind", list(ExportKind))
def test_an_export_comes_back_as_it_was_kept(kind: ExportKind) -> None:
    one = export_from_json({"export_kind": kind.value, "rows": [{"unit": "民政局", "place": "第3行"}], "columns": ["unit"],
                            "since": "2022-04-01", "strangers": ["某单位"], "file": "a.xlsx", "unit": "民政局"})  # fmt: skip
    assert export_from_json(export_to_json(one)) == one
    assert type(one.rows[0]) is ROWS[kind]


def test_an_export_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(BadRecord, match="export_kind"):
        export_from_json({"rows": []})


def test_every_rule_that_needs_exports_says_so() -> None:
    assert {rule.id for rule in all_rules() if rule.looks_at.__name__ == "UnitRecords"} <= {
        rule.id for rule in EXPORT_RULES
    }
    assert any(scope.__name__ == "UnitRecords" for scope in SCOPES)
