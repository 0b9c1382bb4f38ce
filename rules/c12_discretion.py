"""
不得以“视情况”“根据需要”“必要时”要求申请人提供材料（D5）。

Fails when a paper is due only if an office finds so: 视情况提供, 根据需要补充, 必要时提交. A stated
case with a named paper (委托办理的，提供委托书) is no discretion. 必要时 with a paper that is named is
for a person to weigh.
"""

from checks.evidence import Guide
from checks.kinds.open_ended import OpenEnded
from checks.outcome import Severity
from checks.rule import Rule
from checks.text.openness.finding import Kind
from rules.documents import HENAN_GUIDE, STATE_GUIDE

RULE = Rule(
    id="c12-discretion",
    criterion="附件1-12",
    title="“视情况”“根据需要”“必要时”要求提供材料",
    severity=Severity.S2,
    looks_at=Guide,
    check=OpenEnded(
        kinds=(Kind.DISCRETION,),
        severities=(),
    ),
    says="{unit}在{channel}发布的“{item}”办事指南中，{field}表述为“{quote}”，{reason}，属自由裁量式要求，不符合评估要点第12项“不允许出现兜底性条款”的要求",
    advice="请改为“属××情形的，提供××”，写明适用情形和材料名称。网站、公众号、窗口纸质指南同步修改，并举一反三排查本单位全部事项。",
    basis=(
        HENAN_GUIDE,
        STATE_GUIDE,
    ),
)

FIRES = (
    {"item_name": "公租房申请", "materials": [{"name": "视具体情况提供收入证明材料"}]},
    {"item_name": "公租房申请", "materials": [{"name": "必要时须提交说明"}]},
)

PASSES = (
    {"item_name": "公租房申请", "materials": [{"name": "委托他人办理的，提供授权委托书和受托人身份证"}]},
    {"item_name": "公租房申请", "process": ["申请人根据实际情况填写申请表"]},
)
