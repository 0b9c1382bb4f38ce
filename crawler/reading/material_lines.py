"""Materials printed as text: numbered lines, or one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from checks.evidence import Material
from crawler.reading.items import CLOSING, OPENING, Item, items_of
from crawler.reading.text import is_placeholder


@dataclass(frozen=True, slots=True)
class Materials:
    """The materials, and the sentences around them that name none (“申请人应提交下列材料：”).

    A remark that heads materials is followed by their names, a line each: what it announces is listed.
    """

    rows: tuple[Material, ...] = ()
    remarks: tuple[str, ...] = ()


BULLET = 7
"""The depth of items with a bullet instead of a number."""

# “注：以上材料一式两份”, “备注：…”, “说明：…”: about the materials, not one of them.
REMARK = re.compile(r"^[※＊*]|^[（(]?(?:注|备注|说明|注意|温馨提示|提示|特别提示|注意事项)\s*\d?\s*[：:]")


# “林木采伐许可证申请材料目录” above a table; not “家庭财产清单”, which is handed in.
TABLE_TITLE = re.compile(r".*(?:材料|资料|要件)(?:清单|目录|一览表)")
# “（一套材料）”, “(以下均需原件)”: said of all materials.
WHOLE_BRACKET = re.compile(r"[（(][^（）()]*[）)]")


def from_lines(lines: list[str]) -> Materials:
    """Materials printed as text."""
    items = whole_names([item for item in items_of(lines, fewest=2) if not is_placeholder(item.text)])
    sentence = len(items) == 1 and items[0].depth == 9
    rows: list[Material] = []
    remarks: list[str] = []
    last = last_number(items)
    if in_pairs(items):
        pairs = zip(items[::2], items[1::2], strict=True)
        return Materials(tuple(explained(Material(name_of(head)), said.text) for head, said in pairs))
    heads = False
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        if (
            rows
            and at
            and items[at - 1].depth < item.depth
            and (at < last or item.depth == BULLET or COPIES.match(item.text))
            and is_aside(item)
        ):
            rows[-1] = explained(rows[-1], item.text)
        elif is_remark(item, following) or (at > last >= 0 and not is_short_document(item)):
            remarks.append(item.text)
            heads = following is not None and not REMARK.match(item.text)
        else:
            names = names_in(item.text, split=sentence)
            rows.extend(Material(name=name) for name in names)
            if heads:
                remarks[-1] = "\n".join((remarks[-1], *names))
    return Materials(tuple(rows), tuple(remarks))


def whole_names(items: list[Item]) -> list[Item]:
    """Names that a narrow page broke inside a word (“税务部门出具的清”, “税证明”) put together."""
    found: list[Item] = []
    for item in items:
        before = found[-1] if found else None
        if before and before.depth < 9 and item.depth == 9 and is_broken(before.text, item.text):
            found[-1] = replace(before, text=before.text + item.text)
        else:
            found.append(item)
    return found


def is_broken(upper: str, lower: str) -> bool:
    """Is it the name of one document only when both lines are read together?"""
    if (
        len(upper) > 24
        or names_document(upper)
        or COPIES.match(lower)
        or upper.endswith(("。", "；", "：", ":"))
    ):
        return False
    return len(lower) <= 16 and names_document(upper + lower) and not lower.startswith(("（", "("))


# “原件：1 复印件：0”, “原件1份”, “纸质 2份”: how many, in which form; not “原件及复印件各一份”.
COPIES = re.compile(r"(?:原件|复印件|纸质|电子版?)\s*[:：]?\s*\d")


def in_pairs(items: list[Item]) -> bool:
    """Is each numbered item followed by one line that explains it (“1.身份证明”, “原件及复印件”)?"""
    return (
        len(items) >= 4
        and len(items) % 2 == 0
        and all((item.depth < 9) == (at % 2 == 0) for at, item in enumerate(items))
    )


def explained(material: Material, said: str) -> Material:
    """A material with the line below it: how many, or a note."""
    return replace(material, copies=said) if COPIES.match(said) else replace(material, note=said)


def name_of(item: Item) -> str:
    return names_in(item.text, split=False)[0]


# “不愿承诺的，应当依法提交规定的相关材料” is a sentence; “其他相关材料” is not.
SENTENCE = re.compile(r"[，,。；;]|应当|提交|提供")


def last_number(items: list[Item]) -> int:
    """Where the last number of a list stands that is numbered for the most part; -1 for any other list."""
    places = [at for at, item in enumerate(items) if item.depth < 9]
    return places[-1] if len(places) >= 2 and len(places) * 2 > places[-1] else -1


def is_short_document(item: Item) -> bool:
    """May a line behind a numbered list be one more of its materials?"""
    return len(item.text) <= 30 and names_document(item.text) and not SENTENCE.search(item.text)


def is_aside(item: Item) -> bool:
    """Does a line without a number say more of the material above (“（原件及复印件）”)?"""
    if item.depth < BULLET or item.introduces:
        return False
    if item.depth == BULLET:
        return not names_document(item.text)
    return (
        item.text.startswith(("（", "("))
        or COPIES.match(item.text) is not None
        or not names_document(item.text)
    )


def is_remark(item: Item, following: Item | None) -> bool:
    """A lead-in with items under it, a heading of a group, or a note."""
    if REMARK.match(item.text) or WHOLE_BRACKET.fullmatch(item.text):
        return True
    if item.depth == 9 and TABLE_TITLE.fullmatch(item.text):
        return True
    if following is None:
        return False
    # “1、村委会应当提交：” with “（一）…” below it: which style is the deeper one differs from page to page.
    opens = following.depth != item.depth or item.depth == 9
    return (item.introduces and opens) or (
        following.depth > item.depth and following.depth < 9 and not names_document(item.text)
    )


# What a document is called at its end: “身份证”, “申请表（一式两份）”, “户口簿复印件”;
# not “符合条件的老年人”.
DOCUMENT = re.compile(
    r"(?:证|照|相片|证明|证书|证件|执照|表|书|簿|本|册|单|件|函|照片|材料|资料|报告|合同|协议|票据?|发票|收据|凭证|文件|文书|说明|意见|名单|章程|方案|图纸?|原件|复印件|批文|批复|决议|决定|信|清单|账号|卡|记录|档案|存折|承诺|声明|判决)"
    r"(?:[（(][^（）()]*[)）]|原件|复印件|正反面|及|和|、|各?[一二两三四五六\d]+[份张式寸])*[。.]?$"
)


def names_document(text: str) -> bool:
    """Does the text end in the name of a document?"""
    return DOCUMENT.search(text.rstrip("；;，,：: ")) is not None


# Words that tie the parts of an enumeration together, so that it must stay one text.
TIED = re.compile(r"等|或者?|任选|之一|其[他它]|有关|相关|及其|以及")
BARE_COPY = re.compile(
    r"^(?:原件|复印件|正本|副本|正反面|一式.*|.?|(?!照片|护照|合同|发票|收据|章程|公函|协议|病历|简历).{2}|\d.*)$"
)


# “照片1张，已婚的提供结婚证”: who has to bring more; not “照片，不得修饰”.
WHO_ALSO = re.compile(r"[，,](?=[^，,、]{2,12}的(?:还)?(?:应当|应|需|须)?(?:提供|提交|出具|携带))")


def names_in(text: str, *, split: bool) -> list[str]:
    """The names in one item, which is one name, as printed.

    A list that is one sentence (“身份证、户口簿、申请表”) is split where each part names a document and
    nothing ties them.
    """
    text = text.rstrip("；;，,、 ")
    shown = text.rstrip("。")
    if not split or "、" not in text or TIED.search(shown):
        return [shown if len(shown) > 1 and "。" not in shown else text]
    listed = WHO_ALSO.sub("、", shown)
    parts = [part.strip() for part in outside_brackets(listed, "、")]
    if len(parts) < 2 or any(
        BARE_COPY.match(part) or not names_document(part) or len(BOOK.sub("", part)) > 20 for part in parts
    ):
        return [shown if "。" not in shown else text]
    return parts


BOOK = re.compile(r"《[^《》]*》")


def outside_brackets(text: str, separators: str) -> list[str]:
    """Split at separators that stand outside all brackets."""
    parts, depth, begin = [], 0, 0
    for at, char in enumerate(text):
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(depth - 1, 0)
        elif char in separators and depth == 0:
            parts.append(text[begin:at])
            begin = at + 1
    return [*parts, text[begin:]]
