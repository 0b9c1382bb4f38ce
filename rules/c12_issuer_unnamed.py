"""
材料应当写明出具单位，不得写“有关部门出具的…”（D11）。

Fails when both the issuer and the paper stay unnamed: 有关部门出具的证明, 相关单位意见. A paper that is
named (有关主管部门核发的排污许可证) can be found and is left alone; one that names only its fact is for
a person.
"""

from checks.evidence import Guide
from checks.kinds.open_ended import OpenEnded
from checks.outcome import Severity
from checks.rule import Rule
from checks.text.openness.finding import Kind
from rules.documents import HENAN_GUIDE, LICENSING_LIST

RULE = Rule(
    id="c12-issuer-unnamed",
    criterion="附件1-12",
    title="材料出具单位不明",
    severity=Severity.S2,
    looks_at=Guide,
    check=OpenEnded(
        kinds=(Kind.ISSUER,),
        severities=(),
    ),
    says="{unit}在{channel}发布的“{item}”办事指南中，{field}表述为“{quote}”，{reason}，不符合评估要点第12项“不允许出现兜底性条款”的要求",
    advice="请写明具体出具单位和材料全称。网站、公众号、窗口纸质指南同步修改，并举一反三排查本单位全部事项。",
    basis=(
        HENAN_GUIDE,
        LICENSING_LIST,
    ),
)

FIRES = (
    {"item_name": "低保申请", "materials": [{"name": "有关部门出具的证明"}]},
    {"item_name": "低保申请", "materials": [{"name": "相关单位签署的意见"}]},
)

PASSES = (
    {"item_name": "低保申请", "materials": [{"name": "有关主管部门核发的排污许可证"}]},
    {"item_name": "低保申请", "process": ["由有关部门联合审核"]},
)
