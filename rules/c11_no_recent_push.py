"""
电子证照数据保持常态推送。

Fails for each licence whose last push is more than 30 days before the day of the export; 30 days are in
time. Systems of the state or the province do not count. A blank day is for a person.
"""

from checks.exports import UnitRecords
from checks.kinds.licences import LicencesPushed
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import HENAN_LICENCES, ONLINE_SERVICES

RULE = Rule(
    id="c11-no-recent-push",
    criterion="附件1-11",
    title="近期无证照数据推送",
    severity=Severity.S3,
    looks_at=UnitRecords,
    check=LicencesPushed(within_days=30),
    says="{unit}证照“{licence}”最近推送时间{pushed_on}，已{days}天未推送，超过{limit}天",
    says_unsure="{unit}证照“{licence}”{reason}，请核对{limit}天内是否有推送",
    advice="请恢复常态推送证照数据。",
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
                    ["unit", "licence", "template", "collected", "pushed_on"],
                    ["民政局", "养老机构设立许可证", "T01", 9, "2022-05-31"],
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
                    ["unit", "licence", "template", "collected", "pushed_on"],
                    ["民政局", "养老机构设立许可证", "T01", 9, "2022-06-01"],
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
                    ["unit", "licence", "template", "collected", "pushed_on", "system"],
                    ["民政局", "养老机构设立许可证", "T01", 9, "2022-06-30", None],
                    ["民政局", "居民身份证", "T01", 9, "2021-06-30", "国建"],
                ],
            }
        ],
    },
)
