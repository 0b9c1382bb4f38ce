"""Which regions of a page are the site's own (menu, breadcrumb, foot) and not part of what it says."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from crawler.pages.tabs import TABS
from crawler.reading.dates import ARABIC
from crawler.reading.labels import label_of
from crawler.reading.run_in import run_in

# Names of classes and ids, cut at hyphens and capitals: "left-nav", "footLinks", "breadcrumb".
# A name is only a claim: "navContent" with a long text of its own is content.
CRUMB = re.compile(r"crumb|weizhi|dqwz|curpos|curlocation|\b(?:position|location|mbx|wz|path)\b|dangqian")
FOOT = re.compile(r"foot|copyright|\bbottom\b|banquan")
PAGER = re.compile(r"pagination|pager\b|paging|pagebar|page_?nav|\bpages?\b|fanye|turn_?page")
MENU = re.compile(
    r"nav|menu|side_?bar|\bside\b|aside|header|\bhead\b|top_?bar|\btop\b|search|friend|yqlj|share|related?\b"
    r"|recommend|tool_?bar|login|\blinks?\b|\bfloat|piao_?(?:chuang|fu)|\bhot\b|\bxg"
)
ROLES = (("pager", PAGER), ("crumb", CRUMB), ("foot", FOOT), ("menu", MENU))
REGION_TAGS = {"nav": "menu", "footer": "foot", "aside": "menu", "header": "menu"}
CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
LARGEST = {"crumb": 160, "foot": 1500, "pager": 200, "menu": 6000}
"""Characters; a region with more of them is content, whatever it is called."""


@lru_cache(maxsize=8192)
def claims_of(class_: str, id_: str) -> tuple[str, bool]:
    """The role that the class and id of an element claim for it, or ""; and do they name tabs?"""
    names = f"{class_} {id_}"
    return role_of_names(names), TABS.search(names) is not None


def role_of_names(names: str) -> str:
    plain = CAPITAL.sub("-", names).lower().replace("-", " ")
    return next((role for role, pattern in ROLES if pattern.search(plain)), "")


def links_of_chrome(element: etree._Element, role: str, *, sure: bool) -> list[tuple[str, str]] | None:
    """The links (address, text) of a region that is indeed no part of the content; None for content."""
    texts: list[str] = []
    size = 0
    largest = LARGEST[role]
    for text in filter(None, map(str.strip, map(str, element.itertext()))):
        texts.append(text)
        size += len(text)
        if size > largest:
            return None
    if not size or next(element.iter("table"), None) is not None:
        return None
    links = [
        (link.get("href") or "", text_of_link(link).strip() or link.get("title") or "")
        for link in element.iter("a")
    ]
    linked = [text for _, text in links]
    if labelled(texts, set(linked)) >= 2:
        return None
    return links if sure or plays(role, texts, linked, size) else None


def text_of_link(link: etree._Element) -> str:
    return link.text or "" if len(link) == 0 else "".join(map(str, link.itertext()))


def plays(role: str, texts: list[str], linked: list[str], size: int) -> bool:
    """Does the text of a region fit its role?"""
    link_size = sum(map(len, linked))
    if role == "crumb":
        return link_size > 0 or any(">" in text for text in texts)
    if role == "menu":
        return dates_in(texts) < 2 and (link_size * 2 >= size or size < 12 or is_word_list(texts))
    return role == "foot" or all(len(text) < 80 for text in texts)


def dates_in(texts: list[str]) -> int:
    """How many of the texts name a day."""
    if ARABIC.search("\n".join(texts)) is None:
        return 0
    return sum(ARABIC.search(text) is not None for text in texts)


def is_word_list(texts: list[str]) -> bool:
    """Are there only words, as in a menu whose links a script makes; no sentence, no value?"""
    return len(texts) >= 4 and all(len(text) <= 16 and not VALUE.search(text) for text in texts)


# “电话：12345”, “3个工作日”, “见下。”; not “行政许可”, “机构职能”.
VALUE = re.compile(r"[：:。；，,\d]")


def labelled(texts: list[str], linked: set[str]) -> int:
    """How many texts are (or begin with) the label of a guide and are no link."""
    count = 0
    for text in texts:
        if text in linked or len(text) > 200:
            continue
        found = label_of(text) or (run_in(text) or (None, None))[1]
        count += found is not None and found.is_guide_field and not found.weak
    return count


# “当前位置：首页 > 政务公开”, “您所在的位置： 首页 >> 办事”, “首页 > 公示公告”; not “首页更新说明”.
BREADCRUMB = re.compile(
    r"^(?:您?(?:的)?(?:现在|当前)?(?:所在)?(?:的)?位置|当前所在|(?:网站)?首页\s*[>»›→/\\])\s*(?:是|为)?\s*[:：>»›]?"
)
BEGINS = frozenset("您的现当所位首网")


def is_breadcrumb(text: str) -> bool:
    """Is the line the path of the page in its site?"""
    if text[:1] not in BEGINS or len(text) >= 160 or not BREADCRUMB.match(text):
        return False
    return ">" in text or "»" in text or "›" in text or text.startswith(("当前位置", "您"))
