"""Has the county published the lists and columns of the site that a criterion asks for?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checks.evidence import Channel, CountyEvidence, ListKind, Meaning, PageKind, Publication, Searched
from checks.outcome import Outcome, Severity, Subject, Verdict
from checks.subject import county_subject, list_subject


@dataclass(frozen=True, slots=True)
class ListPublished:
    """Are these lists on the portal, with these columns, by the right body?

    `by_government` asks for a document number of the government or its office; `prefixes` names them
    where the profile knows them (内政, 内政办). `own` leaves out what the state, the province or the city
    published, and asks a person where a title announces the list. "Not found" says what was searched,
    and is for a person when the search was not complete.
    """

    kinds: tuple[ListKind, ...]
    criterion: str
    columns: tuple[tuple[ListKind, tuple[Meaning, ...]], ...] = ()
    by_government: bool = False
    prefixes: tuple[str, ...] = ()
    own: bool = False

    def __call__(self, county: CountyEvidence) -> Iterator[Outcome]:
        for kind in self.kinds:
            found = [one for one in county.lists(kind) if one.channel is Channel.PORTAL]
            kept = [one for one in found if not (self.own and is_from_above(one, county.name))]
            if kept:
                yield from self.shortcomings(county, kind, kept)
            else:
                yield self.missing(county, kind, found)

    def missing(self, county: CountyEvidence, kind: ListKind, above: list[Publication]) -> Outcome:
        """No list of this kind; one that a title announces is for a person."""
        outcome = not_found(county, f"“{kind.value}”", list_duty(county, self.criterion, kind))
        if above:
            return replace(outcome, reason=f"{outcome.reason}，仅见上级的《{above[0].title}》")
        title = announced(county, kind) if self.own else ""
        if not title:
            return outcome
        reason = f"{outcome.reason}；另有“{title}”，请核对其中是否含有该清单"
        return replace(outcome, verdict=Verdict.REVIEW, reason=reason)

    def shortcomings(
        self, county: CountyEvidence, kind: ListKind, found: list[Publication]
    ) -> Iterator[Outcome]:
        """What the lists that were found still lack."""
        subject = list_duty(county, self.criterion, kind, found[0])
        if all(not one.entries for one in found):
            yield Outcome.review(
                "entries", found[0].title, f"见到“{found[0].title}”，但未能读出清单内容", subject=subject
            )
            return
        best = max(found, key=lambda one: (len(one.columns), len(one.entries)))
        missing = [meaning.value for meaning in dict(self.columns).get(kind, ()) if not best.has(meaning)]
        if missing:
            yield lacks_columns(best, missing, list_duty(county, self.criterion, kind, best))
        if self.by_government and not any(self.official(one) for one in found):
            yield wrong_body(found[0], subject)

    def official(self, found: Publication) -> bool:
        """Is it a document of the government or of its office?"""
        if self.prefixes:
            return any(
                found.document_number.strip().startswith(prefix + mark)
                for prefix in self.prefixes
                for mark in "〔[【(（"
            )
        return bool(GOVERNMENT_NUMBER.match(found.document_number.strip()))


# Matches the title "河南省人民政府办公厅关于…", "国务院办公厅关于…"; must not match "河南省内乡县…".
OF_STATE_OR_PROVINCE = re.compile(r"^(?:国务院|司法部|[一-鿿]{2,6}?(?:省|自治区))(?![一-鿿]{2,8}[县区旗])")
# Matches the title "南阳市人民政府关于…"; must not match "南阳市内乡县…".
OF_CITY = re.compile(r"^[一-鿿]{2,4}市(?![一-鿿]{1,6}[县区旗])")
NUMBER_OF_STATE = re.compile(r"^\s*国(?:办)?(?:发|函)")


def is_from_above(found: Publication, county: str) -> bool:
    """Was the list published by the state, the province or the city, and only shown by the county?"""
    said = [text for text in (found.title.strip(), found.issuer.strip()) if text]
    if any(county and county in text for text in said):
        return False
    above = any(OF_STATE_OR_PROVINCE.match(text) or OF_CITY.match(text) for text in said)
    return above or NUMBER_OF_STATE.match(found.document_number) is not None


ANNOUNCING = {
    ListKind.CANCELLED_PROOFS: ("取消", "证明"),
    ListKind.KEPT_PROOFS: ("保留", "证明"),
    ListKind.COMMITMENTS: ("告知承诺",),
}
# Matches the end of "…清单的通知", "保留证明清单.xlsx"; must not match "…清单编制座谈会".
A_PAPER = re.compile(
    r"(?:通知|公告|通告|决定|清单|目录|一览表|汇总表)(?:[(（][^()（）]*[)）])?(?:\.\w{2,4})?$"
)


def announced(county: CountyEvidence, kind: ListKind) -> str:
    """A title on the portal that may announce or hold a list of this kind; "" when there is none."""
    titles = (
        *(one.title for one in county.publications if one.channel is Channel.PORTAL and one.kind is not kind),
        *(one.title for one in county.articles if one.channel is Channel.PORTAL),
        *(file.name for one in county.articles for file in one.attachments),
    )
    words = ANNOUNCING.get(kind, ())
    papers = (title.strip() for title in titles if words and A_PAPER.search(title.strip()))
    return next((title for title in papers if all(word in title for word in words)), "")


# Matches "内政〔2022〕3号", "内政办文[2022]5号"; must not match "内司〔2022〕1号".
GOVERNMENT_NUMBER = re.compile(r"[一-鿿]{1,3}政(?:办)?(?:发|文|字|函)?[〔\[【(（]")


def lacks_columns(found: Publication, missing: list[str], subject: Subject) -> Outcome:
    headings = "、".join(column.heading for column in found.columns)
    reason = f"清单缺少“{'、'.join(missing)}”栏"
    return Outcome.fail("columns", headings, reason, severity=Severity.S3, subject=subject)


def wrong_body(found: Publication, subject: Subject) -> Outcome:
    """A number of another body is a fact; no number at all is for a person."""
    number = found.document_number.strip()
    if number:
        return Outcome.fail(
            "document_number",
            number,
            f"现有文件文号为“{number}”，不是以政府或政府办名义印发",
            subject=subject,
        )
    reason = "未见以政府或政府办名义印发的文号，请核对印发机关"
    return Outcome.review("document_number", found.title, reason, severity=Severity.S3, subject=subject)


def list_duty(
    county: CountyEvidence, criterion: str, kind: ListKind, found: Publication | None = None
) -> Subject:
    """The lead unit's duty to publish this list."""
    lead = county.lead(criterion)
    unit = lead.name if lead else (found.unit if found else "")
    return list_subject(kind, unit, Channel.PORTAL, found.origin if found else None)


