"""
申请材料应当列举完整，不得以“等”“包括但不限于”“……”收尾（D3、D10）。

Fails when a list of papers is left unfinished: 发票、合同等材料, 包括但不限于…, 等5项 with three named.
Closed are 等 inside a word (等级), 等3项 with three named, classes that the law closes
(等有效身份证件), issuers and facts (公安、民政等部门), and lists that stand in full behind it.
Alternatives (等任意一种) are for review.
"""

from checks.evidence import Guide
from checks.kinds.open_ended import OpenEnded
from checks.outcome import Severity
from checks.rule import Rule
from checks.text.openness.finding import Kind
from rules.documents import HENAN_GUIDE, LICENSING_LIST

RULE = Rule(
    id="c12-open-list-material",
    criterion="附件1-12",
    title="申请材料列举未尽（“等材料”“包括但不限于”）",
    severity=Severity.S2,
    looks_at=Guide,
    check=OpenEnded(
        kinds=(
            Kind.ET_CETERA,
            Kind.OPEN_LIST,
        ),
        severities=(),
    ),
    says="{unit}在{channel}发布的“{item}”办事指南中，{field}表述为“{quote}”，列举未尽（{reason}），不符合评估要点第12项“不允许出现兜底性条款”的要求",
    advice="请列全材料名称，删除“等”“包括但不限于”和省略号；不能列明的不得要求申请人提供。网站、公众号、窗口纸质指南同步修改，并举一反三排查本单位全部事项。",
    basis=(
        HENAN_GUIDE,
        LICENSING_LIST,
    ),
)

FIRES = (
    {"item_name": "创业补贴", "materials": [{"name": "租赁合同、水电费发票等材料"}]},
    {"item_name": "创业补贴", "materials": [{"name": "包括但不限于营业执照、公司章程"}]},
    {"item_name": "创业补贴", "materials": [{"name": "身份证、户口簿等5项材料"}]},
)

PASSES = (
    {"item_name": "创业补贴", "materials": [{"name": "身份证、户口簿、结婚证等3项材料"}]},
    {"item_name": "创业补贴", "materials": [{"name": "伤残等级证明"}]},
    {"item_name": "创业补贴", "process": ["由公安、民政等部门联网核查"]},
)
