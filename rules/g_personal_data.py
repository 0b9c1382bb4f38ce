"""
页面和附件不得泄露身份证号、银行卡号、手机号等个人信息。

Fails when a guide, a published list or an article holds a whole identity number whose area, day and check
character fit, or the number of a bank card (check digit, in a text on cards, not an office's own account).
Mobile numbers are for a person, and only as a list of at least `many` of them that names nobody to call:
the numbers of contacts, village workers, lawyers and firms are meant to be published. Numbers that are
masked, and those of examples, are left alone or for a person. What the finding quotes is masked itself.
"""

from checks.evidence import Written
from checks.kinds.personal_data import PersonalData
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import OPEN_GOVERNMENT, PERSONAL_DATA

RULE = Rule(
    id="g-personal-data",
    criterion="附加",
    title="页面或附件泄露个人信息",
    severity=Severity.S3,
    looks_at=Written,
    check=PersonalData(),
    says="{unit}在{channel}发布的“{item}”中，{field}完整公开{kind}{count}处（如“{quote}”，已隐去中间各位）",
    says_unsure="{unit}在{channel}发布的“{item}”中，{field}疑公开{kind}{count}处（如“{quote}”，已隐去中间各位），请人工核对",
    advice="请立即撤下或对个人信息作去标识化处理后重新发布，并排查同批公示、清单和附件。",
    basis=(PERSONAL_DATA, OPEN_GOVERNMENT),
)

# The order number 000 is given to nobody: these are no persons' numbers.
FIRES = (
    {
        "kind": "article",
        "title": "临时救助对象公示",
        "text": "1 张某 41132519000101000X 灌涨镇",
    },
    {"item_name": "高龄津贴", "sections": {"公示": "李某，身份证号41132519000101000X，发放100元"}},
    {
        "kind": "article",
        "title": "惠农补贴发放公示",
        "text": "姓名 一卡通账号\n张某 6222000000000000004",
    },
)

PASSES = (
    {"kind": "article", "title": "临时救助对象公示", "text": "张某 411325********000X"},
    {"item_name": "高龄津贴", "sections": {"联系人": "张某 13800000000"}},
    {
        "item_name": "取水许可",
        "item_code": "1141132500600000164000117018000",
        "materials": [{"name": "身份证"}],
    },
    {
        "kind": "article",
        "title": "缴费须知",
        "text": "收款单位：示例县财政局 账号：6222000000000000004",
    },
)
