"""
办事指南应当使用机构现名称，不得使用已撤并机构的名称（国土资源局、工商局、卫计委、食药监局等）。

Fails when a guide that was seen after the reform calls a body by a name that the reform abolished
everywhere, or its own unit by such a name. Left alone: titles of laws and documents, quotations, the quoted
设定依据, 原国土资源局, sentences about the reform, places that keep an old name (国土局对面). In materials
and conditions, where a body may be named as it was when it issued a paper, in a file without a date, and
for names that only the county calls former, a person looks. Names, successors and days stand in
checks/text/words/former_names.toml; `never` lists what a county still uses.
"""

from checks.evidence import Guide
from checks.kinds.outdated_names import NamesOfToday
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import HENAN_GUIDE

RULE = Rule(
    id="g-name-outdated",
    criterion="附加",
    title="使用已撤并机构名称",
    severity=Severity.S3,
    looks_at=Guide,
    check=NamesOfToday(),
    says="{unit}在{channel}发布的“{item}”办事指南{field}中使用“{quote}”，{reason}",
    advice="请改用机构改革后的名称，并排查本单位全部办事指南、表格样表和窗口标识。",
    basis=(HENAN_GUIDE,),
)

FIRES = (
    {
        "item_name": "不动产登记",
        "location": "县国土资源局一楼大厅",
        "seen_on": "2022-04-20",
    },
    {
        "item_name": "食品经营许可",
        "unit": "市场监督管理局",
        "former_unit": "食品药品监督管理局",
        "seen_on": "2022-04-20",
    },
    {"item_name": "公司设立登记", "process": ["申请人到工商局窗口领取执照"]},
)

PASSES = (
    {
        "item_name": "不动产登记",
        "location": "县政务大厅（原国土资源局），国土局对面",
        "seen_on": "2022-04-20",
    },
    {"item_name": "不动产登记", "location": "县国土资源局一楼大厅", "seen_on": "2018-03-01"},
    {
        "item_name": "采矿权登记",
        "legal_basis": ["《国土资源局关于采矿登记的通知》"],
        "conditions": ["符合《工商行政管理局登记办法》"],
        "seen_on": "2022-04-20",
    },
    {"item_name": "导游证核发", "location": "文化广电和旅游局窗口", "seen_on": "2022-04-20"},
)
