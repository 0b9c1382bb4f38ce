"""What a text marks a material as: replaceable by a promise (告知承诺), or handed in later (容缺).

Three things are kept apart: a proof that a written promise replaces (证明事项告知承诺), a permit that is
given on a promise (涉企经营许可告知承诺), and a lesser paper that may follow (容缺受理). 承诺时限, 承诺件,
服务承诺, 诚信承诺 and declarations of truth are other promises and never count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from checks.text.normal import plain


class Concept(Enum):
    """Which of the three a text speaks of."""

    PROOF = "证明事项告知承诺"
    PERMIT = "涉企经营许可告知承诺"
    TOLERANCE = "容缺受理"
    NONE = "未标注"


class Effect(Enum):
    """What it does for the applicant."""

    WAIVED = "免交"
    LATER = "延期提交"
    UNSTATED = "未说明"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a text marks: the concept, its effect, and until when what is deferred is due."""

    concept: Concept = Concept.NONE
    effect: Effect = Effect.UNSTATED
    due: str = ""
    denied: bool = False
    """Does the text say that no promise will do here?"""

    @property
    def promises(self) -> bool:
        """May a promise stand for the paper, at once or for a time?"""
        return self.concept in (Concept.PROOF, Concept.PERMIT)

    @property
    def states_effect(self) -> bool:
        """Is it said whether the paper is waived, or until when it may follow?"""
        return self.effect is Effect.WAIVED or (self.effect is Effect.LATER and bool(self.due))


