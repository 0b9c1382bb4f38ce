"""
应当公布预约等便捷服务的渠道：预约电话或预约入口，号码能够拨通。

Fails when the only telephones that a unit's guides give for booking cannot be dialled. Where no guide of a
department tells how to book and the portal shows no booking for all units, one finding for the whole unit is
for a person: the hall may take bookings elsewhere. 无需预约 and 不支持预约 publish nothing; who says that it
is supported, without a number, has published it. Addresses that do not open are told of as dead links. Units
of which nothing was read are not judged, townships answer for their own criteria.
"""

from checks.evidence import UnitEvidence
from checks.kinds.booking import BookingPublished
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import STATE_HALL

RULE = Rule(
    id="c10-booking-unpublished",
    criterion="附件1-10",
    title="未公布预约等渠道",
    severity=Severity.S3,
    looks_at=UnitEvidence,
    check=BookingPublished(),
    says="{unit}公布的预约渠道有误：{reason}，不符合评估要点第10项的要求",
    says_unsure="{unit}{reason}，请人工核对是否在别处公布（评估要点第10项）",
    advice="请在办事指南和县人民政府网公布预约电话或预约入口，更正有误的号码，报送网址和截图。",
    basis=(STATE_HALL,),
)

GUIDE = {"item_name": "取水许可", "unit": "水利局", "phone": "0377-65330000"}

FIRES = (
    {"units": ["水利局"], "pieces": [GUIDE]},
    {"units": ["水利局"], "pieces": [{**GUIDE, "sections": {"预约电话": "0377-653300"}}]},
    {"units": ["水利局"], "pieces": [{**GUIDE, "process": ["无需预约，现场取号办理"]}]},
)

PASSES = (
    {"units": ["水利局"], "pieces": [{**GUIDE, "sections": {"预约电话": "0377-65330001"}}]},
    {"units": ["水利局"], "pieces": [{**GUIDE, "process": ["可通过河南政务服务网预约"]}]},
    {"units": ["水利局"], "pieces": [{**GUIDE, "sections": {"是否支持预约办理": "是"}}]},
    {
        "units": ["水利局"],
        "pieces": [GUIDE, {"kind": "page", "page_kind": "other", "title": "政务大厅网上预约"}],
    },
)
