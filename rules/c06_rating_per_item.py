"""
乡镇便民服务中心一次一评、一事一评：每条评价对应一个办件。

Fails when ratings of a township have no case number: they belong to no case. A number that the export of
cases does not know may be one of another period, and is for a person.
"""

from checks.exports import UnitRecords
from checks.kinds.rated import RatingsLinked
from checks.outcome import Severity
from checks.rule import Answers, Mode, Rule
from rules.documents import RATING_STATE

RULE = Rule(
    id="c06-rating-per-item",
    criterion="附件1-6",
    title="乡镇评价未对应到办件",
    severity=Severity.S3,
    looks_at=UnitRecords,
    check=RatingsLinked(),
    says="{unit}评价{denominator}条，能对应到办件的{numerator}条，{blank}条没有办件编号，未做到一次一评、一事一评",
    says_unsure="{unit}评价{denominator}条，能对应到办件的{numerator}条，{reason}，请人工核对",
    advice="请按办件逐件邀请评价，评价记录填写办件编号。",
    basis=(RATING_STATE,),
    answers=Answers.TOWNSHIP,
    modes=(Mode.EXPORT,),
)

CASES = {
    "export_kind": "办件",
    "since": "2022-04-01",
    "until": "2022-06-30",
    "table": [
        ["unit", "number", "item_name", "finished_on"],
        ["灌涨镇", "B0001", "户口登记", "2022-05-06"],
        ["灌涨镇", "B0002", "社保登记", "2022-06-30"],
    ],
}

FIRES = (
    {
        "units": [{"name": "灌涨镇", "kind": "township"}],
        "exports": [
            CASES,
            {
                "export_kind": "好差评",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "case", "level", "rated_on"],
                    ["灌涨镇", "B0001", 5, "2022-05-06"],
                    ["灌涨镇", None, 4, "2022-05-07"],
                ],
            },
        ],
    },
    {
        "units": [{"name": "灌涨镇", "kind": "township"}],
        "exports": [
            CASES,
            {
                "export_kind": "好差评",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "case", "level", "rated_on"],
                    ["灌涨镇", "B0001", 5, "2022-05-06"],
                    ["灌涨镇", "B0999", 5, "2022-05-06"],
                ],
            },
        ],
    },
)

PASSES = (
    {
        "units": [{"name": "灌涨镇", "kind": "township"}],
        "exports": [
            CASES,
            {
                "export_kind": "好差评",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "case", "level", "rated_on"],
                    ["灌涨镇", "B0001", 5, "2022-05-06"],
                    ["灌涨镇", "B0002", 5, "2022-05-06"],
                ],
            },
        ],
    },
)
