"""Labels that share a line with their value, or with other labels: “申请材料：…”, “…办理时限：5个工作日”."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from crawler.reading.labels import STRONG, Label, label_of
from crawler.reading.numbering import marker_of

# Labels that announce nothing when they are glued to text without a colon: “咨询…”, “附件1”.
NEVER_GLUED = frozenset(
    {"咨询", "附件", "收费", "备注", "承办", "来源", "星级", "联系人", "有效期", "好差评", "注意事项"}
)
LENGTHS_BY_FIRST = {
    first: sorted({len(text) for text in STRONG if text[0] == first}, reverse=True)
    for first in {text[0] for text in STRONG}
}
"""How long the labels are that begin with a character, the longest first."""

# “申请材料：身份证”, “【咨询电话】0377-…”, “（二）所需材料: …”;
# not “根据《条例》第三条：…”: what stands before the colon is no label.
RUN_IN = re.compile(
    r"\s*(?:[【〖\[]\s*(?P<boxed>[^【】〖〗\[\]]{2,24})\s*[】〖〗\]]\s*[:：]?|(?P<plain>[^:：,，。；;]{1,30}?)\s*[:：∶])\s*"
)


SIGNS = re.compile(r"[:：∶【〖\[]")
"""Without any of them no label shares a line."""

# “（一）申请条件。失去父母的未成年人。”, “二、提供材料、户口簿”: behind a number, another stop may stand for
# the colon; not “一、申请条件、申请材料”.
STOPPED = re.compile(r"\s*([^:：,，。；;、\s\-—]{2,16})\s*(?:[。、；;\s]|[-—]+(?!\d))\s*(?=\S)")


RunIn = tuple[str, Label, str]
LONG = 200
"""Characters; a longer line is not kept in mind."""


def run_in(text: str, *, loose: bool = False) -> RunIn | None:
    """Split “label：value” into the printed label, its meaning and the value; None if there is no label."""
    return found_run_in(text, loose) if len(text) > LONG else known_run_in(text, loose)


def found_run_in(text: str, loose: bool) -> RunIn | None:
    marker = marker_of(text)
    start = marker.length if marker else 0
    match = RUN_IN.match(text, start) if SIGNS.search(text) else None
    if match:
        name = match["boxed"] or match["plain"]
        # “公益性公墓的具体流程：…” names the item as well.
        found = label_of(name) or (label_of(name.rsplit("的", 1)[1]) if "的" in name else None)
        if found:
            return name.strip(), found, text[match.end() :].strip()
    stopped = STOPPED.match(text, start) if marker else None
    if stopped and (found := label_of(stopped[1])) and not found.weak and not label_of(text[stopped.end() :]):
        return stopped[1], found, text[stopped.end() :].strip()
    return glued(text, start, loose=loose)


# A line is asked for its label when styles are counted, when chapters are looked for and when parts are cut.
known_run_in = lru_cache(maxsize=4096)(found_run_in)


def glued(text: str, start: int, *, loose: bool = False) -> RunIn | None:
    """Split “申请材料1.户口簿…” and “咨询电话 0377-…”: a label at the beginning without a colon.

    What follows must show that the label ended: a blank, a number, a bracket. “申请材料齐全的” is a sentence.
    """
    for length in LENGTHS_BY_FIRST.get(text[start : start + 1], ()):
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


# A value glued to its label: “咨询电话0377-65331234”, “法定期限20个工作日”, “办理时限当场办结”;
# not “收费标准2020年修订”.
GLUED_VALUE = re.compile(
    r"0\d{2,3}[-—–－]?\d{7,8}|1\d{10}|12345|\d{1,3}\s?个?(?:工作日|自然日|日|天)|(?:当场|即时|当日|随到随|即来即)办|即办|不收费$|免费$|无$"
)
# What goes on with a sentence: “申请材料齐全的”, “办理流程图”, “申请条件和材料”; where labels are glued
# to their values throughout a page, anything else begins a value: “申请条件父母一方为本县户籍”.
GOES_ON = re.compile(
    r"^(?:[/的齐不未应是为有和与及或、，,。；;：:》”）)图表清单目录要须可经由后前并等符以所]|中(?![国华级等小]))"
)

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


COLON = re.compile(r"[:：]")
CUT_SIGNS = re.compile(r"[:：【〖\d ]")
"""Without any of them a line holds no label inside."""


def segments(text: str) -> list[str]:
    """Cut a line before each label inside it: “…网上办理办理时限：5个工作日”, “…【申请材料】…”.

    Where three labels share a line, breaks were lost, and a label may follow any word.
    """
    if CUT_SIGNS.search(text) is None:
        return [text]
    boxed = "【" in text or "〖" in text
    found = [match for match in BOXED.finditer(text) if match.start() and label_of(match[1])] if boxed else []
    cuts = {number_before(text, match.start()) for match in found} - {0}
    unsure: set[int] = set()
    labels = 0
    for colon in COLON.finditer(text):
        begin, sure = hidden_label(text, colon.start())
        labels += begin >= 0
        if begin > 0:
            (cuts if sure else unsure).add(begin)
    if labels >= 3:
        cuts |= unsure
    if CALLED_NUMBER.search(text):
        cuts.update(match.start() for match in CALLS.finditer(text) if match.start())
    cuts.update(spaced(text))
    if not cuts:
        return [text]
    edges = [0, *sorted(cuts), len(text)]
    return [piece for left, right in pairwise(edges) if (piece := text[left:right].strip(" |｜\u3000"))]


CALLED = ("phone", "complaint_phone")
CALLED_NUMBER = re.compile(r"0\d\d|1\d{4}")
"""Every number that may be called holds it."""

PHONES = sorted((text for text in STRONG if set(CALLED) & set(STRONG[text].fields)), key=len, reverse=True)
# “…0377-65001261监督电话0377-65001262”: the label of a number right behind another value.
CALLS = re.compile(
    rf"(?<=[\d。；;\s）)])(?:{'|'.join(text for text in PHONES if len(text) > 3)})"
    r"(?=\s?(?:0\d{2,3}[-—–－]|1\d{10}|12345))"
)


STOPS = frozenset("。；;")


def hidden_label(text: str, colon: int) -> tuple[int, bool]:
    """Where a label begins that ends at this colon, -1 for none; and is the line surely to be cut there?"""
    for length in range(min(12, colon), 1, -1):
        found = STRONG.get(text[colon - length : colon])
        if found is None or found.is_meta:
            continue
        begin = colon - length
        numbered = number_before(text, begin)
        if length < 4 and not (numbered != begin and text[numbered - 1 : numbered] in STOPS):
            # “…完成核验。六、收费：不收费” but not “不予受理收费：”.
            continue
        if numbered != begin:
            return numbered, True
        before = text[begin - 1] if begin else ""
        if not before:
            return 0, True
        if before in '（(“"、':
            return -1, False
        clean = before in " \u3000。；;)）|｜" or (
            before not in GOES_BEFORE and (set(found.fields) & PRECISE or not found.is_guide_field)
        )
        return begin, bool(clean)
    return -1, False


def number_before(text: str, begin: int) -> int:
    """Where the number of the label begins that begins here; here, if it has none."""
    numbered = NUMBER_BEFORE.search(text, max(begin - 12, 0), begin)
    return numbered.start() if numbered else begin


# Before a label inside a sentence: “本事项的服务对象：…”, “含办理地点：…”.
GOES_BEFORE = frozenset("的本该其此各及和与或含按见如在对为是及")
# A number that belongs to the label behind it: “…网上办理 六、办理时限：”, “…；3.办理地点：”.
NUMBER_BEFORE = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|(?<!\d)\d{1,2}[.、．])\s*$"
)


def spaced(text: str) -> list[int]:
    """Where labels begin that stand between blanks: “权力类型 行政给付 办件类型 承诺件”; two or more."""
    words = text.split(" ")
    if len(words) < 4 or words[0] not in STRONG:
        return []
    found, place = [], 0
    for word in words:
        if len(word) >= 4 and word in STRONG and not STRONG[word].is_meta:
            found.append(place)
        place += len(word) + 1
    return [at for at in found if at] if len(found) >= 2 else []
