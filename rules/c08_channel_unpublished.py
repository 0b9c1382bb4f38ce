"""
办事指南应当公布评价渠道：评价入口、二维码或投诉监督电话，至少有一样。

Fails when a guide that was read shows none of them, neither in its own field nor anywhere in its text. A
rating of the matter itself (环境影响评价) is none. On the service network the rating stands in the template
of every page, which its interface does not give: those guides are not judged unless the page was seen without
it. Pictures and fragments are not judged; where an attachment may hold the rest, a person looks.
"""

from checks.evidence import GuideInCounty
from checks.kinds.rating_channel import RatingOrComplaint, may_lack_a_channel
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import HENAN_GUIDE, RATING_STATE

RULE = Rule(
    id="c08-channel-unpublished",
    criterion="附件1-8",
    title="办事指南未公布评价渠道",
    severity=Severity.S3,
    looks_at=GuideInCounty,
    applies=may_lack_a_channel,
    check=RatingOrComplaint(),
    says="{unit}在{channel}发布的“{item}”办事指南无评价渠道（{reason}），不符合评估要点第8项落实好差评工作机制的要求",
    says_unsure="{unit}在{channel}发布的“{item}”办事指南疑无评价渠道，请人工核对：{reason}",
    advice="请在办事指南中增加评价入口或二维码，并公布投诉监督电话，各渠道同步更新。",
    basis=(RATING_STATE, HENAN_GUIDE),
)

GUIDE = {
    "item_name": "临时救助",
    "unit": "民政局",
    "legal_basis": ["《社会救助暂行办法》第九条"],
    "conditions": ["具有本县户籍"],
    "materials": [{"name": "临时救助申请表"}],
    "process": ["申请", "受理", "办结"],
    "promised_days": 2,
    "fees": "不收费",
    "phone": "0377-65330000",
}

FIRES = (
    GUIDE,
    {**GUIDE, "complaint_phone": "无", "materials": [{"name": "环境影响评价报告"}]},
    {**GUIDE, "channel": "service-network", "evaluation_entry": False},
)

PASSES = (
    {**GUIDE, "complaint_phone": "12345"},
    {**GUIDE, "evaluation_entry": True},
    {**GUIDE, "sections": {"评价方式": "扫描窗口二维码评价"}},
    {**GUIDE, "sections": {"监督投诉渠道": "县纪委监委派驻纪检组"}},
    {**GUIDE, "channel": "service-network"},
    {"item_name": "临时救助", "unit": "民政局", "unreadable": "页面为图片"},
)
