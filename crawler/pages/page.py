"""One HTML page to evidence and links."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from checks.evidence import Attachment, Evidence, Guide, Page, PageKind
from crawler.pages.encoding import decode
from crawler.pages.html import parse
from crawler.pages.links import is_back, is_file, is_next, merge
from crawler.pages.parsed import Document, Found
from crawler.pages.pictures import NO_TEXTS, Texts, with_texts
from crawler.pages.scripts import data_in
from crawler.pages.shares import share_in
from crawler.pages.weixin import Post, post_in
from crawler.reading.articles import published_in
from crawler.reading.blocks import Block, Line, Picture, texts
from crawler.reading.columns import list_kind_of
from crawler.reading.dates import date_in, date_of_url
from crawler.reading.evidence import Surroundings, evidence_of
from crawler.reading.faults import challenge_of, error_of
from crawler.reading.kind import Columns, columns_of, newest_in
from crawler.reading.names import is_guide_title, item_name_of, without_site
from crawler.reading.reading import Link, LinkRole, Reading, Visit
from crawler.reading.text import squeeze

LARGEST = 30 * 1024 * 1024
MUCH = 1000
"""Characters; a page with more of them is neither empty nor a picture nor left to a script."""

SHORT = 6
"""Characters; a link of no more names a column of the site, or a button."""

SCRIPTED = "内容由脚本生成"
PICTURES = "内容是图片，无法读取文字"
EVALUATION = re.compile(r"好差评|我要评价|办事评价|服务评价|评价本?(?:事项|服务|指南)|^评价$")
MOST = 200
"""So many links to other sites are kept of a page."""

EMPTY_COLUMN = re.compile(
    r"暂无(?:信息|数据|内容|记录|相关)|没有(?:相关|找到)?(?:信息|数据|内容|记录)|栏目(?:建设|更新)中|内容(?:正在)?(?:建设|更新|整理)中"
)


def read_page(body: bytes, visit: Visit, *, pictures: Texts = NO_TEXTS) -> Reading:
    """Read one HTML page; whatever the bytes are, it answers and never raises.

    `pictures` is what was recognised in its pictures: it is read in their places.
    """
    if not body.strip():
        return Reading(PageKind.OTHER, problem="页面为空")
    if len(body) > LARGEST:
        return Reading(PageKind.OTHER, problem=f"页面过大（{len(body) // 1048576} MB），没有读取")
    try:
        return read_text(decode(body, visit.content_type), visit, pictures)
    except RecursionError:
        return Reading(PageKind.OTHER, problem="页面结构异常，没有读取")


def read_text(text: str, visit: Visit, pictures: Texts) -> Reading:
    """Read the markup of one page."""
    post = post_in(text, visit) or share_in(text, visit)
    if post is not None:
        return read_post(post, visit, pictures)
    return PageReader(parsed(text, visit, pictures), visit).reading()


def parsed(text: str, visit: Visit, pictures: Texts) -> Document:
    """The page as blocks, recognised text in the place of its picture."""
    document = parse(text, visit.fetched_url or visit.url)
    if pictures:
        document.blocks = with_texts(document.blocks, pictures)
    return document


def read_post(post: Post, visit: Visit, pictures: Texts) -> Reading:
    """Read an article whose place in the page is known; its account is the place that names its unit."""
    if post.problem:
        return post.as_reading
    document = parsed(post.html, visit, pictures)
    if post.read_more:
        document.links.append(Found(post.read_more, "阅读原文"))
    reader = PageReader(document, visit, known_day=post.published, is_article=True)
    reading = replace(reader.reading(), breadcrumb=post.account)
    if reading.evidence or not post.pictures:
        return reading
    return replace(reading, problem=PICTURES)


@dataclass
class PageReader:
    """Reads one parsed page. `known_day` is when it was published, `is_article` that it is no error page."""

    document: Document
    visit: Visit
    known_day: date | None = None
    is_article: bool = False

    def reading(self) -> Reading:
        attempts = (self.unreadable, self.from_evidence, self.shell, self.column)
        for attempt in attempts[self.is_article :]:
            found = attempt()
            if found is not None:
                return found
        return self.other()

    @cached_property
    def blocks(self) -> list[Block]:
        return self.document.blocks

    @cached_property
    def text(self) -> str:
        """What the page says, its menus apart."""
        return "\n".join(texts(self.blocks))

    @property
    def says_much(self) -> bool:
        """Is there far more text than a title?"""
        return len(self.text) > MUCH + 2 * len(self.title)

    @cached_property
    def counted(self) -> Columns:
        return columns_of(self.blocks)

    @cached_property
    def title(self) -> str:
        return title_of(self.document)

    @cached_property
    def published(self) -> date | None:
        meta = self.document.meta
        named = next(
            (
                meta[name]
                for name in ("pubdate", "publishdate", "article:published_time", "createdate")
                if meta.get(name)
            ),
            "",
        )
        return (
            self.known_day or date_in(named) or published_in(self.blocks[:12]) or date_of_url(self.visit.url)
        )

    def unreadable(self) -> Reading | None:
        """An error page, a challenge, or a page too deep to read."""
        if self.document.too_deep:
            return self.answer(PageKind.OTHER, problem="页面嵌套过深，无法读取")
        challenge = challenge_of(self.document.title, self.text, self.document.scripts)
        if challenge:
            return self.answer(PageKind.CHALLENGE, problem=challenge)
        error = error_of(self.document.title, self.text)
        if error and columns_of(self.blocks).entries < 5:
            return self.answer(PageKind.ERROR, (self.page(PageKind.ERROR),), problem=error)
        return None

    def from_evidence(self) -> Reading | None:
        """A guide, a published list or an article."""
        around = Surroundings(
            title=self.title,
            breadcrumb=self.document.breadcrumb or self.document.meta.get("columnname", ""),
            published=self.published,
            attachments=self.attachments,
            evaluation_entry=True
            if any(not link.role and EVALUATION.search(link.text) for link in self.document.links)
            else None,
        )
        found = evidence_of(self.blocks, self.visit, around)
        if found is None:
            return self.from_scripts(around)
        kind, evidence = found
        shell = kind is PageKind.GUIDE and all(
            isinstance(piece, Guide) and piece.unreadable and not piece.materials for piece in evidence
        )
        if shell and any(isinstance(block, Picture) for block in self.blocks):
            shell = False
        if shell and (scripted := self.from_scripts(around)):
            return scripted
        return self.answer(kind, evidence, needs_browser=shell)

    def from_scripts(self, around: Surroundings) -> Reading | None:
        """A guide whose content stands as JSON in a script."""
        guides = data_in(self.document.scripts, self.visit, around) if self.document.scripts else ()
        return self.answer(PageKind.GUIDE, guides) if guides else None

    def shell(self) -> Reading | None:
        """A page whose content a script puts in, or that is a picture."""
        if self.says_much:
            return None
        if EMPTY_COLUMN.search(self.text) and len(self.text) < 400:
            return None
        size = len(squeeze(self.text))
        pictures = [block for block in self.blocks if isinstance(block, Picture)]
        if pictures and size < 120 + len(self.title) and is_guide_title(self.title):
            guide = Guide(
                item_name=item_name_of(self.title),
                title=self.title,
                unit=self.visit.unit_hint,
                channel=self.visit.channel,
                unreadable=PICTURES,
                origin=self.visit.origin,
            )
            return self.answer(PageKind.GUIDE, (guide,))
        counted = self.counted
        # The last page of a list may hold one entry; a dated one was not put in by a script.
        bare = counted.entries < 3 and not counted.dated and not EMPTY_COLUMN.search(self.text)
        if size < 60 and bare and not pictures and self.scripted():
            return self.answer(PageKind.OTHER, problem=SCRIPTED, needs_browser=True)
        return None

    def scripted(self) -> bool:
        return bool(self.document.scripts or self.document.script_files) and not self.document.has_frames

    def column(self) -> Reading | None:
        """A list page or a landing page: mostly links."""
        counted = self.counted
        next_page = any(is_next(link.text) for link in self.document.links)
        in_site = bool(self.document.breadcrumb) and not self.says_much
        only_title = in_site and squeeze(self.text) == squeeze(self.title)
        empty = only_title or (len(self.text) < 400 and EMPTY_COLUMN.search(self.text) is not None)
        if not counted.entries:
            return self.answer(PageKind.LIST, (self.page(PageKind.LIST),)) if empty or next_page else None
        if counted.other_text > 600 and counted.other_text > 2 * link_text(self.blocks) and not next_page:
            return None
        one = counted.groups <= 2 or counted.dated * 2 >= counted.entries or next_page
        kind = PageKind.LIST if one and not is_home(self.visit.url) else PageKind.LANDING
        return self.answer(kind, (self.page(kind, counted.entries),))

    def other(self) -> Reading:
        return self.answer(PageKind.OTHER, problem="" if self.text else "页面没有文字")

    def page(self, kind: PageKind, entries: int = 0) -> Page:
        found = EMPTY_COLUMN.search(self.text) if not entries else None
        return Page(
            kind, self.title, self.visit.channel, self.document.breadcrumb, entries, self.newest,
            found[0] if found else "", self.outward, self.visit.origin,
        )  # fmt: skip

    @property
    def newest(self) -> date | None:
        """The newest date of a dated list; None where most entries have none, and on later pages."""
        if self.counted.dated * 2 < max(self.counted.entries, 1):
            return None
        if any(is_back(link.text) and link.url for link in self.document.links):
            return None
        return newest_in(self.blocks)

    @property
    def outward(self) -> tuple[str, ...]:
        """Addresses on other hosts, in the order of the page."""
        host = urlsplit(self.visit.url).hostname
        found = (link.url for link in self.document.links)
        return tuple(dict.fromkeys(url for url in found if urlsplit(url).hostname not in (host, None)))[:MOST]

    @cached_property
    def attachments(self) -> tuple[Attachment, ...]:
        files = {link.url: link.text for link in self.document.links if not link.role and is_file(link.url)}
        return tuple(Attachment(text or url.rsplit("/", 1)[-1], url) for url, text in files.items())

    def answer(
        self,
        kind: PageKind,
        evidence: tuple[Evidence, ...] = (),
        *,
        problem: str = "",
        needs_browser: bool = False,
    ) -> Reading:
        links = links_of(self.document.links, kind)
        place = self.document.breadcrumb
        return Reading(kind, self.title, evidence, links, problem, needs_browser, place)


def links_of(found: list[Found], kind: PageKind) -> tuple[Link, ...]:
    return merge([Link(link.url, link.text, role_of(link, kind), link.context) for link in found])


def role_of(link: Found, kind: PageKind) -> LinkRole:
    """What a link is for, by its text, its address and the region that it stands in."""
    text = link.text
    if is_next(text):
        return LinkRole.NEXT
    if link.role:
        return LinkRole.NAVIGATION
    if is_file(link.url):
        return LinkRole.ATTACHMENT
    if kind is PageKind.LIST or len(text) > 4 * SHORT or len(squeeze(text)) > SHORT:
        return LinkRole.CONTENT
    return LinkRole.NAVIGATION if kind in (PageKind.LANDING, PageKind.OTHER) else LinkRole.OTHER


# The name of the site at the top of the page: “示例县人民政府”, “示例县政务服务网”.
SITE_NAME = re.compile(r"[\u4e00-\u9fff]{2,20}(?:人民政府|门户网站|政府网站?|服务网|信息网|办事处网站)")


def title_of(document: Document) -> str:
    """The title of the text: named by the page's head, its first heading, its <title>, its first line."""
    named = document.meta.get("articletitle", "")
    if named:
        return named
    lines = [block for block in document.blocks if isinstance(block, Line) and not block.linked]
    headings = [line.text for line in lines if line.level and not SITE_NAME.fullmatch(line.text)]
    heading = next(
        (
            line.text
            for line in lines
            if line.level in (1, 2) and line.text in headings and 2 <= len(line.text) <= 80
        ),
        "",
    )
    own = without_site(document.title)
    if heading and (
        squeeze(heading) in squeeze(document.title) or lines[0].text == heading or headings[0] == heading
    ):
        return heading
    if own and own != document.title:
        return own
    first = next(
        (
            line.text
            for line in lines[:3]
            if 4 <= len(line.text) <= 60
            and (is_guide_title(line.text) or list_kind_of(line.text) or line.strong)
        ),
        "",
    )
    return first or heading or own


def link_text(blocks: list[Block]) -> int:
    return sum(
        len(text)
        for block in blocks
        if not isinstance(block, Picture)
        for text in texts([block])
        if getattr(block, "linked", False) or hasattr(block, "entries")
    )


HOME = re.compile(r"^https?://[^/]+(?:/(?:index|default|main)\.\w+|/?)$", re.IGNORECASE)


def is_home(url: str) -> bool:
    """Is it the front page of a host?"""
    return HOME.match(url.split("?")[0]) is not None