def not_found(county: CountyEvidence, what: str, subject: Subject | None) -> Outcome:
    """Not found in what was searched: a fact about the search, never about the world."""
    searched = county.search_of(Channel.PORTAL)
    reason = f"在{searched.channel.label}范围内（{extent(searched)}）未检索到{what}"
    values = {"pages": str(searched.pages), "attachments": str(searched.attachments)}
    if searched.complete:
        return Outcome.fail("", "", reason, values=values, subject=subject)
    return Outcome.review("", "", f"{reason}；{gaps(searched)}，请人工核查", values=values, subject=subject)


def extent(searched: Searched) -> str:
    return f"共检索页面{searched.pages}个、附件{searched.attachments}个"


def gaps(searched: Searched) -> str:
    """Why the search was not complete."""
    if not searched.pages:
        return "该渠道未能检索"
    return f"有{len(searched.missed)}处未能读取：{'；'.join(searched.missed[:3])}"


@dataclass(frozen=True, slots=True)
class ColumnOnSite:
    """Is there a column or page of this name on the portal that holds at least one entry?

    A list of kind `instead` with entries counts as well.
    """

    words: tuple[str, ...]
    instead: ListKind
    criterion: str

    def __call__(self, county: CountyEvidence) -> Iterator[Outcome]:
        if any(
            one.entries for one in county.lists(self.instead) if one.channel is Channel.PORTAL
        ) or self.filled(county):
            return
        subject = self.subject(county)
        empty = next(self.pages(county), "")
        if empty:
            outcome = not_found(county, f"“{empty}”栏目下的政策条目", subject)
            yield replace(outcome, field="title", quote=empty)
        else:
            yield not_found(county, f"“{self.words[0]}”栏目或专题", subject)

    def filled(self, county: CountyEvidence) -> bool:
        """Is a column of this name not empty, or an article filed under one?"""
        listed = any(
            page.entries and self.named(page.title, page.breadcrumb)
            for page in county.pages
            if page.channel is Channel.PORTAL
        )
        return listed or any(
            self.named(article.breadcrumb) for article in county.articles if article.channel is Channel.PORTAL
        )

    def pages(self, county: CountyEvidence) -> Iterator[str]:
        """The titles of columns of this name that were seen."""
        for page in county.pages:
            if (
                page.channel is Channel.PORTAL
                and page.kind in (PageKind.LIST, PageKind.LANDING, PageKind.OTHER)
                and self.named(page.title)
            ):
                yield page.title

    def named(self, *texts: str) -> bool:
        return any(word in text for word in self.words for text in texts)

    def subject(self, county: CountyEvidence) -> Subject:
        return county_subject(county.name, county.lead(self.criterion), Channel.PORTAL)


@dataclass(frozen=True, slots=True)
class ListOnPortal:
    """Passes where a list of one of these kinds with entries was read on the portal."""

    kinds: tuple[ListKind, ...]

    def __call__(self, county: CountyEvidence) -> bool:
        return any(
            one.entries and one.channel is Channel.PORTAL for kind in self.kinds for one in county.lists(kind)
        )
