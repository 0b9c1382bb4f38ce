"""Lines that are nothing but links: the entries of a column (栏目), or a menu."""

from __future__ import annotations

import re

from crawler.pages.links import is_file
from crawler.reading.blocks import Block, Line, LinkList
from crawler.reading.dates import ARABIC

# “[04-01]”, “4月1日” beside the title of an entry; not “12-15人”.
SHORT_DAY = re.compile(
    r"(?<!\d)\d{1,2}[-/.月]\d{1,2}日?[\]）)】]?$|^[\[（(【]?\d{1,2}[-/.月]\d{1,2}日?[\]）)】]?(?!\d)"
)
FEWEST = 3


SEPARATORS = "|｜/·•>»-—、"


def only_dates_beside(text: str, rest: int) -> bool:
    """Is all but a date, a bullet, brackets or separators the text of links?"""
    if rest <= 4 or rest - sum(map(text.count, SEPARATORS)) <= 2:
        return True
    found = ARABIC.search(text) or SHORT_DAY.search(text)
    return found is not None and rest - len(found[0].replace(" ", "")) <= 12


def grouped(blocks: list[Block]) -> list[Block]:
    """Runs of at least three lines that are nothing but links to pages become one list of links."""
    result: list[Block] = []
    run: list[Line] = []
    for block in blocks:
        if isinstance(block, Line) and (is_page_link(block) or (run and is_day(block))):
            run.extend(one_by_one(block))
            continue
        result.extend(closed(run))
        run = []
        result.append(block)
    result.extend(closed(run))
    return result


def one_by_one(line: Line) -> list[Line]:
    """A row of links as single entries: “首页 | 政务公开 | 办事服务”."""
    if len(line.links) < FEWEST:
        return [line]
    return [Line(link.text, links=(link,), linked=True) for link in line.links if link.text]


def closed(run: list[Line]) -> list[Block]:
    """A run of links and days as one list, if it is long enough."""
    entries = tuple(line for line in run if line.linked)
    return [LinkList(entries)] if len(entries) >= FEWEST else list(run)


def is_page_link(line: Line) -> bool:
    return (
        line.linked
        and any(link.url for link in line.links)
        and not any(is_file(link.url) for link in line.links)
    )


def is_day(line: Line) -> bool:
    """Is the line only a day, as it stands beside the entries of a column?"""
    return len(line.text) <= 24 and (ARABIC.search(line.text) or SHORT_DAY.search(line.text)) is not None
