"""Links that do not open: two days prove it, a timeout or an outage proves nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checks.evidence import Attachment, Channel, CountyEvidence, Guide, Origin, Page, PageKind
from checks.kinds.broken_links import FilesOpen, PagesOpen
from checks.kinds.columns import NoStaleAddress, NotBlank, Recent, is_column, is_under
from checks.links import FEW, Answer, GuideFiles, Link, Links, guide_files, without_outages

TODAY = date(2022, 7, 2)
BEFORE = date(2022, 6, 29)
FORM = "https://www.example.gov.cn/a.docx"
LINK = Link(
    FORM, "申请表.docx", "门户", Channel.PORTAL, "h", "h", "", True, Answer.GONE, "页面不存在（404）", TODAY, (TODAY,)
)  # fmt: skip
GUIDE = Guide(
    item_name="生育登记", attachments=(Attachment("样表.docx", "https://x/b.docx"), Attachment("申请表.docx", FORM)),
    origin=Origin(source="门户"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "gone_on", "verdict"),
    [
        (Answer.GONE, (TODAY,), "review"),
        (Answer.GONE, (BEFORE, TODAY), "fail"),
        (Answer.NO_FILE, (BEFORE, TODAY), "review"),
        (Answer.UNKNOWN, (BEFORE,), "review"),
        (Answer.UNKNOWN, (), None),
    ],
)
def test_a_file_of_a_guide(answer: Answer, gone_on: tuple[date, ...], verdict: str | None) -> None:
    link = replace(LINK, answer=answer, gone_on=gone_on)
    said = list(FilesOpen()(GuideFiles(GUIDE, (link,))))
    assert [one.verdict for one in said] == ([verdict] if verdict else [])
    assert all((one.field, one.quote) == ("links[1]", "申请表.docx") for one in said)


@pytest.mark.parametrize(
    ("answer", "gone_on", "verdict"),
    [
        (Answer.GONE, (TODAY,), None),
        (Answer.GONE, (BEFORE, TODAY), "fail"),
        (Answer.NO_FILE, (BEFORE, TODAY), "review"),
        (Answer.UNKNOWN, (BEFORE,), "review"),
        (Answer.UNKNOWN, (), None),
    ],
)
def test_a_page_of_the_site(answer: Answer, gone_on: tuple[date, ...], verdict: str | None) -> None:
    link = replace(LINK, is_file=False, answer=answer, gone_on=gone_on)
    said = list(PagesOpen()(CountyEvidence(links=Links((link,), frozenset({"门户"})))))
    assert [one.verdict for one in said] == ([verdict] if verdict else [])
    assert all(one.subject and one.subject.key == f"link:{FORM}" for one in said)


def test_the_days_are_told() -> None:
    link = replace(LINK, gone_on=(BEFORE, date(2022, 6, 30), TODAY))
    reason = next(iter(FilesOpen()(GuideFiles(GUIDE, (link,))))).reason
    assert reason == "自2022年6月29日起3天打不开，页面不存在（404）"


def test_a_guide_is_judged_only_where_its_links_were_followed() -> None:
    assert guide_files(GUIDE, Links((LINK,), frozenset())) is None
    assert guide_files(GUIDE, Links((), frozenset({"门户"}))) == GuideFiles(GUIDE)
    assert guide_files(GUIDE, Links((LINK,), frozenset({"门户"}))) == GuideFiles(GUIDE, (LINK,))


@pytest.mark.parametrize(
    ("failed", "tried", "sound"),
    [(FEW, FEW, True), (FEW + 1, 20, False), (200, 1000, True), (201, 1000, False)],
)
def test_where_much_fails_at_once_it_is_an_outage(failed: int, tried: int, sound: bool) -> None:
    gone = [replace(LINK, address=f"https://www.example.gov.cn/{n}") for n in range(failed)]
    links = without_outages(gone, {("门户", "www.example.gov.cn"): tried})
    assert ("门户" in links.followed) is sound
    assert len(links.failed) == (failed if sound else 0)


def test_one_host_that_is_out_silences_its_source_only() -> None:
    gone = [replace(LINK, address=f"https://files.example.gov.cn/{n}") for n in range(FEW + 1)]
    other = replace(LINK, address="https://www.other.gov.cn/a", source="乡镇")
    tried = {
        ("门户", "files.example.gov.cn"): 8, ("门户", "www.example.gov.cn"): 900, ("乡镇", "www.other.gov.cn"): 9,
    }  # fmt: skip
    links = without_outages([*gone, other], tried)
    assert links.followed == {"乡镇"} and links.failed == (other,)


def column(**more: object) -> Page:
    return replace(
        Page(PageKind.LIST, "通知公告", entries=20, origin=Origin(seen_on=TODAY)),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("title", "newest", "stale"),
    [
        ("部门动态", date(2022, 6, 18), False),
        ("部门动态", date(2022, 6, 17), True),
        ("通知公告", date(2021, 12, 31), False),
        ("通知公告", date(2021, 12, 30), True),
        ("机构概况", date(2001, 1, 1), False),
        ("通知公告", date(2023, 1, 1), False),
        ("通知公告", None, False),
    ],
)
def test_a_column_is_kept_up(title: str, newest: date | None, stale: bool) -> None:
    assert bool(list(Recent()(column(title=title, newest=newest)))) is stale


def test_the_day_of_the_visit_must_be_known() -> None:
    assert list(Recent()(column(newest=date(2001, 1, 1), origin=Origin()))) == []


def test_a_blank_column_says_so_or_is_for_a_person() -> None:
    assert [one.verdict for one in NotBlank()(column(entries=0, blank="栏目建设中"))] == ["fail"]
    assert [one.verdict for one in NotBlank()(column(entries=0))] == ["review"]
    assert list(NotBlank()(column(entries=1))) == []


def test_only_a_list_with_a_name_is_a_column() -> None:
    assert is_column(column())
    assert not is_column(column(title=" ")) and not is_column(column(kind=PageKind.LANDING))


@pytest.mark.parametrize(
    ("address", "place", "under"),
    [
        ("www.hnzwfw.gov.cn/col/col33/index.html", "www.hnzwfw.gov.cn/col/", True),
        ("WWW.hnzwfw.gov.cn:80/col/col1", "www.hnzwfw.gov.cn/col/", True),
        ("www.hnzwfw.gov.cn/portal/col/", "www.hnzwfw.gov.cn/col/", False),
        ("www.hnzwfw.gov.cn", "www.hnzwfw.gov.cn/col/", False),
        ("notpuser.hnzwfw.gov.cn/", "puser.hnzwfw.gov.cn/", False),
        ("puser.hnzwfw.gov.cn.evil.example/", "puser.hnzwfw.gov.cn/", False),
        ("puser.hnzwfw.gov.cn", "puser.hnzwfw.gov.cn/", True),
    ],
)
def test_an_address_is_below_a_place(address: str, place: str, under: bool) -> None:
    assert is_under(address, place) is under


def test_each_old_address_is_told() -> None:
    page = column(outward=("http://old.example/a", "http://new.example/", "https://old.example/b"))
    said = list(NoStaleAddress(stale=("old.example/",))(page))
    assert [one.quote for one in said] == ["http://old.example/a", "https://old.example/b"]
