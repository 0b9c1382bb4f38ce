"""
尚未对接好差评系统的单位，用叫号评价做到办事即评。

Fails when fewer people rated than were called from the queue. Days are counted one by one: more ratings
than calls on one day do not make good what another lacks. A unit that has ratings of cases is judged by
c08-rating-below-full instead.
"""

from checks.exports import UnitRecords
from checks.kinds.at_windows import QueueRated
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import RATING_STATE

RULE = Rule(
    id="c08-queue-rating",
    criterion="附件1-8",
    title="叫号评价率未达100%",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=QueueRated(percent=100),
    says="{unit}叫号{denominator}次、评价{numerator}次，评价率{share}%，未做到办事即评",
    says_unsure="{unit}叫号{denominator}次、已填评价{numerator}次，{reason}，请人工核对",
    advice="请加强现场邀评，并报送好差评系统对接进度说明。",
    basis=(RATING_STATE,),
    modes=(Mode.EXPORT,),
)

FIRES = (
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "叫号评价",
                "table": [["unit", "called", "rated"], ["民政局", 20, 19], ["民政局", 10, 10]],
            }
        ],
    },
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "叫号评价",
                "table": [["unit", "called", "rated"], ["民政局", 20, 12], ["民政局", 10, 10]],
            }
        ],
    },
)

PASSES = (
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "叫号评价",
                "table": [["unit", "called", "rated"], ["民政局", 20, 20], ["民政局", 10, 10]],
            }
        ],
    },
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "叫号评价",
                "table": [["unit", "called", "rated"], ["民政局", 0, 0], ["民政局", 10, 10]],
            }
        ],
    },
)
