"""Does a text make the applicant apply (申请, 申报, 提交)? An office that acts of itself does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.text.clauses import clauses, sentences
from checks.text.normal import plain

# Matches "提交申请表", "网上申报", "填写"; must not match "申报条件", "申请人", "申请材料：无".
APPLYING = re.compile(
    r"(?:提出申请|申请办理|提交|递交|报送|上报|填报|填写|申领|"
    r"(?:申请|申报)(?!条件|对象|人|者|时间|期限|范围|要求|主体|名单|数据|记录|信息|材料[:：]|资料[:：]|流程|方式|程序|渠道|享|即|窗口|平台))"
)
# Matches "无需申请", "免于申报", "不用企业提交"; must not match "未享受的企业申请".
WAIVED = re.compile(
    r"(?:无需|无须|不需要?|不用|不必|毋需|毋须|不再|不要求|取消|免于|免予|免去|零|不得要求|免)[^,，。;；]{0,10}$"
)
# Matches "由县财政局", "乡镇汇总", "系统自动", "税务部门"; must not match "县里的企业".
OFFICE = re.compile(
    r"(?:部门|机关|局|乡镇|街道|办事处|政府|银行|经办机构|中心|系统|工作人员|村委会|社区|自动|主动)[^,，。;；]{0,16}$"
)
# Matches "向县财政局", "登录惠企平台", "通过系统": where somebody else applies; must not match "由县财政局".
TOWARDS = re.compile(r"(?:向|至|到|登录|登陆|通过|在|进入|依托|使用)[^,，。;；]*$")
# Matches "企业", "符合条件的申请人"; must not match "企业主管部门".
APPLICANT = re.compile(
    r"(?:企业|申请人|个人|本人|纳税人|市场主体|经营主体|用人单位|参保单位|法人|个体工商户|农户|群众|当事人|项目单位)(?!主管|管理|所在|注册|登记地)"
)
# Matches "可自行申报", "也可以申请"; must not match "可享受".
MAY = re.compile(r"(?:可|可以|也可|自愿|有异议)[^,，。;；]{0,8}$")
NOTHING = re.compile(
    r"^(?:无|不需要?|无需|无须|免|免(?:于)?(?:申报|提交|提供)|零材料|0|-|—|/|免申即享|直接享受)*$"
)


@dataclass(frozen=True, slots=True)
class Applying:
    """A clause that makes somebody apply; `sure` when it can only be the applicant who has to."""

    quote: str
    sure: bool


def applying_in(text: str, *, is_material: bool = False) -> Applying | None:
    """The first clause that asks the applicant to apply or hand in; the sure ones go first.

    `is_material` says that the text stands where materials to hand in are listed: there a name is enough.
    """
    if is_material and names_papers(text):
        return Applying(text.strip(), True)
    found = list(every(text))
    return next((one for one in found if one.sure), found[0] if found else None)


def names_papers(text: str) -> bool:
    """Is anything named where materials are listed, and not that there are none?"""
    said = plain(text).strip(" 。;；,，")
    return bool(said) and not NOTHING.match(said) and not WAIVES_ALL.search(said)


# Matches "无需提供材料", "免申报材料"; must not match "无犯罪记录证明".
WAIVES_ALL = re.compile(
    r"(?:无需|无须|不需要?|不用|免于?|免予)[^,，。;；]{0,8}(?:提供|提交|申报|申请|材料|资料)"
)


def every(text: str) -> Iterator[Applying]:
    for sentence in sentences(text):
        for clause in clauses(sentence.text):
            yield from judged(clause.text, sentence.text)


def judged(clause: str, sentence: str) -> Iterator[Applying]:
    """What one clause asks; the subject may stand in an earlier clause of its sentence."""
    said = plain(clause)
    for verb in APPLYING.finditer(said):
        before = said[: verb.start()]
        if WAIVED.search(before) or "免申" in said or "即享" in said[verb.end() : verb.end() + 6]:
            return
        who = APPLICANT.search(before)
        if not who and is_by_office(before):
            return
        is_free = MAY.search(before) is not None
        earlier = plain(sentence)[: plain(sentence).find(said)] if said in plain(sentence) else ""
        if not who and is_by_office(earlier.rstrip(",，")):
            return
        yield Applying(clause.strip(), not is_free)
        return


def is_by_office(before: str) -> bool:
    """Is it an office, or a system of itself, that acts in what stands before the verb?"""
    towards = TOWARDS.search(before)
    actor = before[: towards.start()] if towards else before
    return OFFICE.search(actor) is not None or re.search(r"自动|主动", before) is not None
