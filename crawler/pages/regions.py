"""Which regions of a page are the site's own (menu, breadcrumb, foot) and not part of what it says."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.reading.blocks import Block, Line, LinkList, Table
from crawler.reading.dates import date_in
from crawler.reading.labels import label_of, run_in

# Names of classes and ids, cut at hyphens and capitals: "left-nav", "footLinks", "breadcrumb";
# not "navContentText" with a long text: the share of links decides as well.
CRUMB = re.compile(r"crumb|weizhi|dqwz|curpos|curlocation|\b(?:position|location|mbx|wz|path)\b|dangqian")
FOOT = re.compile(r"foot|copyright|\bbottom\b|banquan")
PAGER = re.compile(r"pagination|pager\b|paging|pagebar|page_?nav|\bpages?\b|fanye|turn_?page")
MENU = re.compile(
    r"nav|menu|side_?bar|\bside\b|aside|header|\bhead\b|top_?bar|\btop\b|search|friend|yqlj|share|related?\b|recommend|tool_?bar|login|\blinks?\b|\bfloat|\bhot\b|\bxg"
)
ROLES = (("pager", PAGER), ("crumb", CRUMB), ("foot", FOOT), ("menu", MENU))
CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=8192)
def role_of_class(names: str) -> str:
    """The role that the class and id of an element claim for it, or ""."""
    plain = CAPITAL.sub("-", names).lower().replace("-", " ")
    return next((role for role, pattern in ROLES if pattern.search(plain)), "")


def is_chrome(role: str, blocks: list[Block], *, sure: bool) -> bool:
    """Is a region that claims this role indeed no part of the content?"""
    lines = [line for block in blocks for line in lines_of(block)]
    size = sum(len(line.text) for line in lines)
    linked = sum(len(line.text) for line in lines if line.linked)
    if not size or labelled(lines) >= 2 or any(isinstance(block, Table) for block in blocks):
        return False
    if sure:
        return True
    if role == "crumb":
        return size < 160 and (linked > 0 or ">" in "".join(line.text for line in lines))
    if role == "foot":
        return size < 1500
    if role == "pager":
        return size < 200 and all(len(line.text) < 80 for line in lines)
    dated = sum(line.linked and date_in(line.text) is not None for line in lines)
    return dated < 2 and (linked * 2 >= size or size < 12)


def labelled(lines: list[Line]) -> int:
    """How many lines are (or begin with) the label of a guide and are no link."""
    count = 0
    for line in lines:
        if line.linked:
            continue
        found = label_of(line.text) or (run_in(line.text) or (None, None))[1]
        count += found is not None and found.is_guide_field and not found.weak
    return count


def lines_of(block: Block) -> list[Line]:
    if isinstance(block, Line):
        return [block]
    return list(block.entries) if isinstance(block, LinkList) else []


# “当前位置：首页 > 政务公开”, “您所在的位置： 首页 >> 办事”, “首页 > 公示公告”; not “首页更新说明”.
BREADCRUMB = re.compile(
    r"^(?:您?(?:的)?(?:现在|当前)?(?:所在)?(?:的)?位置|当前所在|首页\s*[>»›→/\\]|网站首页\s*[>»›→/\\])\s*(?:是|为)?\s*[:：>»›]?"
)


def is_breadcrumb(text: str) -> bool:
    """Is the line the path of the page in its site?"""
    return (
        len(text) < 160
        and BREADCRUMB.match(text) is not None
        and (">" in text or "»" in text or "›" in text or text.startswith(("当前位置", "您")))
    )
