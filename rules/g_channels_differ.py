"""
同一事项在各渠道公布的材料、时限、收费、地点、电话应当一致。

Fails for each fact that two channels of the same item state differently: a paper that only one asks for,
another promised or statutory limit (number and unit), a fee against 不收费 or another amount, a street and
number that differ, telephone numbers without one in common. Compared in a normal form: order, numbering,
copies and usual wordings of a paper do not count, nor do hours and 当场 against one day. An empty side is
no difference. Where papers may only be named differently, or a time limit may be the statutory one, a
person looks. Only items that are surely the same are compared. Several time limits are also what criterion
9 speaks of (承诺时限统一). Place and telephone are hints (S4).
"""

from checks.evidence import Item
from checks.kinds.channels_differ import ChannelsDiffer
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import HENAN_GUIDE

RULE = Rule(
    id="g-channels-differ",
    criterion="附加",
    title="同一事项各渠道内容不一致",
    severity=Severity.S3,
    looks_at=Item,
    check=ChannelsDiffer(),
    says="{unit}的“{item}”事项，各渠道公布的{field}不一致：{difference}",
    says_unsure="{unit}的“{item}”事项，各渠道公布的{field}可能不一致：{reason}",
    advice="请核实后统一各渠道办事指南的内容，做到政务服务网、县门户、公众号、窗口指南一致。",
    basis=(HENAN_GUIDE,),
)

NETWORK = {
    "item_name": "临时救助",
    "channel": "service-network",
    "materials": [{"name": "临时救助申请表"}, {"name": "居民身份证"}],
    "promised_days": 2,
    "promised_unit": "工作日",
    "fees": "不收费",
    "phone": "0377-65330000",
}

FIRES = (
    {"pieces": [NETWORK, {**NETWORK, "channel": "window", "promised_days": 5}]},
    {"pieces": [NETWORK, {**NETWORK, "channel": "window", "fees": "工本费10元/证"}]},
    {
        "pieces": [
            NETWORK,
            {
                **NETWORK,
                "channel": "portal",
                "materials": [{"name": "1.申请表"}, {"name": "2.身份证"}, {"name": "3.结婚证"}],
            },
        ]
    },
    {"pieces": [NETWORK, {**NETWORK, "channel": "portal", "phone": "0377-65330009"}]},
)

PASSES = (
    {"pieces": [NETWORK, {"item_name": "临时救助", "channel": "portal", "phone": "65330000、12345"}]},
    {
        "pieces": [
            NETWORK,
            {
                **NETWORK,
                "channel": "window",
                "materials": [{"name": "2.身份证原件及复印件1份"}, {"name": "1.申请表"}],
                "fees": "免费",
            },
        ]
    },
    {"pieces": [NETWORK, {**NETWORK, "channel": "portal", "item_name": "医疗救助", "promised_days": 9}]},
)
