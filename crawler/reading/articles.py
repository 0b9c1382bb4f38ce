"""News, notices and policy texts: title, text and day."""

from __future__ import annotations

import re
from datetime import date

from checks.evidence import Article, Attachment
from crawler.reading.blocks import Block, Line, LinkList, texts
from crawler.reading.dates import date_in
from crawler.reading.furniture import is_foot, is_tool
from crawler.reading.labels import label_of
from crawler.reading.reading import Visit
from crawler.reading.text import tidy

# The line under a title: “2018-04-19 17:32:17 来源：县民政局”, “发布时间：2022年3月1日 浏览：35次”;
# not “2022年3月1日，县政府召开…会议，发布时间表。”
BYLINE = re.compile(
    r"(?:发布|更新|发稿|录入|时间|日期|来源|作者|编辑|浏览|点击|阅读|字体|字号)[\s\u4e00-\u9fff]{0,6}[:：]"
)


# “2022年4月20日”, “2022-04-20 09:00” alone on a line; not “2022年5月1日至5月31日”.
ONLY_DAY = re.compile(
    r"[\[（(]?[\d〇○零一二三四五六七八九十]{2,4}[-年/.].{3,8}?[日\d](?:\s+\d\d?:\d\d(?::\d\d)?)?[\]）)]?"
)


def article_of(
    blocks: list[Block],
    text: str,
    *,
    title: str,
    visit: Visit,
    published: date | None,
    breadcrumb: str,
    attachments: tuple[Attachment, ...],
) -> Article:
    """An article from its text and the blocks of its page."""
    return Article(
        title=title,
        text=text,
        unit=visit.unit_hint,
        channel=visit.channel,
        published_on=published or published_in(blocks),
        breadcrumb=breadcrumb,
        attachments=attachments,
        origin=visit.origin,
    )


def body(blocks: list[Block], title: str) -> list[str]:
    """The lines of the text, without title, byline, tools and foot."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, LinkList):
            continue
        for raw in texts([block]):
            text = tidy(raw)
            if isinstance(block, Line) and is_foot(text):
                return found
            if text and not is_byline(text) and not is_tool(text) and text != title:
                found.append(text)
    return found


def is_byline(text: str) -> bool:
    """Is it the line of day, source and clicks?"""
    return (
        len(text) < 120
        and BYLINE.search(text) is not None
        and (date_in(text) is not None or text_is_labelled(text))
    )


def text_is_labelled(text: str) -> bool:
    head = label_of(re.split(r"[:：]", text, maxsplit=1)[0])
    return head is not None and head.is_meta


def published_in(blocks: list[Block]) -> date | None:
    """The day in the byline, else a line that is nothing but a day."""
    lines = [block.text for block in blocks if isinstance(block, Line)]
    bylines = [text for text in lines if len(text) < 120 and BYLINE.search(text)]
    bare = [text for text in reversed(lines) if ONLY_DAY.fullmatch(text)]
    return next((found for text in [*bylines, *bare] if (found := date_in(text))), None)
