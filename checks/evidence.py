"""What was seen: one frozen dataclass for each kind of evidence that a rule can look at.

Evidence is read by `crawler`, kept by `storage` and judged by `rules`. It holds text exactly as
published and never a guess: what was not printed is empty or None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.answers import Answer, HandIn
    from checks.exports import Export
    from checks.links import Links


class Channel(StrEnum):
    """Where a unit publishes (渠道); the value is the word used in profiles and exports."""

    PORTAL = "portal"
    SERVICE_NETWORK = "service-network"
    WECHAT = "wechat"
    APP = "app"
    WINDOW = "window"
    EXPORT = "export"
    """No place of publication: the export of an office's own system."""
    FORM = "form"
    """No place of publication: what a unit answers on its self-check form."""

    @property
    def label(self) -> str:
        """The name that the office uses."""
        return CHANNEL_TITLES[self]


CHANNEL_TITLES = {
    Channel.PORTAL: "县政府门户网站",
    Channel.SERVICE_NETWORK: "河南政务服务网",
    Channel.WECHAT: "微信公众号",
    Channel.APP: "云上内乡",
    Channel.WINDOW: "窗口办事指南",
    Channel.EXPORT: "数据导出",
    Channel.FORM: "自查填报",
}


class HandlingType(StrEnum):
    """办件类型: settled on the spot, or within a promised time."""

    INSTANT = "即办件"
    PROMISED = "承诺件"


