"""Can the paper that a noun phrase names be determined?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from checks.text.segment import cut
from checks.text.wordlists import words

OPEN = words("papers_open")
LOOSE = words("papers_loose")
CLASSES = words("classes")
FILLER = words("filler")
PEOPLE = words("people")
MATTERS = words("matters")
LAW = words("law_words")
HANDED = words("handing_verbs") - {"持", "凭", "附", "报", "带"}

COPIES = frozenset(["原件", "复印件", "扫描件", "正本", "副本", "正副本", "电子版", "纸质版"])
CONJUNCTIONS = frozenset(["及", "和", "与", "或", "及其", "以及", "或者", "并", "并且"])
# After a paper these words begin what is said of it: 材料由窗口告知, 材料应加盖公章.
PREDICATES = words("after_paper")
# With one of these words behind it, 材料 is only part of another noun: 材料目录, 材料费.
REHEADED = words("not_paper_after")

# The end of a noun phrase: punctuation, brackets, quotation marks.
BOUNDARY = re.compile(
    r"[、,，。;；:：()（）【】\[\]《》“”\"'‘’「」\n!?！？/|＋+]|(?<![.．…])[.．…]+$|…+|—+|-+$"
)
# Matches a paper by its last character: 身份证, 户口簿, 登记表; must not match 保证, 人体代表.
NAMED_END = re.compile(
    r"(?:(?<!保)(?<!论)(?<!认)(?<!验)证|(?:证明|说明|承诺|委托|申请|协议|意见|通知|判决|裁定|裁决|鉴定|公证|任命|聘|推荐|介绍|计划|责任|批准|决定|声明|合同|标|建议|确认|同意|报告|任务|授权)书"
    r"|(?<!代)表|户口[簿本薄]|簿|执照|牌照|照片|章程|合同|协议|发票|收据|图|图纸|报告|证书|许可|批复|批文|单|卡|册|协定|函|介绍信|信|决议|纪要|台账|病历|方案|预案|计划|简历|声明|票|裁决|判决|裁定|意见|说明|同意|制度|登记证|护照|身份证|存折)$"
)


class Sort(Enum):
    """What a noun phrase turns out to name."""

    NOTHING = "nothing"
    OPEN = "a paper and nothing more"
    PARTLY = "an open word with some content before it"
    LOOSE = "a form of paper without content"
    CLASS = "a class that the law closes"
    NAMED = "a paper that can be determined"
    PEOPLE = "people or offices"
    MATTER = "a matter, not a paper"
    LAW = "rules or requirements"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: what it names, its head, the words before the head that say something."""

    sort: Sort
    text: str
    head: str = ""
    content: str = ""
    lead: Sort = Sort.NOTHING
    """What the first telling word is: people, a matter, or nothing known."""
    clause: bool = False
    """Does 的 stand between the first word and the head?"""


@lru_cache(maxsize=8192)
def phrase(text: str) -> Phrase:
    """Read the noun phrase at the beginning of a text."""
    end = BOUNDARY.search(text)
    tokens = cut(text[: end.start()] if end else text)
    said, head_at = walk(tokens)
    return weigh(tokens[:said], head_at)


def walk(tokens: tuple[str, ...]) -> tuple[int, int]:
    """How many words belong to the phrase, and which of them is the head (-1: none)."""
    head_at = -1
    for place, token in enumerate(tokens):
        if place == head_at + 1 > 0 and token in REHEADED:
            return place + 1, head_at
        if head_at >= 0 and ends_after_head(tokens, place, head_at):
            return place, head_at
        if is_paper(token) and not (token in COPIES and head_at >= 0):
            head_at = place
    return len(tokens), head_at


def ends_after_head(tokens: tuple[str, ...], place: int, head_at: int) -> bool:
    """Does the phrase end before this word, now that a paper was named?"""
    token = tokens[place]
    if token == "的":
        return place + 1 == len(tokens)
    adjacent = all(between in COPIES for between in tokens[head_at + 1 : place])
    return token in CONJUNCTIONS or (
        adjacent and (token in PREDICATES or token in HANDED or token[0].isdecimal())
    )


def is_paper(token: str) -> bool:
    return token in OPEN or token in LOOSE or token in CLASSES


def weigh(tokens: tuple[str, ...], head_at: int) -> Phrase:
    """Name what the words of a phrase amount to."""
    text = "".join(tokens)
    telling = [token for token in (tokens if head_at < 0 else tokens[:head_at]) if token not in FILLER]
    content, lead = "".join(telling), lead_of(tokens)
    clause = "的" in tokens[: head_at if head_at >= 0 else len(tokens)]
    if head_at < 0:
        return Phrase(headless(text, content, telling), text, content=content, lead=lead, clause=clause)
    head, rest = tokens[head_at], "".join(tokens[head_at + 1 :])
    if belongs_to_other(tokens[head_at + 1 :]):
        return Phrase(Sort.NAMED, text, "", content, lead, clause)
    sort = headed(head, content, rest)
    return Phrase(sort, text, head, content, lead, clause)


def belongs_to_other(rest: tuple[str, ...]) -> bool:
    """材料的中文译本 names a translation: the paper only qualifies it."""
    return len(rest) > 1 and rest[0] == "的" and rest[1] not in PREDICATES and rest[1] not in FILLER


def headed(head: str, content: str, rest: str) -> Sort:
    """What a phrase with a paper in it names."""
    if rest in REHEADED:
        return Sort.NAMED
    if head in CLASSES:
        return Sort.CLASS
    if head in OPEN:
        return Sort.PARTLY if content else Sort.OPEN
    return Sort.NAMED if content or (rest and rest not in COPIES) else Sort.LOOSE


def headless(text: str, content: str, telling: list[str]) -> Sort:
    """What a phrase without any of the listed papers names."""
    if telling and telling[-1] in LAW:
        return Sort.LAW
    if any(token in PEOPLE for token in (*telling[:1], *telling[-1:])):
        return Sort.PEOPLE
    if any(token in MATTERS for token in telling[-1:]) or any(token in MATTERS for token in telling[:1]):
        return Sort.MATTER
    if NAMED_END.search(text):
        return Sort.NAMED
    last = [token for token in cut(text) if token not in ("的",)]
    return Sort.LAW if not content and last and last[-1] in LAW else Sort.NOTHING


def lead_of(tokens: tuple[str, ...]) -> Sort:
    """What the first telling word is."""
    for token in tokens:
        if token in LAW and token not in FILLER:
            return Sort.LAW
        if token in PEOPLE:
            return Sort.PEOPLE
        if token in MATTERS and token not in FILLER:
            return Sort.MATTER
        if token not in FILLER:
            return Sort.NOTHING
    return Sort.NOTHING
