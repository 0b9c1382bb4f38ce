"""
图片、扫描件或空页面的办事指南无法核验，转人工。

Review, never a pass, when nothing could be read from a guide: a picture without usable text, a page
that only a browser can fill, a damaged document. It is not scored.
"""

from checks.evidence import Guide
from checks.kinds.unreadable import Readable
from checks.outcome import Severity
from checks.rule import Rule

RULE = Rule(
    id="c12-unreadable-guide",
    criterion="附件1-12",
    title="办事指南无法自动核验",
    severity=Severity.S4,
    looks_at=Guide,
    check=Readable(),
    says="{unit}在{channel}发布的“{item}”办事指南因{reason}，无法自动核验",
    advice="请补充可复制文字的办事指南、网址、截图或文件复印件。",
)

FIRES = ({"item_name": "林木采伐许可", "unreadable": "页面为图片，文字识别把握不足"},)

PASSES = ({"item_name": "林木采伐许可", "materials": [{"name": "林木采伐许可申请表"}]},)
