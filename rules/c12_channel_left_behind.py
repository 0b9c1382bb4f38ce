"""
兜底条款一处已清理，其他渠道应当同步清理（一处已清理、另一处仍有，仍判未完成）。

Fails for the guide that still holds an open-ended wording while another channel of the same item states
the same materials, conditions, time limit or fee without any. Found and graded by the rules on wordings
themselves, and said with the same field and text: a line that both report counts once. Only items that
are surely the same are compared; a list of materials or conditions of which less than half agrees, or
that could not be read, shows nothing. Steps, questions and answers are not compared.
"""

from checks.evidence import Item
from checks.kinds.left_behind import LeftBehind
from checks.outcome import Severity
from checks.rule import Rule
from rules import (
    c12_ask_the_window,
    c12_discretion,
    c12_empty_reference,
    c12_issuer_unnamed,
    c12_open_ended_condition,
    c12_open_ended_material,
    c12_open_list_material,
    c12_vague_fee,
    c12_vague_time_limit,
)
from rules.documents import HENAN_GUIDE

RULE = Rule(
    id="c12-channel-left-behind",
    criterion="附件1-12",
    title="兜底条款一处已清理、另一处仍有",
    severity=Severity.S1,
    looks_at=Item,
    check=LeftBehind(
        wordings=(
            (c12_open_ended_material.RULE.check, c12_open_ended_material.RULE.severity),
            (c12_open_list_material.RULE.check, c12_open_list_material.RULE.severity),
            (c12_open_ended_condition.RULE.check, c12_open_ended_condition.RULE.severity),
            (c12_discretion.RULE.check, c12_discretion.RULE.severity),
            (c12_ask_the_window.RULE.check, c12_ask_the_window.RULE.severity),
            (c12_issuer_unnamed.RULE.check, c12_issuer_unnamed.RULE.severity),
            (c12_vague_time_limit.RULE.check, c12_vague_time_limit.RULE.severity),
            (c12_vague_fee.RULE.check, c12_vague_fee.RULE.severity),
            (c12_empty_reference.RULE.check, c12_empty_reference.RULE.severity),
        ),
    ),
    says="{unit}的“{item}”事项，{clean}的办事指南中已无此类表述，{channel}的{field}仍为“{quote}”，各渠道未同步清理，不符合评估要点第12项“不允许出现兜底性条款”的要求",
    advice="请各渠道同步清理，政务服务网、县门户、公众号、窗口纸质指南的内容保持一致，并举一反三排查本单位全部事项。",
    basis=(HENAN_GUIDE,),
)

NETWORK = {
    "item_name": "临时救助",
    "channel": "service-network",
    "materials": [{"name": "临时救助申请表"}, {"name": "居民身份证"}],
}
WINDOW = {
    "item_name": "临时救助",
    "channel": "window",
    "materials": [{"name": "申请表"}, {"name": "身份证"}, {"name": "其他有关材料"}],
}

FIRES = (
    {"pieces": [NETWORK, WINDOW]},
    {
        "pieces": [
            {"item_name": "取水许可", "channel": "portal", "promised_text": "原则上尽快办结"},
            {"item_name": "取水许可", "channel": "window", "promised_days": 2},
        ]
    },
)

PASSES = (
    {"pieces": [{**WINDOW, "channel": "portal"}, WINDOW]},
    {"pieces": [{**NETWORK, "item_name": "医疗救助"}, WINDOW]},
    {"pieces": [{"item_name": "临时救助", "channel": "portal", "phone": "0377-65330000"}, WINDOW]},
)
