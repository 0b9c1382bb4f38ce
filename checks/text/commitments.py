"""Is a material marked as replaceable by a written promise (告知承诺) or deferrable (容缺)?"""

from __future__ import annotations

import re
from enum import Enum

from checks.text.normal import plain


class Marking(Enum):
    """What a text says of a material, the stronger first."""

    WAIVED = "承诺后免交"
    LATER = "承诺后补交"
    COMMITMENT = "可告知承诺，未说明效果"
    DEFERRABLE = "仅标注容缺"
    NONE = "未标注"


# 承诺 that is no commitment. Matches "承诺时限", "承诺件", "诚信承诺书"; must not match "告知承诺书".
OTHER_PROMISES = re.compile(
    r"承诺(?:办结|办理|审批)?(?:时限|期限|时间|天数|日|工作日)|承诺件|服务承诺|(?:廉政|诚信|守信|信用|安全|质量|环保|保密|真实性?|材料真实性?|信息真实|如实申报|声明)[^,，。;；]{0,4}承诺(?:书|函)?"
    r"|承诺所?提供[^,，。;；]{0,12}真实|对[^,，。;；]{0,16}真实性[^,，。;；]{0,6}承诺|承诺(?:对|其)[^,，。;；]{0,20}(?:真实|负责)"
)
# Matches "不适用告知承诺"; must not match "不愿承诺的,按清单提交".
DENIED = re.compile(
    r"(?:不|未|无法|不得|不予|不能|暂不)(?:适用|实行|采用|推行|可|能|支持|属于)?(?:证明事项)?(?:告知)?承诺(?:制)?"
)
# Matches "承诺后免交", "承诺即免", "以承诺书代替"; must not match "承诺后补交".
WAIVED = re.compile(
    r"承诺(?:制)?(?:后|书|可|即|的|,|，|\))*(?:可以|可|即可|即)?(?:免于?|不再|无需|免予|不用|无须)(?:提供|提交|交|予)?|承诺(?:书)?(?:替代|代替|取代)|(?:以|用|由)(?:书面)?(?:告知)?承诺(?:书)?(?:代替|替代|取代)"
    r"|免(?:于)?(?:提)?交[(（]承诺制?[)）]|告知承诺[^。;；]{0,16}(?:免|不再|无需|无须)"
)
# Matches "承诺后可延期补交", "承诺后5个工作日内补齐"; must not match "容缺后补".
LATER = re.compile(r"承诺[^。;；]{0,16}(?:延期|延迟|后补|限期|补交|补齐|补正|事后提交)")
# Matches "可告知承诺", "（可承诺）", "实行告知承诺制"; must not match "承诺时限".
COMMITMENT = re.compile(r"告知承诺|可(?:以)?(?:提交书面)?承诺|承诺制|承诺即(?:办|入)")
DEFERRABLE = re.compile(r"容缺")


def marking(text: str) -> Marking:
    """What a text marks; promises of another sort are taken out first."""
    said = OTHER_PROMISES.sub("", plain(text))
    denied = DENIED.search(said)
    if denied and ("适用" in denied.group() or "告知" in denied.group()):
        said = DENIED.sub("", said)
    for pattern, mark in (
        (WAIVED, Marking.WAIVED),
        (LATER, Marking.LATER),
        (COMMITMENT, Marking.COMMITMENT),
        (DEFERRABLE, Marking.DEFERRABLE),
    ):
        if pattern.search(said):
            return mark
    return Marking.NONE
