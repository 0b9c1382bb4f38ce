"""
中介服务清单内的中介机构全部入驻中介超市。

Compares the unit's list of agencies with the register of those that have joined (入驻名录), by name
without brackets or by credit code. A similar name in the register is for a person.
"""

from checks.exports import UnitRecords
from checks.kinds.agencies import AgenciesListed
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import HENAN_AGENCIES, STATE_AGENCIES

RULE = Rule(
    id="c07-agency-not-listed",
    criterion="附件1-7",
    title="中介机构未入驻中介超市",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=AgenciesListed(),
    says="{unit}清单内中介机构{denominator}家，已入驻{numerator}家，其中“{quote}”未入驻中介超市",
    says_unsure="{unit}清单内中介机构“{quote}”是否入驻中介超市需核对：{reason}",
    advice="请督促清单内中介机构入驻中介超市。",
    basis=(HENAN_AGENCIES, STATE_AGENCIES),
    modes=(Mode.EXPORT,),
)

JOINED = {"export_kind": "中介机构入驻名录", "table": [["agency"], ["示例测绘（集团）有限公司"]]}

FIRES = (
    {
        "units": ["民政局"],
        "exports": [
            JOINED,
            {
                "export_kind": "中介机构清单",
                "table": [["unit", "agency"], ["民政局", "某某环境检测有限公司"]],
            },
        ],
    },
    {
        "units": ["民政局"],
        "exports": [
            JOINED,
            {
                "export_kind": "中介机构清单",
                "table": [["unit", "agency"], ["民政局", "示例测绘集团有限责任公司"]],
            },
        ],
    },
)

PASSES = (
    {
        "units": ["民政局"],
        "exports": [
            JOINED,
            {
                "export_kind": "中介机构清单",
                "table": [["unit", "agency"], ["民政局", "示例测绘(集团)有限公司"]],
            },
        ],
    },
)
