"""
电子证照全量归集。

Fails for each licence of which fewer data were collected than licences issued (应归集量). Systems built by
the state or the province (国建, 省建) do not count; a licence without any data is reported by
c11-licence-without-data alone.
"""

from checks.exports import UnitRecords
from checks.kinds.licences import LicencesComplete
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import HENAN_LICENCES, ONLINE_SERVICES

RULE = Rule(
    id="c11-collection-incomplete",
    criterion="附件1-11",
    title="证照未全量归集",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=LicencesComplete(percent=100),
    says="{unit}证照“{licence}”应归集{denominator}条、已归集{numerator}条，归集率{share}%，不符合评估要点第11项“全量归集”的要求",
    advice="请全量推送、补录证照数据。",
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
                    ["unit", "licence", "template", "due", "collected"],
                    ["民政局", "养老机构设立许可证", "T01", 100, 99],
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
                    ["unit", "licence", "template", "due", "collected", "system"],
                    ["民政局", "养老机构设立许可证", "T01", 10000, 9999, "自建"],
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
                    ["unit", "licence", "template", "due", "collected"],
                    ["民政局", "养老机构设立许可证", "T01", 100, 100],
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
                    ["unit", "licence", "template", "due", "collected", "system"],
                    ["民政局", "养老机构设立许可证", "T01", 100, 1, "省建"],
                    ["民政局", "慈善组织登记证书", "T01", 3, 4, None],
                ],
            }
        ],
    },
)
