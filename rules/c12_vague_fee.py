"""
收费应当写明金额或收费标准文号，不得写“按有关规定收取”（D8）。

Fails when the fee names neither an amount, nor the number of the document that sets it, nor 不收费.
"""

from checks.evidence import Guide
from checks.kinds.open_ended import OpenEnded
from checks.outcome import Severity
from checks.rule import Rule
from checks.text.openness.finding import Kind
from rules.documents import HENAN_GUIDE, STATE_GUIDE

RULE = Rule(
    id="c12-vague-fee",
    criterion="附件1-12",
    title="收费标准模糊",
    severity=Severity.S2,
    looks_at=Guide,
    check=OpenEnded(
        kinds=(Kind.FEE,),
        severities=(),
    ),
    says="{unit}在{channel}发布的“{item}”办事指南中，{field}表述为“{quote}”，{reason}，不符合评估要点第12项“不允许出现兜底性条款”的要求",
    advice="请写明收费金额、依据文号，或写明“不收费”。",
    basis=(
        HENAN_GUIDE,
        STATE_GUIDE,
    ),
)

FIRES = (
    {"item_name": "特种设备登记", "fees": "按有关规定收取"},
    {"item_name": "特种设备登记", "fees": "以实际核定为准"},
)

PASSES = (
    {"item_name": "特种设备登记", "fees": "不收费"},
    {"item_name": "特种设备登记", "fees": "按《收费标准》（豫发改收费〔2018〕10号），每本10元"},
)
