"""
告知承诺应当逐项标注到具体材料，不能只笼统写“可告知承诺”。

Fails when a guide says of the whole item that it can be done on a promise, has materials that other
bodies issue as proof, and marks none of them. Passes where a row is marked, the letter (告知承诺书) is a
row of its own, or the statement names the material. A permit that is given on a promise (以告知承诺方式
取得许可) needs no mark on a row; where a licence may mean that, a person must look. 承诺时限, 服务承诺 and
declarations of truth are no statements of that kind.
"""

from checks.evidence import Guide
from checks.kinds.marking_placed import MarkingOnMaterial
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import COMMITMENT_HENAN, COMMITMENT_STATE

RULE = Rule(
    id="c03-marking-not-on-material",
    criterion="附件1-3",
    title="告知承诺标注未落到具体材料",
    severity=Severity.S3,
    looks_at=Guide,
    check=MarkingOnMaterial(),
    says="{unit}在{channel}发布的“{item}”办事指南{field}“{quote}”，{reason}，不符合评估要点第3项“在事项办事指南中对承诺可延迟或免交材料进行标注”的要求",
    says_unsure="{unit}在{channel}发布的“{item}”办事指南{field}“{quote}”，{reason}",
    advice="请在可以告知承诺的材料后逐项标注“可告知承诺，承诺后免交”或“承诺后×个工作日内补交”。",
    basis=(COMMITMENT_STATE, COMMITMENT_HENAN),
)

FIRES = (
    {
        "item_name": "教师资格认定",
        "materials": [{"name": "申请表"}, {"name": "无犯罪记录证明"}],
        "sections": {"是否告知承诺制": "是"},
    },
    {
        "item_name": "法律援助",
        "materials": [{"name": "经济困难证明"}],
        "process": ["受理", "本事项实行证明事项告知承诺制，申请人可自主选择"],
    },
    {
        "item_name": "食品经营许可",
        "item_type": "行政许可",
        "materials": [{"name": "从业人员健康证明"}],
        "conditions": ["可采用告知承诺方式办理"],
    },
)

PASSES = (
    {
        "item_name": "教师资格认定",
        "materials": [{"name": "无犯罪记录证明（可告知承诺）"}],
        "sections": {"是否告知承诺制": "是"},
    },
    {
        "item_name": "教师资格认定",
        "materials": [{"name": "无犯罪记录证明"}, {"name": "告知承诺书"}],
        "sections": {"备注": "本事项实行告知承诺制"},
    },
    {
        "item_name": "教师资格认定",
        "materials": [{"name": "无犯罪记录证明"}],
        "sections": {"备注": "无犯罪记录证明可实行告知承诺，承诺后免交"},
    },
    {
        "item_name": "临时救助",
        "materials": [{"name": "收入证明"}],
        "sections": {"是否告知承诺制": "否", "服务承诺": "承诺时限5个工作日", "承诺书": "材料真实性承诺书"},
    },
    {
        "item_name": "公共场所卫生许可",
        "item_type": "行政许可",
        "materials": [{"name": "检测证明"}],
        "sections": {"备注": "以告知承诺方式取得许可的，当场作出决定"},
    },
)
