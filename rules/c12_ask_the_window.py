"""
不得以窗口、工作人员的口径代替公开的材料和条件（D6、D12）。

Fails when the text refers the applicant to what the window says: 以窗口要求为准, 具体材料请咨询窗口,
其余材料当场告知. A telephone number for questions, 如有疑问请咨询, and the statutory one-time notice of
corrections are left alone. In the list of materials it is S1, and so is putting the list off to the
window anywhere.
"""

from checks.evidence import Guide
from checks.kinds.open_ended import OpenEnded
from checks.outcome import Severity
from checks.rule import Rule
from checks.text.openness.finding import Kind, Role
from rules.documents import HENAN_GUIDE, LICENSING_LIST

RULE = Rule(
    id="c12-ask-the-window",
    criterion="附件1-12",
    title="以窗口、工作人员口径为准，或将材料清单留待窗口告知",
    severity=Severity.S2,
    looks_at=Guide,
    check=OpenEnded(
        kinds=(
            Kind.WINDOW,
            Kind.DEFERRED,
        ),
        severities=(
            (Kind.DEFERRED, Severity.S1),
            (Role.MATERIALS, Severity.S1),
        ),
    ),
    says="{unit}在{channel}发布的“{item}”办事指南中，{field}表述为“{quote}”，{reason}，不符合评估要点第12项“不允许出现兜底性条款”的要求",
    advice="请删除该表述，将全部材料、条件和标准列入办事指南。网站、公众号、窗口纸质指南同步修改，并举一反三排查本单位全部事项。",
    basis=(
        HENAN_GUIDE,
        LICENSING_LIST,
    ),
)

FIRES = (
    {"item_name": "食品经营许可", "materials": [{"name": "以上材料仅供参考，以窗口要求为准"}]},
    {"item_name": "食品经营许可", "materials": [{"name": "申请书", "note": "其余材料由窗口当场告知"}]},
)

PASSES = (
    {"item_name": "食品经营许可", "process": ["材料不齐的，当场一次性告知需补正的全部内容"]},
    {"item_name": "食品经营许可", "materials": [{"name": "申请书", "note": "如有疑问请咨询窗口"}]},
)
