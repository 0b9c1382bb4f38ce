"""
省级下发的证照模板均已启用。

Fails for each template handed down to the unit that the export of the city's library does not have. One
that stands there without data is reported by c11-licence-without-data alone; of a unit that the export
never names, a person looks.
"""

from checks.exports import UnitRecords
from checks.kinds.licences import TemplatesUsed
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import HENAN_LICENCES, ONLINE_SERVICES

RULE = Rule(
    id="c11-template-unused",
    criterion="附件1-11",
    title="证照模板未启用",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=TemplatesUsed(),
    says="已下发{unit}的证照模板{denominator}个，其中“{licence}”（模板{template}）在市电子证照库无数据",
    says_unsure="已下发{unit}的证照模板{denominator}个，其中“{licence}”（模板{template}）是否启用需核对：{reason}",
    advice="请启用已下发的证照模板，将证照数据应录尽录。",
    basis=(ONLINE_SERVICES, HENAN_LICENCES),
    modes=(Mode.EXPORT,),
)

TEMPLATES = {
    "export_kind": "证照模板清单",
    "table": [
        ["unit", "licence", "template"],
        ["民政局", "养老机构设立许可证", "T01"],
        ["民政局", "慈善组织登记证书", "T02"],
    ],
}

FIRES = (
    {
        "units": ["民政局"],
        "exports": [
            TEMPLATES,
            {
                "export_kind": "电子证照",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "licence", "template", "collected"],
                    ["民政局", "养老机构设立许可证", "T01", 9],
                ],
            },
        ],
    },
)

PASSES = (
    {
        "units": ["民政局"],
        "exports": [
            TEMPLATES,
            {
                "export_kind": "电子证照",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "licence", "template", "collected"],
                    ["民政局", "养老机构设立许可证", "T01", 9],
                    ["民政局", "慈善组织登记证书", "T02", 0],
                ],
            },
        ],
    },
    {
        "units": ["民政局"],
        "exports": [
            TEMPLATES,
            {
                "export_kind": "电子证照",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "licence", "template", "collected"],
                    ["民政局", "养老机构设立许可证", "T01", 9],
                    ["民政局", "慈善组织登记证书", None, 5],
                ],
            },
        ],
    },
)
