"""
办事指南应当写明法定要素：受理单位、设定依据、办理条件、申请材料、办理程序、办结时限、收费标准、联系方式、投诉渠道。

Fails when a guide states one of these neither in its own place nor anywhere in its text; one finding names
all that are missing. 无, —— and 见附件 state nothing, but 收费：无 does. 办理条件 are missed only beside
another element, for some matters have none; 审查标准, 容缺受理 and 告知承诺, which the law names as well, are
hardly ever headings: a county adds them with `required` or `beside`. A public service (公共服务) may have no
limit, basis, materials or procedure of its own: those are missed there only beside another. A picture, a
page that a script fills, a fragment of a guide are not judged; where little was read, or an attachment may
hold the rest, a person looks. On the service network only what other guides show there can be missing.
"""

from checks.evidence import GuideInCounty
from checks.kinds.elements import ElementsStated, is_guide_that_was_read
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import HENAN_GUIDE, STATE_GUIDE

RULE = Rule(
    id="g-section-missing",
    criterion="附加",
    title="办事指南缺少法定要素",
    severity=Severity.S3,
    looks_at=GuideInCounty,
    applies=is_guide_that_was_read,
    check=ElementsStated(),
    says="{unit}在{channel}发布的“{item}”办事指南缺少{count}项要素：{missing}",
    says_unsure="{unit}在{channel}发布的“{item}”办事指南疑缺少要素，请人工核对：{reason}",
    advice="请对照《河南省优化营商环境条例》第二十八条补齐办事指南要素，确无内容的写明“无”及理由，各渠道同步更新。",
    basis=(HENAN_GUIDE, STATE_GUIDE),
)

WHOLE = {
    "item_name": "临时救助",
    "unit": "民政局",
    "legal_basis": ["《社会救助暂行办法》第九条"],
    "conditions": ["具有本县户籍"],
    "materials": [{"name": "临时救助申请表"}],
    "process": ["申请", "受理", "办结"],
    "promised_days": 2,
    "fees": "无",
    "phone": "0377-65330000",
    "complaint_phone": "12345",
}

FIRES = (
    {**WHOLE, "complaint_phone": ""},
    {**WHOLE, "fees": "", "legal_basis": [], "conditions": []},
    {"item_name": "临时救助", "unit": "民政局", "materials": [{"name": "申请表"}], "promised_days": 2},
)

PASSES = (
    WHOLE,
    {**WHOLE, "complaint_phone": "", "sections": {"监督方式": "县纪委监委派驻组信箱"}},
    {**WHOLE, "conditions": []},
    {"item_name": "临时救助", "unit": "民政局", "unreadable": "页面为图片"},
    {"item_name": "临时救助", "materials": [{"name": "申请表"}]},
)
