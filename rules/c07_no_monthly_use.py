"""
每月在中介服务超市至少办理1件中介服务。

Fails when a whole calendar month of the export's period has no project of the unit; any of a project's
days (发布, 选取, 成交) counts. All months without any is grave. Months covered in part do not count unless
the profile says `partial_months = true`; units without such services are named in `exempt`. A month with
void projects only (流标, 终止 …), or with a project of an owner who may be this unit under another name, is
for a person.
"""

from checks.exports import UnitRecords
from checks.kinds.monthly_use import UsedEveryMonth
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import HENAN_AGENCIES

RULE = Rule(
    id="c07-no-monthly-use",
    criterion="附件1-7",
    title="当月未在中介超市办理中介服务",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=UsedEveryMonth(least=1),
    says="据中介超市{since}至{until}导出数据，{unit}{months}无中介服务办理记录，未达到“每月在中介服务超市至少办理{least}件中介服务”的要求",
    says_unsure="据中介超市{since}至{until}导出数据，{unit}{months}是否办理中介服务需核对：{reason}",
    advice="请按月通过中介服务超市办理中介服务；无中介服务事项的，请书面说明。",
    basis=(HENAN_AGENCIES,),
    modes=(Mode.EXPORT,),
)

FIRES = (
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "中介超市",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "table": [
                    ["unit", "number", "dealt_on"],
                    ["民政局", "P0406", "2022-04-06"],
                    ["民政局", "P0630", "2022-06-30"],
                ],
            }
        ],
    },
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "中介超市",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "table": [
                    ["unit", "number", "dealt_on", "status"],
                    ["民政局", "P0406", "2022-04-06", None],
                    ["民政局", "P0531", "2022-05-31", "流标"],
                    ["民政局", "P0630", "2022-06-30", None],
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
                "export_kind": "中介超市",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "table": [
                    ["unit", "number", "dealt_on"],
                    ["民政局", "P0401", "2022-04-01"],
                    ["民政局", "P0531", "2022-05-31"],
                    ["民政局", "P0630", "2022-06-30"],
                ],
            }
        ],
    },
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "中介超市",
                "since": "2022-04-02",
                "until": "2022-06-30",
                "table": [
                    ["unit", "number", "dealt_on"],
                    ["民政局", "P0531", "2022-05-31"],
                    ["民政局", "P0630", "2022-06-30"],
                ],
            }
        ],
    },
)
