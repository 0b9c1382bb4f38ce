"""Recognises printed labels (申请材料, 承诺时限 …) by the table in labels.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crawler.reading.numbering import marker_of, unmarked
from crawler.reading.text import simple, squeeze

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

# What decorates a label: “【申请材料】”, “★申请材料：”, “办理时间、地点”; nothing that belongs to a word.
DECORATION = re.compile(r"[【】\[\]〖〗「」“”\"'<>《》、/|·*★☆●■◆▶►▪＊:.。,;\-—=_√?!↓]+")
# “申请条件①”, “申请材料[2]”, “申请材料*”: a mark that leads to a note; not “流程1”.
NOTE_MARK = re.compile(r"(?<=[\u4e00-\u9fff])\s*(?:[\u2460-\u2473＊*※]|[\[［]\d{1,2}[\]］])+\s*$")
# “实施机关 Authority”, “咨询电话Tel”: the same label in English; not “ETC办理”.
ENGLISH_END = re.compile(r"(?<=[\u4e00-\u9fff])[A-Za-z']+$")
# “申请材料（一式两份）” but not “（一）申请材料”, which is a number.
BRACKETED_END = re.compile(r"[(（][^()（）]*[)）]$")
# “申请材料如下”, “所需材料包括”; “申请材料清单” is a label of its own.
FILLER_END = re.compile(r"(?:如下|包括|具体如下|为|有|是|及说明|的说明|一览表|一览|信息|情况|内容)$")
# “本事项办理条件”, “行政许可实施机关”, “该业务申请材料”; never “不予受理条件”.
FILLER_START = re.compile(
    r"^(?:本事项|该事项|本业务|该业务|行政许可|行政确认|行政给付|事项|业务|具体|服务|主要|企业|个人|申请人|的)"
)
CHINESE_WORD = re.compile(r"[\u4e00-\u9fff]+")
# What labels and fillers begin and end with: a quick look before more is tried.
BEGINS = frozenset(text[0] for text in (*LABELS, *CHINESE_WORD.findall(FILLER_START.pattern)))
ENDS = frozenset(text[-1] for text in (*LABELS, *CHINESE_WORD.findall(FILLER_END.pattern), ")", "）", "的"))


@lru_cache(maxsize=16384)
def label_of(text: str) -> Label | None:
    """The label that the whole text is, whatever number, brackets, blanks or colon surround it."""
    if len(text) > 40:
        return None
    simplified = simple(NOTE_MARK.sub("", text))
    plain = squeeze(simplified)
    if ":" in plain.rstrip(":】]〗"):
        # “星级评定：★★★★” has a value.
        return None
    readings = dict.fromkeys((plain, bare(plain)))
    if marker_of(simplified):
        readings[squeeze(unmarked(simplified))] = None
    return next((found for reading in readings if (found := lookup(reading))), None) or either(plain)


def either(plain: str) -> Label | None:
    """“受理部门/科室”, “电话／传真”: two labels in one; the first known one counts."""
    if "/" not in plain:
        return None
    found = [label for part in bare(plain).split("/") if len(part) > 1 and (label := lookup(part))]
    return found[0] if found else None


def lookup(plain: str) -> Label | None:
    plain = ENGLISH_END.sub("", DECORATION.sub("", plain))
    if plain[:1] not in BEGINS or plain[-1:] not in ENDS:
        return None
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
            # “到办事窗口的最少次数” is “到办事窗口最少次数”.
            return LABELS.get(plain.replace("的", "")) if "的" in plain else None
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
    if not plain.endswith(ENDINGS):
        return None
    return LABELS[max((end for end in ENDINGS if plain.endswith(end)), key=len)]


def printed(text: str) -> str:
    """A label as printed, without number, brackets and colon: what a section is called."""
    marker = marker_of(text.strip())
    kept = text.strip()[marker.length :] if marker else text.strip()
    return kept.strip(" 【】[]〖〗「」:：*★●■◆\u3000") or text.strip()