class DayUnit(StrEnum):
    """How a time limit counts its days."""

    WORK = "工作日"
    CALENDAR = "自然日"
    UNSTATED = "天"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time limit as printed, with its length in days where one can be read.

    `days` is None when the text names no length (视情况而定); 当场, 即办 and hours are 0 < days <= 1.
    """

    text: str
    days: float | None = None
    unit: DayUnit = DayUnit.UNSTATED


@dataclass(frozen=True, slots=True)
class Material:
    """One row of the list of materials (申请材料); every cell as printed.

    `commitment` (告知承诺) and `deferrable` (容缺) hold the cell of a column of that meaning,
    "是" and "否" for yes and no; None when there is no such column.
    """

    name: str
    form: str = ""
    source: str = ""
    necessity: str = ""
    copies: str = ""
    commitment: str | None = None
    deferrable: str | None = None
    note: str = ""

    def cells(self) -> Iterator[tuple[str, str]]:
        """Yield (key, text) of the cells that are filled, the name first."""
        for key in ("name", "form", "source", "necessity", "copies", "commitment", "deferrable", "note"):
            text = getattr(self, key)
            if text:
                yield key, text


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file linked from a page: its printed name and its address."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under a printed label that is none of the known fields."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a piece of evidence was read, and when.

    `url` is what a person opens, `fetched_url` what was fetched (they differ for interfaces);
    `snapshot` is the SHA-256 of the bytes read; `seen_on` is a Beijing day.
    """

    url: str = ""
    fetched_url: str = ""
    source: str = ""
    snapshot: str = ""
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """A service guide (办事指南): one item on one channel."""

    item_name: str = ""
    item_code: str = ""
    unit: str = ""
    channel: Channel = Channel.PORTAL
    id: str = ""
    title: str = ""
    item_type: str = ""
    handling_type: str = ""
    legal: TimeLimit | None = None
    promised: TimeLimit | None = None
    star: int | None = None
    online_depth: str = ""
    visits: int | None = None
    conditions: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    process: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    fees: str = ""
    location: str = ""
    office_hours: str = ""
    phone: str = ""
    complaint_phone: str = ""
    result: str = ""
    evaluation_entry: bool | None = None
    sections: tuple[Section, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    unreadable: str = ""
    """Why the content could not be read (a picture, an empty shell); empty when it was read."""
    unsure: str = ""
    """Why the text may be misread (it was recognised in a picture); empty when it was printed as text."""
    former_unit: str = ""
    """The name from before a reform by which the page still calls its unit (国土资源局); else empty."""
    origin: Origin = field(default_factory=Origin)

    @property
    def handling(self) -> HandlingType | None:
        """The kind of handling, when the printed text names exactly one."""
        named = [kind for kind in HandlingType if kind in self.handling_type]
        return named[0] if len(named) == 1 else None


class ListKind(StrEnum):
    """The kinds of published list (清单) that criteria ask for."""

    POLICIES = "惠企政策清单"
    NO_APPLICATION = "免申即享清单"
    CANCELLED_PROOFS = "证明事项取消清单"
    KEPT_PROOFS = "证明事项保留清单"
    COMMITMENTS = "告知承诺事项清单"
    ONE_THING = "一件事一次办清单"
    INTERMEDIARIES = "中介服务清单"
    VILLAGE_ITEMS = "乡村事项目录"
    CONVENIENCE = "便民服务应用清单"


class Meaning(StrEnum):
    """What a column of a published list means, whatever its heading says."""

    NUMBER = "序号"
    ITEM = "事项名称"
    PROOF = "证明名称"
    PURPOSE = "证明用途"
    POLICY = "政策名称"
    UNIT = "索要单位"
    ISSUER = "开具单位"
    BASIS = "设定依据"
    AUDIENCE = "适用对象"
    PAYER = "兑现部门"
    ENJOY = "享受方式"
    SUBSTITUTE = "替代方式"
    HOW_TO = "办理指南"
    CHECKED_BY = "核查方式"
    COMMIT_HOW = "承诺方式"
    VALID_UNTIL = "有效期"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a published list: its printed heading and what it means."""

    heading: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a published list. A printed row that names several proofs gives several entries.

    `number` counts printed rows from 1; `cells` are the texts of the list's columns, in order.
    """

    number: int
    cells: tuple[str, ...]
    columns: tuple[Column, ...]

    def get(self, meaning: Meaning) -> str:
        """The text of the first column of this meaning, or ""."""
        for column, text in zip(self.columns, self.cells, strict=True):
            if column.meaning is meaning:
                return text
        return ""


@dataclass(frozen=True, slots=True)
class Publication:
    """A published list (清单), from a page, an attachment or running text."""

    kind: ListKind
    title: str = ""
    unit: str = ""
    channel: Channel = Channel.PORTAL
    document_number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    columns: tuple[Column, ...] = ()
    entries: tuple[Entry, ...] = ()
    unsure: str = ""
    """Why the text may be misread, as for a guide."""
    origin: Origin = field(default_factory=Origin)

    def has(self, meaning: Meaning) -> bool:
        """Is there a column of this meaning?"""
        return any(column.meaning is meaning for column in self.columns)


@dataclass(frozen=True, slots=True)
class Article:
    """A news item, notice or policy text: read for what it announces, never judged as a guide."""

    title: str = ""
    text: str = ""
    unit: str = ""
    channel: Channel = Channel.PORTAL
    id: str = ""
    published_on: date | None = None
    breadcrumb: str = ""
    attachments: tuple[Attachment, ...] = ()
    origin: Origin = field(default_factory=Origin)


class PageKind(StrEnum):
    """What kind of page was seen."""

    GUIDE = "guide"
    PUBLICATION = "publication"
    ARTICLE = "article"
    LIST = "list"
    LANDING = "landing"
    ERROR = "error"
    CHALLENGE = "challenge"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a place in the site: a column (栏目) with its entries, a landing page, an error page."""

    kind: PageKind
    title: str = ""
    channel: Channel = Channel.PORTAL
    breadcrumb: str = ""
    entries: int = 0
    """How many articles or guides the page lists."""
    newest: date | None = None
    """The newest date of a list whose entries are dated; None on its later pages."""
    blank: str = ""
    """The words by which an empty column says so (栏目建设中, 暂无信息)."""
    outward: tuple[str, ...] = ()
    """Where its links lead outside its own host, each address once."""
    origin: Origin = field(default_factory=Origin)


Evidence = Guide | Publication | Article | Page


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched on one channel: what "not found" may lean on.

    `missed` names what could not be read, with the reason, in Chinese; empty when all was read.
    """

    channel: Channel
    pages: int = 0
    attachments: int = 0
    missed: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Was everything that was planned read, and at least one page?"""
        return self.pages > 0 and not self.missed


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that answers for what it publishes; `lead_of` names criteria such as "c01"."""

    name: str
    kind: str = "department"
    lead_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OneThing:
    """A joint service (“一件事”) of the county, its lead unit ("" while unknown) and its other names."""

    name: str
    lead: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitEvidence:
    """All that one unit publishes, beside all that was seen of the county."""

    unit: Unit
    guides: tuple[Guide, ...] = ()
    county: CountyEvidence | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """That a guide is of an item, and why (Chinese). What is not sure is for a person, never for judging."""

    guide: Guide
    reason: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """The same item of one unit on all channels; `code` and `name` as the surest of its guides has them."""

    unit: str
    name: str
    code: str = ""
    matches: tuple[Likeness, ...] = ()

    @property
    def guides(self) -> tuple[Guide, ...]:
        """The guides that are surely of this item."""
        return tuple(match.guide for match in self.matches if match.sure)

    @property
    def unsure(self) -> tuple[Likeness, ...]:
        """Guides of other items that may be of this one."""
        return tuple(match for match in self.matches if not match.sure)


@dataclass(frozen=True, slots=True)
class CountyEvidence:
    """All that was seen of a county in one night, and what the offices handed in."""

    name: str = ""
    units: tuple[Unit, ...] = ()
    guides: tuple[Guide, ...] = ()
    publications: tuple[Publication, ...] = ()
    articles: tuple[Article, ...] = ()
    pages: tuple[Page, ...] = ()
    searched: tuple[Searched, ...] = ()
    items: tuple[Item, ...] = ()
    exports: tuple[Export, ...] = ()
    """The newest exports of the offices' own systems, imported this night or long before."""
    answers: tuple[Answer, ...] = ()
    """The newest answer of each unit to each rule that only a person can see to."""
    one_things: tuple[OneThing, ...] = ()
    """The joint services that the profile names; published lists name others."""
    hand_in: HandIn | None = None
    """By when those were due; None where the profile has no calendar."""
    links: Links | None = None
    """The links that failed; None where no links were followed (a file tried by itself)."""
    earlier: tuple[Guide, ...] = ()
    """The first accepted reading of guides that were read again since: what they were once."""

    def lists(self, kind: ListKind) -> tuple[Publication, ...]:
        """The published lists of one kind."""
        return tuple(found for found in self.publications if found.kind is kind)

    def lead(self, criterion: str) -> Unit | None:
        """The unit that leads a criterion such as "c01", if the profile names one."""
        return next((unit for unit in self.units if criterion in unit.lead_of), None)

    def search_of(self, channel: Channel) -> Searched:
        """What was searched on a channel; nothing, if it was not searched."""
        found = [search for search in self.searched if search.channel is channel]
        return found[0] if found else Searched(channel)


@dataclass(frozen=True, slots=True)
class Written:
    """Any piece of evidence that holds text, for what may stand in none of them."""

    piece: Guide | Publication | Article


@dataclass(frozen=True, slots=True)
class GuideInCounty:
    """A guide together with the county's lists that say what it may ask for."""

    guide: Guide
    county: CountyEvidence
