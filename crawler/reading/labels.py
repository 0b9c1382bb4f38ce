"""Recognises printed labels (申请材料, 承诺时限 …) by the table in labels.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crawler.reading.numbering import marker_of
from crawler.reading.text import squeeze

META = "meta"
SECTION = "section"


@dataclass(frozen=True, slots=True)
class Label:
    """A label and what it stands for: `fields` are names of Guide fields, "section" or "meta".

    `rank` orders the labels of one field, the best first. `weak` ones count only in a label's cell or
    before a colon, `fallback` ones only where no better label was printed.
    """

    fields: tuple[str, ...]
    rank: int = 0
    weak: bool = False
    fallback: bool = False

    @property
    def is_meta(self) -> bool:
        """Is it about the page, not about the item?"""
        return META in self.fields

    @property
    def is_guide_field(self) -> bool:
        """Does it name a field of a guide?"""
        return not (META in self.fields or SECTION in self.fields)


def load() -> dict[str, Label]:
    """Every label of the table, by its text."""
    groups = tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))
    found: dict[str, Label] = {}
    for name, group in groups.items():
        for strength in ("labels", "fallback", "weak"):
            for rank, text in enumerate(group.get(strength, [])):
                before = found.get(text)
                fields = (*before.fields, name) if before else (name,)
                found[text] = Label(fields, rank, weak=strength == "weak", fallback=strength == "fallback")
    return found


LABELS = load()
STRONG = {text: label for text, label in LABELS.items() if not label.weak}
LENGTHS = sorted({len(text) for text in STRONG}, reverse=True)
LONGEST = LENGTHS[0]
FIRST = frozenset(text[0] for text in STRONG)
# Labels that announce nothing when they are glued to text without a colon: “咨询…”, “附件1”.
NEVER_GLUED = frozenset(
    {"咨询", "附件", "收费", "备注", "承办", "来源", "星级", "联系人", "有效期", "好差评", "注意事项"}
)

# What decorates a label: “【申请材料】”, “★申请材料：”, “办理时间、地点”; nothing that belongs to a word.
DECORATION = str.maketrans("", "", "【】[]〖〗「」“”\"'<>《》、/|·*★☆●■◆▶►▪＊:.。,;-—=_√")
# “申请材料（一式两份）” but not “（一）申请材料”, which is a number.
BRACKETED_END = re.compile(r"[(（][^()（）]*[)）]$")
# “申请材料如下”, “所需材料包括”; “申请材料清单” is a label of its own.
FILLER_END = re.compile(r"(?:如下|包括|具体如下|为|有|是|及说明|的说明|一览表|一览|信息|情况|内容)$")
# “本事项办理条件”, “行政许可实施机关”, “该业务申请材料”; never “不予受理条件”.
FILLER_START = re.compile(
    r"^(?:本事项|该事项|本业务|该业务|行政许可|行政确认|行政给付|事项|业务|具体|服务|主要|企业|个人|申请人|的)"
)


@lru_cache(maxsize=16384)
def label_of(text: str) -> Label | None:
    """The label that the whole text is, whatever number, brackets, blanks or colon surround it."""
    if len(text) > 40:
        return None
    plain = squeeze(text)
    return lookup(plain) or lookup(bare(plain))


def lookup(plain: str) -> Label | None:
    plain = plain.translate(DECORATION)
    for _ in range(3):
        if not plain or len(plain) > LONGEST + 8:
            return None
        if plain in LABELS:
            return LABELS[plain]
        shorter = BRACKETED_END.sub("", plain)
        if shorter == plain:
            shorter = FILLER_END.sub("", FILLER_START.sub("", plain))
            if shorter in VERBS:
                return None
        if shorter == plain:
            return None
        plain = shorter
    return LABELS.get(plain)


def bare(plain: str) -> str:
    """A squeezed text without the number before it."""
    marker = marker_of(plain)
    return plain[marker.length :] if marker else plain


# Endings of headings that name the item as well: “低保申请条件”, “申请特困供养需要提供的资料”.
# Not those that may end a step: “申请人到窗口提交材料”.
VERBS = frozenset(
    {
        "提交材料",
        "提供材料",
        "提交资料",
        "提供资料",
        "携带材料",
        "报送材料",
        "申报材料",
        "申请资料",
        "备案材料",
        "审核审批",
    }
)
ENDINGS = tuple(
    text
    for text in STRONG
    if len(text) >= 4
    and text not in VERBS
    and set(STRONG[text].fields) & {"conditions", "materials", "process", "legal_basis"}
)


@lru_cache(maxsize=4096)
def heading_label(text: str) -> Label | None:
    """As `label_of`, for a text known to be a heading: it may also end in a label."""
    found = label_of(text)
    if found or len(text) > 30:
        return found
    plain = BRACKETED_END.sub("", bare(squeeze(text)).rstrip(":。"))
    if re.search(r"[,，。;；?？]", plain):
        return None
    ending = max((end for end in ENDINGS if plain.endswith(end)), key=len, default="")
    return LABELS[ending] if ending else None


def printed(text: str) -> str:
    """A label as printed, without number, brackets and colon: what a section is called."""
    marker = marker_of(text.strip())
    kept = text.strip()[marker.length :] if marker else text.strip()
    return kept.strip(" 【】[]〖〗「」:：*★●■◆\u3000") or text.strip()


# “申请材料：身份证”, “【咨询电话】0377-…”, “（二）所需材料: …”; not “根据《条例》第三条：…” (no label before the colon).
RUN_IN = re.compile(
    r"\s*(?:[【〖\[]\s*(?P<boxed>[^【】〖〗\[\]]{2,24})\s*[】〖〗\]]\s*[:：]?|(?P<plain>[^:：,，。；;]{1,30}?)\s*[:：∶])\s*"
)


def run_in(text: str, *, loose: bool = False) -> tuple[str, Label, str] | None:
    """Split “label：value” into the printed label, its meaning and the value; None if there is no label."""
    marker = marker_of(text)
    start = marker.length if marker else 0
    match = RUN_IN.match(text, start)
    if match:
        name = match["boxed"] or match["plain"]
        found = label_of(name)
        if found:
            return name.strip(), found, text[match.end() :].strip()
    return glued(text, start, loose=loose)


def glued(text: str, start: int, *, loose: bool = False) -> tuple[str, Label, str] | None:
    """Split “申请材料1.户口簿…” and “咨询电话 0377-…”: a label at the beginning without a colon.

    What follows must show that the label ended: a blank, a number, a bracket. “申请材料齐全的” is a sentence.
    """
    if start < len(text) and text[start] not in FIRST:
        return None
    for length in LENGTHS:
        end = start + length
        name = text[start:end]
        if name in STRONG and name not in NEVER_GLUED and end < len(text):
            if not (ends_label(text, end) or (loose and not GOES_ON.match(text[end:]))):
                return None
            return name, STRONG[name], text[end:].strip(" \u3000\u00a0:：")
    return None


def ends_label(text: str, end: int) -> bool:
    following = text[end:]
    if following[0] in " \u3000\u00a0:：":
        return True
    if following[0] in "(（" and not marker_of(following):
        # “申请材料（原件）1.…” keeps its bracket; the label ends behind it.
        return False
    return marker_of(following) is not None or GLUED_VALUE.match(following) is not None


# A value glued to its label: “咨询电话0377-65331234”, “法定期限20个工作日”, “办理时限当场办结”, “收费标准不收费”;
# not “收费标准2020年修订”.
GLUED_VALUE = re.compile(
    r"0\d{2,3}[-—–－]?\d{7,8}|1\d{10}|12345|\d{1,3}\s?个?(?:工作日|自然日|日|天)|(?:当场|即时|即办|当日|随到随)办|不收费$|免费$|无$"
)
# What goes on with a sentence: “申请材料齐全的”, “办理流程图”, “申请条件和材料”; where labels are glued to their
# values throughout a page, anything else begins a value: “申请条件父母一方为本县户籍”.
GOES_ON = re.compile(r"^[的齐不未应是为有和与及或、，,。；;：:》”）)图表清单目录要须可经由中后前并等符以所]")

PRECISE = frozenset(
    {
        "legal",
        "promised",
        "phone",
        "complaint_phone",
        "fees",
        "location",
        "office_hours",
        "unit",
        "handling_type",
        "item_code",
    }
)
# Where a swallowed line break may hide a label: before a colon, or a label in a box.
BOXED = re.compile(r"[【〖]\s*([^【】〖〗]{2,24}?)\s*[】〗]")


def segments(text: str) -> list[str]:
    """Cut a line before each label that stands inside it: “…网上办理办理时限：5个工作日”, “…【申请材料】…”."""
    cuts = (
        {match.start() for match in BOXED.finditer(text) if match.start() and label_of(match[1])}
        if "【" in text or "〖" in text
        else set()
    )
    at = next_colon(text, 0)
    while at >= 0:
        begin = hidden_label(text, at)
        if begin > 0:
            cuts.add(begin)
        at = next_colon(text, at + 1)
    if not cuts:
        return [text]
    edges = [0, *sorted(cuts), len(text)]
    return [
        piece for left, right in zip(edges, edges[1:], strict=False) if (piece := text[left:right].strip())
    ]


def next_colon(text: str, start: int) -> int:
    found = [at for at in (text.find("：", start), text.find(":", start)) if at >= 0]
    return min(found, default=-1)


def hidden_label(text: str, colon: int) -> int:
    """Where a label begins that ends at this colon inside a line; 0 when there is none to cut at."""
    for length in range(min(12, colon), 3, -1):
        name = text[colon - length : colon]
        found = STRONG.get(name)
        if found is None or found.is_meta:
            continue
        before = text[colon - length - 1] if colon > length else ""
        if not before or before in '（(“"、':
            return 0
        clean = before in " \u3000。；;，,)）|｜" or set(found.fields) & PRECISE
        return cut_before(text, colon - length) if clean else 0
    return 0


# A number that belongs to the label behind it: “…网上办理 六、办理时限：”, “…；3.办理地点：”.
NUMBER_BEFORE = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|(?<!\d)\d{1,2}[.、．])\s*$"
)


def cut_before(text: str, at: int) -> int:
    match = NUMBER_BEFORE.search(text, max(at - 12, 0), at)
    return match.start() if match else at
