"""
乡镇便民服务中心邀请评价率达到100%。

Fails when fewer than all finished cases of the window were invited to rate; the export of cases says so
itself (是否邀请评价). Cases that came in online do not count. An export without such a column says nothing.
"""

from checks.exports import UnitRecords
from checks.kinds.rated import CasesInvited
from checks.outcome import Severity
from checks.rule import Answers, Mode, Rule
from rules.documents import RATING_STATE

RULE = Rule(
    id="c06-rating-invitation",
    criterion="附件1-6",
    title="乡镇邀请评价率未达100%",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=CasesInvited(percent=100),
    says="{unit}窗口办件{denominator}件，邀请评价{numerator}件，邀请评价率为{share}%，未达100%（未邀请的办件：{cases}）",
    says_unsure="{unit}窗口办件{denominator}件，写明已邀请评价的{numerator}件，{reason}，请人工核对",
    advice="请落实逐件邀请评价，并在办件系统中登记。",
    basis=(RATING_STATE,),
    answers=Answers.TOWNSHIP,
    modes=(Mode.EXPORT,),
)

FIRES = (
    {
        "units": [{"name": "灌涨镇", "kind": "township"}],
        "exports": [
            {
                "export_kind": "办件",
                "table": [
                    ["unit", "number", "finished_on", "invited"],
                    ["灌涨镇", "B0001", "2022-05-06", True],
                    ["灌涨镇", "B0002", "2022-05-07", False],
                ],
            }
        ],
    },
)

PASSES = (
    {
        "units": [{"name": "灌涨镇", "kind": "township"}],
        "exports": [
            {
                "export_kind": "办件",
                "table": [
                    ["unit", "number", "finished_on", "invited", "online"],
                    ["灌涨镇", "B0001", "2022-05-06", True, None],
                    ["灌涨镇", "B0002", "2022-05-07", False, True],
                    ["灌涨镇", "B0003", None, False, None],
                ],
            }
        ],
    },
)