# 承诺 that is no commitment. Matches "承诺时限", "承诺件", "诚信承诺书"; must not match "告知承诺书".
OTHER_PROMISES = re.compile(
    r"(?<!告知)承诺(?:的)?(?:办结|办理|审批|完成|答复|服务)?(?:时限|期限|时间|天数|件(?!事))|(?<!告知)承诺(?:办结|办理)(?!的|之?前)"
    r"|告知承诺件"
    r"|(?:服务|社会|公开|廉政|廉洁|诚信|守信|安全|质量|环保|保密|履约|公平竞争|真实性?|真实有效|如实申报|声明|守法|合规|个人|本人|郑重)[^,，。;；、]{0,4}承诺(?:书|函|制)?"
    r"|承诺(?:所?提[供交]|对|其|以上|上述)[^,，。;；]{0,20}(?:真实|负责|有效|无误)|对[^,，。;；]{0,16}真实性[^,，。;；]{0,6}承诺"
    r"|承诺(?:书|函)?(?:中|上)?[:：]?(?:签字|盖章)"
)
# Matches "不适用告知承诺", "不实行告知承诺制", "是否告知承诺:否"; must not match "不愿承诺的,按清单提交".
DENIED = re.compile(
    r"(?:不(?:适用|实行|采用|推行|可以?|能|支持|属于|得|予|执行|开展|能够)(?:适用|实行|采用)?|未(?:实行|推行|采用|纳入|列入)|无法(?:适用|采用)?|暂不(?:适用|实行)?|非)(?:证明事项)?(?:的)?告知承诺(?:制|方式|办理|事项)*"
    r"|(?:是否)?(?:可|适用|实行|采用)?(?:告知)?承诺(?:制)?(?:办理)?[:：](?:否|不可|不适用|无|不支持)"
)
# Matches what stands before 不适用 in "失信人员不适用告知承诺"; must not match "本事项".
DENIED_TO_SOME = re.compile(r"(?:失信|不良信用|虚假承诺|失信被执行|信用|曾经?)[^。;；]{0,24}$")
PROMISE = r"(?:告知承诺|承诺)(?:制|书|函|办理)?"
NOT_HANDED_IN = r"(?:免于?|不再|无需|免予|不用|无须|不需要?|可不)(?:再)?(?:提供|提交|交|索要|出具|递交|予)?"
# Matches "承诺后免交", "书面承诺后不再提交", "以承诺书代替", "免提交(承诺制)"; must not match "承诺后补交".
WAIVED = re.compile(
    rf"{PROMISE}(?:后|的|方式|即|可|,|，|\)|）|:|且|并|经核实|由部门核查|签署后|申请人)*(?:可以?|即可|即)?{NOT_HANDED_IN}"
    rf"|{PROMISE}[^。;；,，]{{0,12}}{NOT_HANDED_IN}|承诺(?:书|函)?(?:可以?)?(?:替代|代替|取代)|(?:以|用|由|凭)[^,，。;；]{{0,6}}承诺(?:书|函)?(?:代替|替代|取代)"
    r"|免(?:于)?(?:提)?交[(（](?:告知)?承诺制?[)）]|告知承诺[^。;；]{0,16}(?:免交|免提交|不再(?:提交|提供|索要)|无需提|无须提)"
)
# Matches "承诺后可延期补交", "承诺后5个工作日内补齐"; must not match "容缺后补".
LATER = re.compile(r"承诺[^。;；]{0,20}(?:延期|延迟|后补|限期|补交|补齐|补正|补充|事后提交|后提交|延后)")
# Matches "容缺", "信用后补", "可后补"; must not match "补发".
TOLERANCE = re.compile(r"容缺|信用后补|可?后补|先受理后补")
# Matches "可告知承诺", "（可承诺）", "实行告知承诺制"; must not match "承诺时限".
PROMISED = re.compile(
    r"告知承诺|可(?:以)?(?:提交|签署|采用|作出|选择)?(?:书面)?承诺(?!真实)|(?:实行|采用|适用|推行)承诺制|承诺制|承诺即(?:办|入|免)"
)
# Matches "以告知承诺方式取得许可", "告知承诺审批", "承诺后当场作出决定"; must not match "证明事项告知承诺".
PERMIT = re.compile(
    r"告知承诺(?:制)?(?:方式)?(?:审批|许可|准入|取得|领取|换发)|承诺[^。;；]{0,10}当场(?:作出|办理|决定|发证|办结)|(?:涉企经营许可|证照分离|许可事项)[^。;；]{0,10}告知承诺|告知承诺[^。;；]{0,8}(?:涉企经营许可|许可事项)"
)
# Matches "15个工作日内", "一个月内", "领证前", "2022年6月30日前"; must not match "及时", "尽快".
DUE = re.compile(
    r"(?:(?<!\d)\d{1,3}|[一二三四五六七八九十两]+)个?(?:工作日|自然日|日|天|月|小时|年)(?:之?内|以内|前|期限)?|(?:领取?证|发证|办结|审批|核准|验收|决定|开业|登记|缴费|取件|开工)[^,，。;；]{0,4}(?:之?前|时)"
)


@lru_cache(maxsize=16384)
def marking(text: str) -> Mark:
    """What a text marks; promises of another sort are taken out first."""
    said = OTHER_PROMISES.sub("", plain(text))
    said, denied = without_denials(said)
    concept = concept_of(said)
    if concept is Concept.NONE:
        return Mark(denied=denied)
    if concept is Concept.TOLERANCE:
        return Mark(concept, Effect.LATER, due_in(said), denied)
    if WAIVED.search(said):
        return Mark(concept, Effect.WAIVED)
    later = LATER.search(said)
    return Mark(concept, Effect.LATER, due_in(said)) if later else Mark(concept)


def without_denials(said: str) -> tuple[str, bool]:
    """A text without “不适用告知承诺”, and whether it says so of everybody."""
    denied = False
    for found in reversed(list(DENIED.finditer(said))):
        denied = denied or not DENIED_TO_SOME.search(said[: found.start()])
        said = said[: found.start()] + said[found.end() :]
    return said, denied


def concept_of(said: str) -> Concept:
    if PERMIT.search(said):
        return Concept.PERMIT
    if PROMISED.search(said) or WAIVED.search(said) or LATER.search(said):
        return Concept.PROOF
    return Concept.TOLERANCE if TOLERANCE.search(said) else Concept.NONE


def due_in(said: str) -> str:
    """Until when what is deferred is due, as printed; "" when that is not said."""
    found = DUE.search(said)
    return found[0] if found else ""
