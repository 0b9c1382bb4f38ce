"""
办理条件中要求提交的材料，应当列入申请材料清单。

Always for a person: the conditions demand a named paper (须提供无犯罪记录证明) that no row of the list of
materials has, under any name that can be compared. A condition that a paper be held (取得营业执照) demands
none; papers without a name (相关证明材料) are the business of the rules on open-ended clauses; what need not
be handed in, one of several papers to choose from, and what the authority itself issues, is left alone. A
guide without a list of materials is not judged.
"""

from checks.evidence import Guide
from checks.kinds.hidden_material import OnTheList, lists_materials
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import HENAN_GUIDE, LICENSING_LIST

RULE = Rule(
    id="g-material-in-condition",
    criterion="附加",
    title="条件中要求的材料未列入材料清单",
    severity=Severity.S4,
    looks_at=Guide,
    applies=lists_materials,
    check=OnTheList(),
    says="{unit}在{channel}发布的“{item}”办事指南{field}要求“{quote}”，{reason}，请人工核对",
    advice="请将条件中要求的材料列入申请材料清单，写明名称、份数和出具单位；确不需要的，删除该要求。",
    basis=(HENAN_GUIDE, LICENSING_LIST),
)

FIRES = (
    {
        "item_name": "保安员证",
        "conditions": ["年满18周岁，须提供无犯罪记录证明。"],
        "materials": [{"name": "身份证"}, {"name": "体检表"}],
    },
    {
        "item_name": "公租房",
        "conditions": ["申请人为外来务工人员的，还应提交劳动合同和社会保险缴费证明"],
        "materials": [{"name": "申请表"}, {"name": "身份证"}, {"name": "劳动合同"}],
    },
)

PASSES = (
    {
        "item_name": "保安员证",
        "conditions": ["年满18周岁，须提供无犯罪记录证明。"],
        "materials": [{"name": "无违法犯罪记录证明（派出所出具）"}],
    },
    {
        "item_name": "食品经营许可",
        "conditions": ["取得营业执照", "无需提交健康证明"],
        "materials": [{"name": "申请书"}],
    },
    {"item_name": "某事项", "conditions": ["应提供相关证明材料"], "materials": [{"name": "申请书"}]},
    {"item_name": "某事项", "conditions": ["受理机关应当出具受理通知书"], "materials": [{"name": "申请书"}]},
)
