"""
办事指南所附的表格、样表应当能够下载和打开。

Fails when the server said on two different days that the file does not exist. The first day, an error page
in the place of the file and a file that cannot be opened are for a person. A timeout, a block by the site's
protection and an outage of the whole site say nothing.
"""

from checks.kinds.broken_links import FilesOpen
from checks.links import GuideFiles
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import HENAN_GUIDE, STATE_GUIDE

RULE = Rule(
    id="g-attachment-broken",
    criterion="附加",
    title="表格样表下载不了或打不开",
    severity=Severity.S3,
    looks_at=GuideFiles,
    check=FilesOpen(),
    says="{unit}在{channel}发布的“{item}”办事指南所附“{quote}”下载不了：{reason}",
    says_unsure="{unit}在{channel}发布的“{item}”办事指南所附“{quote}”可能下载不了或打不开：{reason}",
    advice="请重新上传该表格或样表并逐一试下载，不再使用的附件从办事指南中删除。",
    basis=(HENAN_GUIDE, STATE_GUIDE),
)

GUIDE = {
    "item_name": "公共租赁住房申请",
    "unit": "住房和城乡建设局",
    "source": "门户",
    "attachments": [{"name": "申请表.docx", "url": "https://www.example.gov.cn/a.docx"}],
}
BROKEN = {"address": "https://www.example.gov.cn/a.docx", "called": "申请表.docx", "is_file": True}

FIRES = (
    {"pieces": [GUIDE], "links": {"failed": [{**BROKEN, "gone_on": ["2022-06-30", "2022-07-01"]}]}},
    {"pieces": [GUIDE], "links": {"failed": [BROKEN]}},
    {"pieces": [GUIDE], "links": {"failed": [{**BROKEN, "answer": "no-file", "why": "文件无法读取"}]}},
)

PASSES = (
    {"pieces": [GUIDE], "links": {}},
    {
        "pieces": [GUIDE],
        "links": {"failed": [{**BROKEN, "answer": "unknown", "why": "超时未响应", "gone_on": []}]},
    },
    {"pieces": [GUIDE], "links": {"failed": [{**BROKEN, "address": "https://www.example.gov.cn/b.docx"}]}},
)
