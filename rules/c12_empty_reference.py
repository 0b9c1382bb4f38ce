"""
不得以“按规定提交”“详见附件”代替材料清单（D9）。

Fails when the text points to rules in general instead of a list: 按有关规定提供, 按照上级文件要求准备.
A named document or article closes it. 详见附件 is for a person, who can see whether the attachment is
there.
"""

from checks.evidence import Guide
from checks.kinds.open_ended import OpenEnded
from checks.outcome import Severity
from checks.rule import Rule
from checks.text.openness.finding import Kind
from rules.documents import HENAN_GUIDE, LICENSING_LIST

RULE = Rule(
    id="c12-empty-reference",
    criterion="附件1-12",
    title="“按规定提交”类转引，未附清单",
    severity=Severity.S2,
    looks_at=Guide,
    check=OpenEnded(
        kinds=(Kind.REFERENCE,),
        severities=(),
    ),
    says="{unit}在{channel}发布的“{item}”办事指南中，{field}表述为“{quote}”，{reason}，不符合评估要点第12项“不允许出现兜底性条款”的要求",
    advice="请附可下载的清单并逐一列明材料名称。网站、公众号、窗口纸质指南同步修改，并举一反三排查本单位全部事项。",
    basis=(
        HENAN_GUIDE,
        LICENSING_LIST,
    ),
)

FIRES = (
    {"item_name": "项目备案", "materials": [{"name": "按照上级有关文件要求准备"}]},
    {"item_name": "项目备案", "materials": [{"name": "详见附件"}]},
)

PASSES = (
    {"item_name": "项目备案", "materials": [{"name": "照片（规格详见附件）"}]},
    {"item_name": "项目备案", "materials": [{"name": "按《企业投资项目备案办法》第八条规定填报的备案表"}]},
)
