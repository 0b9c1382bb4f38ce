"""
办理条件不得含“其他条件”“符合有关规定”一类兜底表述（D4）。

Fails when a condition cannot be known from the text: 法律、法规规定的其他条件, 符合国家有关规定, open
grounds of refusal (其他不予受理的情形). A named document or article (《…》第八条) closes it. What
widens who may benefit (其他特殊困难) asks nothing of the applicant and is left alone; whether
规定的其他情形 is a condition at all is for a person.
"""

from checks.evidence import Guide
from checks.kinds.open_ended import OpenEnded
from checks.outcome import Severity
from checks.rule import Rule
from checks.text.openness.finding import Kind, Role
from rules.documents import HENAN_CONDITIONS, STATE_GUIDE

RULE = Rule(
    id="c12-open-ended-condition",
    criterion="附件1-12",
    title="办理条件含兜底表述",
    severity=Severity.S1,
    looks_at=Guide,
    check=OpenEnded(
        kinds=(Kind.CONDITION,),
        severities=(
            (Role.NOTES, Severity.S3),
            (Role.PROCESS, Severity.S2),
        ),
    ),
    says="{unit}在{channel}发布的“{item}”办事指南中，{field}表述为“{quote}”，为模糊性兜底条款（{reason}），不符合评估要点第12项“不允许出现兜底性条款”的要求",
    advice="请逐条列明具体条件，写明所依据文件的名称、文号和条款；不能明确的予以删除。网站、公众号、窗口纸质指南同步修改，并举一反三排查本单位全部事项。",
    basis=(
        HENAN_CONDITIONS,
        STATE_GUIDE,
    ),
)

FIRES = (
    {"item_name": "网吧设立", "conditions": ["法律、法规规定的其他条件"]},
    {"item_name": "网吧设立", "conditions": ["经营场所满足有关要求"]},
    {"item_name": "网吧设立", "conditions": ["其他不予受理的情形"]},
)

PASSES = (
    {"item_name": "网吧设立", "conditions": ["符合《互联网上网服务营业场所管理条例》第八条规定的条件"]},
    {"item_name": "临时救助", "conditions": ["因其他特殊原因导致基本生活困难的"]},
    {"item_name": "网吧设立", "conditions": ["公民、法人和其他组织均可申请"]},
)
