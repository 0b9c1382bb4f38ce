"""
“一件事”联办只要一套材料：同一材料不得重复索要。

Fails when two rows of a joint guide's list have the same name. The papers of different persons (申请人身份证,
配偶身份证), the original in one row and the copy in another are no repeat. Two ways of naming one proof, the
same name with remarks for different cases, and names that say nothing of which (申请表) are for a person.
"""

from checks.evidence import GuideInCounty
from checks.kinds.joint_guide import is_joint
from checks.kinds.repeated_material import MaterialOnce
from checks.outcome import Severity
from checks.rule import Answers, Rule
from rules.documents import HENAN_HALL, STATE_GUIDE

RULE = Rule(
    id="c04-material-repeated",
    criterion="附件1-4",
    title="联办材料重复",
    severity=Severity.S3,
    looks_at=GuideInCounty,
    applies=is_joint,
    check=MaterialOnce(),
    says="{unit}在{channel}发布的“{item}”联办指南中，{field}“{quote}”{reason}，联办材料重复索要，不符合评估要点第4项的要求",
    says_unsure="{unit}在{channel}发布的“{item}”联办指南中，{field}“{quote}”{reason}，请人工核对是否重复索要",
    advice="请将重复的材料合并为一套，由各联办部门共享使用。",
    basis=(HENAN_HALL, STATE_GUIDE),
    answers=Answers.LEAD,
)

FIRES = (
    {
        "item_name": "开办餐饮店一件事",
        "materials": [{"name": "营业执照"}, {"name": "身份证"}, {"name": "营业执照"}],
    },
    {
        "item_name": "公民身后一件事",
        "materials": [{"name": "1.户口簿原件"}, {"name": "5.户口本原件及复印件"}],
    },
    {
        "item_name": "公民身后一件事",
        "materials": [{"name": "申请表", "note": "用于户口注销"}, {"name": "申请表"}],
    },
)

PASSES = (
    {
        "item_name": "新生儿出生一件事",
        "materials": [{"name": "申请人身份证"}, {"name": "配偶身份证"}, {"name": "户口簿"}],
    },
    {
        "item_name": "开办餐饮店一件事",
        "materials": [{"name": "营业执照原件"}, {"name": "营业执照复印件"}],
    },
    {"item_name": "食品经营许可", "materials": [{"name": "身份证"}, {"name": "身份证"}]},
)
