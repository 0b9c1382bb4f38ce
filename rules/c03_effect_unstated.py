"""
标注可告知承诺的材料，应当说明承诺后免交还是延期提交及期限。

Fails when a row is marked (可告知承诺, a column 是否告知承诺 with 是) and neither the row nor a statement
for the whole guide says that the paper is waived or until when it may follow. A period in days and a
moment such as 领证前 both count; 及时补交 does not. 容缺 alone and permits given on a promise are another
matter, and the letter itself needs no effect.
"""

from checks.evidence import Guide
from checks.kinds.effect_stated import EffectStated
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import COMMITMENT_HENAN, COMMITMENT_STATE

RULE = Rule(
    id="c03-effect-unstated",
    criterion="附件1-3",
    title="未说明免交或延期提交（期限）",
    severity=Severity.S3,
    looks_at=Guide,
    check=EffectStated(),
    says="{unit}在{channel}发布的“{item}”办事指南材料“{material}”标注“{quote}”，{reason}，不符合评估要点第3项“对承诺可延迟或免交材料进行标注”的要求",
    advice="请明确标注“承诺后免交”或“承诺后×个工作日内补交”。",
    basis=(COMMITMENT_STATE, COMMITMENT_HENAN),
)

FIRES = (
    {"item_name": "公司设立登记", "materials": [{"name": "住所证明（可承诺）"}]},
    {"item_name": "收养登记", "materials": [{"name": "无犯罪记录证明", "commitment": True}]},
    {"item_name": "教师资格认定", "materials": [{"name": "学历证明", "note": "告知承诺，承诺后及时补交"}]},
)

PASSES = (
    {"item_name": "公司设立登记", "materials": [{"name": "住所证明（可告知承诺，承诺后免交）"}]},
    {"item_name": "公司设立登记", "materials": [{"name": "住所证明", "note": "承诺后15个工作日内补交"}]},
    {"item_name": "教师资格认定", "materials": [{"name": "学历证明", "note": "可告知承诺，领证前补交"}]},
    {
        "item_name": "收养登记",
        "materials": [{"name": "无犯罪记录证明", "commitment": True}],
        "sections": {"告知承诺": "可告知承诺的材料，书面承诺后不再提交"},
    },
    {"item_name": "收养登记", "materials": [{"name": "证明事项告知承诺书"}, {"name": "诚信承诺书"}]},
    {"item_name": "收养登记", "materials": [{"name": "体检证明", "deferrable": True, "note": "承诺时限5日"}]},
)
