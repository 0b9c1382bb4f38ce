"""
标注可告知承诺的办事指南，应当提供告知承诺书格式文本。

Fails when the page of a guide that is marked for promises offers no file that can be the letter and the
letter is not printed in the guide. Files whose names tell nothing (附件1, 空白表格), a letter that another
page of the site offers, and a page without any file where none may be seen are for a person. What the
letter must hold is not judged here: the text of forms is not read as evidence. Guides on paper, in
messages and in the app cannot offer files, and where the service network shows files of no guide,
nothing is known of them: they are not asked.
"""

from checks.evidence import GuideInCounty
from checks.kinds.letter_template import LetterTemplate, PromisesOnPage
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import COMMITMENT_HENAN, COMMITMENT_STATE

RULE = Rule(
    id="c03-letter-template-missing",
    criterion="附件1-3",
    title="告知承诺书格式文本缺失",
    severity=Severity.S3,
    looks_at=GuideInCounty,
    applies=PromisesOnPage(),
    check=LetterTemplate(),
    says="{unit}在{channel}发布的“{item}”办事指南标注可告知承诺（“{quote}”），但未提供告知承诺书格式文本（{reason}）",
    says_unsure="{unit}在{channel}发布的“{item}”办事指南标注可告知承诺（“{quote}”），{reason}",
    advice="请上传规范的告知承诺书格式文本，并确认能够下载、打开。",
    basis=(COMMITMENT_STATE, COMMITMENT_HENAN),
)

GUIDE = {
    "item_name": "收养登记",
    "url": "http://www.example.gov.cn/1.html",
    "materials": [{"name": "无犯罪记录证明（可告知承诺，承诺后免交）"}],
}
LETTER = {"name": "证明事项告知承诺书（样本）.docx", "url": "http://www.example.gov.cn/1.docx"}
OTHER = {"item_name": "临时救助", "attachments": [{"name": "临时救助申请表.doc"}]}

FIRES = (
    {"pieces": [GUIDE]},
    {"pieces": [GUIDE, OTHER]},
    {"pieces": [GUIDE | {"attachments": [{"name": "收养登记申请书.doc"}, {"name": "诚信承诺书.doc"}]}]},
    {"pieces": [GUIDE | {"attachments": [{"name": "附件1.docx"}]}]},
    {"pieces": [GUIDE, {"kind": "article", "title": "表格下载", "text": "正文", "attachments": [LETTER]}]},
    {"pieces": [GUIDE | {"channel": "service-network"}, OTHER | {"channel": "service-network"}]},
)

PASSES = (
    {"pieces": [GUIDE | {"channel": "service-network"}]},
    {"pieces": [GUIDE | {"attachments": [LETTER]}]},
    {"pieces": [GUIDE | {"attachments": [{"name": "告知承诺书.pdf"}]}]},
    {"pieces": [GUIDE | {"materials": [{"name": "体检证明", "note": "承诺时限5日"}]}]},
    {"pieces": [GUIDE | {"channel": "wechat"}]},
)
