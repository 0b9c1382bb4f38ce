"""The last look: words that may leave the papers to somebody's later word, which no other stage knows.

What is found here is never a failure: a person reads it. Every pattern needs a hedge and a demand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.text.openness import closure, scope
from checks.text.openness.duty import STAFF_VERBS
from checks.text.openness.finding import Found, Kind, Role, Sentence
from checks.text.openness.papers import Sort, phrase
from checks.text.wordlists import any_of

HAND = r"(?:提供|提交|出具|补充|补交|补齐|补办|递交|报送|上传|准备|携带|补正|带上?|拿|交|补)"
PEOPLE = (
    r"(?:您|你|申请人|申请单位|申报单位|当事人|家长|企业|群众|对方|本人|个人|办事人|代办人|农户|"
    r"村民|学生|单位)"
)
# Matches "根据项目类型另外准备", "视病种不同提交"; must not match "根据实际情况填写".
HEDGED = re.compile(
    rf"(?:根据|视|看|依|结合|针对)[^,，。;；《》]{{0,14}}(?:情况|情形|需要|类型|不同|实际|意见|进度|复杂|性质)[^,，。;；]{{0,10}}?{HAND}(?P<what>[^,，。;；]*)"
)
# Matches "窗口会让您再提供", "可能要求家长补充"; must not match "告知申请人需要补正的全部内容".
TOLD = re.compile(rf"(?:让|叫|要求|通知|提醒|联系|请){PEOPLE}[^,，。;；]{{0,8}}?{HAND}(?P<what>[^,，。;；]*)")
# Matches "补交剩余材料", "再补一些资料"; must not match "补交学费", "由村干部代补手续", "补齐审批手续".
SUPPLEMENTED = re.compile(
    rf"(?<!代)(?:补充|补交|补齐|补送|补上?)(?:提供|提交)?(?!齐?(?:全)?(?:审批|审核|内部))[^,，。;；]{{0,6}}?(?:{any_of('papers_open')})(?=$|[,，。;；后即]|方可|才)"
)
# Matches "具体以实际办理为准"; must not match "姓名以身份证为准".
DECIDED = re.compile(
    r"(?:具体|最终|材料|资料|条件|标准|手续|要求|清单|以上|上述)[^,，。;；]{0,12}以(?P<by>[^,，。;；]{1,20})为准"
)
DETERMINATE = re.compile(
    r"身份证|原件|登记|记载|户口|中文|签[字名]|日期|印章|到账|数据|证书|清单|本指南|目录|附件|《|系统填报"
)


def doubtful(sentence: Sentence) -> Iterator[Found]:
    """Find what a person should read, where nothing is certain."""
    for pattern, kind, reason in (
        (HEDGED, Kind.DISCRETION, "是否提供、提供什么取决于具体情况，需人工判断"),
        (TOLD, Kind.WINDOW, "办理中另行要求提供，未写明材料名称"),
        (SUPPLEMENTED, Kind.DEFERRED, "补充的材料未列明名称"),
        (DECIDED, Kind.WINDOW, "以他处为准，所指未附上"),
    ):
        for found in pattern.finditer(sentence.text):
            if speaks_of_papers(found) and not excused(sentence, found.start(), found.end()):
                yield Found(kind, found.start(), found.end(), reason, sure=False)
                return


def speaks_of_papers(found: re.Match[str]) -> bool:
    """Is what is handed in unnamed, and what decides not itself a fact?"""
    parts = found.groupdict()
    if "by" in parts:
        return not DETERMINATE.search(parts["by"])
    if "what" not in parts:
        return True
    named = phrase(parts["what"].lstrip("了的一些个份"))
    return not named.text.strip("的") or named.sort in (Sort.OPEN, Sort.PARTLY, Sort.LOOSE)


CORRECTION = re.compile(
    r"一次性?(?:全部|书面)?告知|(?:材料|资料|手续)?(?:不齐|不全|不符合|有误)|补正通知|容缺"
)


def excused(sentence: Sentence, start: int, end: int) -> bool:
    """Denied, quoted, chosen freely, closed behind it, the statutory correction, or done by an office?"""
    text = sentence.text
    return bool(
        sentence.role in (Role.TIME, Role.FEE)
        or scope.denied(text, end - 1)
        or scope.in_title(text, start)
        or scope.in_quotation(text, start)
        or scope.own_choice(text, start, end)
        or scope.waiver(text, start)
        or closure.listed_after(text[end:])
        or closure.rows_follow(text, sentence.after)
        or CORRECTION.search(text)
        or STAFF_VERBS.search(text[start:end])
    )
