"""Who acts: is the applicant told to hand it in, or does an office do something with it?"""

from __future__ import annotations

import re
from enum import Enum

from checks.text.openness.finding import Role, Sentence
from checks.text.wordlists import any_of

HANDING = re.compile(any_of("handing_verbs"))
STAFF = re.compile(any_of("staff"))
STAFF_VERBS = re.compile(any_of("staff_verbs"))
APPLICANT = re.compile(
    r"申请人|申请者|申办人|申报人|申报单位|申请单位|建设单位|用人单位|当事人|群众|市民|居民|企业|您|你|家长|监护人|代理人|委托人|本人|个人|"
    r"申领人|申报企业|纳税人|参保人|投资人|经营者|请求人|办事人|服务对象|单位或个人|考生|学生|申请企业|申请机构"
)
# Matches "可要求申请人补充"; must not match "窗口要求".
ORDERED = re.compile(
    r"(?:要求|通知|告知|请|让|由|引导|提醒|指导)(?:申请人|当事人|申请单位|企业|群众|其|申报单位|办事人)|要求(?:补充|另行|再|还|重新)?(?=提供|提交|补充|出具|补交|上传|携带)"
)
# What may stand between the verb and its object: 提交以下有关材料, 提供与…有关的材料.
GLUE = re.compile(r"^(?:了|好|齐|其|本人|以下|下列|如下|与[^,，。;；]{1,20}|[^,，。;；的将把]{0,16})$")
# Words before the noun that say nothing. Matches "所需的"; must not match "申请人提交的".
GENERAL = re.compile(
    r"[^,，。;；]{0,14}?(?:认为|要求|规定)[^,，。;；的]{0,6}的|(?:所需|需要|必要|必需|相应|全部|规定|应当|其认为必要|认为必要)的"
)
# The object stands before its verb. Matches "将有关材料…", "连同其他材料…"; must not match "交来".
FRONTED = re.compile(r"[将把]|连同|会同|携同")
# Matches "将有关材料交至窗口"; must not match "将有关材料归档".
MOVED = re.compile(
    r"^[^,，。;；]{0,12}(?:交至|交到|交给|提交|递交|报送|送至|送到|上传|邮寄|寄至|报至|带到|带至)"
)
# Matches the rest of "相关材料须提供原件"; must not match "相关材料由窗口归档".
DEMANDED_AFTER = re.compile(
    r"^(?:原件|复印件|等)?(?:均|都)?(?:需|须|应|应当|必须|请|要)(?!由)[^,，。;；]{0,8}(?:提供|提交|出具|上传|携带|带|附|交|备)"
)
# Matches "办理时须有有关材料", "凭相关证明"; must not match "具有相关材料审核经验".
HAVING = re.compile(r"(?:须有|需有|应有|要有|凭|持|携|带|具有|具备|含)(?:本人|其|上)?$")


# Matches the rest of "报乡镇审核并附…"; must not match "窗口审核…".
HANDS_IN_TOO = re.compile(r"[并,，](?:另|还|一并)?(?:附|提供|提交|携带|带)")
# In a step without a subject the office issues. Matches "出具"; must not match "出具后提交".
ISSUES = re.compile(r"(?:出具|制作|印发|下达|发放)$")


# How it may be sent is no demand. Matches "可以邮寄"; must not match "可要求提供".
MAY_SEND = re.compile(r"可以?(?:通过[^,，。;；]{0,6})?(?:邮寄|寄送|上传)$")


# Matches "干部帮助老人填写…", "帮办员为群众…"; must not match "引导申请人提交".
HELPED = re.compile(
    r"(?:干部|人员|[帮代网格]\S?员|志愿者|窗口|社区|村委会|大厅)[^,，。;；]{0,6}(?:帮助|协助|帮|代为|替)"
)
# Whoever a mere case speaks of does not act in what follows. Matches "系统无法核验的,"; must not match
# "窗口受理,".
IN_CASE = re.compile(r"[^,，。;；:：\n]*(?:的|时|的话)[,，]")


class Duty(Enum):
    """Whether the applicant is told to hand in what the wording names."""

    ASKED = "the applicant is asked"
    UNSURE = "nobody is named"
    NOT_ASKED = "an office acts, or nothing is handed in"


def duty(sentence: Sentence, start: int, end: int) -> Duty:
    """Is the applicant told to hand in what stands between `start` and `end`?"""
    clause_start = max(sentence.text.rfind(mark, 0, start) for mark in ",，:：。;；\n") + 1
    before, after = sentence.text[clause_start:start], sentence.text[end:]
    if sentence.asks:
        return Duty.NOT_ASKED if office_handles(before) else Duty.ASKED
    if handed(before, after):
        return who(sentence, clause_start, before)
    return Duty.NOT_ASKED


def handed(before: str, after: str) -> bool:
    """Does a verb of handing in govern the wording?"""
    if DEMANDED_AFTER.search(after) or HAVING.search(before):
        return True
    return governed(before) or (FRONTED.search(before) is not None and bool(MOVED.search(after)))


def governed(before: str) -> bool:
    """Is the last verb before the wording one of handing in, with no other act between?"""
    verbs = list(HANDING.finditer(before))
    if not verbs or MAY_SEND.search(before[: verbs[-1].end()]):
        return False
    between = GENERAL.sub("", before[verbs[-1].end() :])
    return bool(GLUE.match(between)) and not STAFF_VERBS.search(between)


def office_handles(before: str) -> bool:
    """In a list of materials: does the clause say what an office does with them?"""
    staff = STAFF.search(before)
    return bool(
        staff
        and not before.rstrip().endswith("的")
        and STAFF_VERBS.match(before[staff.end() :].lstrip("应将可"))
        and not HANDS_IN_TOO.search(before[staff.end() :])
    )


def who(sentence: Sentence, clause_start: int, before: str) -> Duty:
    """Who hands it in: the nearest one named before the verb."""
    if HELPED.search(before):
        return Duty.NOT_ASKED
    verbs = list(HANDING.finditer(before))
    until = verbs[-1].start() if verbs else len(before)
    earlier = sentence.text[:clause_start]
    if sentence.role is not Role.PROCESS:
        earlier = IN_CASE.sub("", earlier)
    named = nearest(before[:until]) or nearest(earlier)
    if named is Duty.NOT_ASKED and ORDERED.search(before):
        return Duty.ASKED
    if named is not None:
        return named
    if sentence.role is Role.PROCESS:
        return Duty.NOT_ASKED if ISSUES.search(before) else Duty.UNSURE
    return Duty.ASKED


def nearest(text: str) -> Duty | None:
    """The last one named in a text: the applicant or an office; None when nobody is."""
    applicant = max((found.start() for found in APPLICANT.finditer(text)), default=-1)
    staff = max((found.start() for found in subjects(text)), default=-1)
    if applicant < 0 and staff < 0:
        return None
    return Duty.ASKED if applicant > staff else Duty.NOT_ASKED


def subjects(text: str) -> list[re.Match[str]]:
    """Offices that act; not those to which something is handed, as in 向窗口提交."""
    return [
        found
        for found in STAFF.finditer(text)
        if not re.search(
            r"[向到至在给与和][^,，。;；]{0,10}$|(?:前往|要求|按|按照|经)$", text[: found.start()]
        )
    ]
