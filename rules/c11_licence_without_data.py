"""
每个证照在市电子证照库都有数据。

Fails for each licence of the export of the city's library whose number of collected data is 0. A blank
number, or a system of the state or the province, is for a person.
"""

from checks.exports import UnitRecords
from checks.kinds.licences import LicencesFilled
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import HENAN_LICENCES, ONLINE_SERVICES

RULE = Rule(
    id="c11-licence-without-data",
    criterion="附件1-11",
    title="证照无归集数据",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=LicencesFilled(least=1),
    says="{unit}证照“{licence}”（模板{template}）在市电子证照库无数据，不符合评估要点第11项“每个证照有数据”的要求",
    says_unsure="{unit}证照“{licence}”（模板{template}）是否有归集数据需核对：{reason}",
    advice="请将证照数据应录尽录。",
    basis=(ONLINE_SERVICES, HENAN_LICENCES),
    modes=(Mode.EXPORT,),
)

FIRES = (
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "电子证照",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "licence", "template", "collected"],
                    ["民政局", "养老机构设立许可证", "T01", 0],
                ],
            }
        ],
    },
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "电子证照",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "licence", "template", "collected", "system"],
                    ["民政局", "养老机构设立许可证", "T01", 0, "国建"],
                ],
            }
        ],
    },
)

PASSES = (
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "电子证照",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "licence", "template", "collected"],
                    ["民政局", "养老机构设立许可证", "T01", 1],
                ],
            }
        ],
    },
)
