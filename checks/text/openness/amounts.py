"""Fixed wordings of time limits and fees that name no length and no amount."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.text.durations import AMOUNT, AT_ONCE, EMPTY
from checks.text.openness.finding import Found, Kind, Role, Sentence
from checks.text.openness.phrasings import Phrasing


def without_amount(sentence: Sentence, found: re.Match[str]) -> bool | None:
    """Where an amount or the number of a document stands beside it, nothing is vague."""
    stated = re.search(
        r"\d+(?:\.\d+)?\s*(?:元|%|％)|[〔\[【(（]\d{4}[〕\]】)）]\s*第?\d+号|不收|免费|免收",
        sentence.text + sentence.before + sentence.after,
    )
    return None if stated else True


# Matches a stated fee, or none: "80元", "不收费", "豫发改收费〔2018〕10号"; must not match "工本费".
FEE_STATED = re.compile(r"\d|[一二三四五六七八九十百]元|免|不|无|否|零|财政|《|号|[-—/]$")
NOTHING_TO_SAY = 2


def has_length(text: str) -> bool:
    """Does a text name a length of time, or 当场?"""
    return bool(AMOUNT.search(text) or AT_ONCE.search(text))


def unstated(sentence: Sentence) -> Iterator[Found]:
    """A field for a length or an amount that holds neither, in words no table foresees: for a person."""
    whole = (sentence.before + sentence.text).strip(" 。;；")
    if sentence.after or len(whole) <= NOTHING_TO_SAY or whole in EMPTY:
        return
    if sentence.role is Role.TIME and not has_length(whole) and not re.search(r"\d", whole):
        yield Found(Kind.TIME, 0, len(sentence.text), "未见确定的天数", sure=False)
    if sentence.role is Role.FEE and not FEE_STATED.search(whole):
        yield Found(Kind.FEE, 0, len(sentence.text), "未见金额、文号或“不收费”", sure=False)


AMOUNTS = (
    # Matches "按有关规定收取", "以窗口核定为准", "面议"; must not match "不收费".
    Phrasing(
        Kind.FEE,
        re.compile(
            r"(?:按照?|依照?|依据|根据|参照|执行)[^,，。;；《]{0,16}?(?:规定|标准|要求|政策|文件|实际)[^,，。;；《]{0,6}?(?:收取|收费|缴纳|执行|交纳|计收|缴费)|以[^,，。;；]{0,14}为准|视[^,，。;；]{0,6}情况?[^,，。;；]{0,4}(?:收|而定|确定)|面议|协商|详询|请?咨询|待定|另行(?:通知|收取|商定)|酌情|酌收|按实际(?:情况|发生)|据实|按实|市场价|由[^,，。;；]{1,14}(?:收取|收费|定价)|核定"
        ),
        (Role.FEE,),
        "未写明金额或收费标准文号",
        without_amount,
    ),
    Phrasing(
        Kind.FEE,
        re.compile(
            r"(?:费用|收费|费)[^,，。;；]{0,4}(?:另行协商|面议|协商确定|视情况|按(?:有关|相关)?规定收取|另计|另行收取|以[^,，。;；]{0,10}为准)"
        ),
        (Role.PROCESS, Role.NOTES, Role.ANSWER, Role.MATERIALS),
        "未写明金额或收费标准文号",
        without_amount,
    ),
    # Matches "原则上尽快办结", "一般3至5天左右"; must not match "5个工作日".
    Phrasing(
        Kind.TIME,
        re.compile(
            r"原则上|一般(?!程序|项目|事项|案件|件|企业|纳税人|工程|许可|登记)|尽快|及时|适时|另行通知|待定|视[^,，。;；]{0,8}(?:情况|进度|而定)|根据[^,，。;；]{0,10}(?:情况|进度|需要)|左右|大约|约(?=[\d一二三四五六七八九十半])|不定期?|以[^,，。;；]{0,10}为准|按(?:有关|相关)?(?:规定|程序)|特殊情况[^,，。;；]{0,8}(?:顺延|延长)(?![\d一二三四五六七八九十至]|不超过)|可(?:适当)?顺延|不确定|无时限|随时"
        ),
        (Role.TIME,),
        "未写明确定的天数",
        unless=re.compile(r"法定节假日顺延|周一|上午|下午"),
        slight=lambda sentence: has_length(sentence.before + sentence.text),
    ),
    Phrasing(
        Kind.TIME,
        re.compile(
            r"(?:办理|办结|审批|领取|出证|发证)(?:时间|时限|期限)[^,，。;；]{0,6}(?:另行通知|待定|视情况|不确定|以[^,，。;；]{0,10}为准)"
        ),
        (Role.NOTES, Role.PROCESS, Role.ANSWER),
        "未写明确定的天数",
    ),
)
