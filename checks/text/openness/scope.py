"""What takes the sting out of a wording: a prohibition, a quotation, the applicant's own choice."""

from __future__ import annotations

import re

# Matches the 不得 of "不得要求提供其他材料"; must not match "不予受理" or the 不 of "不提供…的,不予受理".
DENIAL = re.compile(
    r"不得|无需|不需要?|无须|毋须|不必|免于|免予|免除|免交|免提交|免提供|不再|取消|禁止|严禁|杜绝|不要|不用|勿|不应|不允许|减免"
    r"|不能要求|不会要求|未要求|没有要求|不作要求|不强制|不索|不收(?!费)|不另(?!行)"
)
# Two negations make a demand. Matches "不得缺少其他材料", "不得少于"; must not match "不得要求".
DOUBLE = re.compile(
    r"(?:不得|不能|不应|不可|不要|切?勿|请勿)(?:缺少|缺失|遗漏|少于|没有|隐瞒|漏报|漏交|拒绝|拒不|伪造|不)|不再?(?:提供|提交)[^,，。]*的[,，]?(?:不予|不得|视为|退)"
)
# Matches sentences about the clean-up or a definition; must not match "按照规定清理场地后提交".
SPOKEN_ABOUT = re.compile(
    r"兜底|模糊|字样|表述|所谓|是指|指的是|答[:：]指|什么是|清理[^,，。]{0,12}[“\"「]|条款|删去|删除|去掉"
)
# Matches "申请人认为有必要", "申请人自愿"; must not match "窗口认为有必要".
OWN_CHOICE = re.compile(
    r"(?:申请人|当事人|申报人|本人|您|自己|纳税人|参评人|企业)(?:自己|自行)?(?:认为|觉得)[^,，。;；]{0,6}(?:必要|需要|应当|有利|有助|可以)|自愿(?:提供|提交|补充)|自主(?:选择)?(?:提供|提交)"
    r"|可(?:自行|自愿|一并)(?:选择)?(?:提供|提交|附)"
)
# The waiver for those who do not promise. Matches "不愿承诺的,应当提交"; must not match "承诺时限".
WAIVER = re.compile(
    r"不(?:愿|选择|采用|适用|同意|实行)[^,，。;；]{0,10}承诺|未(?:选择|采用)[^,，。;；]{0,10}承诺"
)

# A condition that something be absent. Matches "未享受其他住房保障政策"; must not match "无其他违法行为".
ABSENT = re.compile(r"(?:未|没有?|(?<![有])无|非|不(?![予得能符具宜应可]))[^,，。;；、的]{0,8}$")

PAIRS = {"《": "》", "“": "”", "「": "」", "『": "』"}


def denied(text: str, start: int) -> bool:
    """Is the wording at `start` the object of a prohibition or a waiver in its own clause?"""
    clause = re.split(r"[。;；!?\n]", text[:start])[-1]
    near = re.split(r"[,，:：]", clause)[-1]
    if DOUBLE.search(text[max(0, start - 12) : start + 60]):
        return False
    return any(cut_off(near, found.end()) for found in DENIAL.finditer(near))


def cut_off(near: str, end: int) -> bool:
    """Does the denial reach to the end of the clause, with no 的 of a finished clause between?"""
    return not re.search(r"(?:时|后|的情况下)(?:应|须|需|请|提供|提交)", near[end:])


def has_none(text: str, start: int) -> bool:
    """Is it a condition that the applicant has, enjoys or owes none of it?"""
    return bool(ABSENT.search(text[:start]))


def in_title(text: str, start: int) -> bool:
    """Does it stand inside the title of a document, 《…》?"""
    return enclosed(text, start, "《")


def in_quotation(text: str, start: int) -> bool:
    """Is it only spoken about: quoted in a sentence on the clean-up, or defined?"""
    if not SPOKEN_ABOUT.search(text):
        return False
    return any(enclosed(text, start, mark) for mark in "“「『") or text.count('"', 0, start) % 2 == 1


def enclosed(text: str, start: int, mark: str) -> bool:
    """Does the nearest opening mark before `start` close only after it?"""
    opened = text.rfind(mark, 0, start)
    return opened >= 0 and text.find(PAIRS[mark], opened, start) < 0 and PAIRS[mark] in text[start:]


def own_choice(text: str, start: int, stop: int) -> bool:
    """Does the applicant decide alone what to hand in?"""
    piece = re.split(r"[,，。;；、\n]|以及|及|和", text[:stop])[-1]
    return bool(OWN_CHOICE.search(piece))


def waiver(text: str, start: int) -> bool:
    """Is this the way for those who do not choose the commitment?"""
    return bool(WAIVER.search(text[:start]))
