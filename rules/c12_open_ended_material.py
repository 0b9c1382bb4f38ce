"""
申请材料不得含“其他材料”“有关材料”一类兜底表述（D1、D2）。

Fails when the applicant is told to hand in papers that nobody can name from the text: 其他材料,
有关证明, 窗口要求补充的资料, 佐证材料. In the names of materials the place itself is the demand; in
remarks, steps, questions and answers a verb of handing in must govern it. Not judged: 设定依据, what an
office does with the papers, prohibitions, quotations, what a list or brackets behind it close, and what
the applicant may add of his own accord. What is narrowed to one field (相关病历材料) is S3; what only a
person can weigh is for review.
"""

from checks.evidence import Guide
from checks.kinds.open_ended import OpenEnded
from checks.outcome import Severity
from checks.rule import Rule
from checks.text.openness.finding import Kind, Role
from rules.documents import HENAN_GUIDE, LICENSING_LIST

RULE = Rule(
    id="c12-open-ended-material",
    criterion="附件1-12",
    title="申请材料含“其他材料”“有关材料”类兜底表述",
    severity=Severity.S1,
    looks_at=Guide,
    check=OpenEnded(
        kinds=(
            Kind.OTHER,
            Kind.RELATED,
        ),
        severities=((Role.PROCESS, Severity.S2),),
    ),
    says="{unit}在{channel}发布的“{item}”办事指南中，{field}表述为“{quote}”，属兜底性条款（{reason}），不符合评估要点第12项“不允许出现兜底性条款”的要求",
    advice="请逐一列明材料名称、份数、形式和出具单位；不能明确的予以删除，不得要求申请人提供。网站、公众号、窗口纸质指南同步修改，并举一反三排查本单位全部事项。",
    basis=(
        HENAN_GUIDE,
        LICENSING_LIST,
    ),
)

FIRES = (
    {"item_name": "临时救助", "materials": [{"name": "居民身份证"}, {"name": "5.其他材料"}]},
    {"item_name": "临时救助", "materials": [{"name": "房屋权属有关证明材料"}]},
    {"item_name": "临时救助", "process": ["审查中可要求申请人另行补充其他资料，申请人应当提供"]},
)

PASSES = (
    {"item_name": "临时救助", "materials": [{"name": "其他材料：1.授权委托书；2.受托人身份证复印件"}]},
    {"item_name": "临时救助", "legal_basis": ["第十二条 申请人应当提交：（五）法律、法规规定的其他材料"]},
    {"item_name": "临时救助", "materials": [{"name": "申请书", "note": "不得要求申请人另交其他材料"}]},
)
